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
  /** `null` where this thread reads itself. */
  readonly #pool: Pool<HeldFile | HeldPage> | null;
  readonly #signal: AbortSignal | undefined;
  /** Files or pages worth being read ahead, so that no thread waits. */
  readonly width: number;

  /** `bytes`: of all files that are to come. */
  constructor(bytes: number, signal: AbortSignal | undefined) {
    const threads = bytes < WORTH_IT ? 0 : Math.min(Math.max(1, availableParallelism() - 1), MOST_THREADS);
    this.#pool = threads === 0 ? null : new Pool<HeldFile | HeldPage>(threads, () => startWorker(new URL('./held.worker.ts', import.meta.url)), { ...LIMITS, callMs: LIMIT_MS });
    this.#signal = signal;
    this.width = threads + 2;
  }

  /** Begins at once on another thread, or when it is asked for on this one. Never throws but for the signal. */
  read(held: HeldFile | HeldPage): () => Promise<HeldArticles> {
    if (this.#pool === null) return () => read(held, this.#signal);
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
    await this.#pool?.close();
  }
}
