/** Plans and filters as filter expressions. */
import { FACETS, type FacetName } from '../../domain.ts';
import type { Field } from '../../query/ast.ts';
import type { Plan, Term } from '../../query/plan.ts';
import { bounded, type Bounded } from '../bounded.ts';
import type { Filters } from '../engine.ts';
import { and, equal, not, oneOf, or, type Expression } from './expression.ts';
import { toFacetKey } from './facet-key.ts';
import { gramsFor, isProven } from './grams.ts';

/**
 * What to make of a form that grams cannot prove: take it for found where its grams are (`likely`), or
 * bound the plan from above (`possible`: nothing it asks for is left out) or below (`certain`).
 */
export type Reading = 'likely' | 'possible' | 'certain';

const OPPOSITE = { likely: 'likely', possible: 'certain', certain: 'possible' } as const;

export const GRAMS = {
  text: 'grams',
  title: 'titleGrams',
  author: 'authorGrams',
  section: 'sectionGrams',
  district: 'districtGrams',
} as const satisfies Record<Field | 'text', string>;

/** Conditions in the filter for one plan: what the server takes for them grows with their square, 300 ms here and 25 s for ten times as many. */
const PLAN_CONDITIONS = 400;

export const affordable = (plan: Plan): Bounded => bounded(plan, PLAN_CONDITIONS, ({ forms }) => forms.reduce((n, form) => n + gramsFor(form).length, 0));

export function planFilter(plan: Plan, reading: Reading, within: Field | 'text' = 'text'): Expression {
  const term = ({ forms }: Term): Expression =>
    or(forms.map((form) => (reading === 'certain' && !isProven(form) ? false : and(gramsFor(form).map((gram) => equal(GRAMS[within], gram))))));
  switch (plan.kind) {
    case 'all':
      return true;
    case 'none':
      return false;
    case 'and':
      return and(plan.plans.map((p) => planFilter(p, reading, within)));
    case 'or':
      return or(plan.plans.map((p) => planFilter(p, reading, within)));
    case 'not':
      return not(planFilter(plan.plan, OPPOSITE[reading], within));
    case 'term':
      return term(plan.term);
    case 'run':
      return and(plan.terms.map(term));
    case 'field':
      return planFilter(plan.plan, reading, plan.field);
    case 'years': {
      const { from, to } = plan;
      if (from === null && to === null) return 'years EXISTS';
      return and([from === null || `years >= ${from}`, to === null || `years <= ${to}`]);
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

const day = (date: string): string => date.replaceAll('-', '');

/** Days within the bounds; an article known only by its year when all of the year is. */
export function dateFilter({ from, to }: Filters): Expression {
  return and([from === null || `firstDay >= ${day(from)}`, to === null || `lastDay <= ${day(to)}`]);
}

export function facetFilter(filters: Filters, except?: FacetName): Expression {
  return and(
    FACETS.filter((facet) => facet !== except).flatMap((facet) => {
      const { only, not: none } = filters.facets[facet];
      return [only.length === 0 || oneOf(facet, only.map(toFacetKey)), not(oneOf(facet, none.map(toFacetKey)))];
    }),
  );
}

export const isSelected = (filters: Filters, facet: FacetName): boolean => filters.facets[facet].only.length + filters.facets[facet].not.length > 0;
