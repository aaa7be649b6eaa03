/** Searches put to the cluster: on all shards or none. */
import { createHash } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { XunbaoError } from '../../errors.ts';
import { Refusal, type Connection } from './connection.ts';

export interface Index {
  readonly connection: Connection;
  /** The alias. */
  readonly name: string;
}

export interface Answer<S> {
  readonly hits: { readonly total?: { readonly value: number }; readonly hits: readonly { readonly _id: string; readonly _score: number | null; readonly _source: S; readonly sort?: readonly unknown[]; readonly matched_queries?: readonly string[]; readonly fields?: { readonly paragraphCount?: readonly number[] } }[] };
  readonly aggregations?: Readonly<Record<string, Aggregation>>;
  readonly _shards: { readonly total: number; readonly failed: number };
  readonly timed_out: boolean;
}

/** What is used of any aggregation. */
export interface Aggregation {
  readonly value?: number | null;
  readonly doc_count?: number;
  readonly buckets?: readonly { readonly key: string | number; readonly doc_count: number }[];
  readonly sum_other_doc_count?: number;
  readonly found?: Aggregation;
}

/** Milliseconds before a search is asked again. */
const PAUSES = [100, 500];

/** A node that dies takes the searches along that it was answering; copies on other nodes answer them a moment later. */
const isLostOnTheWay = (error: unknown): boolean => error instanceof Refusal && error.status >= 500 && error.type === 'search_phase_execution_exception';

/** Runs a search on all shards or none: fewer totals are never passed off as all. */
export function ask<S>({ connection, name }: Index, body: object, signal?: AbortSignal): Promise<Answer<S>> {
  return persisting(signal, async () => checked(await connection.ask<Answer<S>>({ method: 'POST', path: `/${name}/_search`, query: { ...onAllOf(body) }, body, signal })));
}

/** Several searches in one request, answered in their order. */
export function askAll<S>({ connection, name }: Index, bodies: readonly object[], signal?: AbortSignal): Promise<Answer<S>[]> {
  const lines = bodies.map((body) => `${JSON.stringify({ index: name, ...onAllOf(body) })}\n${JSON.stringify(body)}\n`).join('');
  return persisting(signal, async () => {
    const { responses } = await connection.ask<{ responses?: readonly (Answer<S> | { readonly status: number; readonly error: object })[] }>({ method: 'POST', path: '/_msearch', lines, signal });
    if (responses?.length !== bodies.length) throw new XunbaoError('engine_unavailable', 'what answers is not OpenSearch: no list of answers');
    return responses.map((answer) => {
      if ('error' in answer) throw connection.refusal(answer.status, answer);
      return checked(answer);
    });
  });
}

async function persisting<T>(signal: AbortSignal | undefined, search: () => Promise<T>): Promise<T> {
  for (const pause of PAUSES) {
    try {
      return await search();
    } catch (error) {
      if (!isLostOnTheWay(error)) throw error;
    }
    await wait(pause);
    signal?.throwIfAborted();
  }
  return search();
}

const onAllOf = (body: object) => ({
  // An index that does not exist yet holds nothing.
  ignore_unavailable: true,
  allow_partial_search_results: false,
  // The same question goes to the same copies, so that its pages agree and its answer may be cached.
  preference: createHash('sha1').update(JSON.stringify(body)).digest('hex'),
});

export function checked<S>(answer: Answer<S>): Answer<S> {
  if (!Array.isArray(answer.hits?.hits) || typeof answer._shards?.failed !== 'number') throw new XunbaoError('engine_unavailable', 'what answers is not OpenSearch: no list of hits');
  const { failed, total } = answer._shards;
  if (failed > 0 || answer.timed_out) throw new XunbaoError('engine_unavailable', `OpenSearch: ${failed} of ${total} shards did not answer, so the result would not be whole`);
  return answer;
}
