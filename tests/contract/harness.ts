/** What the parts of the contract share: how an engine is lent to them, plans by hand, whole answers. */
import { afterAll, beforeAll } from 'vitest';
import { FACETS } from '../../src/domain.ts';
import type { Article, FacetName } from '../../src/domain.ts';
import { NO_FILTERS } from '../../src/engine/engine.ts';
import type { Engine, FacetFilter, Filters, Hit, SearchRequest, SearchResult } from '../../src/engine/engine.ts';
import type { Field } from '../../src/query/ast.ts';
import { parseQuery } from '../../src/query/parse.ts';
import type { Plan, Term } from '../../src/query/plan.ts';
import { understand } from '../../src/query/understand.ts';
import { foldText } from '../../src/text/fold.ts';

/** An empty engine lent to one test. */
export interface OpenedEngine {
  readonly engine: Engine;
  /** Closes the engine and opens another one on the same data; left out by engines that keep none. */
  readonly reopen?: () => Promise<Engine>;
  /** Closes whatever is open and removes the data. */
  readonly destroy: () => Promise<void>;
}

export type Lend = (use: (opened: OpenedEngine) => Promise<void>) => Promise<void>;

const NOWHERE = [0, 0] as const;

export const term = (label: string, ...others: string[]): Term => ({ label, forms: [label, ...others].map(foldText), at: NOWHERE });
export const word = (...forms: [string, ...string[]]): Plan => ({ kind: 'term', term: term(...forms), exact: false });
export const phrase = (text: string): Plan => ({ kind: 'term', term: term(text), exact: true });
export const run = (...labels: string[]): Plan => ({ kind: 'run', terms: labels.map((l) => term(l)), whole: term(labels.join('')) });
export const and = (...plans: Plan[]): Plan => ({ kind: 'and', plans });
export const or = (...plans: Plan[]): Plan => ({ kind: 'or', plans });
export const not = (plan: Plan): Plan => ({ kind: 'not', plan });
export const field = (name: Field, plan: Plan): Plan => ({ kind: 'field', field: name, plan });
export const years = (from: number | null, to: number | null): Plan => ({ kind: 'years', from, to });
export const ALL: Plan = { kind: 'all' };
export const NONE: Plan = { kind: 'none' };

export function filters(facets: Partial<Record<FacetName, Partial<FacetFilter>>>, dates: Partial<Pick<Filters, 'from' | 'to'>> = {}): Filters {
  const filled = Object.fromEntries(FACETS.map((f) => [f, { ...NO_FILTERS.facets[f], ...facets[f] }]));
  return { ...NO_FILTERS, ...dates, facets: { ...NO_FILTERS.facets, ...filled } };
}

export function request(plan: Plan, more: Partial<SearchRequest> = {}): SearchRequest {
  return { plan, filters: NO_FILTERS, sort: 'relevance', page: 1, size: 100, facets: [], ...more };
}

/** `<article>_p<ordinal>` of each hit, in order. */
export const places = (hits: readonly Hit[]): string[] => hits.map((h) => `${h.article.id}_p${h.paragraph.ordinal}`);

/** Searches for `plan` and answers the places found. */
export async function find(engine: Engine, plan: Plan, more: Partial<SearchRequest> = {}): Promise<string[]> {
  return places((await engine.search(request(plan, more))).hits);
}

/** The first answer, with the hits of every page. */
export async function everything(engine: Engine, asked: SearchRequest): Promise<SearchResult> {
  const first = await engine.search(asked);
  const hits = [...first.hits];
  for (let page = asked.page + 1; (page - 1) * asked.size < first.total; page++) {
    hits.push(...(await engine.search({ ...asked, page, facets: [] })).hits);
  }
  return { ...first, hits };
}

/** An engine that holds `articles`, opened once for all tests of the enclosing `describe`. */
export function loaded(open: () => Promise<OpenedEngine>, articles: readonly Article[]): () => Engine {
  let opened: OpenedEngine | undefined;
  beforeAll(async () => {
    opened = await open();
    await opened.engine.index(articles);
  }, 120_000);
  afterAll(() => opened?.destroy());
  return () => {
    if (opened === undefined) throw new Error('the engine did not open');
    return opened.engine;
  };
}

/** The plan of a typed query, through the real parser. */
export const typed = (q: string): Plan => understand(parseQuery(q).query);
