/** Lines that head a text for where they stand: over a byline or a list, between indents, or broken in a phrase. */
import { opensText, textOpening } from './datelines.ts';
import type { Line } from './lines.ts';
import { isDayAlone } from './printed-day.ts';
import { isSeriesName } from './kickers.ts';
import { isDashed, isDashKicker, isHeadingLike, isNamedTitle, isSubtitle, isValue, namesDocument } from './shapes.ts';
import { looksSetApart } from './sheet.ts';
import type { Sheet } from './sheet.ts';
import { endsTextAt, isOverAt } from './typography.ts';

/** No line of a title is longer. */
const LONGEST = 48;
/** A line of a title so long may have filled its column, so that its last characters stand alone. */
const FILLED = 16;
/** Names of columns are no longer. */
const NAME = 8;

/** No sentence is open at the end of line `n`, or it is the day a text was signed. */
const isOver = ({ lines, alone }: Pick<Sheet, 'lines' | 'alone'>, n: number): boolean => isOverAt(lines, alone, n) || isDayAlone(lines[n]!.plain);

/** No sentence is open before line `i`: it is over, a row of a table or poem ends there, or a short line between gaps stands there. */
export function isBegun(sheet: Sheet, i: number): boolean {
  if (isOver(sheet, i - 1) || (sheet.kept.has(i - 1) && !sheet.kept.has(i))) return true;
  const [before, line] = [sheet.lines[i - 1]!, sheet.lines[i]!];
  return line.gap > 0 && before.gap > 0 && looksSetApart(before, sheet.typical) && isOver(sheet, i - 2);
}

/** One of at most three heading lines between a gap, or a text that is over, and a byline or dateline. */
export function headsByline(sheet: Sheet, i: number): boolean {
  const { lines, alone } = sheet;
  let top = i;
  while (top > 0 && lines[top]!.gap === 0 && i - top < 3 && !isOver(sheet, top - 1)) top -= 1;
  if (top > 0 && lines[top]!.gap === 0 && !isOver(sheet, top - 1)) return false;
  // A kicker may stand between gaps of its own, where no sentence is open before it.
  let gaps = isOver(sheet, top - 1) ? 1 : 0;
  for (let j = top; j < top + 6 && j < lines.length; j += 1) {
    if (j > i && opensText(lines, alone, j)) return true;
    if (alone[j] || !isHeadingLike(lines[j]!.plain)) return false;
    if (j > i && lines[j]!.gap > 0) gaps -= 1;
    if (gaps < 0) return false;
  }
  return false;
}

/** `退卡难？` is the first line of a title; a longer question or exclamation is a heading of its own. */
export const isExclaimed = (plain: string): boolean => plain.length <= 8 && /[！？]$/u.test(plain);

/** `……该不该收走？` between a text that is over, the name of a column or the first line of its title, and a byline or dateline with text under it; or under what can only be a column's name. */
export function isQuestionOverByline(sheet: Sheet, i: number): boolean {
  const { lines, alone } = sheet;
  const [before, next, after] = [lines[i - 1]!, lines[i + 1], lines[i + 2]];
  const isTitle = isHeadingLike(before.plain) && isHeadingLike(lines[i]!.plain) && isOver(sheet, i - 2) && Math.max(before.width, lines[i]!.width) < sheet.typical * 0.9;
  if (isSeriesName(before.plain) && isOver(sheet, i - 2) && lines[i]!.plain.endsWith('？') && isHeadingLike(lines[i]!.plain)) return true;
  if (isTitle && (next === undefined || next.gap > 0 || opensText(lines, alone, i + 1))) return true;
  if (next !== undefined && isExclaimed(lines[i]!.plain) && (isOver(sheet, i - 1) || before.width <= NAME) && headsByline(sheet, i + 1)) return true;
  if (alone[i + 1]?.kind !== 'byline' || after === undefined || alone[i + 2] !== null || (isHeadingLike(after.plain) && after.width <= lines[i]!.width)) return false;
  return isOver(sheet, i - 1) || (isHeadingLike(before.plain) && before.width <= NAME);
}

/** Where paragraphs keep their indents: up to three lines without one, after a sentence that is over and before an indent or a byline, begin none. */
export function isBetweenIndents({ lines, columns, keptIndent, margin, alone, kept }: Sheet, at: number): boolean {
  const isPhrase = (n: number): boolean => lines[n] !== undefined && !alone[n] && lines[n]!.indent - margin < 1 && isHeadingLike(lines[n]!.plain);
  if (!keptIndent || !isPhrase(at)) return false;
  let [i, end] = [at, at + 1];
  while (i > 0 && at - i < 2 && lines[i]!.gap === 0 && isPhrase(i - 1)) i -= 1;
  while (end - at < 3 && lines[end]?.gap === 0 && isPhrase(end)) end += 1;
  const [before, after] = [lines[i - 1], lines[end]];
  if (!after || !(alone[end]?.kind === 'byline' ? end - i > 1 : alone[end] === null && after.indent - margin >= 1)) return false;
  return before === undefined || alone[i - 1] !== null || (endsTextAt(lines, i - 1) && (kept.has(i - 1) || columns.isShort(i - 1, false)));
}

