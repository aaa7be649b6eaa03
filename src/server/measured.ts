/** The engine with a clock beside it: how long each of its calls takes, and how it fails. */
import { XunbaoError } from '../errors.ts';
import type { Reader } from './context.ts';
import type { Metrics } from './metrics.ts';

type Call = Exclude<keyof Reader, 'name' | 'pages'>;

/** Whoever gave up is no fault of the engine; the reason of a deadline is one, by its code. */
const hasLeft = (args: readonly unknown[]): boolean => {
  const last = args.at(-1);
  const signal = typeof last === 'object' && last !== null && 'signal' in last ? last.signal : null;
  return signal instanceof AbortSignal && signal.aborted && !(signal.reason instanceof XunbaoError);
};

export function measured(reader: Reader, metrics: Metrics): Reader {
  const engine = reader.name;
  const timed =
    <A extends readonly unknown[], T>(call: Call, ask: (...args: A) => Promise<T>) =>
    async (...args: A): Promise<T> => {
      const started = performance.now();
      try {
        return await ask(...args);
      } catch (error) {
        const code = error instanceof XunbaoError ? error.code : 'internal';
        if (!hasLeft(args)) metrics.count('xunbao_engine_errors_total', { engine, call, code });
        throw error;
      } finally {
        metrics.observe('xunbao_engine_seconds', { engine, call }, (performance.now() - started) / 1000);
      }
    };
  const { suggest, alternatives, trends, coverage, pages } = reader;
  return {
    name: engine,
    search: timed('search', reader.search.bind(reader)),
    article: timed('article', reader.article.bind(reader)),
    ids: timed('ids', reader.ids.bind(reader)),
    together: timed('together', reader.together.bind(reader)),
    stats: timed('stats', reader.stats.bind(reader)),
    ready: timed('ready', reader.ready.bind(reader)),
    ...(suggest && { suggest: timed('suggest', suggest.bind(reader)) }),
    ...(alternatives && { alternatives: timed('alternatives', alternatives.bind(reader)) }),
    ...(trends && { trends: timed('trends', trends.bind(reader)) }),
    ...(coverage && { coverage: timed('coverage', coverage.bind(reader)) }),
    // An export goes on as fast as its client reads, which says nothing of the engine.
    ...(pages && { pages: pages.bind(reader) }),
  };
}
