/**
 * The histogram over time. What it covers follows from the dates of the search alone: one month in
 * days, one year in months, anything else in years; so every view of it has an address and a way back.
 */
import type { TrendsJson } from '../src/server/schema.ts';
import { change, formatParams, type Params } from './params.ts';

export type Interval = 'year' | 'month' | 'day';
type Bucket = TrendsJson['buckets'][number];

export interface Trend {
  /** The search it was counted for. */
  readonly params: Params;
  readonly buckets: readonly Bucket[];
  /** The same of the query it is compared with. */
  readonly versus: readonly Bucket[] | null;
}

/** `null` for an engine that does not count over time, `failed` for any fault. */
export type Charted = Trend | null | 'failed';

export interface Bar {
  /** `YYYY`, `YYYY-MM` or `YYYY-MM-DD`. */
  readonly key: string;
  readonly count: number;
  readonly versus: number;
  /** All paragraphs of that time that pass the same filters. */
  readonly paragraphs: number;
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const KEY_LENGTH = { year: 4, month: 7, day: 10 } as const;
/** A wider span, of a mistyped year say, is shown without its gaps. */
const WIDEST = 120;

export function intervalOf({ from, to }: Pick<Params, 'from' | 'to'>): Interval {
  if (from === null || to === null || !DAY.test(from) || !DAY.test(to)) return 'year';
  if (from.slice(0, 4) !== to.slice(0, 4)) return 'year';
  return from.slice(0, 7) === to.slice(0, 7) ? 'day' : 'month';
}

const pad = (n: number): string => String(n).padStart(2, '0');
const daysIn = (month: string): number => new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5, 7)), 0)).getUTCDate();

/** First and last day of a year, a month or a day. */
export function span(key: string): readonly [from: string, to: string] {
  if (key.length === KEY_LENGTH.year) return [`${key}-01-01`, `${key}-12-31`];
  if (key.length === KEY_LENGTH.month) return [`${key}-01`, `${key}-${pad(daysIn(key))}`];
  return [key, key];
}

/** The year or month whose parts are shown; `null` for all years. */
export function frameOf(params: Pick<Params, 'from' | 'to'>): string | null {
  const interval = intervalOf(params);
  return interval === 'year' ? null : (params.from ?? '').slice(0, interval === 'month' ? KEY_LENGTH.year : KEY_LENGTH.month);
}

/** The search of the time from one bar to another. */
export function within(params: Params, first: string, last = first): Params {
  return change(allYears(params), { from: span(first)[0], to: span(last)[1] });
}

export const allYears = (params: Params): Params =>
  change(params, { only: { ...params.only, year: [] }, not: { ...params.not, year: [] }, from: null, to: null });

/** What the API is asked for: the search, but not narrowed by what is chosen among the bars. */
export function trendQuery(params: Params, q: string): string {
  const frame = frameOf(params);
  const [from, to] = frame === null ? [null, null] : span(frame);
  const counted = frame === null ? allYears(params) : { ...params, from, to };
  return `${formatParams({ ...counted, q, vs: null, page: 1, size: null, sort: null, rates: false })}&interval=${intervalOf(params)}`;
}

/** A bar for every time in view: one without paragraphs keeps its place, so that a gap is seen as one. */
export function barsOf({ params, buckets, versus }: Trend): Bar[] {
  const counts = new Map(buckets.map((bucket) => [bucket.key, bucket]));
  const others = new Map(versus?.map((bucket) => [bucket.key, bucket.count]));
  return keysOf(params, buckets).map((key) => ({
    key,
    count: counts.get(key)?.count ?? 0,
    versus: others.get(key) ?? 0,
    paragraphs: counts.get(key)?.paragraphs ?? 0,
  }));
}

function keysOf(params: Params, buckets: readonly Bucket[]): string[] {
  const frame = frameOf(params);
  if (frame !== null) {
    const parts = frame.length === KEY_LENGTH.year ? 12 : daysIn(frame);
    return Array.from({ length: parts }, (_, i) => `${frame}-${pad(i + 1)}`);
  }
  const held = buckets.flatMap(({ key }) => key ?? []);
  const first = Number(held[0]);
  const last = Number(held.at(-1));
  if (held.length === 0) return [];
  if (last - first >= WIDEST) return held.slice(-WIDEST);
  return Array.from({ length: last - first + 1 }, (_, i) => String(first + i).padStart(4, '0'));
}

/** Which bars the search is narrowed to, first and last; `null` when it is not. */
export function chosen(bars: readonly Bar[], { from, to, only }: Params): readonly [number, number] | null {
  const isChosen = ({ key }: Bar): boolean => {
    const [first, last] = span(key);
    if (only.year.length > 0) return only.year.includes(key.slice(0, 4));
    return (from ?? '') <= last && (to ?? '9999-12-31') >= first;
  };
  if (from === null && to === null && only.year.length === 0) return null;
  const first = bars.findIndex(isChosen);
  const last = bars.findLastIndex(isChosen);
  // All of them is the same as none.
  return first < 0 || last - first === bars.length - 1 ? null : [first, last];
}

/** Hits per 10,000 paragraphs. */
export const rate = (count: number, paragraphs: number): number => (paragraphs === 0 ? 0 : (count / paragraphs) * 10_000);

/** The calendar of the year that a search is about, as far as it says. */
export function coverageUrl({ from, to, only }: Params): string {
  const year = (from ?? to ?? only.year.find((value) => value !== null))?.slice(0, 4);
  return year === undefined ? '/coverage' : `/coverage?year=${encodeURIComponent(year)}`;
}