/** Under a line that is no more than the name of a column, before which no sentence is open. */
function isUnderName(sheet: Pick<Sheet, 'lines' | 'alone'>, i: number): boolean {
  const name = sheet.lines[i - 1];
  return name !== undefined && (name.width <= NAME || isSeriesName(name.plain)) && isHeadingLike(name.plain) && isOver(sheet, i - 2);
}

/** Between the name of a column and white space. */
export const isBetweenNameAndText = (sheet: Sheet, i: number): boolean => isHeadingLike(sheet.lines[i]!.plain) && isSeriesName(sheet.lines[i - 1]?.plain ?? '') && isUnderName(sheet, i) && sheet.lines[i + 1] !== undefined && sheet.lines[i + 1]!.gap > 0;

/** A title block is rarely wider, nor has it more lines. */
const WIDEST = 34;
export const BLOCK = 5;

/** Between the head of the page and who wrote the text, or where it is from, or the line with a dash that is second to the title, stand its column's name, its title and what is second to that, and no sentence. */
export function isInTopBlock({ lines, alone }: Pick<Sheet, 'lines' | 'alone'>, i: number): boolean {
  if (i > BLOCK + 8) return false;
  const top = alone.findIndex((what) => what?.kind !== 'boilerplate');
  const second = lines.slice(top, top + BLOCK).findIndex(({ plain }, n) => n > 0 && isDashed(plain) && isHeadingLike(plain));
  const end = Math.max(textOpening(lines, alone, top, BLOCK), second === -1 ? -1 : top + second);
  if (i < top || i >= end) return false;
  return lines.slice(top, end).every(({ plain, width }, n) => alone[top + n] === null && width <= WIDEST && !/[。；]/u.test(plain));
}

/** What a title may be broken after; after a comma only where its writer's name follows, as verse pauses there as well. */
const BREAK = /(?:[：:]|——|《[^》]*|【[^】]*|^“[^”]*)$/u;

/** `走了以后，|谁来点灯` over lines twice as wide: no paragraph stops at a comma so early, and no poem goes on so. */
const isOverWideText = (line: Line, next: Line, after: Line | undefined): boolean => after !== undefined && next.plain.length >= PAUSED && !/[，！？]/u.test(next.plain) && Math.max(line.width, next.width) <= HALF && after.width >= Math.max(line.width, next.width) * 2;

const PAUSED = 3;
const HALF = 11;

/** A title that was broken within a phrase or a document's name: neither of its lines is a sentence, and white space or a byline follows. */
export function isBrokenTitle(sheet: Pick<Sheet, 'lines' | 'alone'>, i: number): boolean {
  const { lines, alone } = sheet;
  const [line, next, after] = [lines[i]!, lines[i + 1], lines[i + 2]];
  if (line.plain.length > LONGEST || next === undefined || next.gap > 0 || alone[i] || alone[i + 1] || next.mark !== null || isDashKicker(line.plain, next.plain)) return false;
  const named = alone[i + 2]?.kind === 'byline';
  const whole = line.plain + next.plain;
  const reports = opensText(lines, alone, i + 2);
  // Over who wrote the text, the last word of the title alone in a line (`……贷款增加|5.74万亿元`); under other words a figure is a label's value.
  const rest = (reports || isInTopBlock(sheet, i + 2)) && (isValue(next.plain) || (line.plain.length >= FILLED && /^\p{Script=Han}{1,2}$/u.test(next.plain)));
  const paused = line.plain.endsWith('，') && isOverWideText(line, next, after);
  if (!BREAK.test(line.plain) && !namesDocument(whole) && !rest && !paused && !(named && line.plain.endsWith('，'))) return false;
  return isHeadingLike(whole) && (after === undefined || after.gap > 0 || paused || reports || isSubtitle(after.plain) || isInTopBlock(sheet, i + 2)) && (isOver(sheet, i - 1) || isUnderName(sheet, i) || isInTopBlock(sheet, i));
}

/** `【走基层】候车室里的春运` between gaps or over a byline, where no sentence is open. */
export function isTitleBehindName(sheet: Sheet, i: number): boolean {
  const { lines, alone } = sheet;
  const next = lines[i + 1];
  if (!isNamedTitle(lines[i]!.plain) || (next !== undefined && next.gap === 0 && !opensText(lines, alone, i + 1))) return false;
  return isOver(sheet, i - 1) || isUnderName(sheet, i);
}

/** The kicker that leads up to its title by a dash, where no sentence is open. */
export const isOverItsTitle = (sheet: Pick<Sheet, 'lines' | 'alone'>, i: number): boolean => isDashKicker(sheet.lines[i]!.plain, sheet.lines[i + 1]?.plain) && isOver(sheet, i - 1);

/** `关于……的通知`, where no sentence is open before it. */
export const isDocumentTitle = (sheet: Sheet, i: number): boolean => namesDocument(sheet.lines[i]!.plain) && (sheet.kept.has(i - 1) || isOver(sheet, i - 1) || isUnderName(sheet, i));

/** A phrase at the head of the page or after a sentence that is over, and under it `一是……。`. */
export const isOverFirstOfAList = (sheet: Sheet, i: number): boolean => /^(?:一是|一、|[（(]一[）)])/u.test(sheet.lines[i + 1]?.plain ?? '') && isOver(sheet, i - 1);
