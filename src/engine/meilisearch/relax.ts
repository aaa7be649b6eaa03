/**
 * When no paragraph holds all words, or few articles do of a headline or a question. The server names
 * articles that hold much of the query; their paragraphs are read, and those articles are kept that hold
 * nearly as much, weighed by rarity, as the best one does. Quoted words, fields and exclusions stay
 * demanded of every paragraph.
 */
import { literal, type Plan, type Term } from '../../query/plan.ts';
import { demanded, isEnough, isText } from '../../query/relaxation.ts';
import type { Relaxation, SearchRequest, SearchResult } from '../engine.ts';
import { keep, ordered, score, type Scored, type WeightedTerm } from '../read-ranking.ts';
import { looseEvidence, rarity, type Evidence } from '../relevance.ts';
import { and, equal, oneOf, or, type Expression } from './expression.ts';
import type { SearchQuery } from './connection.ts';
import { toFacetKey } from './facet-key.ts';
import { dateFilter, facetFilter, planFilter } from './filter.ts';
import { rankingQuery } from './ranking.ts';
import { IS_PARAGRAPH, selectedFacets, type Index } from './search.ts';
import { READ_ATTRIBUTES, holds, type ReadDocument } from './verify.ts';

/** Words in more paragraphs than this say too little to look for articles by, unless all are like that. */
const COMMON = 3000;
const RARE_WORDS = 3;
/** Articles that are looked at, and paragraphs of them all. */
const ARTICLES = 40;
const MAX_READ = 2000;
/** Of a longer pasted text the rest decides nothing; counting a term costs the server half a millisecond. */
const MAX_WORDS = 40;
const MAX_TERMS = 80;

const NOTHING = equal('role', 'nothing');
const COUNT = { page: 1, hitsPerPage: 0 };

interface Word {
  readonly term: Term;
  readonly plan: Plan;
  /** Paragraphs that hold it. */
  readonly count: number;
}

export interface Relaxed extends Relaxation {
  /** Asks for any of the words in the kept articles. */
  readonly plan: Plan;
  readonly articles: Expression;
  /** Hits that have been read, the best first. */
  readonly ranked: readonly ReadDocument[];
  /** Whether these are all. */
  readonly isAll: boolean;
}

/** `null` when what was found by all words is enough, or fewer words find nothing either. */
export async function relax(index: Index, request: SearchRequest, strict: SearchResult, signal?: AbortSignal): Promise<Relaxed | null> {
  const asked = demanded(request.plan);
  const { words, wholes, rest } = asked;
  if (isEnough(asked, strict) || words.length < 2) return null;
  const within = and([IS_PARAGRAPH, dateFilter(request.filters), planFilter(rest, 'possible')]);
  const narrowed = and([within, facetFilter(request.filters)]);
  if (narrowed === false) return null;

  const filtersAlone = strict.total === 0 && selectedFacets(request).length > 0;
  const evidence = looseEvidence(words, wholes).slice(0, MAX_TERMS);
  const { known, terms } = await weigh(index, words, evidence, narrowed, filtersAlone ? and([within, planFilter(request.plan, 'likely')]) : false, signal);
  if (known.length === 0) return null;
  const isHit: Plan = { kind: 'and', plans: [rest, { kind: 'or', plans: known.map(({ plan }) => plan) }] };
  const ids = await promising(index, known, narrowed, signal);
  const filter = String(and([narrowed, oneOf('articleId', ids)]));
  const [answer] = await index.connection.search<ReadDocument>(index.uid, [{ filter, limit: MAX_READ, attributesToRetrieve: [...READ_ATTRIBUTES] }], signal);
  const articles = score(answer!.hits, terms).flatMap((article) => withHits(article, isHit));
  if (articles.length === 0) return null;
  const kept = keep(articles, isText(asked));
  const held = kept.map(({ documents }) => new Set(known.filter(({ plan }) => documents.some(({ document }) => holds(plan, document))).map(({ term }) => term)));
  const isRequired = (term: Term): boolean => held.every((terms) => terms.has(term));
  return {
    plan: isHit,
    articles: oneOf('articleId', kept.map(({ id }) => toFacetKey(id))),
    ranked: ordered(kept, isText(asked)),
    isAll: answer!.hits.length < MAX_READ,
    required: words.filter(isRequired).map(({ label }) => label),
    optional: words.filter((term) => !isRequired(term)).map(({ label }) => label),
  };
}

/**
 * The words that occur at all, the rarest first, and the weight of all that speaks for a hit. None when
 * `unfiltered`, the plan without the facets selected, is not empty: they are not ours to drop.
 */
async function weigh(
  { connection, uid }: Index, words: readonly Term[], evidence: readonly Evidence[], narrowed: Expression, unfiltered: Expression, signal?: AbortSignal,
): Promise<{ known: Word[]; terms: WeightedTerm[] }> {
  const counts = evidence.map(({ forms }) => and([narrowed, planFilter(literal(forms), 'likely')]));
  const queries = [IS_PARAGRAPH, unfiltered === false ? NOTHING : unfiltered, ...counts];
  const [all, others, ...answers] = await connection.search(uid, queries.map((filter) => ({ ...COUNT, filter: String(filter) })), signal);
  if (others!.totalHits > 0) return { known: [], terms: [] };
  const counted = evidence.map(({ forms, factor }, i) => ({ forms, count: answers[i]!.totalHits, weight: factor * rarity(answers[i]!.totalHits, all!.totalHits) })).filter(({ count }) => count > 0);
  const known = words.slice(0, MAX_WORDS).flatMap((term) => {
    const count = counted.find(({ forms }) => forms.join('\u0000') === term.forms.join('\u0000'))?.count ?? 0;
    return count === 0 ? [] : [{ term, plan: literal(term.forms), count }];
  });
  return { known: known.sort((a, b) => a.count - b.count), terms: counted };
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
    for (const key of Object.keys(facetDistribution?.['articleId'] ?? {})) weights.set(key, (weights.get(key) ?? 0) + 1 / Math.log(2 + rare[i]!.count));
  });
  const most = [...weights].sort((a, b) => b[1] - a[1]).slice(0, ARTICLES).map(([key]) => key);
  return [...new Set([...most, ...first!.hits.map(({ article }) => toFacetKey(article.id))])];
}

/** The article with those of its paragraphs that are hits; none when it has none. */
function withHits(article: Scored<ReadDocument>, isHit: Plan): Scored<ReadDocument>[] {
  const documents = article.documents.filter(({ document }) => holds(isHit, document));
  return documents.length === 0 ? [] : [{ ...article, documents }];
}
