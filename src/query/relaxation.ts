/** When fewer words than were typed are demanded: the same on every engine. */
import type { Plan, Term } from './plan.ts';

/** With so many words joined to the one before without a space, a text is a headline or a question, … */
const JOINTS = 3;
/** … and so few articles that hold all of them in one paragraph are no answer yet. */
const FEW_ARTICLES = 10;

export interface Demanded {
  /** Demanded without being quoted: these may be given up. */
  readonly words: readonly Term[];
  /** The runs that the words come from, as typed. */
  readonly wholes: readonly Term[];
  /** How often a word was typed right behind another, in all runs together. */
  readonly joints: number;
  /** Quoted strings, fields, exclusions: these stay demanded of every paragraph. */
  readonly rest: Plan;
}

export function demanded(plan: Plan): Demanded {
  const words: Term[] = [];
  const wholes: Term[] = [];
  const rest: Plan[] = [];
  let joints = 0;
  const visit = (p: Plan): void => {
    if (p.kind === 'and') p.plans.forEach(visit);
    else if (p.kind === 'run') {
      words.push(...p.terms);
      wholes.push(p.whole);
      joints += p.terms.length - 1 + dropped(p);
    } else if (p.kind === 'term' && !p.exact) words.push(p.term);
    else if (p.kind === 'term' && p.loose !== undefined) visit(p.loose);
    else rest.push(p);
  };
  visit(plan);
  return { words, wholes, joints, rest: rest.length === 0 ? { kind: 'all' } : { kind: 'and', plans: rest } };
}

/** Characters of a run that are in none of its words: function words, which only whole sentences have. */
function dropped({ terms, whole }: Extract<Plan, { kind: 'run' }>): number {
  return Math.max(0, whole.label.length - terms.reduce((n, { label }) => n + label.length, 0));
}

/** Whether words were typed or pasted as a text, and not picked one by one. */
export const isText = ({ joints }: Demanded): boolean => joints >= JOINTS;

/** Whether what holds all words is an answer. */
export const isEnough = (asked: Demanded, found: { readonly total: number; readonly totalArticles: number }): boolean =>
  found.total > 0 && (!isText(asked) || found.totalArticles >= FEW_ARTICLES);
