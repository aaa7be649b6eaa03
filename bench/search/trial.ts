/** One contestant in one process: builds, searches, reopens, updates; its figures go to stdout as JSON. Started by `run.ts`. */
import { createReadStream, readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Article } from '../../src/domain.ts';
import type { Absent, Contestant } from './contestant.ts';
import { flexSearch } from './flexsearch.ts';
import { fts5 } from './fts5.ts';
import { groonga } from './groonga.ts';
import { meilisearch } from './meilisearch.ts';
import { minisearch } from './minisearch.ts';
import { opensearch } from './opensearch.ts';
import { orama } from './orama.ts';
import type { BenchQuery } from './queries.ts';
import { xunbao } from './xunbao.ts';

type Enter = (dir: string) => Contestant | Promise<Contestant | Absent>;

export const CONTESTANTS: Readonly<Record<string, Enter>> = { xunbao, fts5, minisearch, flexsearch: flexSearch, orama, meilisearch, opensearch, groonga };

export interface Trial {
  readonly name: string;
  readonly note: string;
  readonly paragraphs: number;
  readonly buildSeconds: number;
  readonly diskBytes: number | null;
  /** Highest resident memory while building, and when only searching (a fresh process would need less for peers that keep all in memory). */
  readonly peakBytes: number;
  readonly restBytes: number;
  readonly reopenMs: number | null;
  readonly updateMs: number | null;
  /** Per query, in the order of the queries: milliseconds (median of the rounds) and total; `null` when it has no such query. */
  readonly searches: readonly ({ readonly ms: number; readonly firstMs: number; readonly total: number } | null)[];
}

const ROUNDS = 5;
const UPDATES = 20;
/** A peer that needs longer for all queries is judged on those it has answered. */
const SEARCH_BUDGET_MS = 240_000;

async function* read(file: string): AsyncGenerator<Article> {
  for await (const line of createInterface({ input: createReadStream(file) })) yield JSON.parse(line) as Article; // written by run.ts
}

async function trial(name: string, articles: string, queries: readonly BenchQuery[]): Promise<Trial | Absent> {
  const dir = await mkdtemp(join(tmpdir(), 'xunbao-bench-'));
  try {
    const contestant = await CONTESTANTS[name]!(dir);
    if ('absent' in contestant) return contestant;
    let paragraphs = 0;
    const sample: Article[] = [];
    const counted = async function* (): AsyncGenerator<Article> {
      for await (const article of read(articles)) {
        paragraphs += article.paragraphs.length;
        if (sample.length < UPDATES) sample.push(article);
        yield article;
      }
    };
    const started = performance.now();
    await contestant.build(counted());
    const buildSeconds = (performance.now() - started) / 1000;
    const peakBytes = memory('VmHWM', contestant);
    const reopenMs = contestant.reopen === undefined ? null : await timed(() => contestant.reopen!());
    const searches = await measure(contestant, queries);
    const restBytes = memory('VmRSS', contestant);
    const updates: number[] = [];
    for (const article of sample) updates.push(await timed(() => contestant.update(article)));
    const diskBytes = contestant.diskBytes();
    await contestant.close();
    return { name, note: contestant.note, paragraphs, buildSeconds, diskBytes, peakBytes, restBytes, reopenMs, updateMs: updates.sort((a, b) => a - b)[updates.length >> 1] ?? null, searches };
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

async function measure(contestant: Contestant, queries: readonly BenchQuery[]): Promise<Trial['searches']> {
  const found: { times: number[]; total: number }[] = [];
  const begun = performance.now();
  for (let round = 0; round < ROUNDS; round++) {
    for (const [i, query] of queries.entries()) {
      if (performance.now() - begun > SEARCH_BUDGET_MS) continue;
      const started = performance.now();
      const answer = await contestant.search(query);
      const ms = performance.now() - started;
      if (answer !== null) (found[i] ??= { times: [], total: answer.total }).times.push(ms);
    }
  }
  return queries.map((_, i) => {
    const one = found[i];
    if (one === undefined) return null;
    const [firstMs = 0, ...later] = one.times;
    const warm = later.sort((a, b) => a - b);
    return { ms: warm[warm.length >> 1] ?? firstMs, firstMs, total: one.total };
  });
}

async function timed(work: () => Promise<void>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

/** Of the server where there is one, else of this process. From the kernel, because the high-water mark is not otherwise to be had; 0 where there is no /proc. */
function memory(field: 'VmHWM' | 'VmRSS', { pids = [process.pid] }: Contestant): number {
  try {
    return pids.reduce((sum, pid) => sum + Number(new RegExp(`${field}:\\s+(\\d+) kB`).exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) * 1024, 0);
  } catch {
    return 0;
  }
}

if (process.argv[1]?.endsWith('trial.ts')) {
  const [name, articles, queries] = process.argv.slice(2) as [string, string, string];
  process.stdout.write(JSON.stringify(await trial(name, articles, JSON.parse(await readFile(queries, 'utf8')) as BenchQuery[])));
}
