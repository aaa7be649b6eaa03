/** Completions of what is being typed: names and words of the index, then titles that hold it. */
import { literal } from '../../query/plan.ts';
import type { Suggestion } from '../engine.ts';
import type { KeptVocabulary } from '../kept-vocabulary.ts';
import { TITLES_READ, offered, titlesWith, typedKey } from '../suggestion.ts';
import type { Counted } from '../vocabulary.ts';
import type { ReadDocument } from './verify.ts';
import { and, equal, type Expression } from './expression.ts';
import { toFacetKey } from './facet-key.ts';
import { GRAMS, planFilter } from './filter.ts';
import { gramsFor } from './grams.ts';
import { IS_FIRST, IS_PARAGRAPH, type Index } from './search.ts';
import { NEWEST } from './settings.ts';
import { STAMP, stateOf, type Stamped } from './words.ts';

export async function suggest({ connection, uid }: Index, words: KeptVocabulary, typed: string, limit: number, signal?: AbortSignal): Promise<Suggestion[]> {
  const key = typedKey(typed);
  if (key === null) return [];
  const vocabulary = await words.known(signal);
  const completions = vocabulary.complete(key, limit * 3);
  const titled = key.length < 2 ? false : and([IS_FIRST, IS_PARAGRAPH, ...gramsFor(key).map((gram) => equal(GRAMS.title, gram))]);
  const inTitles = titled === false ? [] : [{ filter: String(titled), sort: NEWEST, limit: TITLES_READ, attributesToRetrieve: ['article'] }];
  const counts = completions.map((completion) => ({ page: 1, hitsPerPage: 0, filter: String(and([IS_PARAGRAPH, holding(completion)])) }));
  const [state, ...answers] = await connection.search<Stamped & Pick<ReadDocument, 'article'>>(uid, [STAMP, ...counts, ...inTitles], signal);
  words.seen(stateOf(state!.hits[0]));
  const found = completions.map(({ text, kind }, i): Suggestion => ({ text, kind, count: answers[i]!.totalHits }));
  const articles = inTitles.length === 0 ? [] : answers.at(-1)!.hits.flatMap(({ article: { id, title } }) => (title === null ? [] : [{ text: title, id }]));
  return offered(found, await counted(titlesWith(key, articles).slice(0, limit)), limit);

  async function counted(titles: readonly { readonly text: string; readonly id: string }[]): Promise<Suggestion[]> {
    if (titles.length === 0) return [];
    const sizes = await connection.search(uid, titles.map(({ id }) => ({ page: 1, hitsPerPage: 0, filter: String(and([IS_PARAGRAPH, equal('articleId', toFacetKey(id))])) })), signal);
    return titles.map(({ text }, i) => ({ text, kind: 'title', count: sizes[i]!.totalHits }));
  }
}

/** Paragraphs that choosing it would find, as far as grams can tell. */
const holding = ({ kind, text }: Counted): Expression =>
  kind === 'word' ? planFilter(literal([text]), 'likely') : equal(kind, toFacetKey(text));
