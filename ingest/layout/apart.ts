/** Which lines of a wrapped page are set apart from the running text, as headings are. */
import { isNumberAlone } from './markers.ts';
import { isInFoot } from './foot.ts';
import { hasInnerSpace, isHeadingLike, isFigureLabel, isNumberedHeading, isValue } from './shapes.ts';
import { looksSetApart } from './sheet.ts';
import type { Sheet } from './sheet.ts';
import { headsByline, isBegun, isBetweenIndents, isBetweenNameAndText, isBrokenTitle, isDocumentTitle, isInTopBlock, isOverFirstOfAList, isOverItsTitle, isQuestionOverByline, isTitleBehindName } from './title-lines.ts';
import { endsClause, endsText, endsTextAt } from './typography.ts';

/** What a heading is narrower than its column by, beyond a lost indent. */
const CLEARLY = 1.2;
/** What part of its column such a heading fills at most. */
const UNDER_NUMBER = 0.6;

/** Line `i` is alone, or narrower or wider than the text around it. */
export function isApart(sheet: Sheet, i: number): boolean {
  const { lines, columns, kept, keptIndent, margin } = sheet;
  const line = lines[i]!;
  const { plain } = line;
  if (sheet.words.get(i) === true || sheet.words.get(i + 1) === true) return false;
  if (isBrokenTitle(sheet, i) || isOverItsTitle(sheet, i)) return true;
  if (!isHeadingLike(plain) || kept.has(i)) return false;
  if (isOverBox(sheet, i) || isUnderNumber(sheet, i) || isInTopBlock(sheet, i) || isInFoot(sheet, i)) return true;
  if (runsOnBelow(sheet, i)) return false;
  if (isBetweenIndents(sheet, i) || isUnderVerse(sheet, i)) return true;
  if (endsText(plain) && line.gap === 0 && i > 0) return isQuestionOverByline(sheet, i) || sheet.questions.has(i);
  if (isSpeechBegun(sheet, i)) return false;
  if (isOnTop(sheet, i)) return true;
  if (isNumberedHeading(plain) || isDocumentTitle(sheet, i) || isTitleBehindName(sheet, i) || isBetweenNameAndText(sheet, i) || headsByline(sheet, i) || isOverFirstOfAList(sheet, i) || isAmongHeadings(sheet, i)) return true;
  const extent = columns.extent(i);
  const reach = columns.reach(i);
  const endsApart = isFollowedByGap(sheet, i);
  // A comma or a colon is likelier inside a sentence; such a line has to be shorter still.
  const phrase = !/[，：]/u.test(plain);
  if (isNarrowAround(sheet, i) || isOverWiderText(sheet, i) || isOverCaption(sheet, i)) return true;
  // No sentence goes on here, and a first line would have been filled.
  const begun = isBegun(sheet, i);
  if (begun && !plain.includes('，') && (columns.isShort(i, true, i === 0 && endsApart ? 0 : CLEARLY) || kept.has(i + 1))) return true;
  if (extent < reach * (phrase ? 0.8 : 0.65) && columns.isShort(i, true)) return true;
  if (keptIndent && line.indent - margin >= 1 && line.indent - margin <= 3 && extent > reach * 0.7) return false;
  if (!endsApart && phrase && columns.isShort(i, true, CLEARLY)) return true;
  if (i > 0 && line.gap === 0) return false;
  const fills = extent !== reach && extent > reach - 3.2 && extent < reach + 1.5;
  if (endsApart && phrase && hasInnerSpace(plain) && !fills) return true;
  return phrase && isWider(sheet, i) && (endsApart || hasInnerSpace(plain));
}

/** `预期目标`, `相关数据`: the name of a box of labels and values. */
const BOX = /^\p{Script=Han}{0,6}(?:目标|数据|指标|数字|数说|成绩单|速览)$/u;

const isOverBox = ({ lines }: Sheet, i: number): boolean => BOX.test(lines[i]!.plain) && lines[i + 2] !== undefined && isFigureLabel(lines[i + 1]!.plain) && isValue(lines[i + 2]!.plain);

/** `02` and under it `一把秤`: the name of the part. */
const isUnderNumber = ({ lines, typical }: Sheet, i: number): boolean => i > 0 && lines[i]!.gap === 0 && isNumberAlone(lines[i - 1]!.plain) && lines[i]!.width < typical * UNDER_NUMBER;

/** The first line under the head of the page, and white space under it: no column breaks after a single line. */
const isOnTop = ({ lines, alone }: Sheet, i: number): boolean => (lines[i + 1]?.gap ?? 0) > 0 && lines.slice(0, i).every((_, n) => alone[n]?.kind === 'boilerplate');

/** Speech that line `i` opens and the next lines go on with; a heading closes what it quotes, at the latest in its second line. */
function isSpeechBegun({ lines, alone }: Sheet, i: number): boolean {
  if (!/^[“「『][^”」』]*$/u.test(lines[i]!.plain)) return false;
  const [next, third] = [lines[i + 1], lines[i + 2]];
  if (next === undefined || next.gap > 0 || alone[i + 1]) return false;
  return !isHeadingLike(next.plain) || (third !== undefined && third.gap === 0);
}

