/** From a query string to a search: what is given, checked, and what is meant by it. */
import type { z } from 'zod';
import type { FacetName } from '../domain.ts';
import { FACETS } from '../domain.ts';
import type { FacetFilter, FacetKey, Filters, SearchRequest, Sort } from '../engine/engine.ts';
import { MAX_DEPTH } from '../engine/engine.ts';
import type { Plan } from '../query/plan.ts';
import { problem } from './problem.ts';
import type { CitationParams, ProblemJson, SearchParams, SuggestParams, TrendsParams } from './schema.ts';
import { citationParamsSchema, coverageParamsSchema, searchParamsSchema, suggestParamsSchema, trendsParamsSchema } from './schema.ts';

export type Checked<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: ProblemJson };

const REPEATABLE = new Set<string>(FACETS.flatMap((facet) => [facet, `not.${facet}`]));
const NUMERIC = new Set(['page', 'size', 'limit', 'p']);

const invalid = (parameter: string, detail: string): Checked<never> => ({
  ok: false,
  problem: problem('invalid_parameter', { parameter, detail: `${parameter}: ${detail}` }),
});

/** Digits beyond the safe integers are still a number, only a too large one. */
const toNumber = (value: string): unknown => (/^\d+$/.test(value) ? Math.min(Number(value), Number.MAX_SAFE_INTEGER) : value);

/** Empty values count as not given (a form without JavaScript sends them); unknown names are ignored. */
function readParams<S extends z.ZodObject>(schema: S, query: URLSearchParams): Checked<z.infer<S>> {
  const given: Record<string, unknown> = {};
  for (const name of Object.keys(schema.shape)) {
    const values = query.getAll(name).filter((value) => value !== '');
    if (values.length === 0) continue;
    if (REPEATABLE.has(name)) given[name] = [...new Set(values)];
    else if (values.length > 1) return invalid(name, 'may be given only once');
    else given[name] = NUMERIC.has(name) ? toNumber(values[0] ?? '') : values[0];
  }
  const parsed = schema.safeParse(given);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    return invalid(String(issue?.path[0] ?? 'query'), issue?.message ?? 'is not valid');
  }
  return { ok: true, value: parsed.data };
}

export const readCoverageParams = (query: URLSearchParams): Checked<{ year?: string | undefined }> => readParams(coverageParamsSchema, query);

export const readSuggestParams = (query: URLSearchParams): Checked<SuggestParams> => readParams(suggestParamsSchema, query);

export const readCitationParams = (query: URLSearchParams): Checked<CitationParams> => readParams(citationParamsSchema, query);

export function readTrendsParams(query: URLSearchParams): Checked<TrendsParams> {
  const checked = readParams(trendsParamsSchema, query);
  return checked.ok && reversed(checked.value) ? invalid('to', REVERSED) : checked;
}

const REVERSED = 'must not lie before from';
const reversed = ({ from, to }: Pick<SearchParams, 'from' | 'to'>): boolean => from !== undefined && to !== undefined && from > to;

export function readSearchParams(query: URLSearchParams): Checked<SearchParams> {
  const checked = readParams(searchParamsSchema, query);
  if (!checked.ok) return checked;
  const params = checked.value;
  if (reversed(params)) return invalid('to', REVERSED);
  if (params.page * params.size > MAX_DEPTH) {
    const detail = `page × size is ${params.page} × ${params.size}; it may be ${MAX_DEPTH} at most. Narrow the search instead.`;
    return { ok: false, problem: problem('too_deep', { detail }) };
  }
  return { ok: true, value: params };
}

const toKey = (value: string): FacetKey => (value === 'none' ? null : value);

function filtersOf(params: SearchParams): Filters {
  const filter = (facet: FacetName): FacetFilter => ({ only: params[facet].map(toKey), not: params[`not.${facet}`].map(toKey) });
  return {
    facets: { district: filter('district'), year: filter('year'), section: filter('section'), author: filter('author') },
    from: params.from ?? null,
    to: params.to ?? null,
  };
}

/** Nothing is relevant to an empty query, so its hits come newest first. */
const sortOf = (params: SearchParams, plan: Plan): Sort =>
  params.sort === 'relevance' && plan.kind === 'all' ? 'newest' : params.sort;

/** A request for what matches, wherever it stands in the order. */
export const toCountRequest = (params: TrendsParams, plan: Plan): SearchRequest =>
  toRequest({ ...params, sort: 'relevance', page: 1, size: 1, fold: 'off', rates: 'off' }, plan, []);

export function toRequest(params: SearchParams, plan: Plan, facets: readonly FacetName[]): SearchRequest {
  return { plan, filters: filtersOf(params), sort: sortOf(params, plan), page: params.page, size: params.size, facets };
}
