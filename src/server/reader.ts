/** The engine as the server sees it: it can only read, and it opens (again) by itself. */
import type { Engine } from '../engine/engine.ts';
import { XunbaoError } from '../errors.ts';

/** No route can change the index, because none is handed anything that could. */
export type Reader = Pick<Engine, 'name' | 'search' | 'article' | 'stats' | 'ready' | 'close'>;

const asFault = (error: unknown): XunbaoError =>
  error instanceof XunbaoError ? error : new XunbaoError('engine_unavailable', 'the engine could not be opened', { cause: error });

/**
 * A reader that opens its engine at first use and, when that failed, again at a later one, at most
 * every `retryMs`. An engine whose index turns out corrupt is closed and opened afresh.
 */
export function selfOpening(name: string, open: () => Promise<Reader>, retryMs = 1000): Reader {
  let current: Promise<Reader> | null = null;
  let failure: { readonly error: XunbaoError; readonly at: number } | null = null;
  let closed = false;

  function fail(opened: Promise<Reader>, error: XunbaoError): void {
    failure = { error, at: performance.now() };
    if (current === opened) current = null;
  }

  function opened(): Promise<Reader> {
    if (closed) return Promise.reject(new XunbaoError('engine_unavailable', 'the server is shutting down'));
    if (current) return current;
    if (failure && performance.now() - failure.at < retryMs) return Promise.reject(failure.error);
    const opening = open();
    current = opening;
    opening.catch((error: unknown) => fail(opening, asFault(error)));
    return opening;
  }

  async function use<T>(work: (reader: Reader) => Promise<T>): Promise<T> {
    const opening = opened();
    const reader = await opening.catch((error: unknown) => {
      throw asFault(error);
    });
    try {
      return await work(reader);
    } catch (error) {
      if (error instanceof XunbaoError && error.code === 'index_corrupt' && current === opening) {
        fail(opening, error);
        await reader.close().catch(() => {});
      }
      throw error;
    }
  }

  return {
    name,
    search: (request, options) => use((reader) => reader.search(request, options)),
    article: (id, options) => use((reader) => reader.article(id, options)),
    stats: (options) => use((reader) => reader.stats(options)),
    ready: (options) => use((reader) => reader.ready(options)),
    async close() {
      closed = true;
      const reader = await current?.catch(() => null);
      await reader?.close();
    },
  };
}
