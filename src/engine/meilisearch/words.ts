/** All words and names of the index, as the server counts them, and the state they were counted in. */
import type { WordsAsOf } from '../kept-vocabulary.ts';
import type { Counted } from '../vocabulary.ts';
import type { SearchQuery } from './connection.ts';
import { not, equal } from './expression.ts';
import { fromFacetKey } from './facet-key.ts';
import { IS_PARAGRAPH, type Index } from './search.ts';

const KINDS = { words: 'word', district: 'district', author: 'author', section: 'section' } as const satisfies Record<string, Counted['kind']>;

export interface Stamped {
  readonly build: string;
  readonly indexedAt: number;
}

/** Answered with the state that the index is in; sent along with other queries. */
export const STAMP: SearchQuery = { filter: String(not(equal('role', 'gone'))), sort: ['indexedAt:desc'], limit: 1, attributesToRetrieve: ['build', 'indexedAt'] };

export const stateOf = (stamped: Stamped | undefined): string => (stamped === undefined ? '' : `${stamped.build} ${stamped.indexedAt}`);

export async function readWords({ connection, uid }: Index): Promise<WordsAsOf> {
  const [stamp, answer] = await connection.search<Stamped>(uid, [STAMP, { filter: String(IS_PARAGRAPH), page: 1, hitsPerPage: 0, facets: Object.keys(KINDS) }]);
  const counted: Counted[] = [];
  for (const [attribute, kind] of Object.entries(KINDS)) {
    for (const [key, count] of Object.entries(answer!.facetDistribution?.[attribute] ?? {})) {
      const text = kind === 'word' ? key : fromFacetKey(key);
      if (text) counted.push({ kind, text, count });
    }
  }
  return { state: stateOf(stamp!.hits[0]), counted };
}
