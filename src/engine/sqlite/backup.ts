/**
 * Copies of the index in one file: made while others read and write, and checked before they are served. What
 * the ingest has noted about the index lies in the copy too, because one without the other skips files wrongly.
 */
import { closeSync, constants, copyFileSync, fsyncSync, openSync, readSync, renameSync, rmSync, writeSync } from 'node:fs';
import Database from 'better-sqlite3';
import { XunbaoError } from '../../errors.ts';
import type { CopyReport } from '../engine.ts';
import { APPLICATION_ID, FORMAT, mapped, openDatabase, type Db } from './database.ts';
import { coverage, readSnapshot } from './snapshot.ts';
import { Store } from './store.ts';

/** 1 MB between two looks at the signal. */
const PAGES_AT_ONCE = 128;
const PIECE_BYTES = 8 * 1024 * 1024;

/** Copies the index at `path` as it is at this moment. */
export async function copyOut(path: string, file: string, notes: string | null, signal?: AbortSignal): Promise<CopyReport> {
  const partial = `${file}.partial`;
  let db: Db | undefined;
  try {
    rmSync(partial, { force: true });
    // Not with openDatabase, which waits for whoever writes.
    db = new Database(path, { fileMustExist: true });
    // Outside a transaction of ours, the copy would start anew whenever another process writes.
    db.exec('BEGIN');
    const report = reportOf(db);
    const progress = (): number => {
      signal?.throwIfAborted();
      return PAGES_AT_ONCE;
    };
    await db.backup(partial, { progress });
    keepNotes(partial, notes);
    sync(partial);
    renameSync(partial, file);
    return report;
  } catch (cause) {
    for (const suffix of ['', '-journal', '-wal', '-shm']) rmSync(partial + suffix, { force: true });
    throw mapped(cause, file);
  } finally {
    db?.close();
  }
}

/**
 * Makes `path` an index from the copy in `file`, and `notes` what was kept with it (left alone when nothing was). What
 * is checked is the index made, not the file, so nothing can change in between. Throws `unreadable` when the copy is not whole.
 */
export function copyIn(file: string, path: string, notes: string): CopyReport & { readonly hasNotes: boolean } {
  try {
    copyFileSync(file, path, constants.COPYFILE_FICLONE);
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException; // what copyFileSync throws
    const reason = code === 'ENOENT' ? 'no such file' : code === 'EISDIR' ? 'is a folder' : message;
    throw new XunbaoError('unreadable', `${file}: ${reason}`, { cause });
  }
  try {
    checkPages(path);
    const db = openDatabase(path);
    try {
      const report = reportOf(db);
      checkContent(db, report);
      const hasNotes = takeNotes(db, notes);
      // The file must be whole without its log, because only the file is pointed to.
      db.pragma('wal_checkpoint(TRUNCATE)');
      return { ...report, hasNotes };
    } finally {
      db.close();
      sync(path);
    }
  } catch (cause) {
    const error = mapped(cause, file);
    if (!(error instanceof XunbaoError) || error.code !== 'index_corrupt') throw error;
    throw new XunbaoError('unreadable', error.message, { cause });
  }
}

function reportOf(db: Db): CopyReport {
  const count = (table: 'article' | 'paragraph'): number => db.prepare<[], { n: number }>(`SELECT count(*) AS n FROM ${table}`).get()!.n;
  return { articles: count('article'), paragraphs: count('paragraph'), lastIngest: new Store(db).meta('lastIngest') };
}

/** First of all that the file is ours: opened for writing, an empty one would become an empty index. */
function checkPages(path: string): void {
  const db = new Database(path, { fileMustExist: true });
  try {
    if (db.pragma('application_id', { simple: true }) !== APPLICATION_ID) throw new XunbaoError('index_corrupt', 'not a backup of this program');
    const format = db.pragma('user_version', { simple: true });
    if (format !== FORMAT) throw new XunbaoError('index_corrupt', `of format ${String(format)}, this program reads format ${FORMAT}`);
    const found = db.pragma('integrity_check(1)', { simple: true });
    if (found !== 'ok') throw new XunbaoError('index_corrupt', `damaged: ${String(found).replaceAll('\n', ' ')}`);
  } finally {
    db.close();
  }
}

/** Pages may be in order and not belong together. */
function checkContent(db: Db, { articles, paragraphs }: CopyReport): void {
  const found = coverage(readSnapshot(db, null));
  if (found.articles !== articles || found.paragraphs !== paragraphs) throw new XunbaoError('index_corrupt', `damaged: ${articles} articles are stored and ${found.articles} indexed`);
}

function keepNotes(copy: string, notes: string | null): void {
  const db = new Database(copy);
  // A log beside it would have to be carried along.
  db.pragma('journal_mode = DELETE');
  if (notes !== null) {
    db.exec('CREATE TABLE note (number INTEGER PRIMARY KEY, piece BLOB NOT NULL)');
    const insert = db.prepare<[Buffer]>('INSERT INTO note (piece) VALUES (?)');
    const from = openSync(notes, 'r');
    const piece = Buffer.alloc(PIECE_BYTES);
    db.transaction(() => {
      for (let bytes = readSync(from, piece); bytes > 0; bytes = readSync(from, piece)) insert.run(piece.subarray(0, bytes));
    })();
    closeSync(from);
  }
  db.close();
}

function takeNotes(db: Db, notes: string): boolean {
  if (db.prepare("SELECT 1 FROM sqlite_master WHERE name = 'note'").get() === undefined) return false;
  const to = openSync(notes, 'w');
  for (const { piece } of db.prepare<[], { piece: Buffer }>('SELECT piece FROM note ORDER BY number').iterate()) writeSync(to, piece);
  fsyncSync(to);
  closeSync(to);
  db.exec('DROP TABLE note');
  return true;
}

function sync(path: string): void {
  const file = openSync(path, 'r+');
  fsyncSync(file);
  closeSync(file);
}
