/**
 * The embedded engine with its reads on worker threads, for a server: a slow search stalls neither
 * the main thread nor, while another worker is free, a quick one. Writes stay where they are called.
 */
import { availableParallelism } from 'node:os';
import { startWorker } from '../../worker.ts';
import type { CallOptions, Engine } from '../engine.ts';
import { Pool } from '../../pool.ts';
import { openSqlite, type SqliteOptions } from './sqlite.ts';

type Reads = Required<Pick<Engine, 'search' | 'article' | 'ids' | 'together' | 'stats' | 'suggest' | 'alternatives' | 'trends' | 'coverage' | 'ready'>>;
type Method = keyof Reads;
/** What goes to a worker. Options stay here: a signal cannot cross threads. */
export type Read = { [M in Method]: { readonly method: M; readonly args: Parameters<Reads[M]> } }[Method];

/** `threads`: how many searches run at once; a core each is what pays. */
export function openThreadedSqlite(dir: string, { threads = availableParallelism(), ...options }: SqliteOptions & { readonly threads?: number } = {}): Engine {
  const engine = openSqlite(dir, options);
  const pool = new Pool<Read>(threads, () => startWorker(new URL('./read.worker.ts', import.meta.url), { dir }));
  pool.start();
  // A worker answers what the same method of the engine answers.
  const ask = <M extends Method>(read: Extract<Read, { method: M }>, options?: CallOptions) => pool.call(read, options?.signal) as ReturnType<Reads[M]>;
  return {
    name: engine.name,
    capabilities: engine.capabilities,
    index: (articles, options) => engine.index(articles, options),
    delete: (ids, options) => engine.delete(ids, options),
    search: (request, options) => ask({ method: 'search', args: [request] }, options),
    article: (id, options) => ask({ method: 'article', args: [id] }, options),
    ids: (after, limit, options) => ask({ method: 'ids', args: [after, limit] }, options),
    together: (which, limit, options) => ask({ method: 'together', args: [which, limit] }, options),
    stats: (options) => ask({ method: 'stats', args: [] }, options),
    suggest: (typed, limit, options) => ask({ method: 'suggest', args: [typed, limit] }, options),
    alternatives: (word, options) => ask({ method: 'alternatives', args: [word] }, options),
    trends: (request, interval, options) => ask({ method: 'trends', args: [request, interval] }, options),
    coverage: (year, options) => ask({ method: 'coverage', args: [year] }, options),
    ready: (options) => ask({ method: 'ready', args: [] }, options),
    async close() {
      await pool.close();
      await engine.close();
    },
  };
}
