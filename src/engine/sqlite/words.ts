/** The words of texts that are worth suggesting, and in how many of the texts each stands. */
import { foldText } from '../../text/fold.ts';
import { Trie } from '../../text/trie.ts';
import { eachCandidate, isWorthy } from '../../text/words.ts';

export interface CountedWord {
  readonly text: string;
  readonly count: number;
  /** What completes to it, where that is known already. */
  readonly keys?: readonly string[];
}

export class WordCounts {
  /** What is known of each word stands under its node in the arrays, which hold millions of words in little. */
  readonly #words = new Trie();
  #counts = new Uint32Array(1 << 12);
  /** The last text that each word was counted in, from 1; 0 is no word yet. */
  #last = new Uint32Array(1 << 12);
  #texts = 0;

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
    this.#counts[node]!++;
  }

  *from(least: number): Generator<CountedWord> {
    const textOf = this.#words.reader();
    for (let node = 0; node < this.#words.size; node++) {
      const count = this.#counts[node]!;
      if (count > 0 && count >= least) yield { text: textOf(node), count };
    }
  }
}

function doubled(numbers: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(2 * numbers.length);
  larger.set(numbers);
  return larger;
}
