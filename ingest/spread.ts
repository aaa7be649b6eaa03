/** Reading files and telling their articles apart on worker threads, while this thread indexes what is done. */
import { availableParallelism } from 'node:os';
import { LIMITS, Pool } from '../src/pool.ts';
import { startWorker } from '../src/worker.ts';
import { read, type HeldArticles, type HeldFile, type HeldPage } from './held.ts';
import { reasonOf } from './problem.ts';

/** Bytes; fewer are read before a thread has started. */
export const WORTH_IT = 1024 * 1024;
/** A thread holds the gazetteer and the tables of characters, some 80 MB. */
const MOST_THREADS = 8;
/** A file of a thousand pages takes a minute; what takes so long would never end. */
const LIMIT_MS = 5 * 60_000;

export class Spread {
  /** Starts a thread when the first file is given to it. */
  readonly #pool: Pool<HeldFile | HeldPage>;
  readonly #signal: AbortSignal | undefined;
  #bytes = 0;
  /** Files or pages worth being read ahead, so that no thread waits. */
  readonly width: number;

  constructor(signal: AbortSignal | undefined) {
    const threads = Math.min(Math.max(1, availableParallelism() - 1), MOST_THREADS);
    this.#pool = new Pool<HeldFile | HeldPage>(threads, () => startWorker(new URL('./held.worker.ts', import.meta.url)), { ...LIMITS, callMs: LIMIT_MS });
    this.#signal = signal;
    this.width = threads + 2;
  }

  /** Begins at once on another thread; on this one, as long as little has been read, when it is asked for. Never throws but for the signal. */
  read(held: HeldFile | HeldPage): () => Promise<HeldArticles> {
    this.#bytes += 'document' in held ? held.document.text.length : held.bytes.length;
    if (this.#bytes < WORTH_IT) return () => read(held, this.#signal);
    const reading = this.#pool.call(held, this.#signal) as Promise<HeldArticles>; // what held.worker.ts answers
    const outcome = reading.catch((error: unknown): HeldArticles => {
      this.#signal?.throwIfAborted();
      const file = 'document' in held ? (held.document.file ?? held.file) : held.file;
      const cause = error instanceof Error && error.cause !== undefined ? `: ${reasonOf(error.cause)}` : '';
      return { articles: [], trace: [], problems: [{ level: 'failure', file, reason: `not read: ${reasonOf(error)}${cause}` }] };
    });
    // Looked at in its turn; until then it must not count as unhandled.
    outcome.catch(() => undefined);
    return () => outcome;
  }

  async close(): Promise<void> {
    await this.#pool.close();
  }
}
