/** The vocabulary of an index on a server: counted there, kept here, read again when the index has changed. */
import { unlessAborted } from '../unless-aborted.ts';
import { Vocabulary, type Counted } from './vocabulary.ts';

/** Counting them takes a server seconds at a million paragraphs, so not more often than this. */
const READ_AGAIN_MS = 60_000;

export interface WordsAsOf {
  /** Differs whenever the index does. */
  readonly state: string;
  readonly counted: readonly Counted[];
}

export class KeptVocabulary {
  readonly #readAll: () => Promise<WordsAsOf>;
  #known: Promise<Vocabulary> | null = null;
  #state = '';
  #readAt = 0;

  constructor(readAll: () => Promise<WordsAsOf>) {
    this.#readAll = readAll;
  }

  /** Waited for once only; later changes are read while the former vocabulary still answers. */
  known(signal?: AbortSignal): Promise<Vocabulary> {
    this.#known ??= this.#first();
    return unlessAborted(this.#known, signal);
  }

  /** Told the state of the index as of now. */
  seen(state: string): void {
    if (state === this.#state || performance.now() - this.#readAt < READ_AGAIN_MS) return;
    // When this fails, the former vocabulary still serves.
    this.#read().then((vocabulary) => (this.#known = Promise.resolve(vocabulary)), () => undefined);
  }

  /** After a change made here. */
  forget(): void {
    this.#known = null;
  }

  async #first(): Promise<Vocabulary> {
    try {
      return await this.#read();
    } catch (error) {
      this.#known = null;
      throw error;
    }
  }

  async #read(): Promise<Vocabulary> {
    this.#readAt = performance.now();
    const { state, counted } = await this.#readAll();
    this.#state = state;
    return Vocabulary.of(counted);
  }
}
