/**
 * When no paragraph holds all words: demand those that the best paragraph holds, best being the one
 * whose words weigh most, the rare ones more. Quoted words, fields and exclusions stay demanded.
 */
import type { Plan, Term } from '../../query/plan.ts';
import type { Relaxation, SearchRequest } from '../engine.ts';
import { and, or } from './expression.ts';
import { dateFilter, facetFilter, planFilter } from './filter.ts';
import { rankingQuery } from './ranking.ts';
import { IS_PARAGRAPH, selectedFacets, type Index } from './search.ts';
import { READ_ATTRIBUTES, holds, type ReadDocument } from './verify.ts';

/** Paragraphs looked at for the best one, as Meilisearch ranks them. */
const CANDIDATES = 200;
/** Of a longer pasted text the rest decides nothing. */
const MAX_WORDS = 40;

interface Word {
  readonly term: Term;
  readonly plan: Plan;
}

export interface Relaxed extends Relaxation {
  readonly plan: Plan;
}

export async function relax({ connection, uid }: Index, request: SearchRequest, signal?: AbortSignal): Promise<Relaxed | null> {
  const { words, rest } = split(request.plan);
  if (words.length < 2) return null;
  const within = and([IS_PARAGRAPH, dateFilter(request.filters), planFilter(rest, 'possible')]);
  const narrowed = and([within, facetFilter(request.filters)]);
  if (narrowed === false) return null;

  const looked = words.slice(0, MAX_WORDS);
  const counting = looked.map(({ plan }) => ({ filter: String(and([narrowed, planFilter(plan, 'likely')])), page: 1, hitsPerPage: 0 }));
  const strict = { filter: String(and([within, planFilter(request.plan, 'likely')])), page: 1, hitsPerPage: 0 };
  const [unfiltered, ...counts] = await connection.search(uid, [strict, ...counting], signal);
  // All words do stand together somewhere: it is the filters that leave nothing, and they are not for us to drop.
  if (selectedFacets(request).length > 0 && unfiltered!.totalHits > 0) return null;
  const known = looked
    .map((word, i) => ({ ...word, count: counts[i]!.totalHits }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => a.count - b.count);
  if (known.length === 0) return null;

  const candidates = {
    filter: String(and([narrowed, or(known.map(({ plan }) => planFilter(plan, 'likely')))])),
    q: rankingQuery(known.map(({ term }) => term.forms[0]!)),
    matchingStrategy: 'frequency' as const,
    page: 1,
    hitsPerPage: CANDIDATES,
    attributesToRetrieve: [...READ_ATTRIBUTES],
  };
  const [found] = await connection.search<ReadDocument>(uid, [candidates], signal);
  let required: Word[] = [];
  let best = 0;
  for (const document of found!.hits) {
    if (!holds(rest, document)) continue;
    const held = known.filter(({ plan }) => holds(plan, document));
    const weight = held.reduce((sum, { count }) => sum + Math.log(1 + 1e6 / count), 0);
    if (weight > best) [best, required] = [weight, held];
  }
  if (required.length === 0) return null;
  const isRequired = ({ term }: Word): boolean => required.some((r) => r.term === term);
  return {
    plan: { kind: 'and', plans: [rest, ...required.map(({ plan }) => plan)] },
    required: words.filter(isRequired).map(({ term }) => term.label),
    optional: words.filter((word) => !isRequired(word)).map(({ term }) => term.label),
  };
}

/** The words demanded without being quoted, and the rest of the plan. */
function split(plan: Plan): { words: Word[]; rest: Plan } {
  const words: Word[] = [];
  const rest: Plan[] = [];
  const add = (term: Term): void => void words.push({ term, plan: { kind: 'term', term, exact: false } });
  const visit = (p: Plan): void => {
    if (p.kind === 'and') p.plans.forEach(visit);
    else if (p.kind === 'run') p.terms.forEach(add);
    else if (p.kind === 'term' && !p.exact) add(p.term);
    else rest.push(p);
  };
  visit(plan);
  return { words, rest: { kind: 'and', plans: rest } };
}
