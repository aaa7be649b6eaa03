/**
 * The embedded engine: one SQLite file, nothing else to install. SQLite keeps the data safe (WAL, one
 * transaction for whole articles); matching, counting and ranking are ours, over a gram index that
 * finds every substring. See docs/architecture.md for why this and not FTS5.
 */
import { rmSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import sqlite from 'better-sqlite3/package.json' with { type: 'json' };
import type { Article } from '../../domain.ts';
import { XunbaoError } from '../../errors.ts';
import { foldText } from '../../text/fold.ts';
import {
  MAX_DEPTH, type CallOptions, type CopyReport, type Engine, type EngineStats, type Hit, type Holding, type IndexOptions, type IndexReport, type Interval, type SearchRequest, type SearchResult,
  type Suggestion, type Together, type TrendBucket,
} from '../engine.ts';
import { copyIn, copyOut } from './backup.ts';
import { mapped, openDatabase, type Db } from './database.ts';
import { holdings } from './holdings.ts';
import { Location } from './location.ts';
import { PostingsReader } from './postings.ts';
import { findPlaces } from './search.ts';
import { coverage, readSnapshot, type Snapshot } from './snapshot.ts';
import { Store } from './store.ts';
import { suggest } from './suggest.ts';
import { trends } from './trends.ts';
import { similar } from './vocabulary.ts';
import { removeArticles, touch, Writer } from './writer.ts';

/** A slow stream is made searchable at least this often. */
const COMMIT_MS = 5000;

interface Open {
  readonly path: string;
  readonly db: Db;
  readonly reader: PostingsReader;
  readonly store: Store;
  snapshot: Snapshot | null;
  generation: string;
}

export interface SqliteOptions {
  /** SQLite itself refuses every change to what is stored (`engine_unavailable`). */
  readonly readOnly?: boolean;
}

/** The index in `dir`, created on first use. Opening never fails; a call that cannot be answered does. */
export function openSqlite(dir: string, { readOnly = false }: SqliteOptions = {}): Engine {
  return new SqliteEngine(dir, readOnly);
}

class SqliteEngine implements Engine {
  readonly name = 'sqlite';
  readonly capabilities = { exactTotals: true, exactPhrases: true, durable: true };
  readonly #location: Location;
  readonly #readOnly: boolean;
  #open: Open | null = null;
  #closed = false;

  constructor(dir: string, readOnly: boolean) {
    this.#readOnly = readOnly;
    this.#location = new Location(dir);
  }

  async index(articles: AsyncIterable<Article> | Iterable<Article>, options: IndexOptions = {}): Promise<IndexReport> {
    options.signal?.throwIfAborted();
    if (this.#readOnly) throw new XunbaoError('engine_unavailable', 'the index was opened to be read only');
    if (!options.rebuild) return write(await this.#using(({ db }) => db), articles, options);
    this.#location.ensure();
    const path = this.#location.fresh();
    const db = openDatabase(path);
    try {
      const report = await write(db, articles, options);
      // The file must be whole without its log, because only the file is pointed to.
      db.pragma('wal_checkpoint(TRUNCATE)');
      db.close();
      this.#location.switchTo(path);
      return report;
    } catch (error) {
      db.close();
      this.#location.discard(path);
      throw error;
    }
  }

  async search(request: SearchRequest, options: CallOptions = {}): Promise<SearchResult> {
    if (request.page * request.size > MAX_DEPTH) throw new XunbaoError('too_deep', `only the first ${MAX_DEPTH} hits can be paged through`);
    return this.#reading(options, ({ store, reader }, snapshot) => {
      const { places, ...rest } = findPlaces(request, snapshot, reader);
      const hits = places.map(({ segment, doc }) => {
        const { columns } = snapshot.segments[segment]!;
        return store.hit(columns.num[columns.article[doc]!]!, columns.ordinal[doc]!);
      });
      return { ...rest, hits };
    });
  }

  async article(id: string, options: CallOptions = {}): Promise<Article | null> {
    return this.#reading(options, ({ store }) => store.article(id));
  }

  async ids(after: string | null, limit: number, options: CallOptions = {}): Promise<string[]> {
    return this.#reading(options, ({ store }) => store.ids(after, limit));
  }

  async together(which: Together, limit: number, options: CallOptions = {}): Promise<Hit[]> {
    return this.#reading(options, ({ store }) => store.together(which, limit));
  }

  async delete(ids: readonly string[], options: CallOptions = {}): Promise<number> {
    options.signal?.throwIfAborted();
    return this.#using(({ db }) =>
      db.transaction(() => {
        const removed = removeArticles(db, ids);
        if (removed > 0) touch(db);
        return removed;
      }).immediate(),
    );
  }

  async stats(options: CallOptions = {}): Promise<EngineStats> {
    return this.#reading(options, ({ store }, snapshot) => ({
      engine: this.name,
      version: sqlite.version,
      indexId: store.meta('indexId') ?? '',
      ...coverage(snapshot),
      lastIngest: store.meta('lastIngest'),
    }));
  }

  async suggest(typed: string, limit: number, options: CallOptions = {}): Promise<Suggestion[]> {
    return this.#reading(options, ({ db, reader }, snapshot) => suggest(db, reader, snapshot, typed, limit));
  }

  async trends(request: SearchRequest, interval: Interval, options: CallOptions = {}): Promise<TrendBucket[]> {
    return this.#reading(options, ({ reader }, snapshot) => trends(request, interval, snapshot, reader));
  }

  async coverage(year: number | null, options: CallOptions = {}): Promise<Holding[]> {
    return this.#reading(options, ({ db }, snapshot) => holdings(db, snapshot, year));
  }

  async alternatives(word: string, options: CallOptions = {}): Promise<string[]> {
    return this.#reading(options, ({ db }) => similar(db, foldText(word)));
  }

  async backup(file: string, notes: string | null, { signal }: CallOptions = {}): Promise<CopyReport> {
    const path = this.#location.current();
    if (this.#location.isEmpty) throw new XunbaoError('engine_unavailable', `${path}: there is no index yet`);
    return copyOut(path, file, notes, signal);
  }

  async restore(file: string, take: (notes: string | null) => void, { signal }: CallOptions = {}): Promise<CopyReport> {
    if (this.#readOnly) throw new XunbaoError('engine_unavailable', 'the index was opened to be read only');
    this.#location.ensure();
    const path = this.#location.fresh();
    const notes = `${path}.notes`;
    try {
      const { hasNotes, ...report } = copyIn(file, path, notes);
      signal?.throwIfAborted();
      // In this order: notes of an older index than the one they stand beside only have files read again.
      take(hasNotes ? notes : null);
      this.#location.switchTo(path);
      return report;
    } catch (error) {
      this.#location.discard(path);
      throw error;
    } finally {
      rmSync(notes, { force: true });
    }
  }

  async ready(options: CallOptions = {}): Promise<void> {
    return this.#reading(options, () => undefined);
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#open?.db.close();
    this.#open = null;
  }

  /** Runs `use` on the current file, which another process may have replaced. */
  async #using<T>(use: (open: Open) => T): Promise<T> {
    if (this.#closed) throw new XunbaoError('engine_unavailable', 'the engine is closed');
    const path = this.#location.current();
    try {
      if (this.#open?.path !== path) {
        this.#open?.db.close();
        this.#open = null;
        this.#location.ensure();
        const db = openDatabase(path);
        // Only after an index that is missing or older was made ready: a server may be the first to come.
        if (this.#readOnly) db.pragma('query_only = ON');
        this.#open = { path, db, reader: new PostingsReader(db), store: new Store(db), snapshot: null, generation: '' };
      }
      return use(this.#open);
    } catch (cause) {
      const error = mapped(cause, path);
      if (error instanceof XunbaoError && error.code === 'index_corrupt') {
        this.#open?.db.close();
        this.#open = null;
      }
      throw error;
    }
  }

  /** Runs `read` in one read transaction, so that hits and totals are of one moment. */
  async #reading<T>({ signal }: CallOptions, read: (open: Open, snapshot: Snapshot) => T): Promise<T> {
    signal?.throwIfAborted();
    return this.#using((open) =>
      open.db.transaction(() => {
        const generation = open.store.meta('generation') ?? '';
        if (open.snapshot === null || generation !== open.generation) {
          open.snapshot = readSnapshot(open.db, open.snapshot);
          open.generation = generation;
        }
        return read(open, open.snapshot);
      }).deferred(),
    );
  }
}

async function write(db: Db, articles: AsyncIterable<Article> | Iterable<Article>, { signal, onCommit }: IndexOptions): Promise<IndexReport> {
  const writer = new Writer(db);
  let count = 0;
  let paragraphs = 0;
  let committed = performance.now();
  const commit = async (): Promise<void> => {
    try {
      await writer.commit();
    } catch (cause) {
      throw mapped(cause, db.name);
    }
    committed = performance.now();
    onCommit?.(count);
  };
  try {
    for await (const article of articles) {
      signal?.throwIfAborted();
      writer.add(article);
      count++;
      paragraphs += article.paragraphs.length;
      if (!writer.full && performance.now() - committed < COMMIT_MS) continue;
      await commit();
      // A server in this process answers between batches.
      await setImmediate();
    }
    signal?.throwIfAborted();
  } finally {
    // Also when the stream broke or was stopped: what came whole is kept.
    writer.end();
    try {
      await commit();
    } finally {
      await writer.finish();
    }
  }
  return { articles: count, paragraphs };
}
