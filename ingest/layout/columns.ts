/**
 * The column a line stands in, judged by its neighbours: column widths change from article to
 * article, and in mid-paragraph where the text runs round a picture.
 *
 * The one fact all this rests on: a typesetter fills a line. If the first word of the next line would
 * still have fitted, the line was ended on purpose (the paragraph is over), or had less room than its
 * neighbours (it is a first line whose indent the extraction lost).
 */
import type { Line } from './lines.ts';
import { markerOf } from './markers.ts';
import { byLength, chooseMeasure, exactMeasure, noiseOf } from './measure.ts';
import { exactReachOf, reachOf } from './reach.ts';
import { isClosed, isMostlyLatin } from './typography.ts';
import { usualWidth } from './usual-width.ts';

export interface Columns {
  /** Extent of line `i` in the measure this page was wrapped by. */
  extent(i: number): number;
  /** The width line `i` could have had. */
  reach(i: number): number;
  /** The next line's first word would have fitted into line `i`; a `first` line has two places less. */
  isShort(i: number, first: boolean, margin?: number): boolean;
  /** Line `i` is too short to be an inner line of running text, also of text round a picture. */
  isStump(i: number, first: boolean): boolean;
  /** Paragraphs here begin two places in, and the extraction lost the indent. */
  readonly lostIndent: boolean;
  /** First lines are as wide as the others: paragraphs show by their last lines only. */
  readonly noIndent: boolean;
  /** No line runs on into one that runs on as well: then no line shows how wide the column is beside an indent. */
  readonly twoLined: boolean;
  /** Line `i` certainly had less room than its neighbours, by a lost indent. */
  looksFirst(i: number): boolean;
  /** Line `i` is narrower by an indent, though a long word after it might explain that as well. */
  mayBeFirst(i: number): boolean;
  /** Whether line `i`, were it full, is a first line by its width; `null` where a long word after it explains the width as well. */
  isFirst(i: number): boolean | null;
}

const INDENT = 2;
/** Lines on each side that are full and certainly no first lines. */
const NEAR = 10;
/** What a first line is narrower by at least, when a mark hangs into its margin. */
const NARROWER = 1.4;
/** What a full line may be narrower by, when it has no mark that could be set narrow. */
const FULL = 0.6;
/** What cannot be parted at the end of a line: a number, a Latin word, an ideograph with the marks that cling to it. */
const WORD = /^[“‘《（【「『(]*(?:[A-Za-z0-9.,%+/:@-]+|.)[，。、；：！？”’》）】」』)%…]*/u;

