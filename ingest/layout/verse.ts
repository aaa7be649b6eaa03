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

/** The width most full lines come to. */
export function typicalWidth(lines: readonly Line[]): number {
  const widths = lines.map(({ width }) => width).sort((a, b) => a - b);
  return widths[Math.floor(widths.length * 0.75)] ?? 0;
}
