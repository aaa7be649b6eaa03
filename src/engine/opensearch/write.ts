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
import { ArticlesRefused, UPLOAD_MS, bulk, deletion, insertion, type Item, type Target } from './bulk.ts';
import type { Connection } from './connection.ts';
import { articleKey, paragraphKey, toDocuments, type StoredArticle } from './document.ts';
import { STATE } from './words.ts';

/** Bounds of one bulk request, and how many are on their way at once. */
const BULK_LENGTH = 4_000_000;
const BULK_ARTICLES = 500;
const IN_FLIGHT = 3;
/** What was written is shown at least this often. */
const COMMIT_MS = 5000;
/** How long a stopped ingest waits for what is on its way. */
const GRACE_MS = 15_000;

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
  try {
    for (const article of articles) {
      const added = replacing(article, former.get(article.id) ?? [], indexedAt);
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
  } catch (error) {
    if (error instanceof ArticlesRefused && target.isServing) await putBack(target, articles.filter(({ id }) => error.ids.has(id)), indexedAt);
    throw error;
  }
}

function replacing(article: Article, former: readonly number[], indexedAt: number): Item[] {
  const kept = new Set(article.paragraphs.map(({ ordinal }) => ordinal));
  const gone = former.filter((ordinal) => !kept.has(ordinal));
  return [...gone.map((ordinal) => deletion(article.id, paragraphKey(article.id, ordinal))), ...toDocuments(article, indexedAt).map(({ _id, fields }) => insertion(article.id, _id, fields))];
}

/** Of articles that were refused some is written and not shown yet. So that this half never is, they become again what is shown of them. */
async function putBack(target: Target, articles: readonly Article[], indexedAt: number): Promise<void> {
  const shown = await stored<Pick<StoredArticle, 'article' | 'paragraphs'>>(target, articles.map(({ id }) => id), ['article', 'paragraphs'], { realtime: false });
  const items = articles.flatMap(({ id, paragraphs }) => {
    const ordinals = paragraphs.map(({ ordinal }) => ordinal);
    const former = shown.get(id);
    if (former !== undefined) return replacing({ ...former.article, paragraphs: [...former.paragraphs] }, ordinals, indexedAt);
    return [...ordinals.map((ordinal) => deletion(id, paragraphKey(id, ordinal))), deletion(id, articleKey(id))];
  });
  await bulk(target, items);
}

/** Removes articles; answers how many of them were there. */
export async function remove(target: Target, ids: readonly string[], signal?: AbortSignal): Promise<number> {
  const former = await formerOrdinals(target, [...new Set(ids)], signal);
  if (former.size === 0) return 0;
  const items = [...former].flatMap(([id, ordinals]) => [...ordinals.map((ordinal) => deletion(id, paragraphKey(id, ordinal))), deletion(id, articleKey(id))]);
  // So that the index tells when it last changed.
  const mark = { role: 'change', indexedAt: moments(await lastChange(target, signal))() };
  items.push(insertion('change', 'change', mark));
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
async function formerOrdinals(target: Target, ids: readonly string[], signal?: AbortSignal): Promise<Map<string, readonly number[]>> {
  const there = await stored<Pick<StoredArticle, 'ordinals'>>(target, ids, ['ordinals'], {}, signal);
  return new Map([...there].map(([id, { ordinals }]) => [id, ordinals]));
}

/** What is stored of those articles that are there; `realtime: false`: as it is shown. */
async function stored<T>({ connection, to }: Target, ids: readonly string[], attributes: readonly (keyof T)[], query: { readonly realtime?: false }, signal?: AbortSignal): Promise<Map<string, T>> {
  if (ids.length === 0) return new Map();
  const docs = ids.map((id) => ({ _id: articleKey(id), routing: id, _source: attributes }));
  const answer = await connection.ask<{ docs: readonly { found?: boolean; error?: { type: string; reason: string }; _source?: T }[] }>({ method: 'POST', path: `/${to}/_mget`, query, body: { docs }, signal });
  const refused = answer.docs.find(({ error }) => error !== undefined)?.error;
  if (refused?.type === 'index_not_found_exception') return new Map();
  if (refused !== undefined) throw new XunbaoError('engine_unavailable', `OpenSearch: ${refused.reason}`);
  return new Map(answer.docs.flatMap(({ found, _source }, i) => (found && _source !== undefined ? [[ids[i]!, _source] as const] : [])));
}
