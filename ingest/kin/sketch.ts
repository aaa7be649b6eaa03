/**
 * A sketch of a text, small enough to keep for every article, from which it can be told how much of two
 * texts is the same: the smallest hashes of its runs of five characters (bottom-k MinHash, Broder 1997).
 * Of a short text it holds all runs, so there the answer is exact.
 */
import { foldText } from '../../src/text/fold.ts';

/** Hashes kept; the standard error of `likeness` is at most 1 / (2 √128), about 0.045. */
const KEPT = 128;
const RUN = 5;
const BASE = 0x01000193;
/** BASE^RUN: what the character leaving the run has been multiplied with. */
const LEAVING = Array.from({ length: RUN }).reduce<number>((power) => Math.imul(power, BASE), 1);

export interface Sketch {
  /** Ascending, each once. */
  readonly hashes: Uint32Array;
  /** Characters counted: ideographs, letters and digits. */
  readonly length: number;
}

/** Folded unit of each unit that counts, filled as they are met. Spaces and punctuation differ from one extraction to the next. */
const table = new Uint16Array(0x10000);
const COUNTS = /^[\p{L}\p{N}]$/u;
const UNKNOWN = 0;
const LEFT_OUT = 1;

function lookUp(unit: number): number {
  const folded = foldText(String.fromCharCode(unit));
  return (table[unit] = COUNTS.test(folded) ? folded.charCodeAt(0) : LEFT_OUT);
}

export function sketchOf(texts: readonly string[]): Sketch {
  const units = texts.reduce((n, text) => n + text.length, 0);
  if (low.length < units) low = new Uint32Array(2 * units);
  // Only hashes that may be among the smallest are kept at all; a guess that was too low is raised.
  for (let share = (1.5 * KEPT + 64) / (units + 1); ; share *= 4) {
    const { length, found } = collect(texts, share >= 1 ? 2 ** 32 : share * 2 ** 32);
    const sorted = low.subarray(0, found).sort();
    let distinct = 0;
    for (let i = 0; i < found && distinct < KEPT; i++) if (i === 0 || sorted[i] !== sorted[distinct - 1]) sorted[distinct++] = sorted[i]!;
    if (distinct === KEPT || share >= 1) return { hashes: sorted.slice(0, distinct), length };
  }
}

/** Where hashes are collected, for one text after the other: thousands of buffers for a moment each would cost an ingest 20 MB. */
let low = new Uint32Array(1 << 12);

/** Puts the hashes below `limit` into `low`; answers how many, and how many characters counted. */
function collect(texts: readonly string[], limit: number): { length: number; found: number } {
  const window = new Uint16Array(RUN);
  let length = 0;
  let found = 0;
  let hash = 0;
  let slot = 0;
  for (const text of texts) {
    for (let i = 0; i < text.length; i++) {
      const unit = text.charCodeAt(i);
      const folded = table[unit] === UNKNOWN ? lookUp(unit) : table[unit]!;
      if (folded === LEFT_OUT) continue;
      hash = (Math.imul(hash, BASE) + folded - Math.imul(window[slot]!, LEAVING)) | 0;
      window[slot] = folded;
      slot = slot === RUN - 1 ? 0 : slot + 1;
      if (++length < RUN) continue;
      const value = mixed(hash);
      if (value < limit) low[found++] = value;
    }
  }
  return { length, found };
}

/** A sum of products is no hash whose smallest values are a fair sample; this is (the end of MurmurHash3). */
function mixed(hash: number): number {
  let h = hash ^ (hash >>> 16);
  h = Math.imul(h, 0x85ebca6b);
  h ^= h >>> 13;
  h = Math.imul(h, 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/**
 * How many runs the texts share of all that either has, 0 to 1 (Jaccard), as far as the sketches tell; 0 as soon as it
 * is sure to be under `least`.
 */
export function likeness({ hashes: a }: Sketch, { hashes: b }: Sketch, least = 0): number {
  // Beyond the last hash of a sketch that is not whole nothing is known of its text.
  const limit = a.length === KEPT || b.length === KEPT ? KEPT : a.length + b.length;
  let shared = 0;
  let seen = 0;
  for (let i = 0, j = 0; seen < limit && (i < a.length || j < b.length); seen++) {
    // Beyond the end of one there is only the other: nothing is smaller than what is missing.
    const x = i < a.length ? a[i]! : Infinity;
    const y = j < b.length ? b[j]! : Infinity;
    if (x === y) shared++;
    else if ((limit + shared - seen - 1) / limit < least) return 0;
    if (x <= y) i++;
    if (y <= x) j++;
  }
  return seen === 0 ? 0 : shared / seen;
}
