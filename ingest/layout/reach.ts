/** The width a line could have had: that of its neighbours. */
import type { Line } from './lines.ts';
import { isClosed } from './typography.ts';

/** Neighbours looked at on each side. */
const REACH = 3;

export function reachOf(lines: readonly Line[], extents: readonly number[], isText: (i: number) => boolean): (i: number) => number {
  const extent = (i: number): number => extents[i] ?? 0;
  const near = (from: number, step: number): number[] => {
    const widths: number[] = [];
    for (let i = from; i >= 0 && i < lines.length && Math.abs(i - from) < REACH; i += step) if (isText(i)) widths.push(extent(i));
    return widths;
  };
  /** Nothing but a last line stands before, of a paragraph with other things below it: it does not say how wide the column is. */
  const isNarrowRest = (from: number, before: readonly number[], after: readonly number[]): boolean => before.length === 1 && !isText(from) && after.length > 1 && isClosed(lines[from - REACH + 1]?.plain ?? '') && before[0]! < Math.max(...after) * 0.5;
  return (i) => {
    const [before, after] = [near(i - 1, -1), near(i + 1, 1)];
    // Far apart, they belong to columns of different width, and the line to the one it fits.
    if (isNarrowRest(i - 1, before, after)) return Math.max(extent(i), ...after);
    if (before.length > 0 && after.length > 0 && Math.abs(Math.max(...before) - Math.max(...after)) > 3.5) return Math.max(extent(i), Math.min(Math.max(...before), Math.max(...after)));
    const widths = [...before, extent(i), ...after].sort((a, b) => b - a);
    // One line alone that is wider has a mark or a number hanging into the margin.
    return widths.length >= 4 && widths[0]! - widths[1]! > 2 ? Math.max(widths[1]!, extent(i)) : widths[0]!;
  };
}
