/** Articles into an index: in batches, each one task, so that a reader never sees half an article. */
import type { EnqueuedTask } from 'meilisearch';
import { paragraphId, type Article } from '../../domain.ts';
import type { IndexOptions, IndexReport } from '../engine.ts';
import { moments } from '../moments.ts';
import { isMissingIndex } from './connection.ts';
import { goneDocument, toDocuments, type Stamp, type StoredDocument } from './document.ts';
import { equal, oneOf } from './expression.ts';
import { toFacetKey } from './facet-key.ts';
import type { Index } from './search.ts';
import { SETTINGS, isCurrent } from './settings.ts';

/** Characters of text in one batch; its documents are about thirty times as many bytes. */
const BATCH_CHARACTERS = 1_000_000;
const BATCH_ARTICLES = 2000;
/** A slow stream is made searchable at least this often. */
const BATCH_MS = 5000;
/** A batch on its way over a slow line. */
const UPLOAD_MS = 180_000;
/** How long a stopped ingest waits for the batch that the server works on. */
const GRACE_MS = 15_000;

/** Brings the settings of an index up to date, creating it when it is missing. */
export async function prepare(index: Index, signal?: AbortSignal): Promise<void> {
  const { connection, uid } = index;
  const target = connection.client.index(uid);
  await create(index, signal);
  if (isCurrent(await connection.ask(signal, () => target.getSettings()))) return;
  await connection.run(signal, () => target.updateSettings(SETTINGS));
}

export async function create({ connection, uid }: Index, signal?: AbortSignal): Promise<void> {
  if (await exists({ connection, uid }, signal)) return;
  await connection.run(signal, () => connection.client.createIndex(uid, { primaryKey: 'id' }));
}

export async function exists({ connection, uid }: Index, signal?: AbortSignal): Promise<boolean> {
  try {
    await connection.ask(signal, () => connection.client.getRawIndex(uid));
    return true;
  } catch (error) {
    if (isMissingIndex(error)) return false;
    throw error;
  }
}

/** Adds or replaces articles of the build and later than its last change. What was committed before a fault or an abort stays. */
export async function write(index: Index, articles: AsyncIterable<Article> | Iterable<Article>, former: Stamp, options: IndexOptions): Promise<IndexReport> {
  const { signal, onCommit } = options;
  const batches = new Batches(index, former, onCommit);
  let paragraphs = 0;
  let count = 0;
  try {
    for await (const article of articles) {
      signal?.throwIfAborted();
      if (batches.isFull || batches.has(article.id)) await batches.send(signal);
      batches.add(article);
      count++;
      paragraphs += article.paragraphs.length;
    }
    signal?.throwIfAborted();
    await batches.send(signal);
    await batches.settle(signal);
  } catch (error) {
    // The server carries on with a task it was given; whoever stops should find the count that stays.
    await batches.settle(AbortSignal.timeout(GRACE_MS)).catch(() => undefined);
    throw error;
  }
  await batches.sweep(signal);
  return { articles: count, paragraphs };
}

class Batches {
  readonly #index: Index;
  readonly #build: string;
  readonly #moment: () => number;
  readonly #onCommit: ((articles: number) => void) | undefined;
  #waiting = new Map<string, Article>();
  #characters = 0;
  #since = performance.now();
  #running: { readonly task: EnqueuedTask; readonly articles: number } | null = null;
  #safe = 0;
  #anyGone = false;

  constructor(index: Index, { build, indexedAt }: Stamp, onCommit: IndexOptions['onCommit']) {
    this.#index = index;
    this.#build = build;
    this.#moment = moments(indexedAt);
    this.#onCommit = onCommit;
  }

  get isFull(): boolean {
    const { size } = this.#waiting;
    return size > 0 && (size >= BATCH_ARTICLES || this.#characters >= BATCH_CHARACTERS || performance.now() - this.#since > BATCH_MS);
  }

  has(id: string): boolean {
    return this.#waiting.has(id);
  }

  add(article: Article): void {
    if (this.#waiting.size === 0) this.#since = performance.now();
    this.#waiting.set(article.id, article);
    for (const { text } of article.paragraphs) this.#characters += text.length + 50;
  }

  /** Hands over what waits, once the batch before it is in; the server works while the next one gathers. */
  async send(signal: AbortSignal | undefined): Promise<void> {
    const articles = [...this.#waiting.values()];
    if (articles.length === 0) return;
    const { connection, uid } = this.#index;
    const stamp = { build: this.#build, indexedAt: this.#moment() };
    const documents: StoredDocument[] = articles.flatMap((article) => toDocuments(article, stamp));
    await this.settle(signal);
    documents.push(...(await this.#leftovers(articles, signal)).map(goneDocument));
    // Not to be stopped half-way: whether the batch was taken would be unknown.
    const task = await connection.ask(undefined, () => connection.documents(uid, documents), UPLOAD_MS);
    this.#running = { task, articles: articles.length };
    this.#waiting = new Map();
    this.#characters = 0;
  }

  /** Waits for the batch that the server works on. */
  async settle(signal?: AbortSignal): Promise<void> {
    if (this.#running === null) return;
    const { task, articles } = this.#running;
    try {
      await this.#index.connection.finished(task, signal);
    } catch (error) {
      if (!signal?.aborted) this.#running = null;
      throw error;
    }
    this.#running = null;
    this.#safe += articles;
    this.#onCommit?.(this.#safe);
  }

  /** Removes the stand-ins of paragraphs that are no more. */
  async sweep(signal: AbortSignal | undefined): Promise<void> {
    const { connection, uid } = this.#index;
    if (this.#anyGone) await connection.run(signal, () => connection.client.index(uid).deleteDocuments({ filter: String(equal('role', 'gone')) }));
  }

  /** Documents of older versions of the articles that the new ones do not replace. */
  async #leftovers(articles: readonly Article[], signal: AbortSignal | undefined): Promise<string[]> {
    const { connection, uid } = this.#index;
    const filter = String(oneOf('articleId', articles.map(({ id }) => toFacetKey(id))));
    const [answer] = await connection.search<{ id: string }>(uid, [{ filter, limit: 10_000_000, attributesToRetrieve: ['id'] }], signal);
    const kept = new Set(articles.flatMap(({ id, paragraphs }) => [...(paragraphs.length === 0 ? [0] : []), ...paragraphs.map((p) => p.ordinal)].map((ordinal) => paragraphId(id, ordinal))));
    const gone = answer!.hits.map(({ id }) => id).filter((id) => !kept.has(id));
    this.#anyGone ||= gone.length > 0;
    return gone;
  }
}
