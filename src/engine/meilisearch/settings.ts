/** How an index of ours is set up on the server. */
import type { Settings } from 'meilisearch';
import { FACETS } from '../../domain.ts';

/** Name of the index. A rebuild also uses `<name>_build`, so keys are made for `<name>*`. */
export const INDEX_UID = 'xunbao';

/** A word that every document holds, so that a query can rank documents without deciding which match. */
export const EVERYWHERE = 'xunbao';

const EQUALITY = { facetSearch: false, filter: { equality: true, comparison: false } };
const COMPARISON = { facetSearch: false, filter: { equality: true, comparison: true } };

/** Newest first, then in the order of the page: the last word on every order. */
export const NEWEST = ['sortYear:desc', 'day:desc', 'articleId:asc', 'ordinal:asc'];
export const OLDEST = ['sortYear:asc', 'day:asc', 'articleId:asc', 'ordinal:asc'];

export const SETTINGS: Settings = {
  searchableAttributes: ['title', 'text', 'every'],
  displayedAttributes: ['id', 'key', 'text', 'title', 'article', 'paragraph', 'day', 'build', 'indexedAt'],
  filterableAttributes: [
    { attributePatterns: ['grams', 'titleGrams', 'authorGrams', 'sectionGrams', 'districtGrams'], features: EQUALITY },
    { attributePatterns: [...FACETS, 'words'], features: EQUALITY },
    { attributePatterns: ['role', 'first', 'key', 'file', 'paper', 'repeatOf'], features: EQUALITY },
    { attributePatterns: ['years', 'day', 'firstDay', 'lastDay', 'articleId'], features: COMPARISON },
  ],
  // In the order of the alphabet, as the server answers it.
  sortableAttributes: ['articleId', 'day', 'indexedAt', 'ordinal', 'sortYear'],
  // Texts are folded and Chinese; without this a run of kana or a short text may be taken for Japanese.
  localizedAttributes: [{ attributePatterns: ['title', 'text'], locales: ['cmn'] }],
  rankingRules: ['sort', 'words', 'proximity', 'attribute', 'exactness', ...NEWEST],
  // What matches is decided by filters; typos and prefixes would only cost time and muddle the order.
  typoTolerance: { enabled: false },
  prefixSearch: 'disabled',
  proximityPrecision: 'byWord',
  pagination: { maxTotalHits: 100_000_000 },
  faceting: { maxValuesPerFacet: 100_000, sortFacetValuesBy: { '*': 'count' } },
  facetSearch: false,
  searchCutoffMs: 1500,
};

/** Whether the settings of an index are ours already. Sending them again would index everything anew. */
export const isCurrent = (settings: Settings): boolean => covers(settings, SETTINGS);

/** Whether `actual` says all that `wanted` says; the server adds its defaults. */
function covers(actual: unknown, wanted: unknown): boolean {
  if (typeof wanted !== 'object' || wanted === null) return actual === wanted;
  if (typeof actual !== 'object' || actual === null) return false;
  if (Array.isArray(wanted) && (!Array.isArray(actual) || actual.length !== wanted.length)) return false;
  const given = new Map(Object.entries(actual));
  return Object.entries(wanted).every(([key, value]) => covers(given.get(key), value));
}
