import MiniSearch from 'minisearch';
import { Counting } from './counting.ts';
import type { Answer, Contestant } from './contestant.ts';
import { bigrams, gramsOf, searchable, unigrams } from './grams.ts';

export function minisearch(): Contestant {
  const counting = new Counting();
  const index = new MiniSearch<{ id: number; text: string }>({
    fields: ['text'],
    tokenize: (text) => text.split('\n').flatMap((part) => [...unigrams(part), ...bigrams(part)]),
    processTerm: (term) => term,
  });
  const numbers = new Map<string, number[]>();
  const add = (article: Parameters<Contestant['update']>[0]): void => {
    numbers.set(article.id, article.paragraphs.map(({ ordinal, text }) => {
      const id = counting.add(article, ordinal);
      index.add({ id, text: searchable(article.title, ordinal, text) });
      return id;
    }));
  };
  return {
    note: 'in memory; no phrases',
    async build(articles) {
      for await (const article of articles) add(article);
    },
    search(query): Answer | null {
      if (query.kind === 'phrase') return null;
      const found = index.search(query.strings.join(' '), { combineWith: 'AND', tokenize: () => query.strings.flatMap(gramsOf), filter: ({ id }) => counting.passes(id as number, query) });
      const documents = found.map(({ id }) => id as number);
      const ranked = query.newest ? counting.newest(documents) : documents;
      return { total: documents.length, facetValues: counting.facets(documents), ids: ranked.slice(0, 20).map((d) => counting.documents[d]!.id) };
    },
    async update(article) {
      for (const id of numbers.get(article.id) ?? []) index.discard(id);
      add(article);
    },
    diskBytes: () => null,
    async close() {},
  };
}
