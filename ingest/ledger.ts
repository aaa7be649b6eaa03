/**
 * What has been indexed from where, so that a second run reads only what changed. Rows are written
 * after the engine has acknowledged the articles they speak of: a killed run is completed by another.
 * Kept per index, because a note about one index says nothing about the next.
 */
import Database from 'better-sqlite3';
import type { Database as Db } from 'better-sqlite3';

/** Something to note once the engine has acknowledged the articles before it. */
export type Entry =
  | { readonly kind: 'article'; readonly path: string; readonly id: string; /** Of its line in a stream. */ readonly print: string | null }
  /** `hash` is `null` when something in the file failed, so that it is read again next time. */
  | { readonly kind: 'file'; readonly path: string; readonly hash: string | null };

/** Under which standard input is known. */
export const STDIN_PATH = '';

/** A rebuild is noted under this name until the new index has one. */
const REBUILDING = '\u0000rebuilding';

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS indexes (num INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
  CREATE TABLE IF NOT EXISTS files (idx INTEGER, path TEXT, hash TEXT, PRIMARY KEY (idx, path)) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS owners (idx INTEGER, path TEXT, id TEXT, print TEXT, PRIMARY KEY (idx, path, id)) WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS owners_by_print ON owners (idx, path, print) WHERE print IS NOT NULL;
  CREATE INDEX IF NOT EXISTS owners_by_id ON owners (idx, id);
  CREATE TABLE IF NOT EXISTS obsolete (idx INTEGER, id TEXT, PRIMARY KEY (idx, id)) WITHOUT ROWID;
  CREATE TEMP TABLE seen (id TEXT, path TEXT, line INTEGER, PRIMARY KEY (id, path)) WITHOUT ROWID;
`;

export class Ledger {
  readonly #db: Db;
  readonly #index: number;
  readonly #name: string;
  readonly #rebuild: boolean;
  readonly #statements: ReturnType<typeof prepare>;
  readonly #known = new Map<string, boolean>();

  /** `file` may be `:memory:`. `index` is the engine's `indexId`. */
  constructor(file: string, index: string, rebuild = false) {
    this.#db = new Database(file);
    this.#db.pragma('journal_mode = WAL');
    this.#db.pragma('synchronous = NORMAL');
    this.#db.exec(SCHEMA);
    this.#statements = prepare(this.#db);
    this.#name = index;
    this.#rebuild = rebuild;
    if (rebuild) this.#forget(REBUILDING);
    const name = rebuild ? REBUILDING : index;
    this.#db.prepare('INSERT OR IGNORE INTO indexes (name) VALUES (?)').run(name);
    this.#index = this.#db.prepare<[string], { num: number }>('SELECT num FROM indexes WHERE name = ?').get(name)!.num;
  }

  hashOf(path: string): string | null {
    return this.#statements.hashOf.get(this.#index, path)?.hash ?? null;
  }

  /**
   * Whether the line is indexed already. Only the first time in a run: when its article came up
   * before, the later line has to be indexed after it, because the last one wins.
   */
  passesOver(path: string, print: string, line: number | null): boolean {
    if (!this.#knows(path)) return false;
    const id = this.#statements.idOf.get(this.#index, path, print)?.id;
    if (id === undefined || this.#statements.sighting.get(id) !== undefined) return false;
    this.#statements.see.run(id, path, line);
    return true;
  }

  /** Whether anything was known of the stream when this run began to read it; a first run need not ask line by line. */
  #knows(path: string): boolean {
    let known = this.#known.get(path);
    if (known === undefined) {
      known = this.has(path);
      this.#known.set(path, known);
    }
    return known;
  }

  /** Notes that the article came up in this run; answers where it did before. */
  see(id: string, path: string, line: number | null): { path: string; line: number | null } | null {
    const before = this.#statements.sighting.get(id) ?? null;
    this.#statements.see.run(id, path, line);
    return before;
  }

  apply(entries: readonly Entry[]): void {
    this.#db.transaction(() => {
      for (const entry of entries) {
        if (entry.kind === 'article') this.#statements.own.run(this.#index, entry.path, entry.id, entry.print);
        else this.#finish(entry.path, entry.hash);
      }
    })();
  }

  /** What stood in the file and is no longer there waits to be deleted; of a file that failed nothing is. */
  #finish(path: string, hash: string | null): void {
    if (path === STDIN_PATH) return;
    if (hash === null) {
      this.#statements.dropFile.run(this.#index, path);
      return;
    }
    this.#statements.addFile.run(this.#index, path, hash);
    this.#statements.retire.run({ index: this.#index, path });
    this.#statements.disown.run({ index: this.#index, path });
  }

  /** The file is gone, and all its articles with it. */
  drop(path: string): void {
    this.#db.transaction(() => {
      this.#statements.dropFile.run(this.#index, path);
      this.#db.prepare('INSERT OR IGNORE INTO obsolete SELECT idx, id FROM owners WHERE idx = ? AND path = ?').run(this.#index, path);
      this.#db.prepare('DELETE FROM owners WHERE idx = ? AND path = ?').run(this.#index, path);
    })();
  }

  /** Every file with articles in the index. */
  paths(): string[] {
    return this.#db.prepare<[number, string], { path: string }>('SELECT DISTINCT path FROM owners WHERE idx = ? AND path <> ? ORDER BY path').all(this.#index, STDIN_PATH).map(({ path }) => path);
  }

  has(path: string): boolean {
    return this.#db.prepare('SELECT 1 FROM owners WHERE idx = ? AND path = ? LIMIT 1').get(this.#index, path) !== undefined;
  }

  /** Up to `limit` articles that no file holds any more. Survives a crash between noting and deleting. */
  obsolete(limit: number): string[] {
    this.#db.prepare('DELETE FROM obsolete WHERE idx = ? AND id IN (SELECT id FROM owners WHERE owners.idx = obsolete.idx)').run(this.#index);
    return this.#db.prepare<[number, number], { id: string }>('SELECT id FROM obsolete WHERE idx = ? LIMIT ?').all(this.#index, limit).map(({ id }) => id);
  }

  deleted(ids: readonly string[]): void {
    const forget = this.#db.prepare('DELETE FROM obsolete WHERE idx = ? AND id = ?');
    this.#db.transaction(() => {
      for (const id of ids) forget.run(this.#index, id);
    })();
  }

  /** After a rebuild: the notes now speak of the index that took the old one's place. */
  adopt(index: string): void {
    if (!this.#rebuild) return;
    this.#db.transaction(() => {
      this.#forget(this.#name);
      this.#forget(index);
      this.#db.prepare('UPDATE indexes SET name = ? WHERE num = ?').run(index, this.#index);
    })();
  }

  #forget(name: string): void {
    for (const table of ['files', 'owners', 'obsolete']) this.#db.prepare(`DELETE FROM ${table} WHERE idx = (SELECT num FROM indexes WHERE name = ?)`).run(name);
    this.#db.prepare('DELETE FROM indexes WHERE name = ?').run(name);
  }

  close(): void {
    this.#db.close();
  }
}

function prepare(db: Db) {
  return {
    hashOf: db.prepare<[number, string], { hash: string }>('SELECT hash FROM files WHERE idx = ? AND path = ?'),
    idOf: db.prepare<[number, string, string], { id: string }>('SELECT id FROM owners WHERE idx = ? AND path = ? AND print = ?'),
    sighting: db.prepare<[string], { path: string; line: number | null }>('SELECT path, line FROM seen WHERE id = ?'),
    see: db.prepare<[string, string, number | null]>('INSERT OR REPLACE INTO seen VALUES (?, ?, ?)'),
    own: db.prepare<[number, string, string, string | null]>('INSERT OR REPLACE INTO owners VALUES (?, ?, ?, ?)'),
    addFile: db.prepare<[number, string, string]>('INSERT OR REPLACE INTO files VALUES (?, ?, ?)'),
    dropFile: db.prepare<[number, string]>('DELETE FROM files WHERE idx = ? AND path = ?'),
    retire: db.prepare<{ index: number; path: string }>('INSERT OR IGNORE INTO obsolete SELECT idx, id FROM owners WHERE idx = $index AND path = $path AND id NOT IN (SELECT id FROM seen WHERE seen.path = $path)'),
    disown: db.prepare<{ index: number; path: string }>('DELETE FROM owners WHERE idx = $index AND path = $path AND id NOT IN (SELECT id FROM seen WHERE seen.path = $path)'),
  };
}
