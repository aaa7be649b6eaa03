/** Who took a picture, in a line of its own or torn over two, and the words that belong to it above. */
import { captionCredit, endsCaption, isCreditAlone, isPictureSentence, POINTS } from './captions.ts';
import { datelineOf } from './datelines.ts';
import type { Line } from './lines.ts';
import { markerOf } from './markers.ts';
import type { Alone } from './shapes.ts';
import { isDashed, isHeadingLike, isValue } from './shapes.ts';
import { endsText, isOverAt } from './typography.ts';
import { typicalWidth } from './verse.ts';

const OF_CREDIT = 'picture credit and the words over it';
export const CREDITED: readonly [Alone, Alone] = [{ kind: 'caption', rule: OF_CREDIT }, { kind: 'caption', rule: OF_CREDIT, joins: true }];

/** Lines that are one caption, those of each from the top. */
export const creditGroups = (lines: readonly Line[], alone: readonly (Alone | null)[]): number[][] => [...creditedLines(lines, alone), ...tornCredits(lines, alone), ...begunAbove(lines, alone)];

/** A line that is nothing but a picture's credit, and what is in the picture: the sentence right above, or the one or two lines between it and a gap. */
function creditedLines(lines: readonly Line[], alone: readonly (Alone | null)[]): number[][] {
  return lines.flatMap(({ plain, gap, mark }, i) => {
    if (i === 0 || gap > 0 || mark !== null || alone[i]?.kind === 'boilerplate' || !isCreditAlone(plain)) return [];
    if (isPictureNews(lines, alone, i)) return [[i - 2, i - 1, i]];
    if (sentenceAbove(lines, alone, i, 1) !== null) return [[i - 1, i]];
    if (alone[i] === undefined || alone[i] === null || (lines[i + 1]?.gap ?? 1) === 0) return [];
    const first = lines[i - 1]?.gap === 0 ? i - 2 : i - 1;
    const over = [first, i - 1].filter((n, at, all) => n >= 0 && all.indexOf(n) === at);
    const free = over.length > 0 && over.every((n) => alone[n] === null && lines[n]!.mark === null && lines[n]!.indent < 1);
    return free && (first < 1 || lines[first]!.gap > 0) ? [[...over, i]] : [];
  });
}

/** Words that open picture news, and those of its second sentence. */
const DAY = /^(?:昨[日天]|近日|日前|连日来|眼下|(?:\d{1,2}月)?\d{1,2}日)/u;
const ADDS = /^(?:据(?:了解|悉|介绍)|目前|截至)/u;
/** Words under a picture are no longer. */
const LONGEST = 64;

/** Where the sentence begins that ends right over the credit in line `i`, if no other is open before it: the picture's words, over `most` lines at most. */
export function sentenceAbove(lines: readonly Line[], alone: readonly (Alone | null)[], i: number, most: number): number | null {
  let words = '';
  for (let top = i - 1; top >= 0 && i - top <= most; top -= 1) {
    const { plain, mark, gap, indent } = lines[top]!;
    if (alone[top] || mark !== null || datelineOf(plain) !== null) return null;
    words = plain + words;
    const [told, ...more] = words.split(/(?<=[。！？])(?![”’」』])/u);
    if (words.length > LONGEST || !endsText(words) || endsCaption(words) || more.length > 1) return null;
    const one = more[0] === undefined || POINTS.test(more[0]) || (DAY.test(told!) && ADDS.test(more[0]));
    if (one && told!.length >= SHORTEST && followsAnEnd(lines, alone, top)) return top;
    if (gap > 0 || indent >= 1) return null;
  }
  return null;
}

/** Two lines, and no more, between a heading and the credit, and nothing goes on after it. */
function isPictureNews(lines: readonly Line[], alone: readonly (Alone | null)[], i: number): boolean {
  const [head, first, second, next] = [lines[i - 3], lines[i - 2], lines[i - 1]!, lines[i + 1]];
  if (head === undefined || first === undefined || [1, 2, 3].some((n) => alone[i - n] || lines[i - n]!.mark !== null) || second.gap > 0 || markerOf(first) !== null || datelineOf(first.plain) !== null) return false;
  const isHead = (line: Line): boolean => isHeadingLike(line.plain) && line.width * NARROWER < first.width;
  return isHead(head) && endsText(second.plain) && !endsCaption(second.plain) && (next === undefined || next.gap > 0 || alone[i + 1] !== null || isHead(next));
}

/** A heading is narrower than the text under it by more than an indent. */
const NARROWER = 1.3;

/** `一角。` is the rest of a sentence. */
const SHORTEST = 6;

/** Nothing goes on in line `i`: the text above is over, or something else stands there. */
function followsAnEnd(lines: readonly Line[], alone: readonly (Alone | null)[], i: number): boolean {
  const before = lines[i - 1];
  if (before === undefined || isOverAt(lines, alone, i - 1) || isValue(before.plain) || isDashed(before.plain)) return true;
  return isHeadingLike(before.plain) && (lines[i]!.gap > 0 || before.width * NARROWER < lines[i]!.width);
}

/** `……讲解员上岗，为观众|介绍馆藏。 本报记者 张三 摄`: the words of a picture begin in the line above, right under a heading or the head of the page, and nothing goes on after them. */
function begunAbove(lines: readonly Line[], alone: readonly (Alone | null)[]): number[][] {
  const full = typicalWidth(lines) * 0.8;
  const top = lines.findIndex((_, i) => alone[i]?.kind !== 'boilerplate');
  return lines.flatMap(({ plain, gap, mark }, i) => {
    const [head, before, next] = [lines[i - 2], lines[i - 1], lines[i + 1]];
    if (before === undefined || mark !== null || gap > 0 || alone[i]?.kind !== 'caption' || alone[i - 1] !== null || before.mark !== null || captionCredit(plain) === null) return [];
    // `石桥粮库，工作人员正在|扦样检验。 本报记者 张三 摄`: a line broken by hand, whose sentence tells what is seen.
    if (isOverAt(lines, alone, i - 2) && before.width < full && isPictureSentence(`${before.plain}${plain.slice(0, plain.indexOf('。') + 1)}`, () => true)) return [[i - 1, i]];
    const headed = i - 1 === top || (head !== undefined && alone[i - 2] === null && isHeadingLike(head.plain) && head.width * NARROWER < before.width);
    const over = next === undefined || next.gap > 0 || alone[i + 1] !== null || (isHeadingLike(next.plain) && next.width * NARROWER < before.width);
    return headed && over && before.width >= full && !endsText(before.plain) && /[。！？][^。]*$/u.test(plain) ? [[i - 1, i]] : [];
  });
}

/** The last characters of a credit, broken off by the column's edge: `……。 本报记者 张三|摄`. */
function tornCredits(lines: readonly Line[], alone: readonly (Alone | null)[]): number[][] {
  return lines.flatMap(({ plain, gap, mark }, i) => {
    const before = lines[i - 1];
    if (before === undefined || gap > 0 || mark !== null || !/^[^，。：]{0,8}(?:摄影?|供图|提供)[）)]?[。]?$/u.test(plain) || !/[。！？”][^。]+$/u.test(before.plain)) return [];
    return followsAnEnd(lines, alone, i - 1) && (endsCaption(`${before.plain}${plain}`) || endsCaption(`${before.plain} ${plain}`)) ? [[i - 1, i]] : [];
  });
}
