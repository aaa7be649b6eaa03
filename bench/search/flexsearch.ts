import flexsearch from 'flexsearch';
import { Counting } from './counting.ts';
import type { Answer, Contestant } from './contestant.ts';
import { bigrams, gramsOf, searchable, unigrams } from './grams.ts';

const EVERYTHING = 10_000_000;

export function flexSearch(): Contestant {
  const counting = new Counting();
  const index = new flexsearch.Index({ tokenize: 'strict', resolution: 9, encode: (text: string) => text.split(' ') });
  const numbers = new Map<string, number[]>();
  const add = (article: Parameters<Contestant['update']>[0]): void => {
    numbers.set(article.id, article.paragraphs.map(({ ordinal, text }) => {
      const id = counting.add(article, ordinal);
      index.add(id, searchable(article.title, ordinal, text).split('\n').flatMap((part) => [...unigrams(part), ...bigrams(part)]).join(' '));
      return id;
    }));
  };
  return {
    note: 'in memory; no phrases, no BM25',
    async build(articles) {
      for await (const article of articles) add(article);
    },
    search(query): Answer | null {
      if (query.kind === 'phrase') return null;
      // The pair of characters is the word here, so an AND of the grams is exact.
      const found = index.search(query.strings.flatMap(gramsOf).join(' '), { limit: EVERYTHING }) as number[];
      const documents = query.district === undefined && query.years === undefined ? found : found.filter((id) => counting.passes(id, query));
      const ranked = query.newest ? counting.newest(documents) : documents;
      return { total: documents.length, facetValues: counting.facets(documents), ids: ranked.slice(0, 20).map((d) => counting.documents[d]!.id) };
    },
    async update(article) {
      for (const id of numbers.get(article.id) ?? []) index.remove(id);
      add(article);
    },
    diskBytes: () => null,
    async close() {},
  };
}
