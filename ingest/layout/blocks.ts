/** Lines → blocks: which lines are one paragraph. */
import { AMID, amidSentences } from './amid-sentence.ts';
import { captionCredit, endsCaption, isCircled, isGiver, opensCaption } from './captions.ts';
import { append, draft } from './block.ts';
import type { Block, Draft } from './block.ts';
import type { Family } from './family.ts';
import type { Line } from './lines.ts';
import { mastheadsOf } from './masthead.ts';
import { markerOf } from './markers.ts';
import { PAGE_NAME, pageNames, topNames } from './page-head.ts';
import type { Alone, PageContext } from './shapes.ts';
import { listedNames } from './name-rows.ts';
import { nameUnderTitle, namesUnderTexts, penName, penNames, UNDER_TITLE, underText } from './lone-names.ts';
import { pictureLines, SHOWN } from './picture-lines.ts';
import { isHeadingLike, isValue, standsAlone } from './shapes.ts';
import { sheetOf } from './sheet.ts';
import { isBrokenTitle } from './title-lines.ts';
import { endsText, endsTextAt, isClosed, isHalfOpen } from './typography.ts';
import { SPEAKER, speakerHeads } from './speaker-heads.ts';
import { keptLines, typicalWidth } from './verse.ts';
import { wrappedBlocks } from './wrapped.ts';

/** The blocks of a page in the order of their first lines. */
export function toBlocks(lines: readonly Line[], family: Family, page: PageContext): Block[] {
  const mastheads = mastheadsOf(lines);
  const found = lines.map((line, i): Alone | null => {
    if (line.mark !== null) return null;
    const masthead = mastheads.get(i);
    return masthead ? { kind: 'boilerplate', rule: masthead.rule } : (standsAlone(line, page) ?? (mastheads.has(i - 1) ? null : nameUnderTitle(lines, i, page)));
  });
  for (const [i] of lines.entries()) if (found[i]?.rule === UNDER_TITLE && isUnderByline(lines, found, i)) found[i] = null;
  for (const i of topNames(lines)) found[i] ??= PAGE_NAME;
  for (const i of pageNames(lines, found)) found[i] = PAGE_NAME;
  for (const i of penNames(lines, found, page)) found[i] = penName;
  for (const i of namesUnderTexts(lines, found, page)) found[i] = underText;
  for (const i of listedNames(lines, page)) found[i] = { kind: 'names', rule: 'one of several rows of names' };
  const alone = found.map((what, i) => (what?.kind === 'caption' && isInsideText(lines, found, i) ? null : what));
  const column = family === 'prose' ? Number.POSITIVE_INFINITY : typicalWidth(lines);
  for (const [i, line] of lines.entries()) if (alone[i]?.kind === 'byline' && closesText(lines[i - 1], line, column) && !alone[i - 1]) alone[i] = null;
  const setAll = ([first, ...rest]: readonly number[], [begins, joins]: readonly [Alone, Alone]): void => {
    alone[first!] = begins;
    for (const i of rest) alone[i] = joins;
  };
  for (const group of [...creditedLines(lines, alone), ...tornCredits(lines, alone), ...begunAbove(lines, alone)]) setAll(group, CREDITED);
  for (const i of speakerHeads(lines, alone)) setAll([i, i + 1], SPEAKER);
  for (const i of pictureLines(lines, alone, page)) alone[i] = SHOWN;
  if (family === 'prose') return proseBlocks(lines, alone);
  const sheet = sheetOf(lines, alone);
  const amid = amidSentences(sheet, page);
  if (amid.length === 0) return wrappedBlocks(sheet);
  for (const group of amid) setAll(group, AMID);
  return wrappedBlocks(sheetOf(lines, alone));
}

/** Lines of a poem that begins there. */
const POEM = 16;
/** Verse is rarely wider. */
const VERSE = 16;

/** The writer was named above these short lines: what looks like a name among them is none. */
function isUnderByline(lines: readonly Line[], found: readonly (Alone | null)[], i: number): boolean {
  // Between two poems of one poet stands the name of the second, with white space about it.
  const across = lines[i]!.gap > 0 && (lines[i + 1]?.gap ?? 0) > 0 && lines[i + 1]!.width <= VERSE ? 1 : 0;
  for (let n = i; n > 0 && i - n < POEM && lines[n]!.gap <= across && lines[n - 1]!.width <= VERSE && !endsText(lines[n - 1]!.plain); n -= 1) if (n < i && found[n - 1]?.kind === 'byline') return true;
  return false;
}

/** `（记者 张三）` right under a sentence is the end of its paragraph, if the line above had no room for it. */
const closesText = (before: Line | undefined, { plain, gap, indent, width }: Line, column: number): boolean => before !== undefined && gap === 0 && before.width + width > column - 1 && indent < 1 && endsText(before.plain) && /^[（(][^（）()]+[）)]$/u.test(plain);

/** A full line between full lines, the one before in mid-sentence: that it ends in 摄 is chance (手机摄|影). */
function isInsideText(lines: readonly Line[], alone: readonly (Alone | null)[], i: number): boolean {
  const [a, b, c] = [lines[i - 1], lines[i]!, lines[i + 1]];
  if (!a || !c || b.gap > 0 || c.gap > 0 || alone[i - 1] || alone[i + 1] || endsText(a.plain) || a.mark !== null || /[。！？]/u.test(b.plain.slice(-12)) || /[ \u3000]\S{0,8}$/u.test(b.plain)) return false;
  return b.width >= 14 && Math.abs(a.width - b.width) <= 3;
}

const OF_CREDIT = 'picture credit and the words over it';
const CREDITED: readonly [Alone, Alone] = [{ kind: 'caption', rule: OF_CREDIT }, { kind: 'caption', rule: OF_CREDIT, joins: true }];

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

/** No heading of a page with one paragraph a line is longer. */
const HEADING = 42;

function proseBlocks(lines: readonly Line[], alone: readonly (Alone | null)[]): Block[] {
  const blocks: Draft[] = [];
  const kept = keptLines(lines, alone, (i) => alone[i] !== null || lines[i]!.mark !== null || markerOf(lines[i]!) === 'bullet');
  for (const [i, line] of lines.entries()) {
    if (isCut(lines, alone, i) || (i > 0 && isBrokenTitle({ lines, alone }, i - 1)) || alone[i]?.joins) append(blocks.at(-1)!, line, 'sentence cut by a column or page break');
    else blocks.push(draft(line, 'one paragraph a line', { alone: alone[i] ?? null, apart: (isHeadingLike(line.plain) && line.width <= HEADING) || isBrokenTitle({ lines, alone }, i), kept: kept.get(i) ?? null }));
  }
  return blocks;
}

/** The long line before stops in mid-sentence and this one is its rest. */
function isCut(lines: readonly Line[], alone: readonly (Alone | null)[], i: number): boolean {
  const [a, b] = [lines[i - 1], lines[i]!];
  if (a === undefined || a.mark !== null || b.mark !== null || alone[i - 1] || alone[i]) return false;
  if (a.width < HEADING || isClosed(a.plain) || isHalfOpen(a.plain)) return false;
  return markerOf(b) === null && b.indent === 0 && !isHeadingLike(b.plain);
}
