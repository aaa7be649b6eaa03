/**
 * When no paragraph holds all words, or few articles do of a headline or a question. Those articles are
 * kept that hold nearly as much of the query between their paragraphs, weighed by rarity, as the best one
 * does; their paragraphs that hold any of it are the hits. Quoted words, fields and exclusions stay
 * demanded of every paragraph.
 */
import type { Term } from '../../query/plan.ts';
import { demanded, isEnough, type Demanded } from '../../query/relaxation.ts';
import type { Relaxation, SearchRequest, SearchResult } from '../engine.ts';
import { ask, type Index } from './ask.ts';
import { IS_ARTICLE, NOTHING, TEXT, and, dateClause, facetClause, holds, or, planClause, type Clause } from './clauses.ts';
import { evidence } from './ranking.ts';
import type { Question } from './search.ts';

/** Share of the best coverage that an article must reach. */
const ENOUGH = 0.5;
/** The best articles, from which on no more are looked at. */
const ARTICLES = 200;
/** Of a longer pasted text the rest decides nothing. */
const MAX_WORDS = 40;
const MAX_PAIRS = 60;
/** What a pair of characters says beside a word as rare. */
const PAIR = 0.3;
/** What an article that holds all of the query is ahead of one that holds none, in units of BM25. */
const COVERAGE = 40;

interface Evidence {
  readonly term: Term;
  readonly clause: Clause;
  /** 1 of a word, less of a pair. */
  readonly factor: number;
  readonly weight: number;
}

/** What occurs at all of a query, each with its rarity among articles. */
interface Known {
  readonly words: readonly Evidence[];
  /** Beside the words, every pair of neighbouring characters as typed, so that a wrong character or a wrong cut costs little. */
  readonly all: readonly Evidence[];
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
  const known = await weigh(index, asked, narrowed, signal);
  if (known.words.length === 0) return null;
  const kept = await cover(index, known, narrowed, signal);
  const isRequired = (term: Term): boolean => kept.every(({ held }) => held.has(term));
  const any = or(known.words.map(({ clause }) => clause));
  const inKept: Clause = { terms: { articleId: kept.map(({ id }) => id) } };
  return {
    required: words.filter(isRequired).map(({ label }) => label),
    optional: words.filter((term) => !isRequired(term)).map(({ label }) => label),
    question: {
      request,
      // What holds all words stays found, however many articles hold them between their paragraphs.
      matching: or([and([planClause(rest), any, inKept]), planClause(request.plan)]),
      should: [
        ...known.all.flatMap(({ term, factor }) => evidence(term, factor)),
        ...wholes.slice(0, MAX_WORDS).flatMap((whole) => evidence(whole, 0.5)),
        ...kept.map(({ id, share }): Clause => ({ constant_score: { filter: { term: { articleId: id } }, boost: COVERAGE * share ** 3 } })),
      ],
      wholeArticles: false,
    },
  };
}

async function weigh(index: Index, { words, wholes }: Demanded, narrowed: Clause, signal?: AbortSignal): Promise<Known> {
  const typed = words.slice(0, MAX_WORDS);
  const texts = [...typed, ...wholes].map(({ forms: [text = ''] }) => text);
  const isTyped = new Set(typed.flatMap(({ forms }) => forms));
  const pairs = [...new Set(texts.flatMap(pairsOf))].filter((pair) => !isTyped.has(pair)).slice(0, MAX_PAIRS).map((pair): Term => ({ label: pair, forms: [pair], at: [0, 0] }));
  const terms = [...typed, ...pairs].map((term) => ({ term, clause: or(term.forms.map((form) => holds(form, TEXT.text))) }));
  const aggs = Object.fromEntries(terms.map(({ clause }, i) => [i, { filter: clause }]));
  const { aggregations = {}, hits } = await ask(index, { query: narrowed, size: 0, track_total_hits: true, aggs }, signal);
  const articles = hits.total?.value ?? 0;
  const all = terms.flatMap((term, i): Evidence[] => {
    const count = aggregations[i]?.doc_count ?? 0;
    const factor = i < typed.length ? 1 : PAIR;
    return count === 0 ? [] : [{ ...term, factor, weight: factor * Math.log(1 + (articles - count + 0.5) / (count + 0.5)) }];
  });
  return { words: all.filter(({ term }) => words.includes(term)), all };
}

const HAN_PAIR = /^\p{Script=Han}{2}$/u;

function pairsOf(text: string): string[] {
  return Array.from({ length: Math.max(0, text.length - 1) }, (_, i) => text.slice(i, i + 2)).filter((pair) => HAN_PAIR.test(pair));
}

interface Coverage {
  readonly id: string;
  readonly held: ReadonlySet<Term>;
  /** Of the best coverage: 0 to 1. */
  readonly share: number;
}

/** The articles that hold nearly as much of the query as the best one, and a whole word of it; the best first. */
async function cover(index: Index, { words, all }: Known, narrowed: Clause, signal?: AbortSignal): Promise<Coverage[]> {
  const should = all.map(({ clause, weight }, i) => ({ constant_score: { filter: clause, boost: weight, _name: String(i) } }));
  const filter = [narrowed, or(words.map(({ clause }) => clause))];
  const { hits } = await ask<{ article: { id: string } }>(index, { query: { bool: { filter, should } }, size: ARTICLES, sort: ['_score', { articleId: 'asc' }], _source: ['article.id'] }, signal);
  const covered = hits.hits.map(({ _source, matched_queries: matched = [] }) => {
    const held = matched.map((name) => all[Number(name)]!);
    return { id: _source.article.id, held: new Set(held.map(({ term }) => term)), weight: held.reduce((sum, { weight }) => sum + weight, 0) };
  });
  const best = Math.max(0, ...covered.map(({ weight }) => weight));
  return covered.filter(({ weight }) => weight >= ENOUGH * best).map(({ id, held, weight }) => ({ id, held, share: weight / best }));
}
