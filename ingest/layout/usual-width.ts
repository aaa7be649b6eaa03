/**
 * The width that lines around a line usually come to when they are full. The widest of them is no
 * measure: a mark hung into the margin or set narrow makes one line wider than its column.
 */

/** Lines looked at on each side; the near ones weigh more, as columns change width from article to article. */
const REACH = 10;
/** Full lines of one column lie this close together. */
const SPREAD = 1.25;
/** Lines of a wider cluster count as the full ones, also where short paragraphs leave few of them. */
const ENOUGH = 0.2;

interface Weighed {
  readonly width: number;
  readonly weight: number;
}

export function usualWidth(extents: readonly number[], isText: (i: number) => boolean, at: number): number {
  const near: Weighed[] = [];
  for (let i = Math.max(0, at - REACH); i <= Math.min(extents.length - 1, at + REACH); i += 1) {
    if (isText(i)) near.push({ width: extents[i]!, weight: 1 / (3 + Math.abs(i - at)) });
  }
  const clusters = near.map(({ width }) => near.filter((other) => other.width <= width + 0.01 && other.width >= width - SPREAD));
  const weights = clusters.map((cluster) => cluster.reduce((sum, { weight }) => sum + weight, 0));
  const least = ENOUGH * Math.max(0, ...weights);
  let best: readonly Weighed[] = [];
  for (const [i, cluster] of clusters.entries()) {
    if (cluster.length >= 2 && weights[i]! >= least && cluster[0] !== undefined && near[i]!.width > widest(best)) best = cluster;
  }
  const widths = best.map(({ width }) => width).sort((a, b) => a - b);
  return widths[Math.floor(widths.length * 0.6)] ?? extents[at] ?? 0;
}

const widest = (cluster: readonly Weighed[]): number => Math.max(0, ...cluster.map(({ width }) => width));
