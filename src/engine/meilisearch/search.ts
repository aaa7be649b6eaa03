/** One plan answered: hits, totals and facets in one request, and a second one where grams misled. */
import { FACETS, type FacetName } from '../../domain.ts';
import type { Plan } from '../../query/plan.ts';
import type { FacetCount, SearchRequest, SearchResult } from '../engine.ts';
import { compareCounts, valuesOf } from '../counts.ts';
import type { Connection, SearchAnswer, SearchQuery } from './connection.ts';
import { and, equal, not, oneOf, or, type Expression } from './expression.ts';
import { fromFacetKey, toFacetKey } from './facet-key.ts';
import { dateFilter, facetFilter, isOfArticles, isSelected, planFilter } from './filter.ts';
import { rankingQuery, rankingWords } from './ranking.ts';
import { NEWEST, OLDEST } from './settings.ts';
import { READ_ATTRIBUTES, holds, isLikely, type ReadDocument } from './verify.ts';

/** Documents read in the first request to see whether a long form really occurs in them; nearly always all. */
const CHECKED_AT_ONCE = 500;
/** Beyond this many the totals stay an estimate. Reading one costs about 20 µs. */
const CHECKED_AT_MOST = 10_000;

export interface Index {
  readonly connection: Connection;
  readonly uid: string;
}

export const IS_PARAGRAPH = equal('role', 'paragraph');
export const IS_FIRST = equal('first', true);

/** Answers the plan of `request` among the documents that `only` lets through. */
export async function searchPlan(index: Index, request: SearchRequest, only: Expression = true, signal?: AbortSignal): Promise<SearchResult> {
  const { plan } = request;
  const base = and([IS_PARAGRAPH, dateFilter(request.filters), only]);
  const likely = and([base, planFilter(plan, 'likely')]);
  if (likely === false) return { hits: [], total: 0, totalArticles: 0, totalIsExact: true, facets: Object.fromEntries(request.facets.map((f) => [f, []])), relaxed: null };

  const unproven = and([base, planFilter(plan, 'possible'), not(planFilter(plan, 'certain'))]);
  const check = (page: number, hitsPerPage: number): SearchQuery => ({ filter: String(unproven), page, hitsPerPage, attributesToRetrieve: [...READ_ATTRIBUTES] });
  const checks = unproven === false ? [] : [check(1, CHECKED_AT_ONCE)];

  const queries = pageQueries(likely, request);
  let answers = await index.connection.search<ReadDocument>(index.uid, [...queries, ...checks], signal);
  const checked = checks.length === 0 ? undefined : answers.pop();
  const unread = (checked?.totalHits ?? 0) - (checked?.hits.length ?? 0);
  const totalIsExact = (checked?.totalHits ?? 0) <= CHECKED_AT_MOST;
  const documents = checked?.hits ?? [];
  if (totalIsExact && unread > 0) {
    const [all] = await index.connection.search<ReadDocument>(index.uid, [check(1, CHECKED_AT_MOST)], signal);
    documents.splice(0, documents.length, ...(all?.hits ?? []));
  }

  const found = documents.filter((d) => holds(plan, d) && !isLikely(plan, d)).map((d) => d.key);
  const mistaken = documents.filter((d) => !holds(plan, d) && isLikely(plan, d)).map((d) => d.key);
  if (totalIsExact && found.length + mistaken.length > 0) {
    const corrected = and([base, or([and([likely, not(oneOf('key', mistaken))]), oneOf('key', found)])]);
    answers = await index.connection.search<ReadDocument>(index.uid, pageQueries(corrected, request), signal);
  }
  const result = await toResult(index, answers, request, signal);
  // What could not be checked beforehand is at least never shown.
  return totalIsExact ? result : { ...result, hits: result.hits.filter((hit) => holds(plan, hit)), totalIsExact };
}

