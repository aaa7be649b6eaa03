/** The words of texts that are worth suggesting, and in how many of the texts each stands. */
import { foldText } from '../../text/fold.ts';
import { candidates, isWorthy } from '../../text/words.ts';
import { WordNumbers } from './word-numbers.ts';

export interface CountedWord {
  readonly text: string;
  readonly count: number;
  /** What completes to it, where that is known already. */
  readonly keys?: readonly string[];
}

export class WordCounts {
  /** What is known of each word stands under its number in the arrays, which hold millions of words in little. */
  readonly #numbers = new WordNumbers();
  #counts = new Uint32Array(1 << 12);
  /** The last text that each word was counted in. */
  #last = new Uint32Array(1 << 12);
  #texts = 0;

  add(texts: readonly string[]): void {
    for (const text of texts) {
      this.#texts++;
      for (const word of candidates(foldText(text))) this.#count(word);
    }
  }

  #count(word: string): void {
    let number = this.#numbers.get(word);
    if (number === undefined) {
      if (!isWorthy(word)) return;
      number = this.#numbers.add(word);
      if (number === this.#counts.length) {
        this.#counts = doubled(this.#counts);
        this.#last = doubled(this.#last);
      }
    }
    if (this.#last[number] === this.#texts) return;
    this.#last[number] = this.#texts;
    this.#counts[number]!++;
  }

  *from(least: number): Generator<CountedWord> {
    for (const [text, number] of this.#numbers) {
      const count = this.#counts[number]!;
      if (count >= least) yield { text, count };
    }
  }
}

function doubled(numbers: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(2 * numbers.length);
  larger.set(numbers);
  return larger;
}