/** Line `i` is a heading although the line before it could run on into it. */
export function isInterloper({ lines, columns, ...sheet }: Sheet, i: number): boolean {
  const { plain, gap } = lines[i]!;
  if (!isHeadingLike(plain) || endsText(plain)) return false;
  const endsApart = isFollowedByGap({ lines, columns, ...sheet }, i);
  // A pause, nearly the width of the column, and no white space after it: the rest of the sentence stands below.
  if (gap > 0 && plain.includes('，') && !endsApart && columns.extent(i) >= columns.reach(i) * NEARLY_FULL) return false;
  if (gap > 0) return columns.isShort(i, true) || (endsApart && hasInnerSpace(plain));
  // Where blank lines part paragraphs, headings have them too, unless they are plainly short.
  if (sheet.gapped && columns.extent(i) > columns.reach(i) * 0.7) return false;
  return columns.isShort(i, true) && endsTextAt(lines, i - 1) && (!endsApart || columns.extent(i) < columns.reach(i) * 0.8);
}

const isFollowedByGap = ({ lines }: Sheet, i: number): boolean => lines[i + 1] === undefined || lines[i + 1]!.gap > 0;

/** Much narrower than most lines about it, where headings stand so close that they are each other's neighbours. */
function isNarrowAround({ lines, columns }: Sheet, i: number): boolean {
  const { plain } = lines[i]!;
  if (/[，\d]/u.test(plain)) return false;
  const from = Math.max(0, i - 8);
  const widths = lines.slice(from, i + 9).map((_, n) => columns.extent(from + n)).sort((a, b) => a - b);
  const around = widths[Math.floor(widths.length * 0.7)] ?? 0;
  const next = lines[i + 1];
  const second = next === undefined || next.gap > 0 || (isHeadingLike(next.plain) && next.width < around * 0.7);
  return second && columns.extent(i) < around * (hasInnerSpace(plain) ? 0.8 : 0.7);
}

/** Between gaps, no sentence open before it, and the text under it is far wider. */
function isOverWiderText({ lines, alone }: Sheet, i: number): boolean {
  const [before, line, next] = [lines[i - 1], lines[i]!, lines[i + 1]];
  if (next === undefined || next.gap === 0 || alone[i + 1] || (isHeadingLike(next.plain) && lines[i + 2]?.gap !== 0)) return false;
  return (before === undefined || (line.gap > 0 && (alone[i - 1] !== null || endsTextAt(lines, i - 1)))) && line.width * 1.3 < next.width;
}

/** What part of its column a line fills at least that was not ended on purpose. */
const NEARLY_FULL = 0.8;

/** Nearly full, and the next line begins with the end of its clause: `……近日发出通|知，要求……`. */
const runsOnBelow = ({ lines, alone, columns }: Sheet, i: number): boolean => lines[i + 1]?.gap === 0 && alone[i + 1] === null && endsClause(lines[i + 1]!.plain) && columns.extent(i) >= columns.reach(i) * NEARLY_FULL;

/** A poem is over here, and the writer of what follows stands below, or the next poem. */
const isUnderVerse = ({ lines, alone, kept }: Sheet, i: number): boolean => kept.has(i - 1) && (alone[i + 1]?.kind === 'byline' || (lines[i]!.gap > 0 && kept.get(i + 1) === 'verse'));

/** No sentence is open before it or the column's name over it, and words under a picture stand below it: only a title does so, with no text beside it to tell how wide the column is. */
function isOverCaption(sheet: Sheet, i: number): boolean {
  const { lines, alone, typical } = sheet;
  if (alone[i + 1]?.kind !== 'caption' || lines[i + 1]!.gap > 0 || lines[i]!.width >= typical * 0.6) return false;
  return isBegun(sheet, i) || (isBegun(sheet, i - 1) && looksSetApart(lines[i - 1]!, typical));
}

/** Between gaps, with no sentence open before it, and after it another such line, or none at all. */
function isAmongHeadings({ lines, alone }: Sheet, i: number): boolean {
  const single = (n: number): boolean => {
    const line = lines[n];
    if (line === undefined || alone[n]) return true;
    return isHeadingLike(line.plain) && line.gap > 0 && (lines[n + 1] === undefined || lines[n + 1]!.gap > 0);
  };
  const before = lines[i - 1];
  // What somebody says goes on in the next line.
  if (/：[“「][^”」]*$/u.test(lines[i]!.plain)) return false;
  return lines[i]!.gap > 0 && single(i) && single(i + 1) && (before === undefined || endsTextAt(lines, i - 1) || single(i - 1));
}

/** Wider than any line near it, as a title over several columns is. */
function isWider({ lines, typical }: Sheet, i: number): boolean {
  const near = [-3, -2, -1, 1, 2, 3].flatMap((n) => lines[i + n] ?? []).filter((line) => !looksSetApart(line, typical));
  return near.length >= 2 && near.every((line) => line.width + 2.5 < lines[i]!.width);
}
