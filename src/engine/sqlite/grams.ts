/**
 * The gram index. A segment's folded texts stand one behind the other as one long string; the index
 * lists where each character and each pair of characters occurs in it. A word of any length is found
 * by laying the lists of its pairs over each other, so every substring is found and nothing else,
 * whatever a dictionary thinks of it.
 *
 * A *gram* is a number: `first × 65536 + second` for a pair of UTF-16 units, `first × 65536` for one.
 * Lists lie in *blocks* of consecutive grams, each entry `gram gap, count, bytes, position gaps…`.
 */
import { ByteReader } from './varint.ts';

/** Stands between texts; never part of a gram. */
export const BORDER = 0;

export interface Block {
  readonly first: number;
  readonly bytes: Uint8Array;
}

export const gramOf = (text: string, at: number, length: 1 | 2): number =>
  text.charCodeAt(at) * 0x10000 + (length === 2 ? text.charCodeAt(at + 1) : 0);

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
