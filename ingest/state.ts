/** What the ingest is doing, for those who look from outside: `DATA_DIR/ingest.json`, replaced every few seconds. */
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Progress } from './reading.ts';

const EVERY_MS = 2000;
/** One that has not been heard of for so long was killed, or its machine was. */
const LOST_MS = 60_000;

export interface IngestState extends Readonly<Progress> {
  readonly pid: number;
  /** Milliseconds since 1970. */
  readonly started: number;
  readonly updated: number;
  /** `null` while it runs, and for ever when it was killed. */
  readonly result: 'done' | 'interrupted' | 'failed' | null;
}

/** Keeps the file up to date; the one returned ends that. Never in the way of the ingest: a disk that is full is its own trouble. */
export function tellState(dataDir: string, progress: Readonly<Progress>): (result: NonNullable<IngestState['result']>) => void {
  const started = Date.now();
  const file = path.join(dataDir, 'ingest.json');
  const tell = (result: IngestState['result']): void => {
    const state: IngestState = { pid: process.pid, started, updated: Date.now(), result, ...progress };
    try {
      writeFileSync(`${file}.new`, `${JSON.stringify(state)}\n`);
      renameSync(`${file}.new`, file);
    } catch {
      // Told again in a moment.
    }
  };
  tell(null);
  const timer = setInterval(() => tell(null), EVERY_MS).unref();
  return (result) => {
    clearInterval(timer);
    tell(result);
  };
}

/** The state as metrics; nothing when no ingest ever ran here. `now` in milliseconds. */
export function ingestGauges(dataDir: string, now = Date.now()): Record<string, number> {
  const state = readState(path.join(dataDir, 'ingest.json'));
  if (state === null) return {};
  const { started, updated, result, articles, paragraphs, failed, bytes, totalBytes } = state;
  return {
    xunbao_ingest_running: result === null && now - updated < LOST_MS ? 1 : 0,
    xunbao_ingest_ok: result === 'done' || (result === null && now - updated < LOST_MS) ? 1 : 0,
    xunbao_ingest_started_timestamp_seconds: started / 1000,
    xunbao_ingest_updated_timestamp_seconds: updated / 1000,
    xunbao_ingest_articles: articles,
    xunbao_ingest_paragraphs: paragraphs,
    xunbao_ingest_failed_inputs: failed,
    xunbao_ingest_read_bytes: bytes,
    ...(totalBytes === null ? {} : { xunbao_ingest_given_bytes: totalBytes }),
  };
}

function readState(file: string): IngestState | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as IngestState; // written above, and replaced whole
  } catch {
    return null;
  }
}
