import type { Db } from './database.ts';

/**
 * What a segment knows of its documents (paragraphs) and articles besides their text, as columns of
 * unsigned integers. Read whole into memory: some 40 bytes a paragraph. `0` is "not stated"; values
 * of facets are numbered from 1 in the `value` table.
 */
export interface Columns {
  /** Where the text of each document begins in the segment's long string; one more entry at the end. */
  readonly start: Uint32Array;
  /** Where the paragraph itself begins: a title stands before the paragraph it is searched with. */
  readonly body: Uint32Array;
  /** Index of each document's article, into the columns below. */
  readonly article: Uint32Array;
  readonly ordinal: Uint32Array;
  readonly section: Uint32Array;
  readonly kind: Uint32Array;
  /** Row of each article in the `article` table. */
  readonly num: Uint32Array;
  /** First document of each article; one more entry at the end. */
  readonly first: Uint32Array;
  /** `YYYYMMDD`, `YYYY0000` when only the year is known, 0 when nothing is. */
  readonly day: Uint32Array;
  readonly year: Uint32Array;
  /** Values of article `a` are `districts[districtAt[a]]` up to `districts[districtAt[a + 1]]`. */
  readonly districtAt: Uint32Array;
  readonly districts: Uint32Array;
  readonly authorAt: Uint32Array;
  readonly authors: Uint32Array;
}

const COLUMN_NAMES = [
  'start', 'body', 'article', 'ordinal', 'section', 'kind', 'num', 'first', 'day', 'year', 'districtAt', 'districts', 'authorAt', 'authors',
] as const satisfies readonly (keyof Columns)[];

export function writeColumns(db: Db, segment: number, columns: Columns): void {
  db.prepare('INSERT INTO segment_columns VALUES (?, ?)').run(segment, encode(columns));
}

export function readColumns(db: Db, segment: number): Columns {
  return decode(db.prepare<[number], { columns: Buffer }>('SELECT columns FROM segment_columns WHERE segment = ?').get(segment)!.columns);
}

/** One blob: the length of each column, then their values. */
function encode(columns: Columns): Uint8Array {
  const lists = COLUMN_NAMES.map((name) => columns[name]);
  const all = new Uint32Array(lists.length + lists.reduce((n, list) => n + list.length, 0));
  let at = lists.length;
  lists.forEach((list, i) => {
    all[i] = list.length;
    all.set(list, at);
    at += list.length;
  });
  return new Uint8Array(all.buffer);
}

function decode(blob: Uint8Array): Columns {
  // A blob's memory need not begin at a multiple of four, which typed arrays ask for.
  const all = new Uint32Array(blob.slice().buffer);
  let at = COLUMN_NAMES.length;
  const entries = COLUMN_NAMES.map((name, i) => {
    const from = at;
    at += all[i]!;
    return [name, all.subarray(from, at)] as const;
  });
  return Object.fromEntries(entries) as unknown as Columns; // every name of COLUMN_NAMES is there
}

/** Columns under construction. */
export type ColumnLists = { [K in keyof Columns]: number[] };

export const emptyLists = (): ColumnLists => Object.fromEntries(COLUMN_NAMES.map((name) => [name, [] as number[]])) as ColumnLists;

export const freeze = (lists: ColumnLists): Columns =>
  Object.fromEntries(COLUMN_NAMES.map((name) => [name, Uint32Array.from(lists[name])])) as unknown as Columns;
