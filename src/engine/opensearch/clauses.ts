/** Plans and filters as clauses of the query language. */
import { FACETS, type FacetName } from '../../domain.ts';
import type { Field } from '../../query/ast.ts';
import type { Plan, Term } from '../../query/plan.ts';
import { bounded, type Bounded } from '../bounded.ts';
import type { Filters } from '../engine.ts';
import { toFacetKey } from './facet-key.ts';

export type Clause = Readonly<Record<string, unknown>>;

export const ALL: Clause = { match_all: {} };
export const NOTHING: Clause = { match_none: {} };
export const IS_PARAGRAPH: Clause = { term: { role: 'paragraph' } };
export const IS_ARTICLE: Clause = { term: { role: 'article' } };

export function and(clauses: readonly Clause[]): Clause {
  const parts = clauses.filter((clause) => clause !== ALL);
  if (parts.includes(NOTHING)) return NOTHING;
  return parts.length === 0 ? ALL : parts.length === 1 ? parts[0]! : { bool: { filter: parts } };
}

export function or(clauses: readonly Clause[]): Clause {
  const parts = clauses.filter((clause) => clause !== NOTHING);
  if (parts.includes(ALL)) return ALL;
  return parts.length === 0 ? NOTHING : parts.length === 1 ? parts[0]! : { bool: { should: parts, minimum_should_match: 1 } };
}

export function not(clause: Clause): Clause {
  return clause === ALL ? NOTHING : clause === NOTHING ? ALL : { bool: { must_not: [clause] } };
}

export const TEXT = { text: 'text', title: 'titleText', author: 'authorText', section: 'sectionText', district: 'districtText' } as const satisfies Record<Field | 'text', string>;

/** Where `form` stands, character by character: a phrase of its pairs, or the one character it is. */
export function holds(form: string, field: string, boost = 1): Clause {
  const single = form.length <= 2 && [...form].length === 1;
  return single ? { term: { [`${field}.one`]: { value: form, boost } } } : { match_phrase: { [field]: { query: form, boost } } };
}

/** Any of `forms`, as filters: those that are one token of the index share a clause. */
function anyOf(forms: readonly string[], field: string): Clause[] {
  const longer = forms.filter((form) => lengthOf(form) > 2);
  const tokens = [1, 2].flatMap((length): Clause[] => {
    const alike = forms.filter((form) => lengthOf(form) === length);
    return alike.length === 0 ? [] : [{ terms: { [length === 1 ? `${field}.one` : field]: alike } }];
  });
  return [...tokens, ...longer.map((form) => holds(form, field))];
}

/** Of characters; 3 for all that are longer. */
const lengthOf = (form: string): number => (form.length > 4 ? 3 : [...form].length);

/** A cluster refuses a query of more than 1,024 clauses, which are room for a few plans of so many. */
const PLAN_CLAUSES = 300;

export const affordable = (plan: Plan): Bounded => bounded(plan, PLAN_CLAUSES, ({ forms }) => anyOf(forms, TEXT.text).length);

/** Of a longer pasted text the rest decides nothing. */
const LEADING_TERMS = 80;
const LEADING_FORMS = 200;

/** The first terms of a plan, as many as may weigh and order what is found. */
export function leading<T extends Pick<Term, 'forms'>>(terms: readonly T[]): T[] {
  let forms = 0;
  return terms.slice(0, LEADING_TERMS).filter((term) => (forms += term.forms.length) <= LEADING_FORMS);
}

/** Any of the terms in the text. */
export const anyTerm = (terms: readonly Pick<Term, 'forms'>[]): Clause => or(anyOf([...new Set(terms.flatMap(({ forms }) => forms))], TEXT.text));

/**
 * The documents a plan asks for; or, of whole articles, those that may hold such a paragraph: what is
 * excluded from one paragraph may stand in another.
 */
export function planClause(plan: Plan, of: 'paragraphs' | 'articles' = 'paragraphs', within: Field | 'text' = 'text'): Clause {
  const term = ({ forms }: Term): Clause => or(anyOf(forms, TEXT[within]));
  switch (plan.kind) {
    case 'all':
      return ALL;
    case 'none':
      return NOTHING;
    case 'and':
      return and(plan.plans.map((p) => planClause(p, of, within)));
    case 'or':
      return or(plan.plans.map((p) => planClause(p, of, within)));
    case 'not':
      return of === 'articles' ? ALL : not(planClause(plan.plan, of, within));
    case 'term':
      return term(plan.term);
    case 'run':
      return and(plan.terms.map(term));
    case 'field':
      return planClause(plan.plan, of, plan.field);
    case 'years': {
      const { from, to } = plan;
      if (from === null && to === null) return { exists: { field: 'years' } };
      return { range: { years: { ...(from !== null && { gte: from }), ...(to !== null && { lte: to }) } } };
    }
  }
}

/** Whether a plan asks for all paragraphs of an article or for none of them. */
export function isOfArticles(plan: Plan): boolean {
  switch (plan.kind) {
    case 'and':
    case 'or':
      return plan.plans.every(isOfArticles);
    case 'not':
      return isOfArticles(plan.plan);
    case 'field':
      return plan.field !== 'section';
    case 'term':
    case 'run':
      return false;
    default:
      return true;
  }
}

const day = (date: string): number => Number(date.replaceAll('-', ''));

/** Days within the bounds; an article known only by its year when all of the year is. */
export function dateClause({ from, to }: Filters): Clause {
  return and([from === null ? ALL : { range: { firstDay: { gte: day(from) } } }, to === null ? ALL : { range: { lastDay: { lte: day(to) } } }]);
}

export function facetClause(filters: Filters, facets: readonly FacetName[] = FACETS, of: 'paragraphs' | 'articles' = 'paragraphs'): Clause {
  return and(
    facets.flatMap((facet) => {
      const { only, not: none } = filters.facets[facet];
      const excluded = none.length === 0 || (facet === 'section' && of === 'articles') ? ALL : not({ terms: { [facet]: none.map(toFacetKey) } });
      return [only.length === 0 ? ALL : { terms: { [facet]: only.map(toFacetKey) } }, excluded];
    }),
  );
}

export const isSelected = (filters: Filters, facet: FacetName): boolean => filters.facets[facet].only.length + filters.facets[facet].not.length > 0;
