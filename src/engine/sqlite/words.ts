/** The words of texts that are worth suggesting, and in how many of the texts each stands. */
import { COMMON_ENOUGH } from '../suggestion.ts';
import { foldText } from '../../text/fold.ts';
import { Trie } from '../../text/trie.ts';
import { eachCandidate, isWorthy } from '../../text/words.ts';

export interface CountedWord {
  readonly text: string;
  readonly count: number;
}

/** Both in ascending order, in which trees are written fastest. */
export interface Counted {
  readonly words: readonly CountedWord[];
  /** Of the common ones, as `completionsOf` makes them. */
  readonly completions: readonly string[];
}

export class WordCounts {
  /** What is known of each word stands under its node in the arrays, which hold millions of words in little. */
  readonly #words = new Trie();
  #counts = new Uint32Array(1 << 12);
  /** The last text that each word was counted in, from 1; 0 is no word yet. */
  #last = new Uint32Array(1 << 12);
  #texts = 0;
  readonly #onCommon: (word: string) => void;

  /** `onCommon` is told of each word when it becomes common enough to be suggested. */
  constructor(onCommon: (word: string) => void = () => undefined) {
    this.#onCommon = onCommon;
  }

  add(texts: readonly string[]): void {
    for (const text of texts) {
      this.#texts++;
      const folded = foldText(text);
      eachCandidate(folded, (start, end) => this.#count(folded, start, end));
    }
  }

  #count(text: string, start: number, end: number): void {
    let node = this.#words.find(text, start, end);
    if (node === 0 || this.#last[node] === 0) {
      // Only a new word is made a string of.
      if (!isWorthy(text.slice(start, end))) return;
      node = this.#words.add(text, start, end);
      while (this.#words.size > this.#last.length) {
        this.#counts = doubled(this.#counts);
        this.#last = doubled(this.#last);
      }
    }
    if (this.#last[node] === this.#texts) return;
    this.#last[node] = this.#texts;
    if (++this.#counts[node]! === COMMON_ENOUGH) this.#onCommon(text.slice(start, end));
  }

  /** Words that stand in so many texts, in ascending order. */
  atLeast(least: number): CountedWord[] {
    const textOf = this.#words.reader();
    const words: CountedWord[] = [];
    for (let node = 0; node < this.#words.size; node++) {
      const count = this.#counts[node]!;
      if (count > 0 && count >= least) words.push({ text: textOf(node), count });
    }
    return words.sort((a, b) => (a.text < b.text ? -1 : 1));
  }
}

function doubled(numbers: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(2 * numbers.length);
  larger.set(numbers);
  return larger;
}
