/** Labels of pictures on a page that keeps its indents: one alone begins without, after a paragraph that is over. */
import { isLabelOfPicture } from './captions.ts';
import { markerOf } from './markers.ts';
import { isHeadingLike } from './shapes.ts';
import type { Sheet } from './sheet.ts';
import { endsTextAt } from './typography.ts';

/** What part of its column a last line surely leaves empty. */
const LAST = 0.75;

/** Lines that neither go on with the short last line of a paragraph above them nor begin one, and the like right over them. */
export function unindentedLabels(sheet: Sheet): number[] {
  const { lines, alone, kept, columns, keptIndent, margin, typical } = sheet;
  if (!keptIndent) return [];
  // Among several such lines the column does not show how wide it is.
  const isNarrow = (i: number): boolean => columns.isShort(i, false) || lines[i]!.width < typical * LAST;
  const isLabel = (i: number): boolean => lines[i] !== undefined && alone[i] === null && lines[i]!.mark === null && !kept.has(i) && lines[i]!.indent - margin < 1 && markerOf(lines[i]!) === null && isLabelOfPicture(lines[i]!.plain) && isNarrow(i);
  const begins = (i: number): boolean => lines[i] === undefined || alone[i] !== null || lines[i]!.indent - margin >= 1 || isHeadingLike(lines[i]!.plain);
  const found: number[] = [];
  for (let i = lines.length - 1; i > 0; i -= 1) {
    if (!isLabel(i) || !(begins(i + 1) || found.at(-1) === i + 1)) continue;
    const over = alone[i - 1] === null && endsTextAt(lines, i - 1);
    // Of two, the second shows what the first is, though the line over it is full.
    if (over && (isNarrow(i - 1) || found.at(-1) === i + 1)) found.push(i);
  }
  return found;
}
