/**
 * When no paragraph holds all words, or few articles do of a headline or a question. Those articles are kept that hold nearly as much of the query,
 * weighed by rarity, as the best one does; their paragraphs that hold any of it are the hits. Quoted
 * words, fields and exclusions stay demanded of every paragraph.
 */
import type { Plan, Term } from '../../query/plan.ts';
import { demanded, isEnough } from '../../query/relaxation.ts';
import type { Relaxation, SearchRequest, SearchResult } from '../engine.ts';
import { and, equal, oneOf, or, type Expression } from './expression.ts';
import type { SearchQuery } from './connection.ts';
import { toFacetKey } from './facet-key.ts';
import { dateFilter, facetFilter, planFilter } from './filter.ts';
import { rankingQuery } from './ranking.ts';
import { IS_PARAGRAPH, selectedFacets, type Index } from './search.ts';
import { READ_ATTRIBUTES, holds, type ReadDocument } from './verify.ts';

/** Share of the best coverage that an article must reach. */
const ENOUGH = 0.7;
/** Words in more paragraphs than this say too little to look for articles by, unless all are like that. */
const COMMON = 3000;
const RARE_WORDS = 3;
/** Articles whose paragraphs are read to weigh them exactly, and paragraphs of them all. */
const ARTICLES = 40;
const MAX_HITS = 2000;
/** Of a longer pasted text the rest decides nothing. */
const MAX_WORDS = 40;

const NOTHING = equal('role', 'nothing');
const COUNT = { page: 1, hitsPerPage: 0 };

interface Word {
  readonly term: Term;
  readonly plan: Plan;
  /** Paragraphs that hold it. */
  readonly count: number;
  readonly weight: number;
}

export interface Relaxed extends Relaxation {
  /** Asks for any of the words in the kept articles. */
  readonly plan: Plan;
  readonly articles: Expression;
  /** All hits, those of the best article first, its best paragraph first. */
  readonly ranked: readonly ReadDocument[];
}

/** `null` when what was found by all words is enough, or fewer words find nothing either. */
export async function relax(index: Index, request: SearchRequest, strict: SearchResult, signal?: AbortSignal): Promise<Relaxed | null> {
  const asked = demanded(request.plan);
  const { words, rest } = asked;
  if (isEnough(asked, strict) || words.length < 2) return null;
  const within = and([IS_PARAGRAPH, dateFilter(request.filters), planFilter(rest, 'possible')]);
  const narrowed = and([within, facetFilter(request.filters)]);
  if (narrowed === false) return null;

  const filtersAlone = strict.total === 0 && selectedFacets(request).length > 0;
  const known = await weigh(index, words, narrowed, filtersAlone ? and([within, planFilter(request.plan, 'likely')]) : false, signal);
  if (known.length === 0) return null;
  const isHit: Plan = { kind: 'and', plans: [rest, { kind: 'or', plans: known.map(({ plan }) => plan) }] };
  const ids = await promising(index, known, narrowed, signal);
  const filter = String(and([narrowed, planFilter(isHit, 'possible'), oneOf('articleId', ids)]));
  const [answer] = await index.connection.search<ReadDocument>(index.uid, [{ filter, limit: MAX_HITS, attributesToRetrieve: [...READ_ATTRIBUTES] }], signal);
  const covered = cover(answer!.hits.filter((document) => holds(isHit, document)), known);
  if (covered.length === 0) return null;
  const kept = covered.filter(({ weight }) => weight >= ENOUGH * covered[0]!.weight);
  const isRequired = (term: Term): boolean => kept.every(({ held }) => held.has(term));
  return {
    plan: isHit,
    articles: oneOf('articleId', kept.map(({ id }) => toFacetKey(id))),
    ranked: kept.flatMap(({ documents }) => documents),
    required: words.filter(isRequired).map(({ label }) => label),
    optional: words.filter((term) => !isRequired(term)).map(({ label }) => label),
  };
}

