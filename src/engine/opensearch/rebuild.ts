/** Indices behind the alias: the first one, and a new one beside the serving one, put in its place when complete. */
import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Article } from '../../domain.ts';
import type { IndexOptions, IndexReport } from '../engine.ts';
import type { Index } from './ask.ts';
import { Refusal } from './connection.ts';
import { putFields, putTemplate, type Layout } from './template.ts';
import { refresh, write } from './write.ts';

/** How long searches that began on the former index may still take. */
const GRACE_MS = 1000;
/** How long copies of a new index are waited for before it serves. */
const COPIES_MS = 60_000;

/** The index behind the alias; `null` when there is none yet. */
export async function behind({ connection, name }: Index, signal?: AbortSignal): Promise<string | null> {
  try {
    return Object.keys(await connection.ask({ method: 'GET', path: `/_alias/${name}`, signal })).sort().at(-1) ?? null;
  } catch (error) {
    if (error instanceof Refusal && error.status === 404) return null;
    throw error;
  }
}

/** Makes the index where there is none; one made by an earlier version learns of the fields that came since. */
export async function prepare(index: Index, layout: Layout, signal?: AbortSignal): Promise<void> {
  const { connection, name } = index;
  const there = await behind(index, signal);
  if (there !== null) return putFields(connection, there, signal);
  await putTemplate(connection, name, layout, signal);
  await connection.ask({ method: 'PUT', path: `/${fresh(name)}`, body: { aliases: { [name]: {} } }, signal });
}

export async function rebuild(index: Index, layout: Layout, articles: AsyncIterable<Article> | Iterable<Article>, options: IndexOptions): Promise<IndexReport> {
  const { connection, name } = index;
  const { signal } = options;
  const former = await behind(index, signal);
  // A rebuild that was killed left its index behind.
  await discardAll(index, former, signal);
  await putTemplate(connection, name, layout, signal);
  const made = fresh(name);
  try {
    await connection.ask({ method: 'PUT', path: `/${made}`, signal });
    const report = await write({ connection, to: made, isAlias: false, isServing: false }, articles, options);
    await refresh(connection, made, signal);
    await copied(index, made, layout, signal);
    const actions = [...(former === null ? [] : [{ remove: { index: former, alias: name } }]), { add: { index: made, alias: name } }];
    await connection.ask({ method: 'POST', path: '/_aliases', body: { actions }, signal });
    if (former !== null) await sleep(GRACE_MS).then(() => discard(index, former));
    return report;
  } catch (error) {
    if ((await behind(index).catch(() => made)) !== made) await discard(index, made).catch(() => undefined);
    throw error;
  }
}

const fresh = (name: string): string => `${name}-${Date.now().toString(36)}${randomBytes(3).toString('hex')}`;

/** Waits until a node more may be lost, where there are nodes enough. */
async function copied({ connection }: Index, made: string, { replicas }: Layout, signal?: AbortSignal): Promise<void> {
  const health = (query: Record<string, string>) =>
    connection.ask<{ number_of_data_nodes: number }>({ method: 'GET', path: `/_cluster/health/${made}`, query, ms: COPIES_MS + 5000, signal }).catch((error: unknown) => {
      // 408: still being copied when the time was up. It serves all the same.
      if (error instanceof Refusal && error.status === 408) return { number_of_data_nodes: 0 };
      throw error;
    });
  const { number_of_data_nodes: nodes } = await health({});
  if (replicas > 0 && nodes > replicas) await health({ wait_for_status: 'green', timeout: `${COPIES_MS}ms` });
}

async function discardAll(index: Index, except: string | null, signal?: AbortSignal): Promise<void> {
  const there = await index.connection.ask({ method: 'GET', path: `/${index.name}-*/_alias`, signal });
  for (const name of Object.keys(there)) if (name !== except) await discard(index, name, signal);
}

async function discard({ connection }: Index, name: string, signal?: AbortSignal): Promise<void> {
  await connection.ask({ method: 'DELETE', path: `/${name}`, query: { ignore_unavailable: true }, signal });
}
