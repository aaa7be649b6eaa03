/** Everything about the lines of a wrapped page that a rule for one line may ask. */
import { columnsOf } from './columns.ts';
import type { Columns } from './columns.ts';
import type { Line } from './lines.ts';
import { textOpening } from './datelines.ts';
import { markerOf } from './markers.ts';
import type { Alone } from './shapes.ts';
import { hasInnerSpace, isHeadingLike, isNumberedHeading } from './shapes.ts';
import { questionsOver } from './questions.ts';
import { isClosed } from './typography.ts';
import { keptLines, typicalWidth } from './verse.ts';
import { wordWrap } from './words.ts';

export interface Sheet {
  readonly lines: readonly Line[];
  /** Lines known for what they are by themselves. */
  readonly alone: readonly (Alone | null)[];
  /** Lines whose ends are meant, and why. */
  readonly kept: ReadonlyMap<number, string>;
  /** Lines of words, and whether each goes on with the line before. */
  readonly words: ReadonlyMap<number, boolean>;
  readonly columns: Columns;
  /** The width most full lines come to. */
  readonly typical: number;
  /** Indent of most lines: the whole text may stand to the right. */
  readonly margin: number;
  /** Paragraphs begin with the indent they were printed with: then a line without one begins none. */
  readonly keptIndent: boolean;
  /** Paragraphs are parted by blank lines throughout: a line that ends a little early then ends none. */
  readonly gapped: boolean;
  /** Blank lines also stand inside sentences, where a column or the page broke. */
  readonly broken: boolean;
  /** Lines that are a short question over a text, one of several. */
  readonly questions: ReadonlySet<number>;
  /** `·` is this page's bullet, not only the dot in foreign names. */
  readonly dotted: boolean;
}

export function sheetOf(lines: readonly Line[], alone: readonly (Alone | null)[]): Sheet {
  const typical = typicalWidth(lines);
  const words = wordWrap(lines, alone);
  const isWrapped = (i: number): boolean => words.get(i) === true || words.get(i + 1) === true;
  const columns = columnsOf(lines, (i) => alone[i] === null && !looksSetApart(lines[i]!, typical));
  const margin = commonIndent(lines);
  return {
    lines,
    alone,
    words,
    columns,
    typical,
    margin,
    kept: keptLines(lines, alone, (i) => isWrapped(i) || alone[i] !== null || lines[i]!.mark !== null || markerOf(lines[i]!) !== null),
    keptIndent: keepsIndent(lines, margin),
    gapped: isPartedByGaps(lines, alone, columns, typical),
    broken: lines.some((line, i) => i > 0 && line.gap > 0 && !alone[i] && !alone[i - 1] && !isClosed(lines[i - 1]!.plain) && !isHeadingLike(lines[i - 1]!.plain) && !columns.isStump(i - 1, true)),
    questions: questionsOver(lines, alone, columns),
    dotted: lines.filter(({ plain }) => plain.startsWith('·')).length >= 3,
  };
}

/** By its words and width alone; such lines say nothing of the column around them. */
export function looksSetApart(line: Line, typical: number): boolean {
  if (!isHeadingLike(line.plain)) return false;
  return line.width < typical * (hasInnerSpace(line.plain) ? 0.9 : 0.75) || line.width > typical * 1.25 || isNumberedHeading(line.plain);
}

function isPartedByGaps(lines: readonly Line[], alone: readonly (Alone | null)[], columns: Columns, typical: number): boolean {
  let parted = 0;
  let not = 0;
  for (let i = 1; i < lines.length; i += 1) {
    if (!isClosed(lines[i - 1]!.plain)) continue;
    // Headings have white space around them on any page.
    if (lines[i]!.gap > 0) parted += looksSetApart(lines[i]!, typical) ? 0 : 1;
    // A title of up to three lines stands right under the text before it on any page.
    else if (columns.isShort(i - 1, false, 3) && textOpening(lines, alone, i - 1, 4) === -1) not += 1;
  }
  return parted >= 2 && not * 5 <= parted;
}

function keepsIndent(lines: readonly Line[], margin: number): boolean {
  const indented = lines.filter(({ indent }) => indent - margin >= 1 && indent - margin <= 4).length;
  return indented >= 3 && indented <= lines.length * 0.75;
}

function commonIndent(lines: readonly Line[]): number {
  const indents = lines.map(({ indent }) => indent).sort((a, b) => a - b);
  return indents[Math.floor(indents.length / 4)] ?? 0;
}
