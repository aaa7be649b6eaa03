/**
 * What has been indexed from where, so that a second run reads only what changed. Rows are written
 * after the engine has acknowledged the articles they speak of: a killed run is completed by another.
 * Kept per index, because a note about one index says nothing about the next.
 */
import Database from 'better-sqlite3';
import type { Database as Db } from 'better-sqlite3';
import type { Print } from './kin/repeats.ts';

/** Something to note once the engine has acknowledged the articles before it. */
export type Entry =
  | { readonly kind: 'article'; readonly path: string; readonly id: string; /** Of its line in a stream. */ readonly print: string | null; /** `null` when only another place of a known article was found. */ readonly known: Known | null }
  /** `hash` is `null` when something in the file failed, so that it is read again next time. */
  | { readonly kind: 'file'; readonly path: string; readonly hash: string | null };

/** What is kept of an indexed article to recognise it when it comes again. */
export interface Known {
  /** The same for exact repeats; `null` when the source gives the id, and so says what is one article. */
  readonly text: string | null;
  readonly print: Print;
  /** As the engine has it. */
  readonly repeatOf: string | null;
}

interface Sighting {
  readonly path: string;
  readonly line: number | null;
}

/** Under which standard input is known. */
export const STDIN_PATH = '';

/** Prints held, a megabyte: what many articles have in common makes the same few worth comparing again and again. */
const ASKED = 2048;
/** A rebuild is noted under this name until the new index has one. */
const REBUILDING = '\u0000rebuilding';

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS indexes (num INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
  CREATE TABLE IF NOT EXISTS files (idx INTEGER, path TEXT, hash TEXT, PRIMARY KEY (idx, path)) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS owners (idx INTEGER, path TEXT, id TEXT, print TEXT, PRIMARY KEY (idx, path, id)) WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS owners_by_print ON owners (idx, path, print) WHERE print IS NOT NULL;
  CREATE INDEX IF NOT EXISTS owners_by_id ON owners (idx, id);
  CREATE TABLE IF NOT EXISTS obsolete (idx INTEGER, id TEXT, PRIMARY KEY (idx, id)) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS known (idx INTEGER, id TEXT, text TEXT, hashes BLOB, length INTEGER, day TEXT, repeat_of TEXT, PRIMARY KEY (idx, id)) WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS known_by_text ON known (idx, text) WHERE text IS NOT NULL;
  CREATE TABLE IF NOT EXISTS unsettled (idx INTEGER PRIMARY KEY);
  CREATE TABLE IF NOT EXISTS written (idx INTEGER PRIMARY KEY, at TEXT);
`;

export class Ledger {
  readonly #db: Db;
  readonly #index: number;
  readonly #name: string;
  readonly #rebuild: boolean;
  readonly #statements: ReturnType<typeof prepare>;
  readonly #known = new Map<string, boolean>();
  readonly #orphaned = new Set<string>();
  /** Where each article came up in this run; of several files the first by name. */
  readonly #sightings = new Map<string, Sighting>();
  /** What came up in each file, until the file is finished. */
  readonly #seen = new Map<string, Set<string>>();
  /** Prints that were asked for of late. */
  readonly #asked = new Map<string, Print>();

  /** Whether the index had been put back to an older state, whose notes these are not: then nothing is known. */
  readonly isForgotten: boolean;

  /** `file` may be `:memory:`. `index` is the engine's `indexId`, `lastIngest` when it was last written. */
  constructor(file: string, index: string, rebuild = false, lastIngest: string | null = null) {
    this.#db = new Database(file);
    this.#db.pragma('journal_mode = WAL');
    this.#db.pragma('synchronous = NORMAL');
    this.#db.exec(SCHEMA);
    this.#statements = prepare(this.#db);
    this.#name = index;
    this.#rebuild = rebuild;
    this.isForgotten = !rebuild && this.#isAheadOf(index, lastIngest);
    if (this.isForgotten) this.#forget(index);
    if (rebuild) this.#forget(REBUILDING);
    const name = rebuild ? REBUILDING : index;
    this.#db.prepare('INSERT OR IGNORE INTO indexes (name) VALUES (?)').run(name);
    this.#index = this.#db.prepare<[string], { num: number }>('SELECT num FROM indexes WHERE name = ?').get(name)!.num;
  }

  #isAheadOf(index: string, lastIngest: string | null): boolean {
    const at = this.#db.prepare<[string], { at: string }>('SELECT at FROM written WHERE idx = (SELECT num FROM indexes WHERE name = ?)').get(index)?.at;
    return at !== undefined && (lastIngest === null || lastIngest < at);
  }

  /** All that is noted holds of the index as it was last written, at `lastIngest`. */
  asOf(lastIngest: string | null): void {
    if (lastIngest === null) this.#db.prepare('DELETE FROM written WHERE idx = ?').run(this.#index);
    else this.#db.prepare('INSERT OR REPLACE INTO written VALUES (?, ?)').run(this.#index, lastIngest);
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
    if (id === undefined || this.#sightings.has(id)) return false;
    this.see(id, path, line);
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
  see(id: string, path: string, line: number | null): Sighting | null {
    const before = this.#sightings.get(id) ?? null;
    if (before === null || path <= before.path) this.#sightings.set(id, { path, line });
    if (path !== STDIN_PATH) {
      const seen = this.#seen.get(path);
      if (seen === undefined) this.#seen.set(path, new Set([id]));
      else seen.add(id);
    }
    return before;
  }

  apply(entries: readonly Entry[]): void {
    this.#db.transaction(() => {
      if (entries.some((entry) => entry.kind === 'article' && entry.known !== null)) this.#statements.unsettle.run(this.#index);
      for (const entry of entries) {
        if (entry.kind === 'article') this.#take(entry);
        else this.#finish(entry.path, entry.hash);
      }
    })();
  }

  #take({ path, id, print, known }: Extract<Entry, { kind: 'article' }>): void {
    if (known !== null) {
      const { text, print: { hashes, length, day }, repeatOf } = known;
      // Where the text before this one also stands, it is now the only one and has to be read again.
      const before = this.#statements.textOf.get(this.#index, id)?.text ?? null;
      if (before !== null && before !== text) this.#release(id, path);
      this.#asked.delete(id);
      this.#statements.know.run(this.#index, id, text, Buffer.from(hashes.buffer, hashes.byteOffset, hashes.byteLength), length, day, repeatOf);
    }
    this.#statements.own.run(this.#index, path, id, print);
  }

  /** Other files that held the article are to be read again, to find what they hold without it. */
  #release(id: string, path: string): void {
    for (const other of this.#statements.elsewhere.all(this.#index, id, path)) {
      this.#statements.leave.run(this.#index, other.path, id);
      this.#orphan(other.path);
    }
  }

  #orphan(path: string): void {
    if (path === STDIN_PATH) return;
    this.#statements.dropFile.run(this.#index, path);
    this.#orphaned.add(path);
  }

  /** Files that have to be read again, since the last time this was asked; what came up in them is forgotten. */
  takeOrphaned(): string[] {
    const paths = [...this.#orphaned];
    if (paths.length > 0) for (const [id, { path }] of this.#sightings) if (this.#orphaned.has(path)) this.#sightings.delete(id);
    this.#orphaned.clear();
    return paths;
  }

  /** Where an article of exactly this text came up in this run, or is held other than by `path` itself. */
  twinOf(text: string, path: string): { readonly id: string; readonly path: string | null } | null {
    const id = this.#statements.byText.get(this.#index, text)?.id;
    return id === undefined ? null : { id, path: this.#sightings.get(id)?.path ?? this.#statements.elsewhere.get(this.#index, id, path)?.path ?? null };
  }

  /** What the article looks like that the engine holds. */
  printOf(id: string): Print | null {
    const held = this.#asked.get(id);
    if (held !== undefined) return held;
    const row = this.#statements.printOf.get(this.#index, id);
    if (row === undefined) return null;
    const print = printIn(row);
    for (const oldest of this.#asked.keys()) {
      if (this.#asked.size < ASKED) break;
      this.#asked.delete(oldest);
    }
    this.#asked.set(id, print);
    return print;
  }

  /** Every article's print, read a page at a time: an archive's are too much to hold, and other questions are asked meanwhile. */
  *prints(): Generator<readonly [id: string, print: Print]> {
    let after = '';
    for (let rows = this.#statements.prints.all(this.#index, after); rows.length > 0; rows = this.#statements.prints.all(this.#index, after)) {
      for (const row of rows) yield [row.id, printIn(row)];
      after = rows.at(-1)!.id;
    }
  }

  /** What the engine was told the article repeats; `undefined` when it holds no such article. */
  repeatOf(id: string): string | null | undefined {
    return this.#statements.repeatOf.get(this.#index, id)?.repeat_of;
  }

  /** Whether articles came or went since families were last settled, by a run that was killed perhaps. */
  get isSettled(): boolean {
    return this.#db.prepare('SELECT 1 FROM unsettled WHERE idx = ?').get(this.#index) === undefined;
  }

  /** The engine has these now as repeats of what is said here. */
  retell(changed: readonly { readonly id: string; readonly repeatOf: string | null }[]): void {
    const tell = this.#db.prepare('UPDATE known SET repeat_of = ? WHERE idx = ? AND id = ?');
    this.#db.transaction(() => {
      for (const { id, repeatOf } of changed) tell.run(repeatOf, this.#index, id);
    })();
  }

  settled(): void {
    this.#db.prepare('DELETE FROM unsettled WHERE idx = ?').run(this.#index);
  }

  /** What stood in the file and is no longer there waits to be deleted; of a file that failed nothing is. */
  #finish(path: string, hash: string | null): void {
    if (path === STDIN_PATH) return;
    const seen = this.#seen.get(path);
    this.#seen.delete(path);
    if (hash === null) {
      this.#statements.dropFile.run(this.#index, path);
      return;
    }
    this.#statements.addFile.run(this.#index, path, hash);
    for (const { id } of this.#statements.owned.all(this.#index, path)) {
      if (seen?.has(id)) continue;
      this.#statements.retire.run(this.#index, id);
      this.#statements.leave.run(this.#index, path, id);
    }
  }

  /** The file is gone, and all its articles with it. */
  drop(path: string): void {
    this.#db.transaction(() => {
      this.#statements.dropFile.run(this.#index, path);
      // Another file that holds the article says from now on where it is from.
      for (const { id } of this.#statements.owned.all(this.#index, path)) for (const other of this.#statements.elsewhere.all(this.#index, id, path)) this.#orphan(other.path);
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
    const forget = ['obsolete', 'known'].map((table) => this.#db.prepare(`DELETE FROM ${table} WHERE idx = ? AND id = ?`));
    this.#db.transaction(() => {
      this.#statements.unsettle.run(this.#index);
      for (const id of ids) {
        this.#asked.delete(id);
        for (const statement of forget) statement.run(this.#index, id);
      }
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
    for (const table of ['files', 'owners', 'obsolete', 'known', 'unsettled', 'written']) this.#db.prepare(`DELETE FROM ${table} WHERE idx = (SELECT num FROM indexes WHERE name = ?)`).run(name);
    this.#db.prepare('DELETE FROM indexes WHERE name = ?').run(name);
  }

  close(): void {
    this.#db.close();
  }
}

interface PrintRow {
  readonly hashes: Buffer;
  readonly length: number;
  readonly day: string;
}

/** Copied, because a buffer of SQLite's need not begin at a multiple of four. */
const printIn = ({ hashes, length, day }: PrintRow): Print => ({ hashes: new Uint32Array(Uint8Array.from(hashes).buffer), length, day });

function prepare(db: Db) {
  return {
    hashOf: db.prepare<[number, string], { hash: string }>('SELECT hash FROM files WHERE idx = ? AND path = ?'),
    idOf: db.prepare<[number, string, string], { id: string }>('SELECT id FROM owners WHERE idx = ? AND path = ? AND print = ?'),
    owned: db.prepare<[number, string], { id: string }>('SELECT id FROM owners WHERE idx = ? AND path = ?'),
    own: db.prepare<[number, string, string, string | null]>('INSERT OR REPLACE INTO owners VALUES (?, ?, ?, ?)'),
    know: db.prepare<[number, string, string | null, Buffer, number, string, string | null]>('INSERT OR REPLACE INTO known VALUES (?, ?, ?, ?, ?, ?, ?)'),
    textOf: db.prepare<[number, string], { text: string | null }>('SELECT text FROM known WHERE idx = ? AND id = ?'),
    byText: db.prepare<[number, string], { id: string }>('SELECT id FROM known WHERE idx = ? AND text = ?'),
    printOf: db.prepare<[number, string], PrintRow>('SELECT hashes, length, day FROM known WHERE idx = ? AND id = ?'),
    prints: db.prepare<[number, string], PrintRow & { id: string }>('SELECT id, hashes, length, day FROM known WHERE idx = ? AND id > ? ORDER BY id LIMIT 500'),
    repeatOf: db.prepare<[number, string], { repeat_of: string | null }>('SELECT repeat_of FROM known WHERE idx = ? AND id = ?'),
    elsewhere: db.prepare<[number, string, string], { path: string }>('SELECT path FROM owners WHERE idx = ? AND id = ? AND path <> ? ORDER BY path'),
    leave: db.prepare<[number, string, string]>('DELETE FROM owners WHERE idx = ? AND path = ? AND id = ?'),
    unsettle: db.prepare<[number]>('INSERT OR IGNORE INTO unsettled VALUES (?)'),
    addFile: db.prepare<[number, string, string]>('INSERT OR REPLACE INTO files VALUES (?, ?, ?)'),
    dropFile: db.prepare<[number, string]>('DELETE FROM files WHERE idx = ? AND path = ?'),
    retire: db.prepare<[number, string]>('INSERT OR IGNORE INTO obsolete VALUES (?, ?)'),
  };
}