export function columnsOf(lines: readonly Line[], tellText: (i: number) => boolean): Columns {
  const text = lines.map((_, i) => tellText(i));
  const isText = (i: number): boolean => text[i] === true;
  /** The last line of text before each line, -1 for none: looking back for it anew would take quadratic time. */
  const textBefore: number[] = [];
  for (let i = 0; i < lines.length; i += 1) textBefore.push(text[i - 1] === true ? i - 1 : (textBefore[i - 1] ?? -1));
  const exact = exactMeasure(lines);
  const measure = exact ?? chooseMeasure(lines);
  const extents = lines.map(({ plain }) => measure(plain));
  const words = lines.map(({ plain }) => (exact ? 1 : Math.min(measure(WORD.exec(plain)?.[0] ?? ''), 8)));
  const noise = exact ? 0 : noiseOf(lines, extents);
  const extent = (i: number): number => extents[i] ?? 0;

  const reach = (exact ? exactReachOf : reachOf)(lines, extents, isText);
  /** What a first line has less room by; nothing where they turn out to be as wide as the others. */
  let indent = INDENT;
  const spare = (i: number, first: boolean): number => {
    const line = lines[i];
    if (line === undefined) return Number.NEGATIVE_INFINITY;
    const ragged = isMostlyLatin(line.plain) ? 3 : 0;
    return reach(i) - (first ? indent : 0) - noise - ragged - extent(i) - (words[i + 1] ?? 1);
  };
  const isShort = (i: number, first: boolean, margin = 0): boolean => spare(i, first) >= margin;
  // Which measure it was is told by the whole page, and a page may hold texts of either: in mid-sentence a line is too short by both.
  const lengths = exact ? null : lines.map(({ plain }) => byLength(plain));
  const longest = lengths && reachOf(lines, lengths, isText);
  const wouldFitByLength = (i: number, first: boolean): boolean => !lengths || !longest || lengths[i]! + byLength(WORD.exec(lines[i + 1]?.plain ?? '')?.[0] ?? '') < longest(i) - (first ? indent : 0);
  const isStump = (i: number, first: boolean): boolean => isShort(i, first) && (exact ? isShort(i, first, 1) : extent(i) < reach(i) * 0.8 - (first ? indent : 0) && wouldFitByLength(i, first));
  const looksFirst = (i: number): boolean => i + 1 < lines.length && lines[i + 1]!.gap === 0 && isShort(i, false) && !isShort(i, true);

  /** Full lines near line `i` that certainly begin no paragraph, from the narrowest. */
  const innerNear = (i: number): number[] => {
    const found: number[] = [];
    for (let j = Math.max(1, i - NEAR); j < Math.min(lines.length - 1, i + NEAR); j += 1) {
      if (isText(j) && isText(j - 1) && lines[j]!.gap === 0 && lines[j + 1]!.gap === 0 && !isClosed(lines[j - 1]!.plain) && !isClosed(lines[j]!.plain)) found.push(extent(j));
    }
    return found.sort((a, b) => a - b);
  };
  const usual = new Map<number, number>();
  const missing = (i: number): number => {
    const inner = innerNear(i);
    // Where most lines are first lines, the few others tell how wide the column is.
    const known = usual.get(i) ?? Math.max(usualWidth(extents, isText, i), inner[inner.length >> 1] ?? 0);
    usual.set(i, known);
    return known - extent(i);
  };
  const isFirst = (i: number): boolean | null => {
    const gap = missing(i);
    if (gap < NARROWER) return false;
    // A mark at the end of a line is set narrow, so that its word needs less room than it is wide.
    const hung = /[，。、；：！？”’）》】」』]$/u.test(WORD.exec(lines[i + 1]?.plain ?? '')?.[0] ?? '') ? 0.5 : 0;
    return gap >= (words[i + 1] ?? 1) - hung + 0.4 ? true : null;
  };

  const mayBeFirst = (i: number): boolean => i + 1 < lines.length && lines[i + 1]!.gap === 0 && extent(i) <= reach(i) - Math.max(1.4, noise + 0.6) && !isShort(i, true);

  /** Line `i` begins a paragraph for reasons that have nothing to do with its width. */
  const isParagraphStart = (i: number): boolean => {
    const p = textBefore[i]!;
    if (p < 0) return true;
    return isClosed(lines[p]!.plain) && (p < i - 1 || lines[i]!.gap > 0 || isShort(p, false));
  };
  const told = { first: 0, inner: 0, either: 0 };
  for (let i = 0; i + 2 < lines.length; i += 1) {
    const line = lines[i]!;
    const starts = isParagraphStart(i);
    if (!starts || !isText(i) || isClosed(line.plain) || lines[i + 1]!.gap > 0 || lines[i + 2]!.gap > 0 || isStump(i, true) || markerOf(line) !== null) continue;
    const first = isFirst(i);
    if (first === false && missing(i) > FULL) continue;
    // As wide as its neighbours says nothing where they are first lines as well.
    if (first === false && extent(i) < (innerNear(i).at(-1) ?? Number.POSITIVE_INFINITY) - FULL) continue;
    told[first === null ? 'either' : first ? 'first' : 'inner'] += 1;
  }
  const noIndent = told.inner >= 2 && told.first === 0;
  if (noIndent) indent = 0;
  // A narrow line before a long word counts only where nothing surer is to be had.
  const lostIndent = told.first + told.inner > 0 ? told.first >= told.inner : told.either > 0;
  return { extent, reach, isShort, isStump, looksFirst, mayBeFirst, isFirst, lostIndent, noIndent, twoLined: isTwoLined(lines, isText) };
}

function isTwoLined(lines: readonly Line[], isText: (i: number) => boolean): boolean {
  let open = 0;
  for (const [i, line] of lines.entries()) {
    if (!isText(i) || isClosed(line.plain) || i + 1 === lines.length) continue;
    if (!isText(i + 1) || !isClosed(lines[i + 1]!.plain)) return false;
    open += 1;
  }
  return open >= 2;
}
