/** One search, from what was typed to the answer of the API. */
import { FACETS } from '../domain.ts';
import type { CallOptions } from '../engine/engine.ts';
import { parseQuery } from '../query/parse.ts';
import { planTerms } from '../query/plan.ts';
import { understand } from '../query/understand.ts';
import type { Reader } from './context.ts';
import { toRequest } from './params.ts';
import { presentFacets, presentHit } from './present.ts';
import type { SearchJson, SearchParams } from './schema.ts';

export async function search(reader: Reader, params: SearchParams, options: CallOptions = {}): Promise<SearchJson> {
  const started = performance.now();
  const { query, warnings } = parseQuery(params.q);
  const plan = understand(query);
  const request = toRequest(params, plan, FACETS);
  const result = await reader.search(request, options);
  const terms = planTerms(plan);
  const hits = result.hits.map((hit) => presentHit(hit, params.q, terms));
  return {
    query: {
      q: params.q,
      warnings: [...warnings],
      relaxed: result.relaxed && { required: [...result.relaxed.required], optional: [...result.relaxed.optional] },
      suggestion: null,
    },
    total: result.total,
    totalArticles: result.totalArticles,
    totalIsExact: result.totalIsExact,
    tookMs: Math.round((performance.now() - started) * 100) / 100,
    page: params.page,
    size: params.size,
    hits,
    facets: presentFacets(result, request.filters),
  };
}
