/** Facet values of hits and in answers, in the order of the port. */
import type { FacetName } from '../domain.ts';
import type { FacetCount, FacetKey, Hit, SearchResult } from './engine.ts';

/** By code unit, "not stated" last. */
export function compareKeys(a: FacetKey, b: FacetKey): number {
  if (a === b) return 0;
  if (a === null || b === null) return a === null ? 1 : -1;
  return a < b ? -1 : 1;
}

/** Most frequent first, then by value. */
export const compareCounts = (a: FacetCount, b: FacetCount): number => b.count - a.count || compareKeys(a.value, b.value);

/** Counts hits that have all been read, none of which a facet selection left out. */
export function countHits(hits: readonly Hit[], facets: readonly FacetName[]): Omit<SearchResult, 'hits' | 'relaxed'> {
  return {
    total: hits.length,
    totalArticles: new Set(hits.map(({ article }) => article.id)).size,
    totalIsExact: true,
    facets: Object.fromEntries(facets.map((facet) => [facet, countValues(hits.map((hit) => valuesOf(hit, facet)))])),
  };
}

function countValues(lists: readonly (readonly FacetKey[])[]): FacetCount[] {
  const counts = new Map<FacetKey, number>();
  for (const list of lists) for (const value of new Set(list.length === 0 ? [null] : list)) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].map(([value, count]) => ({ value, count })).sort(compareCounts);
}

/** None when it is not stated. */
export function valuesOf({ article, paragraph }: Hit, facet: FacetName): readonly string[] {
  switch (facet) {
    case 'district':
      return article.districts;
    case 'author':
      return article.authors;
    case 'year':
      return article.year === null ? [] : [String(article.year)];
    case 'section':
      return paragraph.section === null ? [] : [paragraph.section];
  }
}
