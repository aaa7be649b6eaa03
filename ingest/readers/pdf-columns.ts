/**
 * The reading order of a page whose text is known only by place: a recursive cut along white space
 * (XY-cut). Gutters between columns are cut first; where a headline spans them, the page is cut
 * above or below it so that as many lines as possible come to stand in columns.
 */
export interface Piece {
  readonly text: string;
  /** Left end of the baseline; y runs upwards. Points, as are the rest. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  /** Height of the font. */
  readonly size: number;
}

/** Pieces that stand on one line without a gap wide enough for a gutter. */
interface Segment {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly y: number;
  readonly size: number;
}

/** Beyond this many segments a page is a map or a hostile file and is printed as it comes. */
const MOST = 6000;
/** White space of this many ems is a gutter when lines on both sides keep to it. */
const GUTTER = 0.7;
const CUTS_TRIED = 150;
const DEEPEST = 40;

export interface PrintedLine {
  readonly text: string;
  /** Of its letters, in points; `null` for an empty line. */
  readonly size: number | null;
}
export const EMPTY: PrintedLine = { text: '', size: null };

/** Lines in reading order. A wider gap gives an empty line, an indent two U+3000. */
export function columnLines(pieces: readonly Piece[]): PrintedLine[] {
  const segments = segmentsOf(pieces);
  if (segments.length > MOST) return segments;
  const lines: PrintedLine[] = [];
  let last: Segment | null = null;
  for (const block of blocksOf(segments, 0)) {
    const first = block[0];
    if (first === undefined) continue;
    // A column of the same text runs on.
    if (last !== null && isOtherSize(last, first)) lines.push(EMPTY);
    lines.push(...printed(block));
    last = block.at(-1)!;
  }
  return lines;
}

function segmentsOf(pieces: readonly Piece[]): Segment[] {
  const segments: Segment[] = [];
  for (const row of rowsOf(pieces.map(({ text, x, y, width, size }) => ({ text, left: x, right: x + width, y, size })))) {
    let run: Segment[] = [];
    for (const piece of row) {
      const before = run.at(-1);
      if (before !== undefined && piece.left - before.right >= 0.95 * Math.min(before.size, piece.size)) {
        segments.push(merged(run));
        run = [];
      }
      run.push(piece);
    }
    if (run.length > 0) segments.push(merged(run));
  }
  return segments;
}

function merged(run: readonly Segment[]): Segment {
  const first = run[0]!;
  const texts = run.map((piece, index) => (index === 0 ? piece.text : between(run[index - 1]!, piece) + piece.text));
  const [right, size] = run.reduce(([right, size], piece) => [Math.max(right, piece.right), Math.max(size, piece.size)] as const, [first.right, first.size] as const);
  return { text: texts.join(''), left: first.left, right, y: first.y, size };
}

/** Grouped by baseline from the top, each row from the left. Raised marks belong to the row they stand in. */
function rowsOf<T extends { readonly y: number; readonly size: number; readonly left: number }>(items: readonly T[]): T[][] {
  const rows: T[][] = [];
  for (const item of [...items].sort((a, b) => b.y - a.y)) {
    const row = rows.at(-1);
    if (row !== undefined && row[0]!.y - item.y < 0.4 * Math.min(row[0]!.size, item.size)) row.push(item);
    else rows.push([item]);
  }
  for (const row of rows) row.sort((a, b) => a.left - b.left);
  return rows;
}

/** A space where Latin words or figures meet with a gap between; hanzi need none, however loosely set. */
function between(left: Segment, right: Segment): string {
  if (right.left - left.right < 0.15 * right.size || left.text.endsWith(' ') || right.text.startsWith(' ')) return '';
  return /[\u2E80-\u9FFF\uFF00-\uFFEF]$/.test(left.text) || /^[\u2E80-\u9FFF\uFF00-\uFFEF]/.test(right.text) ? '' : ' ';
}

function blocksOf(segments: readonly Segment[], depth: number): (readonly Segment[])[] {
  const deep = depth > DEEPEST;
  const gutter = deep ? null : gutterOf(segments);
  const y = deep ? null : gutter === null ? spanningCut(segments) : headlineCut(segments, gutter);
  if (gutter === null && y === null) return [segments];
  const isFirst = ({ right, y: baseline }: Segment): boolean => (y !== null ? baseline >= y : right <= gutter!);
  return [...blocksOf(segments.filter(isFirst), depth + 1), ...blocksOf(segments.filter((segment) => !isFirst(segment)), depth + 1)];
}

/** The x of the widest white band from top to bottom with at least two lines on either side, or one at the head of the last column. */
function gutterOf(segments: readonly Segment[]): number | null {
  const sorted = [...segments].sort((a, b) => a.left - b.left);
  const em = median(sorted.map(({ size }) => size));
  let reach = Number.NEGATIVE_INFINITY;
  let best: number | null = null;
  let widest = GUTTER * em;
  for (const [index, { left, right }] of sorted.entries()) {
    if (left - reach > widest && areColumns(sorted.slice(0, index), sorted.slice(index))) {
      widest = left - reach;
      best = reach + (left - reach) / 2;
    }
    reach = Math.max(reach, right);
  }
  return best;
}

