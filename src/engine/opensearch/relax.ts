/**
 * When no paragraph holds all words, or few articles do of a headline or a question. Those articles are
 * kept that hold nearly as much of the query between their paragraphs, weighed by rarity, as the best one
 * does; their paragraphs that hold any of it are the hits, and are read to be put in order. Quoted words,
 * fields and exclusions stay demanded of every paragraph.
 */
import { titledParagraph } from '../../domain.ts';
import type { Term } from '../../query/plan.ts';
import { demanded, isEnough, isText } from '../../query/relaxation.ts';
import type { Relaxation, SearchRequest, SearchResult } from '../engine.ts';
import { keep, ordered, score, type ReadParagraph, type WeightedTerm } from '../read-ranking.ts';
import { looseEvidence, rarity, type Evidence } from '../relevance.ts';
import { ask, askAll, type Index } from './ask.ts';
import { IS_ARTICLE, IS_PARAGRAPH, NOTHING, and, anyTerm, dateClause, facetClause, leading, or, planClause, type Clause } from './clauses.ts';
import { folded, titleTexts, type StoredArticle } from './document.ts';
import { inOrder } from './ranking.ts';
import type { Question } from './search.ts';

/** The best articles, from which on no more are looked at. */
const ARTICLES = 200;

export interface Relaxed extends Relaxation {
  readonly question: Question;
}

/** `null` when what was found by all words is enough, or fewer words find nothing either. */
export async function relax(index: Index, request: SearchRequest, strict: Pick<SearchResult, 'total' | 'totalArticles'>, signal?: AbortSignal): Promise<Relaxed | null> {
  const asked = demanded(request.plan);
  const { words, wholes, rest } = asked;
  if (isEnough(asked, strict) || words.length < 2) return null;
  const { filters } = request;
  const any = anyTerm(leading(words));
  const narrowed = and([IS_ARTICLE, dateClause(filters), facetClause(filters, undefined, 'articles'), planClause(rest, 'articles'), any]);
  if (narrowed === NOTHING) return null;
  const terms = await weigh(index, leading(looseEvidence(words, wholes)), signal);
  const kept = keep(await cover(index, terms, narrowed, signal), isText(asked));
  if (kept.length === 0) return null;
  const articles = score(await read(index, kept.map(({ key }) => key), signal), terms);
  const isRequired = (term: Term): boolean => articles.every(({ documents }) => documents.some(({ document }) => isHeld(term, document)));
  const hits = ordered(articles, isText(asked)).filter((paragraph) => words.some((word) => isHeld(word, paragraph)));
  return {
    required: words.filter(isRequired).map(({ label }) => label),
    optional: words.filter((term) => !isRequired(term)).map(({ label }) => label),
    question: {
      request,
      // What holds all words stays found, however many articles hold them between their paragraphs.
      matching: or([and([planClause(rest), any, { terms: { articleId: articles.map(({ id }) => id) } }]), planClause(request.plan)]),
      ranking: request.sort === 'relevance' ? inOrder(hits) : null,
      wholeArticles: false,
    },
  };
}

const isHeld = ({ forms }: Term, { text, title = [] }: ReadParagraph): boolean => [...text, ...title].some((reading) => forms.some((form) => reading.includes(form)));

/** What occurs at all, each with its rarity among paragraphs. */
async function weigh(index: Index, evidence: readonly Evidence[], signal?: AbortSignal): Promise<WeightedTerm[]> {
  const counts = [IS_PARAGRAPH, ...evidence.map((one) => and([IS_PARAGRAPH, anyTerm([one])]))];
  const [all = 0, ...found] = (await askAll(index, counts.map((query) => ({ query, size: 0, track_total_hits: true })), signal)).map(({ hits }) => hits.total?.value ?? 0);
  return evidence.flatMap(({ forms, factor }, i) => (found[i] === 0 ? [] : [{ forms, weight: factor * rarity(found[i]!, all) }]));
}

/** The articles that hold most, by weight. */
async function cover(index: Index, terms: readonly WeightedTerm[], narrowed: Clause, signal?: AbortSignal): Promise<{ key: string; covered: number }[]> {
  const should = terms.map(({ forms, weight }) => ({ constant_score: { filter: anyTerm([{ forms }]), boost: weight } }));
  const { hits } = await ask<unknown>(index, { query: { bool: { filter: narrowed, should } }, size: ARTICLES, sort: ['_score', { articleId: 'asc' }], _source: false }, signal);
  return hits.hits.map(({ _id: key, _score }) => ({ key, covered: _score ?? 0 }));
}

/** All paragraphs of the articles that lie under these keys. */
async function read(index: Index, keys: readonly string[], signal?: AbortSignal): Promise<ReadParagraph[]> {
  const { hits } = await ask<StoredArticle>(index, { query: { terms: { _id: keys } }, size: keys.length, _source: ['article', 'paragraphs'] }, signal);
  return hits.hits.flatMap(({ _source: { article, paragraphs } }) => {
    const titled = titledParagraph(paragraphs);
    return paragraphs.map((paragraph, i) => ({ article, paragraph, text: folded(paragraph.text), title: i === titled ? titleTexts(article) : undefined }));
  });
}
