/** A whole new index beside the serving one, exchanged for it when it is complete. */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Article } from '../../domain.ts';
import { XunbaoError } from '../../errors.ts';
import type { IndexOptions, IndexReport } from '../engine.ts';
import { isHiddenTask } from './connection.ts';
import type { Index } from './search.ts';
import { create, exists, prepare, write } from './write.ts';

const EXCHANGE_MS = 60_000;

export async function rebuild(index: Index, articles: AsyncIterable<Article> | Iterable<Article>, options: IndexOptions): Promise<IndexReport> {
  const fresh = { connection: index.connection, uid: `${index.uid}_build` };
  // One that was killed left its build behind.
  await discard(fresh, options.signal);
  try {
    await prepare(fresh, options.signal);
    const report = await write(fresh, articles, { build: randomUUID(), indexedAt: 0 }, options);
    await create(index, options.signal);
    await exchange(index, fresh, options.signal);
    return report;
  } finally {
    // After the exchange this is the old data; after a fault, what was built in vain.
    await discard(fresh);
  }
}

async function discard({ connection, uid }: Index, signal?: AbortSignal): Promise<void> {
  if (await exists({ connection, uid }, signal)) await connection.run(signal, () => connection.client.deleteIndex(uid));
}

async function exchange({ connection, uid }: Index, fresh: Index, signal?: AbortSignal): Promise<void> {
  const { client } = connection;
  const createdAt = async (uid: string): Promise<unknown> => (await connection.ask(signal, () => client.getRawIndex(uid))).createdAt;
  const expected = await createdAt(fresh.uid);
  try {
    await connection.run(signal, () => client.swapIndexes([{ indexes: [uid, fresh.uid], rename: false }]));
  } catch (error) {
    if (!isHiddenTask(error)) throw error;
    // A key bound to our indexes may order the exchange, but not look at its task: its effect is waited for.
    for (const until = performance.now() + EXCHANGE_MS; (await createdAt(uid)) !== expected; await sleep(50)) {
      if (performance.now() > until) throw new XunbaoError('timeout', `the rebuilt index was not put in place within ${EXCHANGE_MS / 1000} s`, { cause: error });
    }
  }
}
