/** The gram lists of several segments as those of the one they become. */
import type { Statement } from 'better-sqlite3';
import type { Columns } from './columns.ts';
import type { Db } from './database.ts';
import { ListsOfBlock, type GramLists } from './gram-lists.ts';
import { decodePositions } from './grams.ts';
import { gramKey } from './segment.ts';
import { seek } from './sorted.ts';
import { ByteReader, ByteWriter } from './varint.ts';

/** A segment on its way into another. */
export interface Part {
  readonly id: number;
  readonly columns: Columns;
  /** How far all units move; `null` when dead documents fall out and the living close up. */
  readonly shift: number | null;
  /** How far the units of each document move; `GONE` for dead ones. */
  readonly shifts: Int32Array;
}

export const GONE = -(2 ** 31);

/** The lists of all parts, gram by gram; parts stand in order, so their positions only need shifting. */
export class MergedLists implements GramLists {
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
