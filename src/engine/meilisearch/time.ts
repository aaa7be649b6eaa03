/** What is held, and what matches, over time: counted by the server as distributions of a facet. */
import { compareKeys } from '../counts.ts';
import type { Holding, Interval, TrendBucket } from '../engine.ts';
import type { SearchAnswer } from './connection.ts';
import { and, equal, not, type Expression } from './expression.ts';
import { fromFacetKey, toFacetKey } from './facet-key.ts';
import { IS_FIRST, IS_PARAGRAPH, type Index } from './search.ts';

const COUNT = { page: 1, hitsPerPage: 0 };
const IS_DATED = 'day EXISTS';
const KEY_LENGTH = { year: 4, month: 7, day: 10 } as const;

type Counts = ReadonlyMap<string | null, number>;

/** Buckets of what `matching` lets through, beside those of `base`. */
export async function trendBuckets(index: Index, matching: Expression, base: Expression, interval: Interval, signal?: AbortSignal): Promise<TrendBucket[]> {
  const [counts, paragraphs] = await distributions(index, [matching, base], interval, signal);
  return [...paragraphs!].sort(([a], [b]) => compareKeys(a, b)).map(([key, n]) => ({ key, count: counts!.get(key) ?? 0, paragraphs: n }));
}

export async function holdings(index: Index, year: number | null, signal?: AbortSignal): Promise<Holding[]> {
  const ofYear: Expression = year === null || equal('year', toFacetKey(String(year)));
  const interval = year === null ? 'year' : 'day';
  const [papers] = await index.connection.search(index.uid, [{ ...COUNT, filter: String(and([IS_FIRST, ofYear])), facets: ['paper'] }], signal);
  const keys = Object.keys(papers!.facetDistribution?.['paper'] ?? {});
  const [articles, paragraphs, ...byPaper] = await distributions(
    index,
    [and([IS_FIRST, ofYear]), and([IS_PARAGRAPH, ofYear]), ...keys.map((key) => and([IS_FIRST, ofYear, equal('paper', key)]))],
    interval,
    signal,
  );
  const named = keys.map((key, i) => ({ paper: fromFacetKey(key) ?? null, counts: byPaper[i]! })).sort((a, b) => compareKeys(a.paper, b.paper));
  return [...articles!].sort(([a], [b]) => compareKeys(a, b)).map(([key, n]) => ({
    key,
    articles: n,
    paragraphs: paragraphs!.get(key) ?? 0,
    papers: named.flatMap(({ paper, counts }) => (counts.has(key) ? [{ paper, articles: counts.get(key)! }] : [])),
  }));
}

/** How many documents of each time every filter lets through. */
async function distributions(index: Index, filters: readonly Expression[], interval: Interval, signal?: AbortSignal): Promise<Counts[]> {
  const facet = interval === 'year' ? 'year' : 'day';
  const queries = filters.flatMap((filter) => {
    if (filter === false) return [];
    const undated = { ...COUNT, filter: String(and([filter, not(IS_DATED)])) };
    return [{ ...COUNT, filter: String(filter), facets: [facet] }, ...(facet === 'day' ? [undated] : [])];
  });
  const answers = queries.length === 0 ? [] : await index.connection.search(index.uid, queries, signal);
  return filters.map((filter) => (filter === false ? new Map<string | null, number>() : counted(answers.shift()!, facet === 'day' ? answers.shift()! : null, interval)));
}

function counted(dated: SearchAnswer<unknown>, undated: SearchAnswer<unknown> | null, interval: Interval): Counts {
  const counts = new Map<string | null, number>();
  for (const [value, n] of Object.entries(dated.facetDistribution?.[undated === null ? 'year' : 'day'] ?? {})) {
    const key = undated === null ? (fromFacetKey(value) ?? null)?.padStart(4, '0') ?? null : dayOf(value).slice(0, KEY_LENGTH[interval]);
    counts.set(key, (counts.get(key) ?? 0) + n);
  }
  if (undated !== null && undated.totalHits > 0) counts.set(null, undated.totalHits);
  return counts;
}

const dayOf = (digits: string): string => {
  const padded = digits.padStart(8, '0');
  return `${padded.slice(0, 4)}-${padded.slice(4, 6)}-${padded.slice(6)}`;
};
