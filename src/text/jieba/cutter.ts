/**
 * The words that nodejieba's `cut(run, true)` gives, for texts by the thousand: no string is made, places are told. The
 * likeliest row of dictionary words is found from the back; what it leaves as single characters goes through the model
 * (jieba exempts single characters of the user dictionary; ours has none).
 */
import type { Dictionary } from './dictionary.ts';
import type { Model } from './model.ts';

type Tell = (start: number, end: number, type: 'word') => void;

export class Cutter {
  readonly #dictionary: Dictionary;
  readonly #model: Model;
  #units = new Uint16Array(0);
  /** Of the likeliest row from each place on: what it weighs, and where its first word ends. */
  #weights = new Float64Array(0);
  #ends = new Uint16Array(0);
  /** Where the single characters begin that stand side by side, and which of them end a word. */
  #singles = new Uint16Array(0);
  #marks = new Uint8Array(0);

  constructor(dictionary: Dictionary, model: Model) {
    this.#dictionary = dictionary;
    this.#model = model;
  }

  /** Tells the words of a run `[start, end)` of Chinese characters in their order. */
  cut(text: string, start: number, end: number, tell: Tell): void {
    const length = end - start;
    this.#reserve(length);
    for (let i = 0; i < length; i++) this.#units[i] = text.charCodeAt(start + i);
    this.#weigh(length);
    let singles = 0;
    for (let at = 0; at < length; ) {
      const next = this.#ends[at]!;
      if (next - at === this.#width(at, length)) this.#singles[singles++] = at;
      else {
        this.#cutSingles(singles, start, start + at, tell);
        singles = 0;
        tell(start + at, start + next, 'word');
      }
      at = next;
    }
    this.#cutSingles(singles, start, end, tell);
  }

  #weigh(length: number): void {
    const { words, weights: known, least } = this.#dictionary;
    const [units, weights, ends] = [this.#units, this.#weights, this.#ends];
    weights[length] = 0;
    for (let at = length - 1; at >= 0; at--) {
      let node = words.child(0, units[at]!);
      let next = at + this.#width(at, length);
      let best = weights[next]! + (known[node] || least);
      for (let to = at + 1; node !== 0 && to < length; to++) {
        node = words.child(node, units[to]!);
        const weight = known[node]!;
        // Of rows that weigh the same, the one with the shorter first word is kept, as jieba keeps it.
        if (weight === 0 || weights[to + 1]! + weight <= best) continue;
        best = weights[to + 1]! + weight;
        next = to + 1;
      }
      weights[at] = best;
      ends[at] = next;
    }
  }

  #cutSingles(count: number, start: number, end: number, tell: Tell): void {
    if (count > 1) this.#model.cut(this.#units, this.#singles, count, this.#marks);
    // The last always ends a word, and so does one that stands alone.
    this.#marks[count - 1] = 1;
    let from = start + this.#singles[0]!;
    for (let i = 0; i < count; i++) {
      if (this.#marks[i] === 0) continue;
      const to = i + 1 < count ? start + this.#singles[i + 1]! : end;
      tell(from, to, 'word');
      from = to;
    }
  }

  /** Units of the character at a place. */
  #width(at: number, length: number): number {
    return (this.#units[at]! & 0xfc00) === 0xd800 && at + 1 < length && (this.#units[at + 1]! & 0xfc00) === 0xdc00 ? 2 : 1;
  }

  #reserve(length: number): void {
    if (length < this.#weights.length) return;
    const room = 2 * length + 256;
    this.#units = new Uint16Array(room);
    this.#weights = new Float64Array(room);
    this.#ends = new Uint16Array(room);
    this.#singles = new Uint16Array(room);
    this.#marks = new Uint8Array(room);
  }
}
