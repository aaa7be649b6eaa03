/** Segments: batches of articles made searchable at once, written whole and later merged with others. */
import type { Db } from './database.ts';
import { emptyLists, freeze, writeColumns, type ColumnLists, type Columns } from './columns.ts';
import { buildBlocks } from './gram-lists.ts';
import { BORDER, type Block } from './grams.ts';

export interface SegmentRow {
  readonly id: number;
  readonly docs: number;
  readonly articles: number;
  readonly units: number;
  /** A bit for each article, set when it was replaced or deleted. */
  readonly dead: Uint8Array;
}

/** Rows of `gram` of one segment lie in `[segment × 2^32, (segment + 1) × 2^32)`. */
export const gramKey = (segment: number, gram: number): bigint => (BigInt(segment) << 32n) + BigInt(gram);

/** A segment under construction: texts are added in order, each behind the other. */
export class SegmentBuilder {
  readonly lists: ColumnLists = emptyLists();
  readonly #texts: string[] = [];
  units = 0;

  get docs(): number {
    return this.lists.ordinal.length;
  }

  /** `texts` are what stands before the paragraph (title, subtitle), then its readings. */
  addTexts(before: readonly string[], readings: readonly string[]): void {
    this.lists.start.push(this.units);
    for (const text of before) this.#push(text);
    this.lists.body.push(this.units);
    for (const text of readings) this.#push(text);
  }

  #push(text: string): void {
    this.#texts.push(text);
    this.units += text.length + 1;
  }

  /** Ends the columns; afterwards nothing can be added. */
  finish(): { columns: Columns; blocks: Iterable<Block> } {
    const { lists } = this;
    lists.start.push(this.units);
    lists.first.push(this.docs);
    lists.districtAt.push(lists.districts.length);
    lists.authorAt.push(lists.authors.length);
    const units = new Uint16Array(this.units);
    let at = 0;
    for (const text of this.#texts) {
      for (let i = 0; i < text.length; i++) units[at++] = text.charCodeAt(i);
      units[at++] = BORDER;
    }
    return { columns: freeze(lists), blocks: buildBlocks(units) };
  }
}

/** Inserts the row first, because its id is part of the keys of its blocks. */
export function writeSegment(db: Db, columns: Columns, blocks: Iterable<Block>): number {
  const docs = columns.ordinal.length;
  const units = columns.start.at(-1) ?? 0;
  const dead = new Uint8Array(Math.ceil(columns.num.length / 8));
  const { lastInsertRowid } = db
    .prepare('INSERT INTO segment (docs, articles, units, dead) VALUES (?, ?, ?, ?)')
    .run(docs, columns.num.length, units, dead);
  const id = Number(lastInsertRowid);
  writeColumns(db, id, columns);
  const insert = db.prepare('INSERT INTO gram VALUES (?, ?)');
  for (const { first, bytes } of blocks) insert.run(gramKey(id, first), bytes);
  return id;
}

export function placeArticles(db: Db, segment: number, columns: Columns): void {
  const place = db.prepare('UPDATE article SET segment = ?, slot = ? WHERE num = ?');
  columns.num.forEach((num, slot) => place.run(segment, slot, num));
}

export function dropSegment(db: Db, id: number): void {
  db.prepare('DELETE FROM gram WHERE id >= ? AND id < ?').run(gramKey(id, 0), gramKey(id + 1, 0));
  for (const table of ['segment WHERE id', 'segment_columns WHERE segment']) db.prepare(`DELETE FROM ${table} = ?`).run(id);
}
