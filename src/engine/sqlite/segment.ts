/** Segments: batches of articles made searchable at once, written whole and later merged with others. */
import type { Statement } from 'better-sqlite3';
import type { Db } from './database.ts';
import { decodeColumns, emptyLists, encodeColumns, freeze, type ColumnLists, type Columns } from './columns.ts';
import { BORDER, buildBlocks, decodePositions, ListsOfBlock, packBlocks, type Block, type GramLists } from './grams.ts';
import { seek } from './sorted.ts';
import { ByteReader, ByteWriter } from './varint.ts';

/** A segment of this many units is not merged further: positions must stay below 2^31. */
const MAX_UNITS = 2 ** 30;
/** Segments of about one size that are put together into one. */
const MERGE_FACTOR = 8;

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
    .prepare('INSERT INTO segment (docs, articles, units, columns, dead) VALUES (?, ?, ?, ?, ?)')
    .run(docs, columns.num.length, units, encodeColumns(columns), dead);
  const id = Number(lastInsertRowid);
  const insert = db.prepare('INSERT INTO gram VALUES (?, ?)');
  for (const { first, bytes } of blocks) insert.run(gramKey(id, first), bytes);
  return id;
}

export function placeArticles(db: Db, segment: number, columns: Columns): void {
  const place = db.prepare('UPDATE article SET segment = ?, slot = ? WHERE num = ?');
  columns.num.forEach((num, slot) => place.run(segment, slot, num));
}

/**
 * What to put together next: the oldest `MERGE_FACTOR` segments of about one size, or a segment that
 * is mostly dead; `null` when all is well.
 */
export function chooseMerge(rows: readonly SegmentRow[]): SegmentRow[] | null {
  const wasted = rows.find((row) => countBits(row.dead) * 2 > row.articles);
  if (wasted !== undefined) return [wasted];
  const tier = (row: SegmentRow): number => Math.floor(Math.log(Math.max(row.units, 4096)) / Math.log(MERGE_FACTOR));
  const tiers = new Map<number, SegmentRow[]>();
  for (const row of rows) {
    const peers = tiers.get(tier(row)) ?? [];
    peers.push(row);
    tiers.set(tier(row), peers);
    const units = peers.reduce((n, peer) => n + peer.units, 0);
    if (peers.length === MERGE_FACTOR && units < MAX_UNITS) return peers;
  }
  return null;
}

function countBits(bytes: Uint8Array): number {
  let count = 0;
  for (let byte of bytes) for (; byte > 0; byte &= byte - 1) count++;
  return count;
}

interface Part {
  readonly id: number;
  readonly columns: Columns;
  /** How far all units move; `null` when dead documents fall out and the living close up. */
  readonly shift: number | null;
  /** How far the units of each document move; `GONE` for dead ones. */
  readonly shifts: Int32Array;
}

const GONE = -(2 ** 31);

/** Writes one segment that holds the living articles of several, and deletes those. */
export function mergeSegments(db: Db, rows: readonly SegmentRow[]): void {
  const lists = emptyLists();
  let units = 0;
  const parts = rows.map(({ id }): Part => {
    const row = db.prepare<[number], { columns: Buffer; dead: Buffer }>('SELECT columns, dead FROM segment WHERE id = ?').get(id)!;
    const columns = decodeColumns(row.columns);
    const shifts = new Int32Array(columns.ordinal.length).fill(GONE);
    const begin = units;
    let anyDead = false;
    for (let a = 0; a < columns.num.length; a++) {
      if ((row.dead[a >> 3]! & (1 << (a & 7))) !== 0) {
        anyDead = true;
        continue;
      }
      shifts.fill(units - columns.start[columns.first[a]!]!, columns.first[a]!, columns.first[a + 1]!);
      units = appendArticle(lists, columns, a, units);
    }
    return { id, columns, shift: anyDead ? null : begin, shifts };
  });
  lists.start.push(units);
  lists.first.push(lists.ordinal.length);
  lists.districtAt.push(lists.districts.length);
  lists.authorAt.push(lists.authors.length);
  const columns = freeze(lists);
  if (columns.num.length > 0) placeArticles(db, writeSegment(db, columns, packBlocks(new MergedLists(db, parts))), columns);
  for (const { id } of rows) dropSegment(db, id);
}

export function dropSegment(db: Db, id: number): void {
  db.prepare('DELETE FROM gram WHERE id >= ? AND id < ?').run(gramKey(id, 0), gramKey(id + 1, 0));
  db.prepare('DELETE FROM segment WHERE id = ?').run(id);
}

