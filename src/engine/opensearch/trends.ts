/** Matches over time, beside all paragraphs of that time that pass the same filters. */
import type { Interval, TrendBucket } from '../engine.ts';
import { ALL } from './clauses.ts';
import { ask, found, type Aggregation, type Index, type Question } from './search.ts';

const FIELD = { year: 'sortYear', month: 'month', day: 'day' } as const;
/** More than the days of a century. */
const BUCKETS = 40_000;

export async function trends(index: Index, question: Question, interval: Interval, signal?: AbortSignal): Promise<TrendBucket[]> {
  const overTime = { terms: { field: FIELD[interval], missing: 0, size: BUCKETS } };
  const aggs = { all: overTime, matching: { filter: question.matching, aggs: { found: overTime } } };
  const everything = found({ request: question.request, matching: ALL });
  const { aggregations = {} } = await ask(index, { query: everything, size: 0, aggs }, signal);
  const matching = new Map(countsOf(aggregations['matching']?.found));
  return countsOf(aggregations['all'])
    .sort(([a], [b]) => (a === 0 ? 1 : b === 0 ? -1 : a - b))
    .map(([time, paragraphs]) => ({ key: time === 0 ? null : keyOf(time, interval), count: matching.get(time) ?? 0, paragraphs }));
}

const countsOf = (aggregation: Aggregation | undefined): [time: number, count: number][] => (aggregation?.buckets ?? []).map(({ key, doc_count: count }) => [Number(key), count]);

const DIGITS = { year: 4, month: 6, day: 8 } as const;

/** 202406 → 2024-06 */
function keyOf(time: number, interval: Interval): string {
  const digits = String(time).padStart(DIGITS[interval], '0');
  return [digits.slice(0, 4), digits.slice(4, 6), digits.slice(6)].filter(Boolean).join('-');
}
