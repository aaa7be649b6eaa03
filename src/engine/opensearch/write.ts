/**
 * Articles into an index. Nothing written is shown before it is asked for (`refresh_interval: -1`), and
 * that is only done between bulk requests, when every article is whole.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Article } from '../../domain.ts';
import { XunbaoError } from '../../errors.ts';
import type { IndexOptions, IndexReport } from '../engine.ts';
import { moments } from '../moments.ts';
import { ask } from './ask.ts';
import { Refusal, type Connection } from './connection.ts';
import { articleKey, paragraphKey, toDocuments, type StoredArticle } from './document.ts';
import { STATE } from './words.ts';

/** Bounds of one bulk request, and how many are on their way at once. */
const BULK_LENGTH = 4_000_000;
const BULK_ARTICLES = 500;
const IN_FLIGHT = 3;
/** What was written is shown at least this often. */
const COMMIT_MS = 5000;
const UPLOAD_MS = 180_000;
/** Pauses before what a busy cluster turned away is sent again. */
const PAUSES = [100, 200, 400, 800, 1600, 3200, 6400, 12_800];
/** How long a stopped ingest waits for what is on its way. */
const GRACE_MS = 15_000;

export interface Target {
  readonly connection: Connection;
  /** Name of the index or of its alias. */
  readonly to: string;
  /** Only to an alias: an index that is not there is not made in passing. */
  readonly isAlias: boolean;
  /** Whether what is written is shown as it comes. */
  readonly isServing: boolean;
}

/** Adds or replaces articles. What was committed before a fault or an abort stays. */
export async function write(target: Target, articles: AsyncIterable<Article> | Iterable<Article>, { signal, onCommit }: IndexOptions): Promise<IndexReport> {
  const moment = moments(await lastChange(target, signal));
  const writer = new Writer(target, moment, signal, onCommit);
  let count = 0;
  let paragraphs = 0;
  try {
    for await (const article of articles) {
      signal?.throwIfAborted();
      await writer.add(article);
      count++;
      paragraphs += article.paragraphs.length;
    }
    signal?.throwIfAborted();
    await writer.commit();
  } catch (error) {
    // Whoever stops should find nothing still on its way.
    await writer.settle();
    throw error;
  }
  return { articles: count, paragraphs };
}

class Writer {
  readonly #target: Target;
  readonly #moment: () => number;
  readonly #signal: AbortSignal | undefined;
  readonly #onCommit: ((articles: number) => void) | undefined;
  #waiting: Article[] = [];
  #length = 0;
  /** Ids of articles that wait or are on their way. */
  readonly #ids = new Set<string>();
  readonly #flying = new Set<Promise<void>>();
  #fault: { readonly error: unknown } | null = null;
  #written = 0;
  #since = performance.now();

  constructor(target: Target, moment: () => number, signal: AbortSignal | undefined, onCommit: IndexOptions['onCommit']) {
    this.#target = target;
    this.#moment = moment;
    this.#signal = signal;
    this.#onCommit = onCommit;
  }

