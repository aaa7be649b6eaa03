/** How an index of ours is set up on the server. */
import type { Settings } from 'meilisearch';
import { FACETS } from '../../domain.ts';

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
    { attributePatterns: [...FACETS], features: EQUALITY },
    { attributePatterns: ['role', 'first', 'key', 'articleId'], features: EQUALITY },
    { attributePatterns: ['years', 'day', 'firstDay', 'lastDay'], features: COMPARISON },
  ],
  sortableAttributes: ['sortYear', 'day', 'articleId', 'ordinal', 'indexedAt'],
  // Texts are folded and Chinese; without this a run of kana or a short text may be taken for Japanese.
  localizedAttributes: [{ attributePatterns: ['title', 'text'], locales: ['cmn'] }],
  rankingRules: ['sort', 'words', 'proximity', 'attribute', 'exactness', ...NEWEST],
  // What matches is decided by filters; typos and prefixes would only cost time and muddle the order.
  typoTolerance: { enabled: false },
  prefixSearch: 'disabled',
  proximityPrecision: 'byWord',
  pagination: { maxTotalHits: 100_000_000 },
  faceting: { maxValuesPerFacet: 100_000, sortFacetValuesBy: { '*': 'count' } },
  searchCutoffMs: 1500,
};
