/**
 * Articles that speak of the same: found by the words of an article that are rare in the archive,
 * through nothing but searches, so on every engine; and explained by the words they share.
 */
import type { Article } from '../domain.ts';
import { NO_FILTERS, type ArticleHead, type CallOptions, type SearchRequest } from '../engine/engine.ts';
import { literal, type Plan } from '../query/plan.ts';
import { foldText } from '../text/fold.ts';
import { cut } from '../text/segment.ts';
import { isEmpty } from '../text/stopwords.ts';
import type { Reader } from './context.ts';
import { familyOf } from './fold.ts';

export interface Related {
  readonly article: ArticleHead;
  /** Words of both, rarest first. */
  readonly words: readonly string[];
}

/** Words whose rarity is asked for, and those of them that are searched by. */
const CANDIDATES = 16;
const WORDS = 10;
const HITS = 80;
/** As much of an article says what it is about. */
const LONGEST_TEXT = 6000;
/** A run of letters longer than this is no word anybody else wrote, and a search for it costs seconds. */
const LONGEST_WORD = 40;

const request = (plan: Plan, size: number): SearchRequest => ({ plan, filters: NO_FILTERS, sort: 'relevance', page: 1, size, facets: [] });

export type FindRelated = (article: Article, options?: CallOptions) => Promise<readonly Related[]>;

/** Articles whose answers are kept: they are opened again and again, and each costs some twenty searches. */
const KEPT = 500;

/** At most `limit` of them, the nearest first; kept until the index changes. */
export function createRelated(reader: Pick<Reader, 'search' | 'stats'>, limit: number): FindRelated {
  const kept = new Map<string, readonly Related[]>();
  let index = '';
  return async (article, options = {}) => {
    const { indexId, lastIngest, paragraphs } = await reader.stats(options);
    if (index !== `${indexId} ${lastIngest}`) kept.clear();
    index = `${indexId} ${lastIngest}`;
    const known = kept.get(article.id);
    if (known !== undefined) return known;
    const found = await find(reader, article, paragraphs, limit, options);
    kept.set(article.id, found);
    const [oldest] = kept.keys();
    if (kept.size > KEPT && oldest !== undefined) kept.delete(oldest);
    return found;
  };
}

async function find(reader: Pick<Reader, 'search'>, article: Article, paragraphs: number, limit: number, options: CallOptions): Promise<Related[]> {
  const candidates = tellingWords(article);
  if (candidates.length === 0) return [];
  const found = await Promise.all(candidates.map(async (word) => ({ word, total: (await reader.search(request(literal([word.text]), 1), options)).total })));
  const rare = found
    // Words that no other paragraph holds lead nowhere; what one in twenty holds tells nothing.
    .filter(({ word, total }) => total > word.paragraphs && total <= Math.max(5, paragraphs / 20))
    .map(({ word, total }) => ({ text: word.text, rarity: Math.log(1 + paragraphs / total), weight: word.weight * Math.log(1 + paragraphs / total) }))
    .sort((a, b) => b.weight - a.weight)
    .slice(0, WORDS);
  if (rare.length === 0) return [];
  const { hits } = await reader.search(request({ kind: 'or', plans: rare.map(({ text }) => literal([text])) }, HITS), options);
  const others = new Map<string, { article: ArticleHead; words: Map<string, number> }>();
  for (const hit of hits) {
    // Other prints of it are listed as such.
    if (familyOf(hit.article) === familyOf(article)) continue;
    const other = others.get(hit.article.id) ?? { article: hit.article, words: new Map() };
    others.set(hit.article.id, other);
    const text = foldText(`${hit.article.title ?? ''}\n${hit.paragraph.text}`);
    for (const word of rare) if (text.includes(word.text)) other.words.set(word.text, word.rarity);
  }
  return [...others.values()]
    .map(({ article: other, words }) => ({ article: other, words: [...words].sort(([, a], [, b]) => b - a).map(([text]) => text), score: [...words.values()].reduce((a, b) => a + b, 0) }))
    // One shared word is chance.
    .filter(({ words }) => words.length >= 2)
    .sort((a, b) => b.score - a.score || (a.article.id < b.article.id ? -1 : 1))
    .slice(0, limit)
    .map(({ article: other, words }) => ({ article: other, words }));
}

interface Telling {
  readonly text: string;
  /** Paragraphs of the article that hold it. */
  readonly paragraphs: number;
  readonly weight: number;
}

/** Words that may say what the article is about: long, repeated, or in the title. */
function tellingWords({ title, subtitle, paragraphs }: Article): Telling[] {
  const headline = foldText(`${title ?? ''}\n${subtitle ?? ''}`);
  const texts: string[] = [];
  let length = 0;
  for (const { kind, text } of paragraphs) {
    if (kind === 'boilerplate' || kind === 'byline') continue;
    if (length > LONGEST_TEXT) break;
    texts.push(foldText(text.slice(0, LONGEST_TEXT)));
    length += text.length;
  }
  const folded = paragraphs.map(({ text }) => foldText(text));
  const counts = new Map<string, number>();
  for (const { text, type } of [headline, ...texts].flatMap(cut)) {
    const tells = type === 'latin' ? text.length >= 3 && text.length <= LONGEST_WORD : type === 'word' && text.length >= 2 && !isEmpty(text);
    if (tells) counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  return [...counts]
    .map(([text, count]) => ({ text, count, weight: (1 + Math.log(count)) * Math.min(text.length, 4) * (headline.includes(text) ? 2 : 1) }))
    .sort((a, b) => b.weight - a.weight)
    .slice(0, CANDIDATES)
    .map(({ text, weight }) => ({ text, weight, paragraphs: folded.filter((other) => other.includes(text)).length }));
}
