/** The words that order the hits. Which paragraphs are hits at all is for the filters to say. */
import { planTerms, type Plan } from '../../query/plan.ts';
import { EVERYWHERE } from './settings.ts';

/** Meilisearch reads the first ten words only; more text costs time and changes nothing. */
const MAX_LENGTH = 120;

/**
 * Ranks by `words` and keeps every document: the quoted word is in all of them and is never dropped,
 * the others are dropped as needed, the commonest first (`matchingStrategy: frequency`).
 */
export function rankingQuery(words: readonly string[]): string {
  // Quotes would demand their words, a leading minus would exclude them.
  const plain = words.join(' ').replace(/["“”«»„-]/gu, ' ').slice(0, MAX_LENGTH).trim();
  return plain === '' ? '' : `"${EVERYWHERE}" ${plain}`;
}

/** Runs as a whole, so that Meilisearch cuts them like the texts and weighs how near their words stand. */
export function rankingWords(plan: Plan): string[] {
  if (plan.kind === 'run') return [plan.whole.forms[0]!];
  if (plan.kind === 'and' || plan.kind === 'or') return plan.plans.flatMap(rankingWords);
  return planTerms(plan).map((term) => term.forms[0]!);
}
