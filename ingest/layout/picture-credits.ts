/** Who took a picture, in a line of its own or torn over two, and the words that belong to it above. */
import { captionCredit, endsCaption, isCircled, isGiver, opensCaption } from './captions.ts';
import type { Line } from './lines.ts';
import type { Alone } from './shapes.ts';
import { isHeadingLike, isValue } from './shapes.ts';
import { endsText, endsTextAt } from './typography.ts';
import { typicalWidth } from './verse.ts';

const OF_CREDIT = 'picture credit and the words over it';
export const CREDITED: readonly [Alone, Alone] = [{ kind: 'caption', rule: OF_CREDIT }, { kind: 'caption', rule: OF_CREDIT, joins: true }];

/** Lines that are one caption, those of each from the top. */
export const creditGroups = (lines: readonly Line[], alone: readonly (Alone | null)[]): number[][] => [...creditedLines(lines, alone), ...tornCredits(lines, alone), ...begunAbove(lines, alone)];

/** A line that is nothing but a picture's credit, and the one or two lines between it and a gap: they say what is in the picture. */
function creditedLines(lines: readonly Line[], alone: readonly (Alone | null)[]): number[][] {
  return lines.flatMap((line, i) => {
    if (i > 0 && line.gap === 0 && lines[i - 1]!.mark === null && isGiver(line.plain) && opensCaption(lines[i - 1]!.plain) && endsText(lines[i - 1]!.plain)) return [[i - 1, i]];
    if (!alone[i] || line.gap > 0 || captionCredit(line.plain) === null || /[，。：]/u.test(line.plain)) return [];
    if (isWholeAbove(lines, alone, i)) return [[i - 1, i]];
    if ((lines[i + 1]?.gap ?? 1) === 0) return [];
    const top = lines[i - 1]?.gap === 0 ? i - 2 : i - 1;
    const over = [top, i - 1].filter((n, at, all) => n >= 0 && all.indexOf(n) === at);
    const free = over.length > 0 && over.every((n) => alone[n] === null && lines[n]!.mark === null && lines[n]!.indent < 1);
    return free && (top < 1 || lines[top]!.gap > 0) ? [[...over, i]] : [];
  });
}

/** Nothing goes on in line `i`: the text above is over, or something else stands there. */
const followsAnEnd = (lines: readonly Line[], alone: readonly (Alone | null)[], i: number): boolean => i === 0 || lines[i]!.gap > 0 || alone[i - 1] !== null || endsTextAt(lines, i - 1) || isValue(lines[i - 1]!.plain);

/** One short sentence, begun after another was over, and a reporter's credit under it. */
function isWholeAbove(lines: readonly Line[], alone: readonly (Alone | null)[], i: number): boolean {
  const over = lines[i - 1];
  if (over === undefined || alone[i - 1] !== null || over.mark !== null || !/(?:记者|通讯员)/u.test(lines[i]!.plain) || !/^[^。]{6,30}。$/u.test(over.plain) || isCircled(over.plain) || endsCaption(over.plain)) return false;
  return followsAnEnd(lines, alone, i - 1);
}

/** `……讲解员上岗，为观众|介绍馆藏。 本报记者 张三 摄`: the words of a picture begin in the line above, right under a heading, and nothing goes on after them. */
function begunAbove(lines: readonly Line[], alone: readonly (Alone | null)[]): number[][] {
  const full = typicalWidth(lines) * 0.8;
  return lines.flatMap(({ plain, gap, mark }, i) => {
    const [head, before, next] = [lines[i - 2], lines[i - 1], lines[i + 1]];
    if (head === undefined || before === undefined || mark !== null || gap > 0 || alone[i]?.kind !== 'caption' || alone[i - 1] !== null || before.mark !== null || captionCredit(plain) === null) return [];
    const headed = alone[i - 2] === null && isHeadingLike(head.plain) && head.width * 1.3 < before.width;
    const over = next === undefined || next.gap > 0 || alone[i + 1] !== null || (isHeadingLike(next.plain) && next.width * 1.3 < before.width);
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
