/** Completions of what is being typed: names and words of the index, then titles that hold it. */
import type { Suggestion } from '../engine.ts';
import type { KeptVocabulary } from '../kept-vocabulary.ts';
import { TITLES_READ, offered, titlesWith, typedKey } from '../suggestion.ts';
import type { Counted } from '../vocabulary.ts';
import { askAll, type Index } from './ask.ts';
import { IS_ARTICLE, IS_PARAGRAPH, TEXT, and, holds, type Clause } from './clauses.ts';
import { toFacetKey } from './facet-key.ts';
import { byDate } from './ranking.ts';
import { STATE, stateOf } from './words.ts';

interface Titled {
  readonly article: { readonly title: string | null };
}

export async function suggest(index: Index, words: KeptVocabulary, typed: string, limit: number, signal?: AbortSignal): Promise<Suggestion[]> {
  const key = typedKey(typed);
  if (key === null) return [];
  const completions = (await words.known(signal)).complete(key, limit * 3);
  const counts = completions.map((completion) => ({ query: and([IS_PARAGRAPH, holding(completion)]), size: 0, track_total_hits: true }));
  const [state, titled, ...found] = await askAll<Titled>(index, [STATE, key.length < 2 ? { size: 0 } : titlesBody(key), ...counts], signal);
  words.seen(stateOf(state!));
  const titles = titled!.hits.hits.flatMap(({ _source: { article }, fields }): Suggestion[] => (article.title === null ? [] : [{ text: article.title, kind: 'title', count: fields?.paragraphCount?.[0] ?? 0 }]));
  return offered(completions.map(({ text, kind }, i) => ({ text, kind, count: found[i]!.hits.total?.value ?? 0 })), titlesWith(key, titles), limit);
}

/** Paragraphs that choosing it would find. */
const holding = ({ kind, text }: Counted): Clause => (kind === 'word' ? holds(text, TEXT.text) : { term: { [kind]: toFacetKey(text) } });

/** The newest articles with it in the title, each with the number of its paragraphs. */
const titlesBody = (key: string): object => ({
  query: and([IS_ARTICLE, holds(key, TEXT.title), { range: { paragraphCount: { gt: 0 } } }]),
  sort: byDate('desc'),
  size: TITLES_READ,
  _source: ['article.title'],
  docvalue_fields: ['paragraphCount'],
});
