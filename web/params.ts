/** The state of a search is its URL. This module is the one place that reads and writes it. */
import type { SearchJson } from '../src/server/schema.ts';

export type Facet = keyof SearchJson['facets'];
/** A facet value; `null` is "not stated", `none` in the URL. */
export type Value = string | null;
export type Sort = 'relevance' | 'newest' | 'oldest';

/** As much of a query as the server reads, in UTF-16 units. */
export const MOST_TYPED = 2000;
export const FACETS: readonly Facet[] = ['district', 'year', 'section', 'author'];
export const SORTS: readonly Sort[] = ['relevance', 'newest', 'oldest'];

type Selection = Readonly<Record<Facet, readonly Value[]>>;

export interface Params {
  readonly q: string;
  readonly only: Selection;
  readonly not: Selection;
  /** `YYYY-MM-DD`, inclusive. */
  readonly from: string | null;
  readonly to: string | null;
  /** `null` leaves the order to the server: by relevance, or newest first without words. */
  readonly sort: Sort | null;
  readonly page: number;
  readonly size: number | null;
  /** Whether a word also finds its other names. */
  readonly synonyms: boolean;
  /** Whether of near repeats only the best one is listed. */
  readonly fold: boolean;
  /** Whether counts are shown per 10,000 paragraphs. */
  readonly rates: boolean;
  /** Another query, to compare over time. */
  readonly vs: string | null;
}

const NOTHING: Selection = { district: [], year: [], section: [], author: [] };
export const NO_PARAMS: Params = { q: '', only: NOTHING, not: NOTHING, from: null, to: null, sort: null, page: 1, size: null, synonyms: true, fold: true, rates: false, vs: null };

const toValue = (text: string): Value => (text === 'none' ? null : text);
export const fromValue = (value: Value): string => value ?? 'none';

/** Lenient: whatever cannot be understood is left out; the server says what was wrong with it. */
export function parseParams(search: URLSearchParams): Params {
  const values = (prefix: string): Selection =>
    mapFacets((facet) => [...new Set(search.getAll(prefix + facet).filter((text) => text !== ''))].map(toValue));
  const natural = (name: string): number | null => {
    const text = search.get(name) ?? '';
    return /^[1-9]\d{0,8}$/.test(text) ? Number(text) : null;
  };
  const sort = search.get('sort');
  return {
    q: search.get('q') ?? '',
    only: values(''),
    not: values('not.'),
    from: search.get('from') || null,
    to: search.get('to') || null,
    sort: SORTS.find((name) => name === sort) ?? null,
    page: natural('page') ?? 1,
    size: natural('size'),
    synonyms: search.get('synonyms') !== 'off',
    fold: search.get('fold') !== 'off',
    rates: search.get('rates') === 'on',
    vs: search.get('vs')?.trim() || null,
  };
}

/** The query string, in a stable order and without defaults; `''` for the first visit. */
export function formatParams(params: Params): string {
  const search = new URLSearchParams();
  const add = (name: string, value: string | null): void => {
    if (value) search.append(name, value);
  };
  add('q', params.q.trim());
  for (const facet of FACETS) for (const value of params.only[facet]) add(facet, fromValue(value));
  for (const facet of FACETS) for (const value of params.not[facet]) add(`not.${facet}`, fromValue(value));
  add('from', params.from);
  add('to', params.to);
  add('sort', params.sort);
  add('page', params.page > 1 ? String(params.page) : null);
  add('size', params.size === null ? null : String(params.size));
  add('synonyms', params.synonyms ? null : 'off');
  add('fold', params.fold ? null : 'off');
  add('rates', params.rates ? 'on' : null);
  add('vs', params.vs);
  return search.toString();
}

export function pageUrl(params: Params): string {
  const query = formatParams(params);
  return query === '' ? '/' : `/?${query}`;
}

export const isFirstVisit = (params: Params): boolean => formatParams({ ...params, size: null, synonyms: true, fold: true, rates: false }) === '';

/** Anything that changes what is found starts again at the first page. */
export const change = (params: Params, part: Partial<Params>): Params => ({ ...params, page: 1, ...part });

export type Side = 'only' | 'not';

/** Adds or removes one value; a value is never both demanded and excluded. */
export function toggle(params: Params, side: Side, facet: Facet, value: Value): Params {
  const other: Side = side === 'only' ? 'not' : 'only';
  const rest = params[side][facet].filter((v) => v !== value);
  const had = rest.length < params[side][facet].length;
  return change(params, {
    [side]: { ...params[side], [facet]: had ? rest : [...rest, value] },
    [other]: { ...params[other], [facet]: params[other][facet].filter((v) => v !== value) },
  });
}

/** A filter that is on, with the search as it would be without it. First and last day are one. */
export type ActiveFilter = { readonly without: Params } & (
  | { readonly kind: Side; readonly facet: Facet; readonly value: Value }
  | ({ readonly kind: 'dates' } & Pick<Params, 'from' | 'to'>)
);

export function activeFilters(params: Params): ActiveFilter[] {
  const { from, to } = params;
  const values = (['only', 'not'] as const).flatMap((kind) =>
    FACETS.flatMap((facet) =>
      params[kind][facet].map((value): ActiveFilter => ({ kind, facet, value, without: toggle(params, kind, facet, value) })),
    ),
  );
  return from === null && to === null ? values : [...values, { kind: 'dates', from, to, without: change(params, { from: null, to: null }) }];
}

export const withoutFilters = (params: Params): Params =>
  change(params, { only: NOTHING, not: NOTHING, from: null, to: null });

function mapFacets<T>(of: (facet: Facet) => T): Record<Facet, T> {
  return { district: of('district'), year: of('year'), section: of('section'), author: of('author') };
}
