/**
 * The gram index. A segment's folded texts stand one behind the other as one long string; the index
 * lists where each character and each pair of characters occurs in it. A word of any length is found
 * by laying the lists of its pairs over each other, so every substring is found and nothing else,
 * whatever a dictionary thinks of it.
 *
 * A *gram* is a number: `first × 65536 + second` for a pair of UTF-16 units, `first × 65536` for one.
 * Lists lie in *blocks* of consecutive grams, each entry `gram gap, count, bytes, position gaps…`.
 */
import { ByteReader, ByteWriter } from './varint.ts';

/** Stands between texts; never part of a gram. */
export const BORDER = 0;

/** Blocks are closed past this size: small enough to scan, large enough that rows cost nothing. */
const BLOCK_BYTES = 8192;

export interface Block {
  readonly first: number;
  readonly bytes: Uint8Array;
}

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

export const gramOf = (text: string, at: number, length: 1 | 2): number =>
  text.charCodeAt(at) * 0x10000 + (length === 2 ? text.charCodeAt(at + 1) : 0);

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

/** The positions of `gram` in a block that would hold it; empty when it does not. */
export function positionsIn(block: Block, gram: number): Uint32Array {
  const reader = new ByteReader(block.bytes);
  let at = block.first;
  while (!reader.done) {
    at += reader.varint();
    const count = reader.varint();
    const length = reader.varint();
    if (at === gram) return decodePositions(reader.bytes(length), count);
    if (at > gram) break;
    reader.at += length;
  }
  return NONE;
}

const NONE = new Uint32Array(0);

export function decodePositions(bytes: Uint8Array, count: number): Uint32Array {
  const positions = new Uint32Array(count);
  let at = 0;
  let last = 0;
  for (let i = 0; i < count; i++) {
    let byte = bytes[at++]!;
    let gap = byte & 0x7f;
    for (let shift = 7; byte > 0x7f; shift += 7) {
      byte = bytes[at++]!;
      gap |= (byte & 0x7f) << shift;
    }
    last += gap;
    positions[i] = last;
  }
  return positions;
}
