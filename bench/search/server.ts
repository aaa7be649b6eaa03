/** The server of a peer, on loopback and gone with the process of its trial; how it is spoken to. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { accessSync, readdirSync, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Article } from '../../src/domain.ts';
import { searchable } from './grams.ts';

const START_MS = 60_000;

/** Where a program lies on PATH; `null` when it is not there. */
export function onPath(name: string): string | null {
  for (const dir of (process.env['PATH'] ?? '').split(delimiter)) {
    try {
      accessSync(join(dir, name));
      return join(dir, name);
    } catch {
      // Not in this one.
    }
  }
  return null;
}

export interface Server {
  readonly pid: number;
  readonly stop: () => Promise<void>;
}

/** Starts a program in `dir` and waits until `health` answers 200. */
export async function start(program: string, args: readonly string[], dir: string, health: string): Promise<Server> {
  const child = spawn(program, args, { cwd: dir, stdio: 'ignore' });
  const ended = once(child, 'exit');
  const kill = (): void => void child.kill('SIGKILL');
  process.once('exit', kill);
  process.once('SIGTERM', () => process.exit(1));
  for (const until = Date.now() + START_MS; Date.now() < until; await sleep(50)) {
    if (child.exitCode !== null) break;
    const answer = await fetch(health, { signal: AbortSignal.timeout(2000) }).catch(() => null);
    if (answer?.ok) {
      return {
        pid: child.pid ?? 0,
        async stop() {
          kill();
          await ended;
        },
      };
    }
  }
  kill();
  throw new Error(`${program} did not start`);
}

/** Sends JSON, or lines that are JSON already, and answers what comes back as the caller knows it. */
export async function send<T>(method: 'GET' | 'POST' | 'PUT' | 'PATCH', url: string, body?: object | string): Promise<T> {
  const type = typeof body === 'string' ? 'application/x-ndjson' : 'application/json';
  // Uncompressed, which is quicker on one machine: Meilisearch then answers in one write instead of several, each of which waits 40 ms for the former.
  const headers = { 'content-type': type, 'accept-encoding': 'identity' };
  const response = await fetch(url, { method, headers, ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }) });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${url}: ${response.status} ${text.slice(0, 300)}`);
  return JSON.parse(text) as T;
}

export const bytesIn = (dir: string): number =>
  readdirSync(dir, { recursive: true, encoding: 'utf8' }).reduce((sum, name) => sum + (statSync(join(dir, name), { throwIfNoEntry: false })?.size ?? 0), 0);

/** A paragraph as every server is given it. */
export interface Flat {
  readonly id: string;
  readonly article: string;
  readonly text: string;
  readonly day: number;
  readonly year: number;
  readonly section: string;
  readonly districts: readonly string[];
  readonly authors: readonly string[];
}

export const FACET_FIELDS = ['year', 'section', 'districts', 'authors'] as const;
const NOT_STATED = '-';
const orNotStated = (values: readonly string[]): readonly string[] => (values.length === 0 ? [NOT_STATED] : values);

export const flat = ({ id: article, title, date, year, districts, authors, paragraphs }: Article): Flat[] =>
  paragraphs.map(({ id, ordinal, section, text }) => ({
    id, article, text: searchable(title, ordinal, text), day: Number((date ?? '0').replaceAll('-', '')), year: year ?? 0, section: section ?? NOT_STATED, districts: orNotStated(districts), authors: orNotStated(authors),
  }));

/** Paragraphs in lists of `size` or a few more, articles whole. */
export async function* batches(articles: AsyncIterable<Article>, size: number): AsyncGenerator<Flat[]> {
  let batch: Flat[] = [];
  for await (const article of articles) {
    batch.push(...flat(article));
    if (batch.length < size) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
