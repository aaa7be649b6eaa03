/** Backups: the index and what the ingest has noted about it, in one file, because they have to fit. */
import { existsSync, renameSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import type { CopyReport, Engine } from '../src/engine/engine.ts';
import { XunbaoError } from '../src/errors.ts';
import { lockIngest } from './lock.ts';

export interface BackupOptions {
  readonly engine: Engine;
  readonly dataDir: string;
  readonly file: string;
  readonly signal?: AbortSignal | undefined;
}

/** Replaces `file` when the copy is complete. A server and an ingest may go on meanwhile. */
export async function backup({ engine, dataDir, file, signal }: BackupOptions): Promise<CopyReport> {
  if (engine.backup === undefined) throw unable(engine);
  checkTarget(file, dataDir);
  const notes = `${file}.notes`;
  try {
    // First the notes: those that lag behind the index have a file read again, those ahead of it would have it skipped.
    const noted = await copyLedger(path.join(dataDir, 'ingest.db'), notes);
    return await engine.backup(file, noted ? notes : null, { signal });
  } finally {
    rmSync(notes, { force: true });
  }
}

/** Throws `unreadable` when `file` is not a whole backup, and `index_locked` while an ingest runs; the index is then as it was. */
export async function restore({ engine, dataDir, file, signal }: BackupOptions): Promise<CopyReport> {
  if (engine.restore === undefined) throw unable(engine);
  const unlock = lockIngest(dataDir);
  try {
    return await engine.restore(file, (notes) => putLedger(path.join(dataDir, 'ingest.db'), notes), { signal });
  } finally {
    unlock();
  }
}

const unable = (engine: Engine): XunbaoError =>
  new XunbaoError('invalid_config', `ENGINE: ${engine.name} is backed up by means of its own server, see docs/operations.md`);

function checkTarget(file: string, dataDir: string): void {
  const folder = path.dirname(path.resolve(file));
  if (!existsSync(folder)) throw new XunbaoError('invalid_config', `${file}: no such folder`);
  if (existsSync(file) && !statSync(file).isFile()) throw new XunbaoError('invalid_config', `${file}: not a file`);
  const isOurs = folder === path.resolve(dataDir) && /^(index|ingest)[.-]/.test(path.basename(file));
  if (isOurs) throw new XunbaoError('invalid_config', `${file}: has the name of a file of the index itself`);
}

/** Answers whether there is anything to copy. */
async function copyLedger(ledger: string, to: string): Promise<boolean> {
  if (!existsSync(ledger)) return false;
  rmSync(to, { force: true });
  const db = new Database(ledger);
  try {
    db.exec('BEGIN; SELECT count(*) FROM sqlite_master;');
    await db.backup(to);
    return true;
  } catch (cause) {
    throw new XunbaoError('engine_unavailable', `${ledger}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  } finally {
    db.close();
  }
}

/** A backup without notes knows of no files, so none may be taken for read. */
function putLedger(ledger: string, notes: string | null): void {
  for (const suffix of ['-wal', '-shm', ...(notes === null ? [''] : [])]) rmSync(ledger + suffix, { force: true });
  if (notes !== null) renameSync(notes, ledger);
}
