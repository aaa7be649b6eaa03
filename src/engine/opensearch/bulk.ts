/** Many writes in one request, each answered for itself. */
import { setTimeout as sleep } from 'node:timers/promises';
import { XunbaoError } from '../../errors.ts';
import { Refusal, type Connection } from './connection.ts';

/** What is written waits for copies and, at times, for merges. */
export const UPLOAD_MS = 180_000;
/** Pauses before what a busy cluster turned away is sent again. */
const PAUSES = [100, 200, 400, 800, 1600, 3200, 6400, 12_800];

export interface Target {
  readonly connection: Connection;
  /** Name of the index or of its alias. */
  readonly to: string;
  /** Only to an alias: an index that is not there is not made in passing. */
  readonly isAlias: boolean;
  /** Whether what is written is shown as it comes. */
  readonly isServing: boolean;
}

export interface Item {
  readonly articleId: string;
  readonly lines: string;
}

export const insertion = (articleId: string, _id: string, fields: object): Item => ({ articleId, lines: `${JSON.stringify({ index: { _id, routing: articleId } })}\n${JSON.stringify(fields)}\n` });

export const deletion = (articleId: string, _id: string): Item => ({ articleId, lines: `${JSON.stringify({ delete: { _id, routing: articleId } })}\n` });

interface ItemAnswer {
  readonly status: number;
  readonly error?: { readonly type: string; readonly reason?: string; readonly caused_by?: { readonly reason?: string } };
}
interface BulkAnswer {
  readonly errors: boolean;
  readonly items: readonly { readonly [action: string]: ItemAnswer }[];
}

/** Carries out all items, those that a busy cluster turns away again and again; whatever else fails is told by article. */
export async function bulk({ connection, to, isAlias }: Target, items: readonly Item[], signal?: AbortSignal): Promise<void> {
  let left = items;
  for (let attempt = 0; left.length > 0; attempt++) {
    const refusals = await send(connection, `/${to}/_bulk`, isAlias, left, signal);
    const failed = refusals.filter(({ isBusy }) => !isBusy);
    if (failed.length > 0) throw new ArticlesRefused(failed, refusals);
    left = refusals.map(({ item }) => item);
    const pause = PAUSES[attempt];
    if (left.length > 0 && pause === undefined) throw new XunbaoError('engine_unavailable', `OpenSearch is too busy to take ${told(refusals)}`);
    if (left.length > 0) await sleep(pause, undefined, signal && { signal }).catch(() => signal?.throwIfAborted());
  }
}

/** The cluster will never take some articles as they are. */
export class ArticlesRefused extends XunbaoError {
  /** Of these, and of others in the same request, some is not written. */
  readonly ids: ReadonlySet<string>;

  constructor(failed: readonly Refused[], all: readonly Refused[]) {
    super('engine_failed', `OpenSearch refused ${told(failed)}`);
    this.ids = new Set(all.map(({ item }) => item.articleId));
  }
}

interface Refused {
  readonly item: Item;
  readonly isBusy: boolean;
  readonly reason: string;
}

async function send(connection: Connection, path: string, isAlias: boolean, items: readonly Item[], signal?: AbortSignal): Promise<Refused[]> {
  const lines = items.map((item) => item.lines).join('');
  try {
    const answer = await connection.ask<BulkAnswer>({ method: 'POST', path, query: { require_alias: isAlias }, lines, ms: UPLOAD_MS, signal });
    if (!Array.isArray(answer.items) || answer.items.length !== items.length) throw new XunbaoError('engine_unavailable', 'what answers is not OpenSearch: no list of items');
    if (!answer.errors) return [];
    return answer.items.flatMap((result: BulkAnswer['items'][number], i: number) => {
      const { status, error } = Object.values(result)[0]!;
      if (error === undefined) return [];
      return [{ item: items[i]!, isBusy: status === 429 || status === 503, reason: error.caused_by?.reason ?? error.reason ?? error.type }];
    });
  } catch (error) {
    if (error instanceof Refusal && error.status === 429) return items.map((item) => ({ item, isBusy: true, reason: error.message }));
    throw error;
  }
}

/** The first article with its reason, and how many more. */
function told(refused: readonly Refused[]): string {
  const articles = new Map(refused.map(({ item, reason }) => [item.articleId, reason]));
  const [first] = articles;
  return `article ${first?.[0]}: ${first?.[1]}${articles.size > 1 ? ` (and ${articles.size - 1} more articles)` : ''}`;
}