/** The words that occur at all, the rarest first; none when `unfiltered`, the plan without the facets selected, is not empty: they are not ours to drop. */
async function weigh({ connection, uid }: Index, words: readonly Term[], narrowed: Expression, unfiltered: Expression, signal?: AbortSignal): Promise<Word[]> {
  const plans = words.slice(0, MAX_WORDS).map((term) => ({ term, plan: { kind: 'term', term, exact: false } as const }));
  const queries = [IS_PARAGRAPH, unfiltered === false ? NOTHING : unfiltered, ...plans.map(({ plan }) => and([narrowed, planFilter(plan, 'likely')]))];
  const [all, others, ...counts] = await connection.search(uid, queries.map((filter) => ({ ...COUNT, filter: String(filter) })), signal);
  if (others!.totalHits > 0) return [];
  return plans
    .map((word, i) => ({ ...word, count: counts[i]!.totalHits }))
    .filter(({ count }) => count > 0)
    .map((word) => ({ ...word, weight: Math.log(1 + all!.totalHits / word.count) }))
    .sort((a, b) => a.count - b.count);
}

/**
 * Keys of the articles to look at: those that hold most of the rarer words in whatever paragraphs (counted
 * by the server, nothing read), and those of the paragraphs that it ranks first.
 */
async function promising({ connection, uid }: Index, known: readonly Word[], narrowed: Expression, signal?: AbortSignal): Promise<string[]> {
  const rare = known.filter(({ count }, i) => i < RARE_WORDS || count <= COMMON);
  const holding = rare.map(({ plan }) => ({ ...COUNT, filter: String(and([narrowed, planFilter(plan, 'likely')])), facets: ['articleId'] }));
  const ranked: SearchQuery = {
    q: rankingQuery(known.map(({ term }) => term.forms[0]!)),
    matchingStrategy: 'frequency',
    filter: String(and([narrowed, or(known.map(({ plan }) => planFilter(plan, 'likely')))])),
    limit: ARTICLES,
    attributesToRetrieve: ['article'],
  };
  const [first, ...answers] = await connection.search<Pick<ReadDocument, 'article'>>(uid, [ranked, ...holding], signal);
  const weights = new Map<string, number>();
  answers.forEach(({ facetDistribution }, i) => {
    for (const key of Object.keys(facetDistribution?.['articleId'] ?? {})) weights.set(key, (weights.get(key) ?? 0) + rare[i]!.weight);
  });
  const most = [...weights].sort((a, b) => b[1] - a[1]).slice(0, ARTICLES).map(([key]) => key);
  return [...new Set([...most, ...first!.hits.map(({ article }) => toFacetKey(article.id))])];
}

interface Coverage {
  readonly id: string;
  /** Words that any of the documents holds. */
  readonly held: ReadonlySet<Term>;
  readonly weight: number;
  /** The one that holds most first. */
  readonly documents: readonly ReadDocument[];
}

/** A word says less in a long paragraph, as in BM25, but mildly: 1 at 200 characters. */
const lengthNorm = ({ paragraph }: ReadDocument): number => 0.9 + 0.1 * (paragraph.text.length / 200);

/** What each article holds of the words: as a whole and, counted again, in its best paragraph; the most first. */
function cover(documents: readonly ReadDocument[], words: readonly Word[]): Coverage[] {
  const articles = new Map<string, { held: Set<Term>; documents: { document: ReadDocument; weight: number }[] }>();
  for (const document of documents) {
    const { id } = document.article;
    const article = articles.get(id) ?? { held: new Set(), documents: [] };
    articles.set(id, article);
    const held = words.filter(({ plan }) => holds(plan, document));
    for (const { term } of held) article.held.add(term);
    article.documents.push({ document, weight: sum(held) / lengthNorm(document) });
  }
  return [...articles]
    .map(([id, { held, documents }]) => {
      documents.sort((a, b) => b.weight - a.weight || a.document.paragraph.ordinal - b.document.paragraph.ordinal);
      const spread = sum(words.filter(({ term }) => held.has(term)));
      return { id, held, weight: spread + documents[0]!.weight, documents: documents.map(({ document }) => document) };
    })
    .sort((a, b) => b.weight - a.weight);
}

const sum = (words: readonly Word[]): number => words.reduce((total, { weight }) => total + weight, 0);
