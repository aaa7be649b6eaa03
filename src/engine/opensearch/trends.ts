/** What there is over time: matches beside all paragraphs, and articles with the papers they stand in. */
import { compareKeys } from '../counts.ts';
import type { Holding, Interval, TrendBucket } from '../engine.ts';
import { ask, type Aggregation, type Index } from './ask.ts';
import { ALL, IS_ARTICLE, and } from './clauses.ts';
import { fromFacetKey } from './facet-key.ts';
import { found, type Question } from './search.ts';

const FIELD = { year: 'sortYear', month: 'month', day: 'day' } as const;
/** More than the days of a century. */
const BUCKETS = 40_000;
/** More papers than were ever printed in one year of one archive. */
const PAPERS = 1000;
/** Not the year 0, which a page may claim. */
const UNDATED = -1;

const overTime = (interval: Interval, size = BUCKETS) => ({ field: FIELD[interval], missing: UNDATED, size });

export async function trends(index: Index, question: Question, interval: Interval, signal?: AbortSignal): Promise<TrendBucket[]> {
  const terms = overTime(interval);
  const aggs = { all: { terms }, matching: { filter: question.matching, aggs: { found: { terms } } } };
  const everything = found({ request: question.request, matching: ALL });
  const { aggregations = {} } = await ask(index, { query: everything, size: 0, aggs }, signal);
  const matching = new Map(countsOf(aggregations['matching']?.found));
  return countsOf(aggregations['all'])
    .sort(([a], [b]) => inTime(a, b))
    .map(([time, paragraphs]) => ({ key: keyOf(time, interval), count: matching.get(time) ?? 0, paragraphs }));
}

interface Held {
  readonly key: number;
  readonly doc_count: number;
  readonly paragraphs: { readonly value: number };
  readonly papers: { readonly buckets: readonly { readonly key: string; readonly doc_count: number }[] };
}

/** Year by year, or day by day of `year`. */
export async function coverage(index: Index, year: number | null, signal?: AbortSignal): Promise<Holding[]> {
  const interval = year === null ? 'year' : 'day';
  const query = and([IS_ARTICLE, year === null ? ALL : { term: { sortYear: year } }]);
  // A year has 366 days; of years there are as many as papers claim.
  const terms = overTime(interval, 1000);
  const held = { terms, aggs: { paragraphs: { sum: { field: 'paragraphCount' } }, papers: { terms: { field: 'paper', size: PAPERS } } } };
  const { aggregations } = await ask(index, { query, size: 0, aggs: { held } }, signal);
  const buckets = (aggregations?.['held']?.buckets ?? []) as unknown as readonly Held[]; // what was just asked for
  return buckets
    .toSorted((a, b) => inTime(a.key, b.key))
    .map(({ key, doc_count: articles, paragraphs, papers }) => ({
      key: keyOf(key, interval),
      articles,
      paragraphs: paragraphs.value,
      papers: papers.buckets.map((bucket) => ({ paper: fromFacetKey(bucket.key) ?? null, articles: bucket.doc_count })).sort((a, b) => compareKeys(a.paper, b.paper)),
    }));
}

/** What is not dated comes last. */
const inTime = (a: number, b: number): number => (a === UNDATED ? 1 : b === UNDATED ? -1 : a - b);

const countsOf = (aggregation: Aggregation | undefined): [time: number, count: number][] => (aggregation?.buckets ?? []).map(({ key, doc_count: count }) => [Number(key), count]);

const DIGITS = { year: 4, month: 6, day: 8 } as const;

/** 202406 → 2024-06 */
function keyOf(time: number, interval: Interval): string | null {
  if (time === UNDATED) return null;
  const digits = String(time).padStart(DIGITS[interval], '0');
  return [digits.slice(0, 4), digits.slice(4, 6), digits.slice(6)].filter(Boolean).join('-');
}