  /** Waits while enough is on its way already. */
  async add(article: Article): Promise<void> {
    // Two versions of one article must not overtake each other.
    if (this.#ids.has(article.id)) await this.#drain();
    this.#ids.add(article.id);
    this.#waiting.push(article);
    for (const { text } of article.paragraphs) this.#length += text.length + 200;
    if (this.#length >= BULK_LENGTH / 8 || this.#waiting.length >= BULK_ARTICLES) await this.#send();
    if (performance.now() - this.#since > COMMIT_MS) await this.commit();
  }

  /** Sends all that waits and, once it is written, shows it. */
  async commit(): Promise<void> {
    await this.#drain();
    this.#since = performance.now();
    if (this.#target.isServing) await refresh(this.#target.connection, this.#target.to, this.#signal);
    this.#onCommit?.(this.#written);
  }

  async settle(): Promise<void> {
    await Promise.race([Promise.allSettled(this.#flying), sleep(GRACE_MS, undefined, { ref: false })]);
  }

  async #drain(): Promise<void> {
    await this.#send();
    await Promise.all(this.#flying);
    this.#rethrow();
    this.#ids.clear();
  }

  async #send(): Promise<void> {
    if (this.#waiting.length === 0) return;
    const articles = this.#waiting;
    this.#waiting = [];
    this.#length = 0;
    while (this.#flying.size >= IN_FLIGHT) await Promise.race(this.#flying);
    this.#rethrow();
    const flight: Promise<void> = put(this.#target, articles, this.#moment())
      .then(
        () => void (this.#written += articles.length),
        (error: unknown) => void (this.#fault ??= { error }),
      )
      .finally(() => this.#flying.delete(flight));
    this.#flying.add(flight);
  }

  #rethrow(): void {
    if (this.#fault !== null) throw this.#fault.error;
  }
}

/** Writes articles, each in one request, and removes what their former versions had more of. */
async function put(target: Target, articles: readonly Article[], indexedAt: number): Promise<void> {
  const former = await formerOrdinals(target, articles.map(({ id }) => id));
  let items: Item[] = [];
  let length = 0;
  for (const article of articles) {
    const kept = new Set(article.paragraphs.map(({ ordinal }) => ordinal));
    const gone = (former.get(article.id) ?? []).filter((ordinal) => !kept.has(ordinal));
    const added = [
      ...gone.map((ordinal) => deletion(article.id, paragraphKey(article.id, ordinal))),
      ...toDocuments(article, indexedAt).map(({ _id, fields }): Item => ({ articleId: article.id, lines: `${JSON.stringify({ index: { _id, routing: article.id } })}\n${JSON.stringify(fields)}\n` })),
    ];
    const more = added.reduce((sum, { lines }) => sum + lines.length, 0);
    if (length > 0 && length + more > BULK_LENGTH) {
      await bulk(target, items);
      items = [];
      length = 0;
    }
    items.push(...added);
    length += more;
  }
  await bulk(target, items);
}

/** Removes articles; answers how many of them were there. */
export async function remove(target: Target, ids: readonly string[], signal?: AbortSignal): Promise<number> {
  const former = await formerOrdinals(target, [...new Set(ids)], signal);
  if (former.size === 0) return 0;
  const items = [...former].flatMap(([id, ordinals]) => [...ordinals.map((ordinal) => deletion(id, paragraphKey(id, ordinal))), deletion(id, articleKey(id))]);
  // So that the index tells when it last changed.
  const mark = { role: 'change', indexedAt: moments(await lastChange(target, signal))() };
  items.push({ articleId: 'change', lines: `${JSON.stringify({ index: { _id: 'change', routing: 'change' } })}\n${JSON.stringify(mark)}\n` });
  await bulk(target, items, signal);
  await refresh(target.connection, target.to, signal);
  return former.size;
}

export async function refresh(connection: Connection, to: string, signal?: AbortSignal): Promise<void> {
  await connection.ask({ method: 'POST', path: `/${to}/_refresh`, ms: UPLOAD_MS, signal });
}

/** When what is shown was written last; 0 when nothing is. */
async function lastChange({ connection, to, isServing }: Target, signal?: AbortSignal): Promise<number> {
  if (!isServing) return 0;
  const { aggregations } = await ask({ connection, name: to }, STATE, signal);
  return aggregations?.['changed']?.value ?? 0;
}

/** The ordinals of those articles that are there, shown or not. */
async function formerOrdinals({ connection, to }: Target, ids: readonly string[], signal?: AbortSignal): Promise<Map<string, readonly number[]>> {
  if (ids.length === 0) return new Map();
  const docs = ids.map((id) => ({ _id: articleKey(id), routing: id, _source: ['ordinals'] }));
  const answer = await connection.ask<{ docs: readonly { found?: boolean; error?: { type: string; reason: string }; _source?: Pick<StoredArticle, 'ordinals'> }[] }>({ method: 'POST', path: `/${to}/_mget`, body: { docs }, signal });
  const refused = answer.docs.find(({ error }) => error !== undefined)?.error;
  if (refused?.type === 'index_not_found_exception') return new Map();
  if (refused !== undefined) throw new XunbaoError('engine_unavailable', `OpenSearch: ${refused.reason}`);
  return new Map(answer.docs.flatMap(({ found, _source }, i) => (found && _source !== undefined ? [[ids[i]!, _source.ordinals] as const] : [])));
}

interface Item {
  readonly articleId: string;
  readonly lines: string;
}

const deletion = (articleId: string, _id: string): Item => ({ articleId, lines: `${JSON.stringify({ delete: { _id, routing: articleId } })}\n` });

interface ItemAnswer {
  readonly status: number;
  readonly error?: { readonly type: string; readonly reason?: string; readonly caused_by?: { readonly reason?: string } };
}
interface BulkAnswer {
  readonly errors: boolean;
  readonly items: readonly { readonly [action: string]: ItemAnswer }[];
}

/** Carries out all items, those that a busy cluster turns away again and again; whatever else fails is told by article. */
async function bulk({ connection, to, isAlias }: Target, items: readonly Item[], signal?: AbortSignal): Promise<void> {
  let left = items;
  for (let attempt = 0; left.length > 0; attempt++) {
    const refusals = await send(connection, `/${to}/_bulk`, isAlias, left, signal);
    const failed = refusals.filter(({ isBusy }) => !isBusy);
    if (failed.length > 0) throw new XunbaoError('engine_failed', `OpenSearch refused ${told(failed)}`);
    left = refusals.map(({ item }) => item);
    const pause = PAUSES[attempt];
    if (left.length > 0 && pause === undefined) throw new XunbaoError('engine_unavailable', `OpenSearch is too busy to take ${told(refusals)}`);
    if (left.length > 0) await sleep(pause, undefined, signal && { signal }).catch(() => signal?.throwIfAborted());
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
