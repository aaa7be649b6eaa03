/** One server, one index, one key: requests with a deadline, tasks awaited, faults in our terms. */
import { setTimeout as sleep } from 'node:timers/promises';
import { Meilisearch, MeilisearchApiError, MeilisearchError, type EnqueuedTask, type MultiSearchQuery, type SearchResponse, type Task } from 'meilisearch';
import { XunbaoError } from '../../errors.ts';
import { unlessAborted } from '../../unless-aborted.ts';
import type { StoredDocument } from './document.ts';

/** A request without an answer by then has failed; indexing goes on in tasks, which may take longer. */
const REQUEST_MS = 30_000;
const TASK_MS = 30 * 60_000;

export type SearchQuery = Omit<MultiSearchQuery, 'indexUid'>;
/** What is used of an answer, whatever was asked. */
export type SearchAnswer<D> = Pick<SearchResponse<Record<string, unknown>>, 'facetDistribution'> & { hits: D[]; totalHits: number };

interface Server {
  readonly url: string;
  readonly key: string | null;
  /** The variable that the key came from, for messages. */
  readonly keyName: string;
  readonly requestMs?: number;
}

export class Connection {
  readonly client: Meilisearch;
  readonly #server: Server;

  constructor(server: Server) {
    this.#server = server;
    this.client = new Meilisearch({
      host: server.url,
      // Compressed answers go out in several small writes, which cost 40 ms each of waiting for an acknowledgement.
      requestInit: { headers: { 'Accept-Encoding': 'identity' } },
      // No `timeout`: the client's does not fire on requests that carry a signal, and ours do.
      ...(server.key === null ? {} : { apiKey: server.key }),
    });
  }

  /** Runs `ask` under a deadline; the client cannot stop every request, but none is waited for longer. */
  async ask<T>(signal: AbortSignal | undefined, ask: (signal: AbortSignal) => Promise<T>, ms = this.#server.requestMs ?? REQUEST_MS): Promise<T> {
    signal?.throwIfAborted();
    const deadline = AbortSignal.timeout(ms);
    const either = signal === undefined ? deadline : AbortSignal.any([signal, deadline]);
    try {
      return await unlessAborted(ask(either), either);
    } catch (cause) {
      if (signal?.aborted) throw signal.reason;
      if (deadline.aborted) throw new XunbaoError('engine_unavailable', `Meilisearch at ${this.#server.url} did not answer in time`, { cause });
      throw this.#mapped(cause);
    }
  }

  /** All queries in one request, answered in order; an index that does not exist yet holds nothing. */
  async search<D>(uid: string, queries: readonly SearchQuery[], signal?: AbortSignal): Promise<SearchAnswer<D>[]> {
    const nothing = (): SearchAnswer<D>[] => queries.map(() => ({ hits: [], totalHits: 0 }));
    try {
      const { results } = await this.ask(signal, async (signal) => {
        const answer = await this.client.multiSearch({ queries: queries.map((query) => ({ ...query, indexUid: uid })) }, { signal });
        const isAnswer = Array.isArray(answer?.results) && answer.results.length === queries.length && answer.results.every((result) => Array.isArray(result?.hits));
        if (!isAnswer) throw new TypeError('no list of results');
        return answer;
      });
      // The client cannot know what our documents look like.
      return results as unknown as SearchAnswer<D>[];
    } catch (error) {
      if (isMissingIndex(error)) return nothing();
      throw error;
    }
  }

  /** Enqueues a task and waits until it has been carried out; its failure is ours. */
  async run(signal: AbortSignal | undefined, enqueue: () => Promise<EnqueuedTask>): Promise<void> {
    await this.finished(await this.ask(signal, enqueue), signal);
  }

  async finished({ taskUid }: EnqueuedTask, signal?: AbortSignal): Promise<void> {
    const until = performance.now() + TASK_MS;
    for (let pause = 5; performance.now() < until; pause = Math.min(pause * 1.5, 250)) {
      const task = await this.ask(signal, (signal) => this.client.tasks.getTask(taskUid, { signal }));
      if (task.status === 'succeeded') return;
      if (task.status === 'failed' || task.status === 'canceled') throw failure(task);
      await sleep(pause, undefined, signal === undefined ? {} : { signal }).catch(() => signal?.throwIfAborted());
    }
    throw new XunbaoError('timeout', `Meilisearch task ${taskUid} was still not finished after ${TASK_MS / 60_000} minutes`);
  }

  documents(uid: string, documents: StoredDocument[]): Promise<EnqueuedTask> {
    return this.client.index(uid).addDocuments(documents, { primaryKey: 'id' });
  }

  #mapped(cause: unknown): unknown {
    if (cause instanceof XunbaoError) return cause;
    const { url, key, keyName } = this.#server;
    if (cause instanceof MeilisearchApiError) {
      const { status } = cause.response;
      const message = cause.cause?.message ?? `HTTP ${status}`;
      if (status === 401 || status === 403) {
        const problem = key === null ? `asks for a key, and ${keyName} is not set` : `refused ${keyName}`;
        return new XunbaoError('engine_unavailable', `Meilisearch at ${url} ${problem}: ${message}`, { cause });
      }
      const busy = status === 408 || status === 429 || (status >= 502 && status <= 504);
      return new XunbaoError(busy ? 'engine_unavailable' : 'engine_failed', `Meilisearch at ${url}: ${message}`, { cause });
    }
    if (cause instanceof MeilisearchError) {
      const reason = cause.cause instanceof Error ? reasonOf(cause.cause) : cause.message;
      return new XunbaoError('engine_unavailable', `Meilisearch at ${url} cannot be reached: ${reason}`, { cause });
    }
    return new XunbaoError('engine_unavailable', `what answers at ${url} is not Meilisearch`, { cause });
  }
}

function failure({ uid, type, status, error }: Task): XunbaoError {
  return new XunbaoError('engine_failed', `Meilisearch task ${uid} (${type}) ${status}${error === null ? '' : `: ${error.message}`}`);
}

export const isMissingIndex = (error: unknown): boolean => said(error) === 'index_not_found';
/** The task exists, but not for a key that is bound to certain indexes. */
export const isHiddenTask = (error: unknown): boolean => said(error) === 'task_not_found';

/** The code of Meilisearch's answer that a fault came from. */
function said(error: unknown): string | null {
  return error instanceof XunbaoError && error.cause instanceof MeilisearchApiError ? (error.cause.cause?.code ?? null) : null;
}

/** `fetch failed` says nothing; what it was caused by does. */
function reasonOf(error: Error): string {
  return error.cause instanceof Error ? error.cause.message || error.cause.name : error.message;
}
