/** The database file: schema, settings, and the check that it is ours. */
import { randomUUID } from 'node:crypto';
import Database from 'better-sqlite3';
import { XunbaoError } from '../../errors.ts';
import { VOCABULARY_SCHEMA } from './vocabulary.ts';

/** Raised whenever what is stored is read differently: an older index must then be rebuilt. */
export const FORMAT = 3;
export const APPLICATION_ID = 0x58756e62; // 'Xunb'

const SCHEMA = `
  CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
  -- What articles are looked up by stands beside the head, which holds all of it: read out of the head each time, it would cost an ingest more than the rest of the row.
  CREATE TABLE article (num INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, head TEXT NOT NULL, file TEXT, day TEXT, year INTEGER, paper TEXT,
    repeat_of TEXT, segment INTEGER NOT NULL, slot INTEGER NOT NULL);
  CREATE INDEX article_file ON article (file, id);
  CREATE INDEX article_day ON article (day, id);
  CREATE INDEX article_paper ON article (day, year, paper);
  CREATE INDEX article_repeat ON article (repeat_of) WHERE repeat_of IS NOT NULL;
  CREATE TABLE paragraph (article INTEGER NOT NULL, ordinal INTEGER NOT NULL, id TEXT NOT NULL, section TEXT, kind TEXT NOT NULL,
    text TEXT NOT NULL, origin TEXT, PRIMARY KEY (article, ordinal)) WITHOUT ROWID;
  -- Numbers of facet values, from 1 within each facet.
  CREATE TABLE value (facet TEXT NOT NULL, number INTEGER NOT NULL, text TEXT NOT NULL, PRIMARY KEY (facet, text)) WITHOUT ROWID;
  -- Segments never change, but for the articles that died in them.
  CREATE TABLE segment (id INTEGER PRIMARY KEY AUTOINCREMENT, docs INTEGER NOT NULL, articles INTEGER NOT NULL, units INTEGER NOT NULL,
    dead BLOB NOT NULL);
  -- Megabytes each, apart from what every commit reads and a deletion writes anew.
  CREATE TABLE segment_columns (segment INTEGER PRIMARY KEY, columns BLOB NOT NULL);
  -- id = segment × 2^32 + first gram of the block.
  CREATE TABLE gram (id INTEGER PRIMARY KEY, block BLOB NOT NULL);
`;

/** Of the families in a JSON array; the index holds repeats alone. CROSS JOIN has the index looked up for each family, not walked. */
export const OF_FAMILIES = `a.num IN (WITH family AS MATERIALIZED (SELECT value FROM json_each(?))
  SELECT num FROM family JOIN article ON id = value UNION ALL SELECT num FROM family CROSS JOIN article ON repeat_of = value)`;

export type Db = Database.Database;

/** Opens or creates the index; throws `index_corrupt` when the file is something else or too new. */
export function openDatabase(path: string): Db {
  let db: Db | undefined;
  try {
    db = new Database(path, { timeout: 10_000 });
    db.pragma('page_size = 8192');
    db.pragma('journal_mode = WAL');
    // A batch that was acknowledged is on the disk: the ingest's notes, which say so, must not outlive it in a power cut.
    db.pragma('synchronous = FULL');
    db.pragma('cache_size = -32768');
    db.pragma('temp_store = MEMORY');
    prepare(db);
    return db;
  } catch (cause) {
    db?.close();
    throw mapped(cause, path);
  }
}

function prepare(db: Db): void {
  db.transaction(() => {
    if (db.pragma('application_id', { simple: true }) === APPLICATION_ID) {
      const format = db.pragma('user_version', { simple: true });
      if (format !== FORMAT) throw new XunbaoError('index_corrupt', `the index has format ${String(format)}, this program reads format ${FORMAT}: ingest with --rebuild`);
      return;
    }
    const tables = db.prepare<[], { n: number }>('SELECT count(*) AS n FROM sqlite_master').get();
    if (tables?.n !== 0) throw new XunbaoError('index_corrupt', 'the file is a database, but not an index of this program');
    db.exec(SCHEMA + VOCABULARY_SCHEMA);
    db.prepare('INSERT INTO meta VALUES (?, ?)').run('indexId', randomUUID());
    db.pragma(`application_id = ${APPLICATION_ID}`);
    db.pragma(`user_version = ${FORMAT}`);
  }).immediate();
}

/** The file system refusing: a folder that is a file, no permission, a full or read-only disk. */
function isSystemError(cause: unknown): cause is Error {
  return cause instanceof Error && 'syscall' in cause;
}

/** SQLite's own complaints in our terms; anything else passes. */
export function mapped(cause: unknown, path: string): unknown {
  if (cause instanceof XunbaoError) return cause.message.startsWith(path) ? cause : new XunbaoError(cause.code, `${path}: ${cause.message}`, { cause });
  if (isSystemError(cause)) return new XunbaoError('engine_unavailable', `${path}: ${cause.message}`, { cause });
  if (!(cause instanceof Database.SqliteError)) return cause;
  if (/^SQLITE_(CORRUPT|NOTADB)/.test(cause.code)) return new XunbaoError('index_corrupt', `${path}: ${cause.message}`, { cause });
  if (cause.code.startsWith('SQLITE_BUSY')) return new XunbaoError('index_locked', `${path}: another process is writing to the index`, { cause });
  if (/^SQLITE_(CANTOPEN|READONLY|PERM|FULL|IOERR)/.test(cause.code)) return new XunbaoError('engine_unavailable', `${path}: ${cause.message}`, { cause });
  return new XunbaoError('engine_failed', `${path}: ${cause.message}`, { cause });
}
