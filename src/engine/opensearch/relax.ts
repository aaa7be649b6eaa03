/**
 * When no paragraph holds all words, or few articles do of a headline or a question. Those articles are
 * kept that hold nearly as much of the query between their paragraphs, weighed by rarity, as the best one
 * does; their paragraphs that hold any of it are the hits. Quoted words, fields and exclusions stay
 * demanded of every paragraph.
 */
import type { Term } from '../../query/plan.ts';
import { demanded, isEnough } from '../../query/relaxation.ts';
import type { Relaxation, SearchRequest, SearchResult } from '../engine.ts';
import { IS_ARTICLE, NOTHING, TEXT, and, dateClause, facetClause, holds, or, planClause, type Clause } from './clauses.ts';
import { evidence } from './ranking.ts';
import { ask, type Index, type Question } from './search.ts';

/** Share of the best coverage that an article must reach. */
const ENOUGH = 0.6;
/** The best articles, from which on no more are looked at. */
const ARTICLES = 200;
/** Of a longer pasted text the rest decides nothing. */
const MAX_WORDS = 40;
/** What an article that holds all of the query is ahead of one that holds none, in units of BM25. */
const COVERAGE = 40;

interface Word {
  readonly term: Term;
  readonly clause: Clause;
  readonly weight: number;
}

export interface Relaxed extends Relaxation {
  readonly question: Question;
}

/** `null` when what was found by all words is enough, or fewer words find nothing either. */
export async function relax(index: Index, request: SearchRequest, strict: Pick<SearchResult, 'total' | 'totalArticles'>, signal?: AbortSignal): Promise<Relaxed | null> {
  const asked = demanded(request.plan);
  const { words, wholes, rest } = asked;
  if (isEnough(asked, strict) || words.length < 2) return null;
  const { filters } = request;
  const narrowed = and([IS_ARTICLE, dateClause(filters), facetClause(filters, undefined, 'articles'), planClause(rest, 'articles')]);
  if (narrowed === NOTHING) return null;
  const known = await weigh(index, words, narrowed, signal);
  if (known.length === 0) return null;
  const kept = await cover(index, known, narrowed, signal);
  const isRequired = (term: Term): boolean => kept.every(({ held }) => held.has(term));
  const any = or(known.map(({ clause }) => clause));
  const inKept: Clause = { terms: { articleId: kept.map(({ id }) => id) } };
  return {
    required: words.filter(isRequired).map(({ label }) => label),
    optional: words.filter((term) => !isRequired(term)).map(({ label }) => label),
    question: {
      request,
      // What holds all words stays found, however many articles hold them between their paragraphs.
      matching: or([and([planClause(rest), any, inKept]), planClause(request.plan)]),
      should: [
        ...known.flatMap(({ term }) => evidence(term)),
        ...wholes.slice(0, MAX_WORDS).flatMap((whole) => evidence(whole, 0.5)),
        ...kept.map(({ id, share }): Clause => ({ constant_score: { filter: { term: { articleId: id } }, boost: COVERAGE * share ** 3 } })),
      ],
      wholeArticles: false,
    },
  };
}

/** The words that occur at all, with their rarity among articles. */
async function weigh(index: Index, words: readonly Term[], narrowed: Clause, signal?: AbortSignal): Promise<Word[]> {
  const clauses = words.slice(0, MAX_WORDS).map((term) => ({ term, clause: or(term.forms.map((form) => holds(form, TEXT.text))) }));
  const filters = Object.fromEntries(clauses.map(({ clause }, i) => [i, { filter: clause }]));
  const { aggregations = {}, hits } = await ask(index, { query: narrowed, size: 0, track_total_hits: true, aggs: filters }, signal);
  const all = hits.total?.value ?? 0;
  return clauses.flatMap(({ term, clause }, i) => {
    const count = aggregations[i]?.doc_count ?? 0;
    return count === 0 ? [] : [{ term, clause, weight: Math.log(1 + all / count) }];
  });
}

interface Coverage {
  readonly id: string;
  readonly held: ReadonlySet<Term>;
  /** Of the best coverage: 0 to 1. */
  readonly share: number;
}

/** The articles that hold nearly as much of the words as the best one, the best first. */
async function cover(index: Index, known: readonly Word[], narrowed: Clause, signal?: AbortSignal): Promise<Coverage[]> {
  const should = known.map(({ clause, weight }, i) => ({ constant_score: { filter: clause, boost: weight, _name: String(i) } }));
  const body = { query: { bool: { filter: [narrowed], should, minimum_should_match: 1 } }, size: ARTICLES, sort: ['_score', { articleId: 'asc' }], _source: ['article.id'] };
  const { hits } = await ask<{ article: { id: string } }>(index, body, signal);
  const covered = hits.hits.map(({ _source, matched_queries: matched = [] }) => {
    const held = matched.map((name) => known[Number(name)]!);
    return { id: _source.article.id, held: new Set(held.map(({ term }) => term)), weight: held.reduce((sum, { weight }) => sum + weight, 0) };
  });
  const best = Math.max(0, ...covered.map(({ weight }) => weight));
  return covered.filter(({ weight }) => weight >= ENOUGH * best).map(({ id, held, weight }) => ({ id, held, share: weight / best }));
}
