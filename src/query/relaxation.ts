/** When fewer words than were typed are demanded: the same on every engine. */
import type { Plan, Term } from './plan.ts';

/** Words typed without spaces between them are a headline or a question from so many on, … */
const LONG_RUN = 4;
/** … and so few articles that hold all of them in one paragraph are no answer yet. */
const FEW_ARTICLES = 10;

export interface Demanded {
  /** Demanded without being quoted: these may be given up. */
  readonly words: readonly Term[];
  /** The runs that the words come from, as typed. */
  readonly wholes: readonly Term[];
  readonly longestRun: number;
  /** Quoted strings, fields, exclusions: these stay demanded of every paragraph. */
  readonly rest: Plan;
}

export function demanded(plan: Plan): Demanded {
  const words: Term[] = [];
  const wholes: Term[] = [];
  const rest: Plan[] = [];
  let longestRun = 0;
  const visit = (p: Plan): void => {
    if (p.kind === 'and') p.plans.forEach(visit);
    else if (p.kind === 'run') {
      words.push(...p.terms);
      wholes.push(p.whole);
      longestRun = Math.max(longestRun, p.terms.length);
    } else if (p.kind === 'term' && !p.exact) words.push(p.term);
    else if (p.kind === 'term' && p.loose !== undefined) visit(p.loose);
    else rest.push(p);
  };
  visit(plan);
  return { words, wholes, longestRun, rest: rest.length === 0 ? { kind: 'all' } : { kind: 'and', plans: rest } };
}

/** Whether what holds all words is an answer. */
export const isEnough = ({ longestRun }: Demanded, found: { readonly total: number; readonly totalArticles: number }): boolean =>
  found.total > 0 && (longestRun < LONG_RUN || found.totalArticles >= FEW_ARTICLES);
