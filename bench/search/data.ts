/** Which texts are measured with. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, existsSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { XunbaoError } from '../../src/errors.ts';

/** Real news, where the measurer has some. */
const REAL = new URL('../../../shared/data/news-dev.ndjson.gz', import.meta.url).pathname;

/** The file that was named; else real news; else the sample corpus, read into `dir`. */
export async function dataFile(named: string | undefined, dir: string): Promise<string> {
  if (named === undefined) return existsSync(REAL) ? REAL : sampleCorpus(dir);
  if (!existsSync(named)) throw new XunbaoError('unreadable', `${named}: no such file`);
  return named;
}

/** The corpus as the ingest reads it. */
async function sampleCorpus(dir: string): Promise<string> {
  const file = join(dir, 'corpus.ndjson');
  const child = spawn(process.execPath, ['--import', 'tsx', 'ingest/cli.ts', 'corpus', '--dry-run', '--json'], { stdio: ['ignore', 'pipe', 'ignore'] });
  const [[code]] = await Promise.all([once(child, 'exit') as Promise<[number | null]>, pipeline(child.stdout, createWriteStream(file))]);
  if (code !== 0) throw new Error(`corpus cannot be read: exit ${String(code)}`);
  return file;
}