function appendArticle(lists: ColumnLists, from: Columns, a: number, units: number): number {
  const shift = units - from.start[from.first[a]!]!;
  const article = lists.num.length;
  lists.first.push(lists.ordinal.length);
  for (let d = from.first[a]!; d < from.first[a + 1]!; d++) {
    lists.start.push(from.start[d]! + shift);
    lists.body.push(from.body[d]! + shift);
    lists.article.push(article);
    lists.ordinal.push(from.ordinal[d]!);
    lists.section.push(from.section[d]!);
    lists.kind.push(from.kind[d]!);
  }
  for (const name of ['num', 'day', 'year'] as const) lists[name].push(from[name][a]!);
  lists.districtAt.push(lists.districts.length);
  lists.authorAt.push(lists.authors.length);
  for (let i = from.districtAt[a]!; i < from.districtAt[a + 1]!; i++) lists.districts.push(from.districts[i]!);
  for (let i = from.authorAt[a]!; i < from.authorAt[a + 1]!; i++) lists.authors.push(from.authors[i]!);
  return from.start[from.first[a + 1]!]! + shift;
}

/** The lists of all parts, gram by gram; parts stand in order, so their positions only need shifting. */
class MergedLists implements GramLists {
  gram = -1;
  count = 0;
  readonly from = 0;
  readonly #cursors: readonly Cursor[];
  readonly #writer = new ByteWriter();

  constructor(db: Db, parts: readonly Part[]) {
    const read = db.prepare<[bigint, bigint], BlockRow>('SELECT id, block FROM gram WHERE id >= ? AND id < ? ORDER BY id LIMIT 1');
    this.#cursors = parts.map((part) => new Cursor(read, part));
  }

  get bytes(): Uint8Array {
    return this.#writer.bytes;
  }
  get to(): number {
    return this.#writer.length;
  }

  advance(): boolean {
    do {
      this.gram = Infinity;
      for (const { gram } of this.#cursors) if (gram < this.gram) this.gram = gram;
      if (this.gram === Infinity) return false;
      this.#writer.clear();
      this.count = 0;
      let last = 0;
      for (const cursor of this.#cursors) {
        if (cursor.gram !== this.gram) continue;
        last = cursor.moveTo(this.#writer, last);
        this.count += cursor.moved;
        cursor.advance();
      }
    } while (this.count === 0);
    return true;
  }
}

interface BlockRow {
  id: number;
  block: Buffer;
}
type BlockReader = Statement<[bigint, bigint], BlockRow>;

/** The lists of one part, one after the other. */
class Cursor {
  /** `Infinity` behind the last list. */
  gram = Infinity;
  /** How many positions the last move kept. */
  moved = 0;
  readonly #read: BlockReader;
  readonly #part: Part;
  #lists: ListsOfBlock | null = null;
  /** Where the next block begins at the earliest. */
  #next = 0;

  constructor(read: BlockReader, part: Part) {
    this.#read = read;
    this.#part = part;
    this.advance();
  }

  advance(): void {
    while (this.#lists?.advance() !== true) {
      const { id } = this.#part;
      const row = this.#next > 0xffffffff ? undefined : this.#read.get(gramKey(id, this.#next), gramKey(id + 1, 0));
      if (row === undefined) {
        this.gram = Infinity;
        return;
      }
      const first = row.id - id * 2 ** 32;
      this.#next = first + 1;
      this.#lists = new ListsOfBlock({ first, bytes: row.block });
    }
    this.gram = this.#lists.gram;
  }

  /** Writes the present list as it stands in the merged segment, behind position `last` of the same list; answers its own last. */
  moveTo(writer: ByteWriter, last: number): number {
    const { columns, shift, shifts } = this.#part;
    const { bytes, count, from, to } = this.#lists!;
    if (shift !== null) {
      this.moved = count;
      return appendShifted(writer, bytes, from, to, shift, last);
    }
    let doc = 0;
    this.moved = 0;
    for (const position of decodePositions(bytes.subarray(from, to), count)) {
      doc = seek(columns.start, position + 1, doc) - 1;
      if (shifts[doc] === GONE) continue;
      const moved = position + shifts[doc]!;
      writer.varint(moved - last);
      last = moved;
      this.moved++;
    }
    return last;
  }
}

/** Of a list that moves as a whole only the first gap changes; answers its last position. */
function appendShifted(writer: ByteWriter, bytes: Uint8Array, from: number, to: number, shift: number, last: number): number {
  const reader = new ByteReader(bytes, from);
  let position = reader.varint() + shift;
  writer.varint(position - last);
  writer.append(bytes, reader.at, to);
  while (reader.at < to) position += reader.varint();
  return position;
}
