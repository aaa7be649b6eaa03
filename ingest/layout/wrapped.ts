/** Lines of narrow columns → blocks. A sentence that something else broke into is taken up again after it. */
import { isApart } from './apart.ts';
import { append, draft } from './block.ts';
import type { Block, Draft } from './block.ts';
import { opensCaption } from './captions.ts';
import { markerOf } from './markers.ts';
import type { Sheet } from './sheet.ts';
import { endsClause, endsText } from './typography.ts';
import { begin, decide, FULL } from './verdicts.ts';
import type { Verdict } from './verdicts.ts';

export function wrappedBlocks(sheet: Sheet): Block[] {
  const blocks = lay(sheet, null);
  const usual = blocks.some(({ rules }) => rules.includes(FULL)) ? usualLength(blocks) : null;
  return usual === null ? blocks : lay(sheet, usual);
}

/** How many characters the paragraphs have whose both ends show; the middle one of them. */
function usualLength(blocks: readonly Block[]): number | null {
  const sure = blocks.filter(({ lines, rules, alone, apart, kept }) => lines.length > 1 && alone === null && kept === null && !apart && !rules.includes(FULL) && endsText(lines.at(-1)!.plain));
  const lengths = sure.map(lengthOf).sort((a, b) => a - b);
  return lengths[lengths.length >> 1] ?? null;
}

const lengthOf = ({ lines }: Block): number => lines.reduce((sum, { plain }) => sum + plain.length, 0);

function lay(sheet: Sheet, usual: number | null): Block[] {
  const { lines, alone, kept } = sheet;
  const blocks: Draft[] = [];
  let current: Draft | null = null;
  /** A block whose sentence was still open when something else came between. */
  let suspended: Draft | null = null;
  for (const [i, line] of lines.entries()) {
    const verdict: Verdict = current === null ? begin('first line') : decide(sheet, current, i, usual);
    if (verdict.join && current !== null) {
      append(current, line, verdict.rule);
      continue;
    }
    if (current !== null && suspended !== null && resumes(sheet, current, i)) {
      append(suspended, line, 'sentence taken up again');
      current = suspended;
      suspended = null;
      continue;
    }
    const apart = isApart(sheet, i);
    if (verdict.interrupts === true) suspended ??= current;
    else if (alone[i] === null && !apart) suspended = null;
    current = draft(line, verdict.rule, { alone: alone[i] ?? null, apart, kept: kept.get(i) ?? null });
    blocks.push(current);
  }
  return blocks;
}

/** Line `i` takes up the sentence that `interrupter` broke into. */
function resumes(sheet: Sheet, interrupter: Draft, i: number): boolean {
  const { lines, alone, kept, columns, margin } = sheet;
  const line = lines[i]!;
  if (alone[i] || line.mark !== null || markerOf(line) !== null || kept.has(i) || line.indent - margin >= 1 || isApart(sheet, i)) return false;
  const caption = interrupter.alone?.kind === 'caption' || opensCaption(interrupter.lines[0]!.plain);
  if (interrupter.alone === null ? !interrupter.apart && !caption : interrupter.alone.kind === 'byline') return false;
  if (caption && endsClause(line.plain)) return true;
  // After a heading only where a first line would be known by its lost indent.
  // Where indents are kept, a line without one is no first line, however narrow.
  return (sheet.keptIndent || !columns.looksFirst(i)) && (interrupter.alone !== null || (columns.lostIndent && columns.isFirst(i) === false) || (columns.lostIndent && !caption));
}
