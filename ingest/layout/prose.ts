/** Lines of a page with one paragraph a line → blocks. */
import { append, draft } from './block.ts';
import type { Block, Draft } from './block.ts';
import type { Line } from './lines.ts';
import { markerOf } from './markers.ts';
import type { Alone } from './shapes.ts';
import { isHeadingLike } from './shapes.ts';
import { isBrokenTitle, isOverItsTitle } from './title-lines.ts';
import { isClosed, isHalfOpen } from './typography.ts';
import { keptLines } from './verse.ts';

/** No heading of such a page is longer. */
const HEADING = 42;

export function proseBlocks(lines: readonly Line[], alone: readonly (Alone | null)[]): Block[] {
  const blocks: Draft[] = [];
  const kept = keptLines(lines, alone, (i) => alone[i] !== null || lines[i]!.mark !== null || markerOf(lines[i]!) === 'bullet');
  for (const [i, line] of lines.entries()) {
    if (isCut(lines, alone, i) || (i > 0 && isBrokenTitle({ lines, alone }, i - 1)) || alone[i]?.joins) append(blocks.at(-1)!, line, 'sentence cut by a column or page break');
    else blocks.push(draft(line, 'one paragraph a line', { alone: alone[i] ?? null, apart: (isHeadingLike(line.plain) && line.width <= HEADING) || isBrokenTitle({ lines, alone }, i) || isOverItsTitle({ lines, alone }, i), kept: kept.get(i) ?? null }));
  }
  return blocks;
}

/** The long line before stops in mid-sentence and this one is its rest. */
function isCut(lines: readonly Line[], alone: readonly (Alone | null)[], i: number): boolean {
  const [a, b] = [lines[i - 1], lines[i]!];
  if (a === undefined || a.mark !== null || b.mark !== null || alone[i - 1] || alone[i]) return false;
  if (a.width < HEADING || isClosed(a.plain) || isHalfOpen(a.plain) || isOverItsTitle({ lines, alone }, i - 1)) return false;
  return markerOf(b) === null && b.indent === 0 && !isHeadingLike(b.plain);
}
