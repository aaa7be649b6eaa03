/**
 * From what was typed to what an engine is asked: every word becomes terms, every term the folded
 * strings that count as it. All engines and the highlighter work from the same plan.
 */
import type { Field, Span } from './ast.ts';

/** One thing to find: any of `forms`, as a substring of the folded text. */
export interface Term {
  /** As typed, for chips and messages. */
  readonly label: string;
  /** Folded alternatives, the typed one first; never empty strings. */
  readonly forms: readonly string[];
  /** Those of the forms that are other names, not other spellings, to be shown and switched off. */
  readonly synonyms?: readonly string[];
  readonly at: Span;
}

export type Plan =
  | { readonly kind: 'all' }
  | { readonly kind: 'none' }
  | { readonly kind: 'and'; readonly plans: readonly Plan[] }
  | { readonly kind: 'or'; readonly plans: readonly Plan[] }
  | { readonly kind: 'not'; readonly plan: Plan }
  /** `exact` terms were quoted: they may never be relaxed away, but to `loose` where that is given. */
  | { readonly kind: 'term'; readonly term: Term; readonly exact: boolean; readonly loose?: Plan }
  /** Terms of one typed run: all demanded, better when they stand together as typed. */
  | { readonly kind: 'run'; readonly terms: readonly Term[]; readonly whole: Term }
  /** All paragraphs of the articles whose field holds the clause. */
  | { readonly kind: 'field'; readonly field: Field; readonly plan: Plan }
  /** Of a year that is stated and within the bounds; `null` is no bound. */
  | { readonly kind: 'years'; readonly from: number | null; readonly to: number | null };

/** Folded strings of which any counts, demanded as a quoted one is; nobody typed them, so they have no place. */
export const literal = (forms: readonly string[]): Plan => ({ kind: 'term', term: { label: forms[0]!, forms, at: [0, 0] }, exact: true });

/** What speaks for a hit, in the order of the query: words of the text or the title that are not excluded. */
export function wanted(plan: Plan): Extract<Plan, { kind: 'term' | 'run' }>[] {
  switch (plan.kind) {
    case 'term':
    case 'run':
      return [plan];
    case 'and':
    case 'or':
      return plan.plans.flatMap(wanted);
    case 'field':
      return plan.field === 'title' ? wanted(plan.plan) : [];
    default:
      return [];
  }
}

/** The terms a hit may be marked for. Runs mark their parts, and their whole first. */
export const planTerms = (plan: Plan): Term[] => wanted(plan).flatMap((p) => (p.kind === 'term' ? [p.term] : [p.whole, ...p.terms]));
