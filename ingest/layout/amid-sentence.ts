/**
 * Words under a picture that the page sets apart by their place alone: in the middle of a sentence of the text, which goes
 * on below them, or right over the credit of the picture.
 */
import { captionCredit, isPictureSentence } from './captions.ts';
import type { Line } from './lines.ts';
import { markerOf } from './markers.ts';
import { occursTwice } from './name-rows.ts';
import type { Alone, PageContext } from './shapes.ts';
import type { Sheet } from './sheet.ts';
import { beginsClosed, endsClause, endsTextAt } from './typography.ts';

const RULE = 'what a picture shows, inside a sentence';
export const AMID: readonly [Alone, Alone] = [{ kind: 'caption', rule: RULE }, { kind: 'caption', rule: RULE, joins: true }];

/** A line above or below a picture fills its column but for a word. */
const FULL = 0.75;

/** Lines that tell what a picture shows, with the credit under them, between a full line that leaves its sentence open and one that goes on with it. In groups of one and two. */
export function amidSentences(sheet: Sheet, page: PageContext): number[][] {
  const { lines, alone } = sheet;
  const found: number[][] = [];
  for (const [i, { plain, mark }] of lines.entries()) {
    if (alone[i] || mark !== null || !isOpen(sheet, i - 1) || !isPictureSentence(plain, (name) => occursTwice(page, name))) continue;
    const credited = isCredit(lines, alone, i + 1);
    // A full line that ends a sentence is one of the text.
    if (credited ? sheet.columns.looksFirst(i + 2) : !sheet.columns.isShort(i, false) || !goesOn(sheet, i + 1)) continue;
    found.push(credited ? [i, i + 1] : [i]);
  }
  return found;
}

const isCredit = (lines: readonly Line[], alone: readonly (Alone | null)[], i: number): boolean => lines[i] !== undefined && alone[i] !== null && captionCredit(lines[i]!.plain) !== null && !/[，。：]/u.test(lines[i]!.plain);

function isOpen({ lines, alone, kept, columns, typical }: Sheet, i: number): boolean {
  const line = lines[i];
  if (line === undefined || alone[i] || line.mark !== null || kept.has(i) || endsTextAt(lines, i)) return false;
  // Beside a picture the column is narrower.
  return columns.extent(i) >= columns.reach(i) * FULL || line.width >= typical * FULL;
}

/** Line `i` begins no paragraph: it has no indent where there are some, no room for a lost one, or the end of a clause. */
function goesOn({ lines, alone, kept, columns, keptIndent, margin }: Sheet, i: number): boolean {
  const line = lines[i];
  if (line === undefined || alone[i] || line.mark !== null || kept.has(i) || markerOf(line) !== null || line.indent - margin >= 1) return false;
  // White space under the line alone is the end of a paragraph.
  if (line.gap > 0 && lines[i - 1]!.gap === 0) return false;
  if (keptIndent || beginsClosed(line.plain) || endsClause(line.plain)) return true;
  return line.gap === 0 && columns.lostIndent && columns.isFirst(i) === false;
}
