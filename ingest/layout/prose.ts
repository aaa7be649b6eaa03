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
import { WORDS, wordWrap } from './words.ts';

/** No heading of such a page is longer. */
const HEADING = 42;

export function proseBlocks(lines: readonly Line[], alone: readonly (Alone | null)[]): Block[] {
  const blocks: Draft[] = [];
  const words = wordWrap(lines, alone);
  const goesOn = (i: number): boolean => words.get(i) === true;
  const kept = keptLines(lines, alone, (i) => goesOn(i) || goesOn(i + 1) || alone[i] !== null || lines[i]!.mark !== null || markerOf(lines[i]!) === 'bullet');
  /** The block whose sentence stands open over pictures and what the page says of them. */
  let open: Draft | null = null;
  for (const [i, line] of lines.entries()) {
    if (open !== null && isRest(lines, alone, i)) {
      append(open, line, 'sentence taken up again');
      open = null;
      continue;
    }
    if (isOpenOver(lines, alone, i)) open = blocks.at(-1)!;
    else if (alone[i]?.kind !== 'caption' && alone[i]?.kind !== 'boilerplate') open = null;
    if (goesOn(i)) append(blocks.at(-1)!, line, WORDS);
    else if (isCut(lines, alone, i) || (i > 0 && isBrokenTitle({ lines, alone }, i - 1)) || alone[i]?.joins) append(blocks.at(-1)!, line, 'sentence cut by a column or page break');
    else blocks.push(draft(line, 'one paragraph a line', { alone: alone[i] ?? null, apart: !goesOn(i + 1) && ((isHeadingLike(line.plain) && line.width <= HEADING) || isBrokenTitle({ lines, alone }, i) || isOverItsTitle({ lines, alone }, i)), kept: kept.get(i) ?? (endsPart(lines, alone, i) ? 'question that ends a part' : null) }));
  }
  return blocks;
}

/** A question right under the text before it, and white space and a heading under it: the text before that heading ends with it. */
function endsPart(lines: readonly Line[], alone: readonly (Alone | null)[], i: number): boolean {
  const [before, line, next] = [lines[i - 1], lines[i]!, lines[i + 1]];
  if (before === undefined || next === undefined || line.gap > 0 || next.gap === 0 || alone[i - 1] || alone[i + 1]) return false;
  return /，.*？$/u.test(line.plain) && isClosed(before.plain) && isHeadingLike(next.plain) && next.width <= HEADING;
}

/** Words under a picture, or what the page says of its pictures, under a line that stops at a comma: no paragraph ends so. */
function isOpenOver(lines: readonly Line[], alone: readonly (Alone | null)[], i: number): boolean {
  const before = lines[i - 1];
  return alone[i]?.kind === 'caption' && before !== undefined && alone[i - 1] === null && before.mark === null && markerOf(before) === null && before.width >= LONG && /[，、]$/u.test(before.plain);
}

/** A line of verse may stop at a comma; it is shorter. */
const LONG = 24;

const isRest = (lines: readonly Line[], alone: readonly (Alone | null)[], i: number): boolean => alone[i] === null && lines[i]!.mark === null && markerOf(lines[i]!) === null && lines[i]!.indent === 0 && !isHeadingLike(lines[i]!.plain);

/** The long line before stops in mid-sentence and this one is its rest. */
function isCut(lines: readonly Line[], alone: readonly (Alone | null)[], i: number): boolean {
  const [a, b] = [lines[i - 1], lines[i]!];
  if (a === undefined || a.mark !== null || b.mark !== null || alone[i - 1] || alone[i]) return false;
  if (a.width < HEADING || isClosed(a.plain) || isHalfOpen(a.plain) || isOverItsTitle({ lines, alone }, i - 1)) return false;
  return markerOf(b) === null && b.indent === 0 && !isHeadingLike(b.plain);
}
