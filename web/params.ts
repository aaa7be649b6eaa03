/** The state of a search is its URL. This module is the one place that reads and writes it. */
import type { SearchJson } from '../src/server/schema.ts';

export type Facet = keyof SearchJson['facets'];
/** A facet value; `null` is "not stated", `none` in the URL. */
export type Value = string | null;
export type Sort = 'relevance' | 'newest' | 'oldest';

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
export const isFirstVisit = (params: Params): boolean => formatParams({ ...params, size: null, synonyms: true, fold: true, rates: false }) === '';
