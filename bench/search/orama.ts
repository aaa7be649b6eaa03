import { create, insert, remove, search } from '@orama/orama';
import type { Contestant } from './contestant.ts';
import { bigrams, gramsOf, searchable, unigrams } from './grams.ts';

const NOT_STATED = '';

export function orama(): Contestant {
  const tokenizer = {
    language: 'zh',
    normalizationCache: new Map<string, string>(),
    // Queries come as grams already, marked by the leading tab.
    tokenize: (text: string): string[] => (text.startsWith('\t') ? text.slice(1).split(' ') : [...new Set(text.split('\n').flatMap((part) => [...unigrams(part), ...bigrams(part)]))]),
  };
  const db = create({
    schema: { text: 'string', year: 'number', section: 'enum', districts: 'enum[]', authors: 'enum[]', day: 'number' } as const,
    components: { tokenizer },
  });
  const ids = new Map<string, string[]>();
  const add = async (article: Parameters<Contestant['update']>[0]): Promise<void> => {
    const added: string[] = [];
    for (const { id, ordinal, section, text } of article.paragraphs) {
      await insert(db, {
        id, text: searchable(article.title, ordinal, text), year: article.year ?? 0, day: Number((article.date ?? '0').replaceAll('-', '')), section: section ?? NOT_STATED,
        districts: article.districts.length === 0 ? [NOT_STATED] : article.districts, authors: article.authors.length === 0 ? [NOT_STATED] : article.authors,
      });
      added.push(id);
    }
    ids.set(article.id, added);
  };
  return {
    note: 'in memory; no phrases',
    async build(articles) {
      for await (const article of articles) await add(article);
    },
    async search({ kind, strings, district, years, newest }) {
      if (kind === 'phrase') return null;
      const found = await search(db, {
        term: `\t${strings.flatMap(gramsOf).join(' ')}`, properties: ['text'], exact: false, threshold: 0, limit: 20,
        facets: { year: { ranges: Array.from({ length: 60 }, (_, i) => ({ from: 1980 + i, to: 1980 + i })) }, section: {}, districts: {}, authors: {} },
        ...(newest && { sortBy: { property: 'day' as const, order: 'DESC' as const } }),
        where: { ...(district !== undefined && { districts: { containsAll: [district] } }), ...(years && { year: { between: [...years] as [number, number] } }) },
      });
      return { total: found.count, facetValues: Object.values(found.facets ?? {}).reduce((n, facet) => n + facet.count, 0), ids: found.hits.map((hit) => hit.id) };
    },
    async update(article) {
      for (const id of ids.get(article.id) ?? []) await remove(db, id);
      await add(article);
    },
    diskBytes: () => null,
    async close() {},
  };
}
