/** What HTTP adds to a search: the same queries, one after the other, asked of the engine in this process and of the server. */
import { Agent } from 'node:http';
import type { Engine } from '../src/engine/engine.ts';
import { quantile } from './known-item.ts';
import { statusOf } from './offer.ts';
import type { BenchQuery } from './search/queries.ts';
import { request } from './search/xunbao.ts';

/** Milliseconds at the median of all queries, and at the 95th percentile. */
export interface OneAtATime {
  readonly engine: readonly [p50: number, p95: number];
  readonly http: readonly [p50: number, p95: number];
}

const ROUNDS = 4;

export async function oneAtATime(engine: Engine, queries: readonly BenchQuery[], url: string, pathOf: (query: BenchQuery) => string): Promise<OneAtATime> {
  const agent = new Agent({ keepAlive: true });
  const found: OneAtATime = {
    engine: await measured(queries, (query) => engine.search(request(query))),
    http: await measured(queries, async (query) => {
      const status = await statusOf(new URL(pathOf(query), url), agent);
      if (status !== 200) throw new Error(`${pathOf(query)}: ${status}`);
    }),
  };
  agent.destroy();
  return found;
}

/** The first round warms up. */
async function measured(queries: readonly BenchQuery[], ask: (query: BenchQuery) => Promise<unknown>): Promise<[p50: number, p95: number]> {
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    for (const query of queries) {
      const started = performance.now();
      await ask(query);
      if (round > 0) times.push(performance.now() - started);
    }
  }
  times.sort((a, b) => a - b);
  return [quantile(times, 0.5), quantile(times, 0.95)];
}
