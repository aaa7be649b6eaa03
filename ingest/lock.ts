import path from 'node:path';
import Database from 'better-sqlite3';
import { XunbaoError } from '../src/errors.ts';
import { makeDataFolder } from '../src/folder.ts';

/**
 * Lets one ingest write at a time. The lock is SQLite's, hence the kernel's: it goes when its process
 * does, however that ends, so there is nothing stale to clear away. Throws `index_locked` naming the
 * holder, and `invalid_config` when the folder cannot be had. Returns the release.
 */
export function lockIngest(dataDir: string): () => void {
  makeDataFolder(dataDir);
  const db = new Database(path.join(dataDir, 'ingest.lock'), { timeout: 0 });
  try {
    db.exec('BEGIN IMMEDIATE; CREATE TABLE IF NOT EXISTS holder (pid INTEGER, since TEXT); DELETE FROM holder;');
    db.prepare('INSERT INTO holder VALUES (?, ?)').run(process.pid, new Date().toISOString());
    // Others can read who holds it only once it is written, and the lock ends there: take it again.
    db.exec('COMMIT; BEGIN IMMEDIATE;');
  } catch (error) {
    const busy = error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY');
    const who = busy ? holderOf(db) : '';
    db.close();
    if (!busy) throw new XunbaoError('index_locked', `cannot lock ${dataDir}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
    throw new XunbaoError('index_locked', `another ingest is writing to ${dataDir}${who}; wait for it or stop it`, { cause: error });
  }
  return () => db.close();
}

function holderOf(db: Database.Database): string {
  try {
    const holder = db.prepare<[], { pid: number; since: string }>('SELECT pid, since FROM holder').get();
    return holder === undefined ? '' : ` (process ${holder.pid}, since ${holder.since})`;
  } catch {
    return '';
  }
}
