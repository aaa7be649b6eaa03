/** Poems, lists of names and other text whose line ends are meant: such lines must not be joined. */
import type { Line } from './lines.ts';
import { isValue } from './shapes.ts';

const STOPS = /[，。；！？、：,.;!?][”’」』]?$/u;

/** Indices of lines whose ends are meant. */
export function verseLines(lines: readonly Line[], skip: (i: number) => boolean): Set<number> {
  const verse = new Set<number>();
  let run: number[] = [];
  const flush = (): void => {
    if (isVerse(run.map((i) => lines[i]!), column)) for (const i of run) verse.add(i);
    run = [];
  };
  const column = typicalWidth(lines);
  for (const [i, line] of lines.entries()) {
    if (line.gap > 0) flush();
    if (skip(i) || line.width > (column <= 18 ? 17 : column * 0.72)) flush();
    else run.push(i);
  }
  flush();
  for (const i of freeVerse(lines, column, skip)) verse.add(i);
  return verse;
}

function isVerse(lines: readonly Line[], column: number): boolean {
  if (lines.length < 4 || lines.filter(({ plain }) => isValue(plain)).length >= 2) return false;
  const stopped = lines.filter(({ plain }) => STOPS.test(plain)).length / lines.length;
  const widths = lines.map(({ width }) => width);
  if (stopped >= 0.75) return true;
  if (stopped < 0.25 && widths.every((width) => width === widths[0]) && [4, 5, 6, 7].includes(widths[0]!)) return true;
  // Wrapped text fills its column evenly; free verse does not.
  const uneven = widths.slice(1).filter((width, i) => Math.abs(width - widths[i]!) >= 2).length / (lines.length - 1);
  return uneven >= 0.6 && Math.max(...widths) <= Math.max(column * 0.75, 12);
}

/**
 * Stanzas without a single stop in six lines and more, none of them near the width of a column: no
 * prose goes on so long without one, and no column is filled so unevenly.
 */
function freeVerse(lines: readonly Line[], column: number, skip: (i: number) => boolean): number[] {
  const widest = column <= 18 ? 17 : column * 0.72;
  const isBare = (i: number): boolean => !skip(i) && lines[i]!.width <= widest && lines[i]!.gap <= 2 && !/[，。；：、！]|\p{Script=Han}[ \u3000]+\p{Script=Han}/u.test(lines[i]!.plain) && !isValue(lines[i]!.plain);
  const found: number[] = [];
  for (let from = 0; from < lines.length; from += 1) {
    // A line alone between blank ones is a title.
    if (!isBare(from) || lines[from + 1] === undefined || lines[from + 1]!.gap > 0) continue;
    let end = from + 1;
    while (end < lines.length && isBare(end)) end += 1;
    const last = end;
    if (lines[end - 1]!.gap > 0) end -= 1;
    const widths = lines.slice(from, end).map(({ width }) => width);
    const close = lines.slice(from + 1, end).filter(({ gap }) => gap === 0).length;
    if (end - from >= 6 && close * 3 >= (end - from) * 2 - 2 && Math.max(...widths) - Math.min(...widths) >= 2) for (let i = from; i < end; i += 1) found.push(i);
    from = last - 1;
  }
  return found;
}

/** The width most full lines come to. */
export function typicalWidth(lines: readonly Line[]): number {
  const widths = lines.map(({ width }) => width).sort((a, b) => a - b);
  return widths[Math.floor(widths.length * 0.75)] ?? 0;
}
