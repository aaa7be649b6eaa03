/** The vocabulary of the index: counted by the server, kept here, read again when the index has changed. */
import type { SearchQuery } from './connection.ts';
import { not, equal } from './expression.ts';
import { fromFacetKey } from './facet-key.ts';
import { IS_PARAGRAPH, type Index } from './search.ts';
import { Vocabulary, type Counted } from '../vocabulary.ts';

/** Counting them takes the server a second at a million paragraphs, so not more often than this. */
const READ_AGAIN_MS = 60_000;

const KINDS = { words: 'word', district: 'district', author: 'author', section: 'section' } as const satisfies Record<string, Counted['kind']>;

export interface Stamped {
  readonly build: string;
  readonly indexedAt: number;
}

/** Answered with the state that the index is in; sent along with other queries. */
export const STAMP: SearchQuery = { filter: String(not(equal('role', 'gone'))), sort: ['indexedAt:desc'], limit: 1, attributesToRetrieve: ['build', 'indexedAt'] };

export class Words {
  readonly #index: Index;
  #known: Promise<Vocabulary> | null = null;
  #stamp = '';
  #readAt = 0;

  constructor(index: Index) {
    this.#index = index;
  }

  /** Waited for once only; later changes are read while the former vocabulary still answers. */
  known(signal?: AbortSignal): Promise<Vocabulary> {
    this.#known ??= this.#first();
    const known = this.#known;
    return this.#index.connection.ask(signal, () => known);
  }

  /** Told the state of the index as of now. */
  seen(stamped: Stamped | undefined): void {
    if (stampOf(stamped) === this.#stamp || Date.now() - this.#readAt < READ_AGAIN_MS) return;
    // When this fails, the former vocabulary still serves.
    this.#read().then((vocabulary) => (this.#known = Promise.resolve(vocabulary)), () => undefined);
  }

  /** After a change made here. */
  forget(): void {
    this.#known = null;
  }

  async #first(): Promise<Vocabulary> {
    try {
      return await this.#read();
    } catch (error) {
      this.#known = null;
      throw error;
    }
  }

  async #read(): Promise<Vocabulary> {
    this.#readAt = Date.now();
    const { connection, uid } = this.#index;
    const [state, answer] = await connection.search<Stamped>(uid, [STAMP, { filter: String(IS_PARAGRAPH), page: 1, hitsPerPage: 0, facets: Object.keys(KINDS) }]);
    this.#stamp = stampOf(state!.hits[0]);
    const counted: Counted[] = [];
    for (const [attribute, kind] of Object.entries(KINDS)) {
      for (const [key, count] of Object.entries(answer!.facetDistribution?.[attribute] ?? {})) {
        const text = kind === 'word' ? key : fromFacetKey(key);
        if (text) counted.push({ kind, text, count });
      }
    }
    return Vocabulary.of(counted);
  }
}

const stampOf = (stamped: Stamped | undefined): string => (stamped === undefined ? '' : `${stamped.build} ${stamped.indexedAt}`);
