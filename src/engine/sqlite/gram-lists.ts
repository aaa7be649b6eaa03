/** The lists of the gram index while they are written: of texts, and of blocks that are merged. */
import { BORDER, type Block } from './grams.ts';
import { ByteReader, ByteWriter } from './varint.ts';

/** Blocks are closed past this size: small enough to scan, large enough that rows cost nothing. */
const BLOCK_BYTES = 8192;

/**
 * Lists in ascending order of their grams, one at a time. A segment has half a million of them: an object
 * for each, and for each step from one to the next, would be more work than writing them.
 */
export interface GramLists {
  /** Goes to the next list, first to the first; `false` when there is none. The rest is good until the next call. */
  advance(): boolean;
  readonly gram: number;
  readonly count: number;
  /** Position gaps as varints: `bytes[from]` up to `bytes[to]`. */
  readonly bytes: Uint8Array;
  readonly from: number;
  readonly to: number;
}

/** All grams of `units` (texts with `BORDER` behind each), packed into blocks. */
export const buildBlocks = (units: Uint16Array): Iterable<Block> => packBlocks(new ListsOfText(units));

/** Of every unit the places where it stands, then those of each pair that begins with it. */
class ListsOfText implements GramLists {
  gram = 0;
  count = 0;
  readonly #units: Uint16Array;
  /** Places by their unit, and by their unit and the one behind: those of one unit lie in the same range of both. */
  readonly #singles: Uint32Array;
  readonly #pairs: Uint32Array;
  readonly #writer = new ByteWriter();
  /** Up to where pairs are listed, and up to where units are. */
  #pair = 0;
  #single = 0;

  constructor(units: Uint16Array) {
    this.#units = units;
    const places = placesIn(units);
    this.#singles = sortBy(units, 0, places, new Uint32Array(places.length));
    const bySecond = sortBy(units, 1, places, new Uint32Array(places.length));
    this.#pairs = sortBy(units, 0, bySecond, places);
  }

  readonly from = 0;
  get bytes(): Uint8Array {
    return this.#writer.bytes;
  }
  get to(): number {
    return this.#writer.length;
  }

  advance(): boolean {
    while (this.#pair < this.#single) {
      const begin = this.#pair;
      const first = this.#unitAt(this.#pairs[begin]!);
      const second = this.#unitAt(this.#pairs[begin]! + 1);
      do this.#pair++;
      while (this.#pair < this.#single && this.#unitAt(this.#pairs[this.#pair]! + 1) === second);
      if (second !== BORDER) return this.#list(first * 0x10000 + second, this.#pairs, begin, this.#pair);
    }
    const begin = this.#single;
    if (begin === this.#singles.length) return false;
    const first = this.#unitAt(this.#singles[begin]!);
    do this.#single++;
    while (this.#single < this.#singles.length && this.#unitAt(this.#singles[this.#single]!) === first);
    return this.#list(first * 0x10000, this.#singles, begin, this.#single);
  }

  #unitAt(place: number): number {
    return this.#units[place] ?? BORDER;
  }

  #list(gram: number, places: Uint32Array, from: number, to: number): true {
    this.gram = gram;
    this.count = to - from;
    this.#writer.clear();
    for (let i = from, last = 0; i < to; i++) {
      const place = places[i]!;
      this.#writer.varint(place - last);
      last = place;
    }
    return true;
  }
}

function placesIn(units: Uint16Array): Uint32Array {
  const places = new Uint32Array(units.length);
  let count = 0;
  for (let at = 0; at < units.length; at++) if (units[at] !== BORDER) places[count++] = at;
  return places.subarray(0, count);
}

/** Puts the places into `sorted`, by the unit that stands `ahead` of each; those of one unit keep their order. */
function sortBy(units: Uint16Array, ahead: 0 | 1, places: Uint32Array, sorted: Uint32Array): Uint32Array {
  const offsets = new Uint32Array(0x10001);
  // By index: what walks a typed array makes an object for each of its millions of values.
  for (let i = 0; i < places.length; i++) offsets[(units[places[i]! + ahead] ?? BORDER) + 1]!++;
  for (let i = 1; i < offsets.length; i++) offsets[i]! += offsets[i - 1]!;
  for (let i = 0; i < places.length; i++) sorted[offsets[units[places[i]! + ahead] ?? BORDER]!++] = places[i]!;
  return sorted;
}

export function* packBlocks(lists: GramLists): Generator<Block> {
  const writer = new ByteWriter();
  let first = 0;
  let last = 0;
  while (lists.advance()) {
    const { gram, count, bytes, from, to } = lists;
    if (writer.length > 0 && writer.length + to - from > BLOCK_BYTES) yield { first, bytes: writer.take() };
    if (writer.length === 0) first = last = gram;
    writer.varint(gram - last);
    writer.varint(count);
    writer.varint(to - from);
    writer.append(bytes, from, to);
    last = gram;
  }
  if (writer.length > 0) yield { first, bytes: writer.take() };
}

/** The lists of one block. */
export class ListsOfBlock implements GramLists {
  gram: number;
  count = 0;
  from = 0;
  to = 0;
  readonly bytes: Uint8Array;
  readonly #reader: ByteReader;

  constructor({ first, bytes }: Block) {
    this.gram = first;
    this.bytes = bytes;
    this.#reader = new ByteReader(bytes);
  }

  advance(): boolean {
    this.#reader.at = this.to;
    if (this.#reader.done) return false;
    this.gram += this.#reader.varint();
    this.count = this.#reader.varint();
    const length = this.#reader.varint();
    this.from = this.#reader.at;
    this.to = this.from + length;
    return true;
  }
}
