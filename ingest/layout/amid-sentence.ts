/**
 * Words under a picture that the page sets apart by their place alone: in the middle of a sentence of the text, which goes
 * on below them, or right over the credit of the picture.
 */
import { isCreditAlone, isLabelOfPicture, isMarkedSentence, isPictureSentence } from './captions.ts';
import { markerOf } from './markers.ts';
import { closeUp, looksLikeName } from './names.ts';
import { occursTwice } from './name-rows.ts';
import { sentenceAbove } from './picture-credits.ts';
import type { Alone, PageContext } from './shapes.ts';
import { isHeadingLike } from './shapes.ts';
import type { Sheet } from './sheet.ts';
import { beginsClosed, endsClause, endsTextAt } from './typography.ts';

const RULE = 'what a picture shows, inside a sentence';
export const AMID: readonly [Alone, Alone] = [{ kind: 'caption', rule: RULE }, { kind: 'caption', rule: RULE, joins: true }];

/** A line above or below a picture fills its column but for a word. */
const FULL = 0.75;

/** Lines of a picture's words, over no more than these. */
const MOST_LINES = 3;

/** Lines that tell what a picture shows, with the credit under them, between a full line that leaves its sentence open and one that goes on with it; and sentences of several lines over a credit. In groups of one caption each. */
export function amidSentences(sheet: Sheet, page: PageContext): number[][] {
  const { lines, alone } = sheet;
  return lines.flatMap((_, i) => {
    if (isLooseCredit(sheet, i)) {
      if (isAmid(sheet, i - 1, page)) return [[i - 1, i]];
      const top = sentenceAbove(lines, alone, i, MOST_LINES);
      return top === null ? [] : [from(top, i + 1)];
    }
    const names = portraitsAmid(sheet, i, page);
    if (names.length > 0) return names.map((n) => [n]);
    if (isPairAmid(sheet, i)) return [[i], [i + 1]];
    return !isLooseCredit(sheet, i + 1) && isAmid(sheet, i, page) ? [[i]] : [];
  });
}

/** Who took a picture or gave it, under a line that nothing is known of. */
const isLooseCredit = ({ lines, alone }: Sheet, i: number): boolean => i > 0 && lines[i] !== undefined && lines[i]!.gap === 0 && alone[i] !== null && alone[i]?.kind !== 'boilerplate' && alone[i - 1] === null && isCreditAlone(lines[i]!.plain);

/** A sentence of one line that stands in another: with the credit under it any, else only what tells of a picture. */
function isAmid(sheet: Sheet, i: number, page: PageContext): boolean {
  const { plain, mark, gap } = sheet.lines[i]!;
  if (sheet.alone[i] || mark !== null || !isOpen(sheet, i - 1)) return false;
  const credited = isLooseCredit(sheet, i + 1);
  if (isPictureSentence(plain, (name) => occursTwice(page, name))) {
    if (!credited && isPlaced(plain, page) && /\p{Script=Han}$/u.test(sheet.lines[i - 1]!.plain) && (sheet.lines[i + 1]?.gap ?? 0) > 0) return true;
    // A full line that ends a sentence is one of the text.
    return credited ? !sheet.columns.looksFirst(i + 2) && !isHeading(sheet, i + 2) : (sheet.columns.isShort(i, false) || isMarkedSentence(plain)) && goesOn(sheet, i + 1);
  }
  if (credited) return /^[^。！？]{6,40}。$/u.test(plain) && goesOn(sheet, i + 2);
  // White space alone may end a paragraph, but these begin none.
  const next = sheet.lines[i + 1];
  if (gap === 0 && next !== undefined && next.gap > 0 && (beginsClosed(next.plain) || /^[的了着过们][，。；、]/u.test(next.plain)) && isLabelOfPicture(plain) && sheet.columns.isShort(i, false)) return goesOn(sheet, i + 1);
  // Between gaps where the sentence visibly goes on below: no column is one line long.
  return gap > 0 && (sheet.lines[i + 1]?.gap ?? 0) > 0 && /^[^。！？“”]{4,20}。$/u.test(plain) && sheet.columns.isShort(i, false) && goesOn(sheet, i + 1);
}

/** `石桥村竹编工坊内，师傅在示范劈篾。`: no line that is cut anywhere begins with a place of which the page tells. */
function isPlaced(plain: string, page: PageContext): boolean {
  const place = /^(\p{Script=Han}{2,4}?[村镇乡县区市])\p{Script=Han}{0,10}(?:[内里上旁前中边]|现场)，/u.exec(plain)?.[1];
  return place !== undefined && occursTwice(page, place);
}

const from = (start: number, end: number): number[] => Array.from({ length: end - start }, (_, n) => start + n);

/** Names under portraits, a line each, of people whom the page tells of. */
function portraitsAmid(sheet: Sheet, i: number, page: PageContext): number[] {
  const { lines, alone } = sheet;
  const isName = (n: number): boolean => lines[n] !== undefined && !alone[n] && lines[n]!.mark === null && looksLikeName(closeUp(lines[n]!.plain)) && occursTwice(page, closeUp(lines[n]!.plain));
  if (!isName(i) || isName(i - 1) || !isOpen(sheet, i - 1)) return [];
  const end = [i + 1, i + 2, i + 3].find((n) => !isName(n)) ?? i;
  return goesOn(sheet, end) ? from(i, end) : [];
}

/** The same of two sentences of a line each. */
function isPairAmid(sheet: Sheet, i: number): boolean {
  const { lines, alone, columns } = sheet;
  const isOne = (n: number): boolean => lines[n] !== undefined && !alone[n] && lines[n]!.mark === null && /^[^。！？“”]{4,20}。$/u.test(lines[n]!.plain) && columns.isShort(n, false);
  return isOne(i) && isOne(i + 1) && lines[i]!.gap > 0 && lines[i + 1]!.gap === 0 && (lines[i + 2]?.gap ?? 0) > 0 && isOpen(sheet, i - 1) && goesOn(sheet, i + 2);
}

const isHeading = ({ lines, columns }: Sheet, i: number): boolean => lines[i] !== undefined && isHeadingLike(lines[i]!.plain) && columns.isShort(i, true);

function isOpen({ lines, alone, kept, columns, typical }: Sheet, i: number): boolean {
  const line = lines[i];
  if (line === undefined || alone[i] || line.mark !== null || kept.has(i) || endsTextAt(lines, i)) return false;
  // Beside a picture the column is narrower.
  return columns.extent(i) >= columns.reach(i) * FULL || line.width >= typical * FULL;
}

/** Line `i` begins no paragraph: it has no indent where there are some, no room for a lost one, or the end of a clause. */
function goesOn(sheet: Sheet, i: number): boolean {
  const { lines, alone, kept, columns, keptIndent, margin } = sheet;
  const line = lines[i];
  if (line === undefined || alone[i] || line.mark !== null || kept.has(i) || markerOf(line) !== null || isHeading(sheet, i) || line.indent - margin >= 1) return false;
  return keptIndent || beginsClosed(line.plain) || endsClause(line.plain) || (columns.lostIndent && columns.isFirst(i) === false);
}
