/** What a reader keeps, in this browser and nowhere else: clippings and searches. */
import type { Reference } from './cite/reference.ts';

export interface Clipping {
  /** Its address carries the hash of the text, see `cite.ts` of the server. */
  readonly reference: Reference;
  readonly ordinal: number;
  readonly text: string;
  /** When it was kept, ISO 8601. */
  readonly kept: string;
}

export interface SavedSearch {
  /** Path and query on this site. */
  readonly url: string;
  readonly label: string;
  readonly kept: string;
}

/** Where something is kept; `localStorage` in a browser. */
export type Box = Pick<Storage, 'getItem' | 'setItem'>;

interface Shelf<T> {
  /** The newest first. */
  read(): T[];
  /** `false` when there is no room, or none is allowed. */
  put(item: T): boolean;
  remove(item: T): boolean;
  has(item: T): boolean;
}

/** What is in the box was written by another version of us, or by somebody else: only what has our shape is taken. */
function shelf<T>(box: Box, name: string, keyOf: (item: T) => string, isItem: (value: unknown) => value is T): Shelf<T> {
  const read = (): T[] => {
    try {
      const stored: unknown = JSON.parse(box.getItem(name) ?? '[]');
      return Array.isArray(stored) ? stored.filter(isItem) : [];
    } catch {
      return [];
    }
  };
  const write = (items: readonly T[]): boolean => {
    try {
      box.setItem(name, JSON.stringify(items));
      return true;
    } catch {
      return false;
    }
  };
  const without = (item: T): T[] => read().filter((other) => keyOf(other) !== keyOf(item));
  return {
    read,
    put: (item) => write([item, ...without(item)]),
    remove: (item) => write(without(item)),
    has: (item) => read().some((other) => keyOf(other) === keyOf(item)),
  };
}

const strings = (value: unknown, ...names: readonly string[]): boolean => typeof value === 'object' && value !== null && names.every((name) => typeof Reflect.get(value, name) === 'string');
const isStringOrNull = (value: unknown): boolean => value === null || typeof value === 'string';

function isReference(value: unknown): value is Reference {
  if (!strings(value, 'id', 'url', 'accessed')) return false;
  const { title, authors, date, year, paper, page } = value as Partial<Record<keyof Reference, unknown>>;
  return [title, date, paper, page].every(isStringOrNull) && (year === null || typeof year === 'number') && Array.isArray(authors) && authors.every((name) => typeof name === 'string');
}

const isClipping = (value: unknown): value is Clipping =>
  strings(value, 'text', 'kept') && typeof (value as Clipping).ordinal === 'number' && isReference((value as Clipping).reference) && /^https?:\/\//.test((value as Clipping).reference.url);

/** Only a place on this site: a link made of anything else could lead anywhere. */
const isSearch = (value: unknown): value is SavedSearch => strings(value, 'url', 'label', 'kept') && /^\/(?:\?|$)/.test((value as SavedSearch).url);

export const clippings = (box: Box): Shelf<Clipping> => shelf(box, 'xunbao.clippings', ({ reference, ordinal }) => `${reference.id}#${ordinal}`, isClipping);
export const searches = (box: Box): Shelf<SavedSearch> => shelf(box, 'xunbao.searches', ({ url }) => url, isSearch);

/** Storage may be forbidden; then nothing is kept, and nothing breaks. */
export function localBox(): Box {
  try {
    return localStorage;
  } catch {
    return { getItem: () => null, setItem: () => { throw new Error('storage is not allowed'); } };
  }
}
