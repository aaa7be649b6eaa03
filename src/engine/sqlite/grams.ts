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

export interface GramList {
  readonly gram: number;
  readonly count: number;
  /** Position gaps as varints; good until the next list is asked for. */
  readonly bytes: Uint8Array;
}

export const gramOf = (text: string, at: number, length: 1 | 2): number =>
  text.charCodeAt(at) * 0x10000 + (length === 2 ? text.charCodeAt(at + 1) : 0);

/** All grams of `units` (texts with `BORDER` behind each) in ascending order, packed into blocks. */
export function* buildBlocks(units: Uint16Array): Generator<Block> {
  yield* packBlocks(listsOf(units));
}

/** Of every unit the places where it stands, then those of each pair that begins with it. */
function* listsOf(units: Uint16Array): Generator<GramList> {
  const singles = sortedBy(units, 0, placesIn(units));
  const pairs = sortedBy(units, 0, sortedBy(units, 1, placesIn(units)));
  const writer = new ByteWriter();
  for (let from = 0; from < singles.length; ) {
    const first = units[singles[from]!]!;
    let to = from;
    for (let last = 0; to < singles.length && units[singles[to]!] === first; to++) {
      writer.varint(singles[to]! - last);
      last = singles[to]!;
    }
    yield { gram: first * 0x10000, count: to - from, bytes: writer.view() };
    while (from < to) {
      const second = units[pairs[from]! + 1] ?? BORDER;
      const begin = from;
      for (let last = 0; from < to && (units[pairs[from]! + 1] ?? BORDER) === second; from++) {
        writer.varint(pairs[from]! - last);
        last = pairs[from]!;
      }
      const bytes = writer.view();
      if (second !== BORDER) yield { gram: first * 0x10000 + second, count: from - begin, bytes };
    }
  }
}

function placesIn(units: Uint16Array): Uint32Array {
  const places = new Uint32Array(units.length);
  let count = 0;
  for (let at = 0; at < units.length; at++) if (units[at] !== BORDER) places[count++] = at;
  return places.subarray(0, count);
}

/** The places by the unit that stands `ahead` of each; those of one unit keep their order. */
function sortedBy(units: Uint16Array, ahead: 0 | 1, places: Uint32Array): Uint32Array {
  const offsets = new Uint32Array(0x10001);
  for (const place of places) offsets[(units[place + ahead] ?? BORDER) + 1]!++;
  for (let i = 1; i < offsets.length; i++) offsets[i]! += offsets[i - 1]!;
  const sorted = new Uint32Array(places.length);
  for (const place of places) sorted[offsets[units[place + ahead] ?? BORDER]!++] = place;
  return sorted;
}

export function* packBlocks(lists: Iterable<GramList>): Generator<Block> {
  const writer = new ByteWriter();
  let first = 0;
  let last = 0;
  for (const { gram, count, bytes } of lists) {
    if (writer.length > 0 && writer.length + bytes.length > BLOCK_BYTES) yield { first, bytes: writer.take() };
    if (writer.length === 0) first = last = gram;
    writer.varint(gram - last);
    writer.varint(count);
    writer.varint(bytes.length);
    writer.append(bytes);
    last = gram;
  }
  if (writer.length > 0) yield { first, bytes: writer.take() };
}

export function* unpackBlock(block: Block): Generator<GramList> {
  const reader = new ByteReader(block.bytes);
  let gram = block.first;
  while (!reader.done) {
    gram += reader.varint();
    const count = reader.varint();
    yield { gram, count, bytes: reader.bytes(reader.varint()) };
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
