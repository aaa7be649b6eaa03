/** One plan answered in one request: the page, the totals and every facet, from one state of the index. */
import { FACETS, type FacetName } from '../../domain.ts';
import { compareCounts, valuesOf } from '../counts.ts';
import type { FacetCount, SearchRequest, SearchResult } from '../engine.ts';
import { allValues } from './all-values.ts';
import { ask, type Aggregation, type Index } from './ask.ts';
import { IS_PARAGRAPH, NOTHING, and, dateClause, facetClause, isOfArticles, isSelected, planClause, type Clause } from './clauses.ts';
import type { StoredParagraph } from './document.ts';
import { fromFacetKey, toFacetKey } from './facet-key.ts';
import { byDate, byEvidence, speaking, type Ranking } from './ranking.ts';

/** Values of one facet in an answer; when there are more, they are asked for one part after the other. */
const VALUES = 10_000;

/**
 * How many articles the hits stand in. `cardinality` estimates; as all of an article lies on one shard,
 * its paragraphs side by side, each shard can count its own and the counts add up.
 */
const ARTICLES = {
  scripted_metric: {
    init_script: 'state.seen = new HashSet(); state.last = 0L',
    map_script: "long hash = doc['articleHash'].value; if (hash != state.last) { state.last = hash; state.seen.add(hash) }",
    combine_script: 'return state.seen.size()',
    reduce_script: 'long n = 0; for (s in states) { if (s != null) { n += s } } return n',
  },
};

export interface Question {
  readonly request: SearchRequest;
  /** The paragraphs to be found, filters aside. */
  readonly matching: Clause;
  /** `null` when nothing speaks for one before another: then by date. */
  readonly ranking: Ranking | null;
  /** All paragraphs of an article match, or none. */
  readonly wholeArticles: boolean;
}

export const strict = (request: SearchRequest): Question => ({
  request,
  matching: planClause(request.plan),
  ranking: request.sort === 'relevance' ? byEvidence(speaking(request.plan)) : null,
  wholeArticles: isOfArticles(request.plan),
});

/** Everything that is found, all filters applied, of the facets those named. */
export const found = ({ matching, request: { filters } }: Pick<Question, 'matching' | 'request'>, facets: readonly FacetName[] = FACETS): Clause =>
  and([IS_PARAGRAPH, dateClause(filters), facetClause(filters, facets), matching]);

export async function search(index: Index, question: Question, signal?: AbortSignal): Promise<SearchResult> {
  const { request, matching } = question;
  const { facets, page, size } = request;
  if (matching === NOTHING) return { hits: [], total: 0, totalArticles: 0, totalIsExact: true, facets: Object.fromEntries(facets.map((f) => [f, []])), relaxed: null };
  const answer = await ask<StoredParagraph>(index, { ...toBody(question), from: (page - 1) * size, size }, signal);
  const { aggregations = {}, hits } = answer;
  const articles = aggregations['articles']?.found;
  const counted = await Promise.all(facets.map(async (facet) => [facet, await toCounts(index, question, facet, aggregations[facet]?.found, signal)] as const));
  return {
    hits: hits.hits.map(({ _source: { article, paragraph } }) => ({ article, paragraph })),
    total: hits.total?.value ?? 0,
    totalArticles: (question.wholeArticles && !isSelected(request.filters, 'section') ? articles?.doc_count : articles?.value) ?? 0,
    totalIsExact: true,
    facets: Object.fromEntries(counted),
    relaxed: null,
  };
}

/** Without a place to begin and a size. */
export function toBody({ request, matching, ranking, wholeArticles }: Question): Record<string, unknown> {
  const { filters, sort, facets } = request;
  // A facet is counted without its own selection, so that has to narrow the hits only after counting.
  const late = facets.filter((facet) => isSelected(filters, facet));
  const early = FACETS.filter((facet) => !late.includes(facet));
  const query = found({ request, matching }, early);
  const counted = (facets: readonly FacetName[], aggregation: Clause): Clause => ({ filter: facetClause(filters, facets), aggs: { found: aggregation } });
  const isWhole = wholeArticles && !isSelected(filters, 'section');
  const aggs = {
    articles: counted(late, isWhole ? { filter: { term: { first: true } } } : ARTICLES),
    ...Object.fromEntries(facets.map((facet) => [facet, counted(late.filter((other) => other !== facet), { terms: { field: facet, size: VALUES, shard_size: VALUES } })])),
  };
  const date = byDate(sort === 'oldest' ? 'asc' : 'desc');
  return {
    query: ranking === null ? query : ranking(query),
    ...(late.length === 0 ? {} : { post_filter: facetClause(filters, late) }),
    aggs,
    sort: ranking === null ? date : ['_score', ...date],
    track_total_hits: true,
    _source: ['article', 'paragraph'],
  };
}

async function toCounts(index: Index, question: Question, facet: FacetName, aggregation: Aggregation | undefined, signal?: AbortSignal): Promise<FacetCount[]> {
  const counted = (aggregation?.buckets ?? []).map(({ key, doc_count: count }): [string, number] => [String(key), count]);
  // With more values than fit, shards also disagree on which are the most frequent.
  if ((aggregation?.sum_other_doc_count ?? 0) > 0) {
    counted.length = 0;
    for await (const one of allValues(index, facet, found(question, FACETS.filter((other) => other !== facet)), signal)) counted.push(one);
  }
  const counts: FacetCount[] = [];
  for (const [key, count] of counted) {
    const value = fromFacetKey(key);
    counts.push({ value: value === undefined ? await valueOf(index, facet, key, signal) : value, count });
  }
  return counts.sort(compareCounts);
}

/** The value behind a hashed key, from any document that has it. */
async function valueOf(index: Index, facet: FacetName, key: string, signal?: AbortSignal): Promise<string> {
  const answer = await ask<StoredParagraph>(index, { query: and([IS_PARAGRAPH, { term: { [facet]: key } }]), size: 1 }, signal);
  const document = answer.hits.hits[0]?._source;
  if (document === undefined) return key;
  return valuesOf(document, facet).find((value) => toFacetKey(value) === key) ?? key;
}

