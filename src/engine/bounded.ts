/** Servers take only so much of one query, or take ever longer for it: long texts are asked for in part. */
import type { Plan, Term } from '../query/plan.ts';

export interface Bounded {
  readonly plan: Plan;
  /** Otherwise others may be found than were asked for. */
  readonly isWhole: boolean;
}

/** As much of a plan, from its beginning, as costs no more than `most`. */
export function bounded(plan: Plan, most: number, costOf: (term: Term) => number): Bounded {
  let left = most;
  const fits = (term: Term): boolean => left >= 0 && (left -= costOf(term)) >= 0;
  const all = (plans: readonly Plan[]): Plan[] => plans.map(visit).filter((p) => p !== null);
  const visit = (p: Plan): Plan | null => {
    switch (p.kind) {
      case 'and':
      case 'or': {
        const plans = all(p.plans);
        return plans.length === 0 && p.plans.length > 0 ? null : { ...p, plans };
      }
      case 'not': {
        const inner = visit(p.plan);
        // With a part of it left out, more would be excluded.
        return inner === null || left < 0 ? null : p;
      }
      case 'field': {
        const inner = visit(p.plan);
        return inner && { ...p, plan: inner };
      }
      case 'term':
        return fits(p.term) ? p : null;
      case 'run': {
        const terms = p.terms.filter(fits);
        return terms.length === 0 ? null : { ...p, terms };
      }
      default:
        return p;
    }
  };
  const part = visit(plan);
  return left >= 0 ? { plan, isWhole: true } : { plan: part ?? { kind: 'all' }, isWhole: false };
}