/** What is left over for a last column may be a single line: it stands at the top and is no wider than the others. */
function areColumns(before: readonly Segment[], after: readonly Segment[]): boolean {
  const [lines, others] = [linesIn(before), linesIn(after)];
  if (lines < 2 || others >= 2) return lines >= 2;
  const [line] = after;
  const top = before.reduce((highest, segment) => (segment.y > highest.y ? segment : highest));
  const width = Math.max(...before.map(({ left, right }) => right - left));
  return line !== undefined && lines >= 4 && Math.abs(top.y - line.y) < 0.5 * line.size && !isOtherSize(top, line) && line.right - line.left <= width * 1.1;
}

function linesIn(segments: readonly Segment[]): number {
  return new Set(segments.map(({ y }) => Math.round(y))).size;
}

/**
 * A short headline may be centred over the middle column and leave the gutters open. It is told by
 * standing alone in its band of the page: larger than the text, or first and centred as bylines are.
 * The y between it and what belongs to it; above it first, so that the article before ends there.
 */
function headlineCut(segments: readonly Segment[], gutter: number): number | null {
  const rows = rowsOf(segments);
  const em = median(segments.map(({ size }) => size));
  for (const [index, row] of rows.entries()) {
    const { y, size } = row[0]!;
    const above = index === 0 ? Number.POSITIVE_INFINITY : rows[index - 1]![0]!.y - y;
    const next = rows[index + 1]?.[0];
    if (next === undefined || above < size || y - next.y < 0.95 * next.size || isParallel(row, gutter)) continue;
    if (size > 1.25 * em || (index === 0 && isCentred(row, segments))) return index === 0 ? (y + next.y) / 2 : y + size / 2;
  }
  return null;
}

/** Headlines of two articles that stand side by side. */
function isParallel(row: readonly Segment[], gutter: number): boolean {
  const at = row.findIndex(({ left }) => left > gutter);
  return at > 0 && row[at]!.left - row[at - 1]!.right > 1.5 * row[at]!.size;
}

/** Set by eye or by a ruler: a byline is seldom exactly in the middle. */
function isCentred(row: readonly Segment[], segments: readonly Segment[]): boolean {
  const left = Math.min(...segments.map((segment) => segment.left));
  // The last column may hold a few characters only: it is as wide as the others all the same.
  const right = Math.max(...segments.map((segment) => segment.right), Math.max(...segments.map((segment) => segment.left)) + median(segments.map((segment) => segment.right - segment.left)));
  const [start, end] = [row[0]!.left, row.at(-1)!.right];
  return Math.abs(start + end - left - right) / 2 < 0.06 * (right - left) && end - start < 0.4 * (right - left);
}

/** Where to part what spans the columns from the columns: the y that leaves most lines in the columned part. */
function spanningCut(segments: readonly Segment[]): number | null {
  const ys = [...new Set(segments.map(({ y }) => y))].sort((a, b) => b - a);
  for (let taken = 1; taken < Math.min(ys.length, CUTS_TRIED); taken += 1) {
    const below = ys[taken]! + 0.01;
    if (gutterOf(segments.filter(({ y }) => y < below)) !== null) return below;
    const above = ys[ys.length - taken - 1]! - 0.01;
    if (gutterOf(segments.filter(({ y }) => y > above)) !== null) return above;
  }
  return null;
}

function printed(block: readonly Segment[]): PrintedLine[] {
  const rows = rowsOf(block);
  const left = block.reduce((least, segment) => Math.min(least, segment.left), Number.POSITIVE_INFINITY);
  const pitch = median(rows.slice(1).map((row, index) => rows[index]![0]!.y - row[0]!.y));
  return rows.flatMap((row, index) => {
    const first = row[0]!;
    const indent = first.left - left;
    const text = (indent > 1.2 * first.size && indent < 4 * first.size ? '\u3000\u3000' : '') + row.map(({ text }) => text.trim()).join(' ');
    const line = { text, size: Math.max(...row.map(({ size }) => size)) };
    const before = rows[index - 1]?.[0];
    return before !== undefined && (before.y - first.y > 1.5 * pitch || isOtherSize(before, first)) ? [EMPTY, line] : [line];
  });
}

/** Set in another size, a line is something else than the one before it: a title, a caption. */
const isOtherSize = (a: Segment, b: Segment): boolean => Math.abs(a.size - b.size) > 0.15 * Math.max(a.size, b.size);

function median(values: readonly number[]): number {
  return values.length === 0 ? 0 : [...values].sort((a, b) => a - b)[values.length >> 1]!;
}