/** What matches `plan` among what `base` lets through, as one expression; as exact as `searchPlan`. */
export async function matchingFilter({ connection, uid }: Index, plan: Plan, base: Expression, signal?: AbortSignal): Promise<Expression> {
  const likely = and([base, planFilter(plan, 'likely')]);
  const unproven = and([base, planFilter(plan, 'possible'), not(planFilter(plan, 'certain'))]);
  if (likely === false || unproven === false) return likely;
  const check = { filter: String(unproven), page: 1, hitsPerPage: CHECKED_AT_MOST, attributesToRetrieve: [...READ_ATTRIBUTES] };
  const [checked] = await connection.search<ReadDocument>(uid, [check], signal);
  const documents = checked?.hits ?? [];
  if ((checked?.totalHits ?? 0) > CHECKED_AT_MOST) return likely;
  const found = documents.filter((d) => holds(plan, d) && !isLikely(plan, d)).map((d) => d.key);
  const mistaken = documents.filter((d) => !holds(plan, d) && isLikely(plan, d)).map((d) => d.key);
  return and([base, or([and([likely, not(oneOf('key', mistaken))]), oneOf('key', found)])]);
}

interface Answered extends SearchResult {
  readonly hits: readonly ReadDocument[];
}

/** The page, the totals with the facets that nothing is selected of, the articles, and each selected facet. */
function pageQueries(matching: Expression, { plan, filters, sort, page, size, facets }: SearchRequest): SearchQuery[] {
  const filter = String(and([matching, facetFilter(filters)]));
  const q = sort === 'relevance' ? rankingQuery(rankingWords(plan)) : '';
  // Telling the articles of many hits apart takes long; where they match as a whole, counting their first paragraphs does.
  const wholeArticles = isOfArticles(plan) && !isSelected(filters, 'section');
  const count = { page: 1, hitsPerPage: 0 };
  return [
    {
      filter,
      page,
      hitsPerPage: size,
      attributesToRetrieve: [...READ_ATTRIBUTES],
      ...(q === '' ? { sort: sort === 'oldest' ? OLDEST : NEWEST } : { q, matchingStrategy: 'frequency' }),
    },
    { ...count, filter, facets: facets.filter((facet) => !isSelected(filters, facet)) },
    wholeArticles ? { ...count, filter: String(and([filter, IS_FIRST])) } : { ...count, filter, distinct: 'articleId' },
    ...facets.filter((facet) => isSelected(filters, facet)).map((facet) => ({ ...count, filter: String(and([matching, facetFilter(filters, facet)])), facets: [facet] })),
  ];
}

async function toResult(index: Index, answers: readonly SearchAnswer<ReadDocument>[], { facets }: SearchRequest, signal?: AbortSignal): Promise<Answered> {
  const [page, counts, articles] = answers;
  const distributions: Partial<Record<FacetName, Record<string, number>>> = Object.assign({}, ...answers.map((answer) => answer.facetDistribution ?? {}));
  const counted = await Promise.all(facets.map(async (facet) => [facet, await toCounts(index, facet, distributions[facet] ?? {}, signal)] as const));
  return {
    hits: (page?.hits ?? []).map((document) => document),
    total: counts?.totalHits ?? 0,
    totalArticles: articles?.totalHits ?? 0,
    totalIsExact: true,
    facets: Object.fromEntries(counted),
    relaxed: null,
  };
}

async function toCounts(index: Index, facet: FacetName, distribution: Readonly<Record<string, number>>, signal?: AbortSignal): Promise<FacetCount[]> {
  const counts: FacetCount[] = [];
  const hashed: [key: string, count: number][] = [];
  for (const [key, count] of Object.entries(distribution)) {
    const value = fromFacetKey(key);
    if (value === undefined) hashed.push([key, count]);
    else counts.push({ value, count });
  }
  for (const [key, count] of hashed) counts.push({ value: await valueOf(index, facet, key, signal), count });
  return counts.sort(compareCounts);
}

/** The value behind a hashed key, from any document that has it. */
async function valueOf({ connection, uid }: Index, facet: FacetName, key: string, signal?: AbortSignal): Promise<string> {
  const query = { filter: String(equal(facet, key)), page: 1, hitsPerPage: 1, attributesToRetrieve: [...READ_ATTRIBUTES] };
  const [answer] = await connection.search<ReadDocument>(uid, [query], signal);
  const document = answer?.hits[0];
  if (document === undefined) return key;
  return valuesOf(document, facet).find((value) => toFacetKey(value) === key) ?? key;
}

export const selectedFacets = (request: SearchRequest): FacetName[] => FACETS.filter((facet) => isSelected(request.filters, facet));
