/** By which measure a page was wrapped, and how exactly. */
import type { Line } from './lines.ts';
import { beginsClosed, displayWidth, isClosed, isTorn } from './typography.ts';

/** What a first line is narrower by, numbers in a line cut by characters included. */
const INDENT = 5;
/** No column is narrower. */
const LEAST_FULL = 18;
/** Of neighbouring inner lines, the share that has to agree. */
const AGREE = 0.85;

/**
 * The measure of a page that was cut by a program, which fills lines to the last place: marks stand at the head of
 * lines and numbers are torn, as no typesetter does, and lines of the same paragraph agree exactly. `null` for any other page.
 */
export function exactMeasure(lines: readonly Line[]): Measure | null {
  const inner = innerPairs(lines);
  // Only a line that may be full was cut there: a title's first line was broken by hand.
  const widths = inner.map((i) => lines[i]!.width).sort((a, b) => a - b);
  const full = (widths[widths.length >> 1] ?? LEAST_FULL) - INDENT;
  if (!lines.some(({ plain, gap }, i) => i > 0 && gap === 0 && lines[i - 1]!.width >= full && (beginsClosed(plain) || isTorn(lines[i - 1]!.plain, plain)))) return null;
  const agreeing = (measure: Measure): number => inner.filter((i) => Math.abs(measure(lines[i]!.plain) - measure(lines[i + 1]!.plain)) < 0.1).length;
  const best = [(text: string) => text.length, byLength, displayWidth].map((measure) => ({ measure, agree: agreeing(measure) })).reduce((a, b) => (b.agree > a.agree ? b : a));
  return best.agree >= AGREE * inner.length ? best.measure : null;
}

/** Short pages with few numbers in them fit both measures: the usual one is left only for a clear gain. */
const CLEARLY = 0.85;
const LEAST_GAIN = 2;

type Measure = (text: string) => number;

/**
 * Some extractions were wrapped by characters, most by width (two digits to an ideograph). The
 * measure by which neighbouring lines of a paragraph agree better is the one that was used.
 */
export function chooseMeasure(lines: readonly Line[]): Measure {
  const inner = innerPairs(lines);
  const spread = (measure: Measure): number => (inner.length > 0 ? inner : pairs(lines)).reduce((sum, i) => sum + Math.min(6, Math.abs(measure(lines[i]!.plain) - measure(lines[i + 1]!.plain))), 0);
  const [characters, ideographs] = [spread(byLength), spread(displayWidth)];
  return characters < ideographs * CLEARLY && characters + LEAST_GAIN < ideographs ? byLength : displayWidth;
}

/** How much inner lines of one paragraph differ for no reason: marks set narrow, characters spread. */
export function noiseOf(lines: readonly Line[], extents: readonly number[]): number {
  const inner = innerPairs(lines);
  const differences = inner.map((i) => Math.abs(extents[i]! - extents[i + 1]!)).sort((a, b) => a - b);
  const typical = differences[Math.floor(differences.length * 0.5)] ?? 0.5;
  return Math.min(1.6, Math.max(0.3, typical - 0.3));
}

/** Stray blanks beside ideographs came in after the lines were set. */
export const byLength: Measure = (text) => text.replace(/(?<=\p{Script=Han}) +| +(?=\p{Script=Han})/gu, '').length;

/** A line less like the one below it than this is none of its paragraph, but a title over it. */
const SAME = 3.5;

/** Those of `pairs` whose first line is no first line of a paragraph either, which would be narrower by its indent. */
const innerPairs = (lines: readonly Line[]): number[] => pairs(lines).filter((i) => i > 0 && lines[i]!.gap === 0 && !isClosed(lines[i - 1]!.plain) && Math.abs(lines[i - 1]!.width - lines[i]!.width) <= SAME);

/** Places `i` where lines `i` and `i + 1` both run on, so that both should fill the column. */
function pairs(lines: readonly Line[]): number[] {
  const found: number[] = [];
  for (let i = 0; i + 2 < lines.length; i += 1) {
    const [a, b, c] = [lines[i]!, lines[i + 1]!, lines[i + 2]!];
    if (b.gap === 0 && c.gap === 0 && a.width >= 10 && b.width >= 10 && !isClosed(a.plain) && !isClosed(b.plain)) found.push(i);
  }
  return found;
}
