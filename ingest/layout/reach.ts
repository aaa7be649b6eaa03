/** The width a line could have had: that of its neighbours. */
import type { Line } from './lines.ts';
import { isClosed, isHalfOpen } from './typography.ts';

/** Neighbours looked at on each side. */
const REACH = 3;
/** Full lines of one column differ by no more. */
const ALIKE = 2;

export function reachOf(lines: readonly Line[], extents: readonly number[], isText: (i: number) => boolean): (i: number) => number {
  const extent = (i: number): number => extents[i] ?? 0;
  const near = (from: number, step: number): number[] => {
    const widths: number[] = [];
    for (let i = from; i >= 0 && i < lines.length && Math.abs(i - from) < REACH; i += step) if (isText(i)) widths.push(extent(i));
    return widths;
  };
  /** A line that runs on into one of its width fills its column; last lines and items of a list may all be narrow. */
  const isFilled = (i: number): boolean => {
    const next = lines[i + 1];
    return next !== undefined && next.gap === 0 && !isClosed(lines[i]!.plain) && !isHalfOpen(lines[i]!.plain) && Math.abs(extent(i) - extent(i + 1)) <= ALIKE;
  };
  const isColumn = (from: number, step: number): boolean => [from, from + step, from + 2 * step].some((n) => n >= 0 && n < lines.length && isFilled(n));
  const endsOnly = (from: number, step: number): boolean => [from, from + step, from + 2 * step].every((n) => !isText(n) || isClosed(lines[n]!.plain));
  return (i) => {
    const [before, after] = [near(i - 1, -1), near(i + 1, 1)];
    // Far apart, they belong to columns of different width, and the line to the one it fits.
    if (before.length > 0 && after.length > 0 && Math.abs(Math.max(...before) - Math.max(...after)) > 3.5) {
      // The ends of paragraphs say nothing of how wide their column is.
      const [above, below] = [isColumn(i - 1, -1), isColumn(i + 1, 1)];
      if (above === below && endsOnly(i - 1, -1) !== endsOnly(i + 1, 1)) return Math.max(extent(i), ...(endsOnly(i - 1, -1) ? after : before));
      const columns = above === below ? [before, after] : [above ? before : after];
      return Math.max(extent(i), Math.min(...columns.map((widths) => Math.max(...widths))));
    }
    const widths = [...before, extent(i), ...after].sort((a, b) => b - a);
    // One line alone that is wider has a mark or a number hanging into the margin.
    return widths.length >= 4 && widths[0]! - widths[1]! > 2 ? Math.max(widths[1]!, extent(i)) : widths[0]!;
  };
}

/** Lines looked at on each side of a page that was cut by a program. */
const FAR = 8;

/** The same on such a page: the nearest line that runs on into one no wider is as wide as its column, exactly. */
export function exactReachOf(lines: readonly Line[], extents: readonly number[], isText: (i: number) => boolean): (i: number) => number {
  const isFull = (i: number): boolean => isText(i) && lines[i + 1]?.gap === 0 && !isClosed(lines[i]!.plain) && !isHalfOpen(lines[i]!.plain) && extents[i]! >= extents[i + 1]!;
  const usual = reachOf(lines, extents, isText);
  return (i) => {
    for (let far = 1; far <= FAR; far += 1) {
      const full = [i - far, i + far].filter((n) => n >= 0 && n < lines.length && isFull(n)).map((n) => extents[n]!);
      if (full.length > 0) return Math.max(extents[i] ?? 0, ...full);
    }
    return usual(i);
  };
}
