/** What was understood of a query, clause by clause, for a person to see and take back. */
import type { Query, Span } from './ast.ts';
import { planTerms, type Plan } from './plan.ts';
import { understand } from './understand.ts';

export interface Understood {
  /** Place of the clause in the typed text. */
  readonly at: Span;
  readonly text: string;
  readonly kind: Exclude<Query['kind'], 'all' | 'and'>;
  /** What a run of characters was cut into; empty when it was taken whole. */
  readonly words: readonly string[];
  /** Other names that count as it. */
  readonly synonyms: readonly string[];
}

export function explain(q: string, query: Query): Understood[] {
  if (query.kind === 'all') return [];
  if (query.kind === 'and') return query.clauses.flatMap((clause) => explain(q, clause));
  const at = spanOf(query);
  const plan = understand(query);
  const synonyms = planTerms(plan).flatMap((term) => term.synonyms ?? []);
  return [{ at, text: q.slice(...at), kind: query.kind, words: wordsOf(plan), synonyms: [...new Set(synonyms)] }];
}

function spanOf(query: Query): Span {
  if (query.kind === 'all') return [0, 0];
  if (query.kind !== 'and' && query.kind !== 'or') return query.at;
  const spans = query.clauses.map(spanOf);
  return [Math.min(...spans.map(([start]) => start)), Math.max(...spans.map(([, end]) => end))];
}

function wordsOf(plan: Plan): string[] {
  if (plan.kind === 'run') return plan.terms.map((term) => term.label);
  return plan.kind === 'and' ? plan.plans.flatMap((p) => (p.kind === 'term' ? [p.term.label] : wordsOf(p))) : [];
}
