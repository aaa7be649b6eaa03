/** One search, from what was typed to the answer of the API. */
import { MESSAGES } from '../../web/i18n.ts';
import { FACETS } from '../domain.ts';
import type { CallOptions, SearchRequest, SearchResult } from '../engine/engine.ts';
import type { ParsedQuery } from '../query/ast.ts';
import { parseQuery } from '../query/parse.ts';
import { planTerms, type Plan } from '../query/plan.ts';
import { explain } from '../query/explain.ts';
import { understand, withoutSynonyms } from '../query/understand.ts';
import { absentWords } from './absent.ts';
import type { Reader } from './context.ts';
import { presentRepeats, repeatsOf, searchFolded } from './fold.ts';
import { meant } from './meant.ts';
import { toCountRequest, toRequest } from './params.ts';
import { hitPresenter, presentFacets } from './present.ts';
import type { SearchJson, SearchParams, TrendsJson, TrendsParams } from './schema.ts';

export async function search(reader: Reader, params: SearchParams, options: CallOptions = {}): Promise<SearchJson> {
  const started = performance.now();
  const { query, warnings, plan } = readQuery(params);
  const request = toRequest(params, plan, FACETS);
  const isFolded = params.fold === 'on';
  const find = (): Promise<SearchResult & { readonly more?: boolean }> => (isFolded ? searchFolded(reader, request, options) : reader.search(request, options));
  // The same filters without the words: what the counts of values are to be measured by.
  const all: SearchRequest = { ...request, plan: { kind: 'all' }, sort: 'newest', page: 1, size: 1 };
  const [result, base] = await Promise.all([find(), params.rates === 'on' ? reader.search(all, options) : null]);
  const families = isFolded ? await repeatsOf(reader, result.hits.map(({ article }) => article), options) : null;
  const understood = explain(params.q, query);
  const [suggestion, absent] = await Promise.all([
    result.total === 0 || result.relaxed !== null ? meant(reader, params.q, request, options) : null,
    result.total === 0 ? absentWords(reader, understood, (q) => readQuery({ ...params, q }).plan, options) : [],
  ]);
  const present = hitPresenter(params.q, planTerms(plan));
  const hits = result.hits.map((hit) => ({ ...present(hit), ...(families && { repeats: presentRepeats(hit.article, families) }) }));
  return {
    query: {
      q: params.q,
      warnings: warnings.map(({ at, code, about }) => ({ at, code, about: [...about], message: MESSAGES.zh.warning[code](...about) })),
      relaxed: result.relaxed && { required: [...result.relaxed.required], optional: [...result.relaxed.optional] },
      suggestion,
      absent,
      understood: understood.map((clause) => ({ ...clause, at: [...clause.at], words: [...clause.words], synonyms: [...clause.synonyms] })),
    },
    total: result.total,
    totalArticles: result.totalArticles,
    totalIsExact: result.totalIsExact,
    tookMs: Math.round((performance.now() - started) * 100) / 100,
    page: params.page,
    size: params.size,
    more: result.more ?? params.page * params.size < result.total,
    hits,
    facets: presentFacets(result, base, request.filters),
  };
}

/** Matches over time; `null` when the engine cannot tell. */
export async function searchTrends(reader: Reader, params: TrendsParams, options: CallOptions = {}): Promise<TrendsJson | null> {
  const request = toCountRequest(params, readQuery(params).plan);
  const buckets = await reader.trends?.(request, params.interval, options);
  return buckets === undefined ? null : { buckets: [...buckets] };
}

/** What was typed, as a tree and as what is looked for. */
export function readQuery({ q, synonyms }: Pick<SearchParams, 'q' | 'synonyms'>): ParsedQuery & { readonly plan: Plan } {
  const parsed = parseQuery(q);
  const plan = understand(parsed.query);
  return { ...parsed, plan: synonyms === 'off' ? withoutSynonyms(plan) : plan };
}
