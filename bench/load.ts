/**
 * `npm run bench:load`, see `USAGE`: the real server process under load. A closed loop finds what it can do;
 * open loops offer the rate, and four times the rate, whatever it answers, while health is asked for beside. Before that, what HTTP adds
 * to one search at a time. With `ENGINE` and its variables set, the index of that engine is filled when it is empty, and stays.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { readConfig } from '../src/config.ts';
import { openEngine } from '../src/engine/open.ts';
import { command, UsageError, type Values } from './command.ts';
import { quantile } from './known-item.ts';
import { offer, type Offer } from './offer.ts';
import { oneAtATime } from './one-at-a-time.ts';
import { dataFile } from './search/data.ts';
import { drawQueries, type BenchQuery } from './search/queries.ts';
import { articles } from './search/texts.ts';

interface Figures {
  readonly phase: string;
  readonly offered: number | null;
  readonly answered: number;
  readonly ok: number;
  readonly shed: number;
  readonly otherStatus: number;
  readonly errors: number;
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
  readonly healthP50: number;
  readonly healthMax: number;
  /** Of the server, when the phase had ended. */
  readonly rssMB: number;
  readonly heapMB: number;
  readonly handles: number;
}

const USAGE = `Usage: npm run bench:load -- [--data FILE] [--paragraphs 100000] [--rate 500] [--seconds 20] [--minutes 0] [--index DIR] [--json FILE]

Asks a server of its own for pages: as fast as it answers, then --rate a second, then four times the rate.

  --data FILE     articles, NDJSON (also .gz) in the shape of the ingest; without it the sample corpus, grown
  --paragraphs N  how many of them are indexed; --index DIR keeps the index, and takes one that is there
  --seconds N     length of a phase; 0 leaves them out
  --minutes N     looks for a leak so long
  --json FILE     the figures, beside the table on standard output
`;

const OPTIONS = {
  paragraphs: { type: 'string', default: '100000' }, rate: { type: 'string', default: '500' }, seconds: { type: 'string', default: '20' },
  minutes: { type: 'string', default: '0' }, data: { type: 'string' }, index: { type: 'string' }, json: { type: 'string' },
} as const;

async function main(values: Values<typeof OPTIONS>): Promise<void> {
  const [paragraphs, rate, seconds, minutes] = (['paragraphs', 'rate', 'seconds', 'minutes'] as const).map((name) => {
    if (!(Number(values[name]) >= 0)) throw new UsageError(`--${name} ${values[name]}: must be a number`);
    return Number(values[name]);
  }) as [number, number, number, number];
  const environment = readConfig(process.env);
  const scratch = await mkdtemp(join(tmpdir(), 'xunbao-load-'));
  const dir = values.index ?? join(scratch, 'index');
  const config = { ...environment, dataDir: dir };
  let server: ChildProcess | null = null;
  try {
    const data = await dataFile(values.data, scratch);
    const engine = await openEngine(config, 'admin');
    if ((await engine.stats()).articles === 0) {
      process.stderr.write(`indexing ${paragraphs} paragraphs …\n`);
      await engine.index(articles(data, paragraphs));
    }
    await engine.close();
    const queries = await drawQueries(articles(data, Math.min(paragraphs, 100_000)));
    const paths = queries.map(pathOf);
    const started = await start(dir);
    server = started.server;
    const { url } = started;
    const run = (phase: string, length: number, load: Offer['load']) => measure(phase, { url, paths, seconds: length, load });
    await run('warm-up', 5, { clients: 8 });
    const alone = await openEngine(config, 'admin');
    const single = await oneAtATime(alone, queries, url, pathOf).finally(() => alone.close());
    process.stdout.write(`one at a time, p50 and p95 in ms: the engine in process ${ms(single.engine)}, over HTTP ${ms(single.http)}\n\n`);
    const results: Figures[] = [];
    if (seconds > 0) {
      results.push(await run('closed loop', seconds, { clients: 16 }));
      results.push(await run('offered', seconds, { rate }));
      results.push(await run('4 × offered', seconds, { rate: rate * 4 }));
      results.push(await run('offered again', seconds, { rate }));
    }
    if (minutes > 2) {
      results.push(await run('leak: first minute', 60, { rate: rate / 2 }));
      results.push(await run('leak: to the middle', (minutes / 2 - 1) * 60, { rate: rate / 2 }));
      results.push(await run('leak: to the last minute', (minutes / 2 - 1) * 60, { rate: rate / 2 }));
      results.push(await run('leak: last minute', 60, { rate: rate / 2 }));
    }
    process.stdout.write(table(results));
    if (values.json !== undefined) await writeFile(values.json, `${JSON.stringify({ date: new Date().toISOString(), node: process.version, engine: config.engine.kind, paragraphs, rate, single, results }, null, 1)}\n`);
  } finally {
    server?.kill('SIGTERM');
    await rm(scratch, { recursive: true, force: true });
  }
}

async function start(dir: string): Promise<{ server: ChildProcess; url: string }> {
  const server = spawn(process.execPath, ['--import', 'tsx', 'src/main.ts'], { env: { ...process.env, DATA_DIR: dir, PORT: '0', HOST: '127.0.0.1', LOG_LEVEL: 'warn' }, stdio: ['ignore', 'pipe', 'inherit'] });
  let out = '';
  for await (const piece of server.stdout.setEncoding('utf8')) {
    out += String(piece);
    const url = /http:\/\/\S+/.exec(out)?.[0];
    if (url === undefined) continue;
    server.stdout.resume();
    return { server, url };
  }
  const [code] = (await once(server, 'exit')) as [number | null];
  throw new Error(`the server did not start: exit ${String(code)}`);
}

function pathOf({ typed, district, years, newest }: BenchQuery): string {
  const query = new URLSearchParams({ q: typed });
  if (district !== undefined) query.set('district', district);
  if (years !== undefined) {
    query.set('from', `${years[0]}-01-01`);
    query.set('to', `${years[1]}-12-31`);
  }
  if (newest) query.set('sort', 'newest');
  return `/api/search?${query.toString()}`;
}

const ms = (times: readonly number[]): string => times.map((time) => time.toFixed(2)).join(' and ');
const shed = (status: number): boolean => status === 429 || status === 503;

async function measure(phase: string, offered: Offer): Promise<Figures> {
  process.stderr.write(`${phase} …\n`);
  const probing = new AbortController();
  const health = probe(new URL('/healthz', offered.url).href, probing.signal);
  const { statuses, times } = await offer(offered);
  probing.abort();
  const healthTimes = await health;
  const metrics = await fetch(new URL('/metrics', offered.url)).then((response) => response.text());
  const gauge = (name: string): number => Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(metrics)?.[1] ?? NaN);
  const count = (wanted: (status: number) => boolean): number => [...statuses].reduce((n, [status, times]) => n + (wanted(status) ? times : 0), 0);
  return {
    phase, offered: 'rate' in offered.load ? offered.load.rate : null, answered: Math.round(count((s) => s !== 0) / offered.seconds), ok: count((s) => s === 200), shed: count(shed),
    otherStatus: count((s) => s !== 0 && s !== 200 && !shed(s)), errors: count((s) => s === 0), p50: quantile(times, 0.5), p99: quantile(times, 0.99), max: times.at(-1) ?? 0,
    healthP50: quantile(healthTimes, 0.5), healthMax: healthTimes.at(-1) ?? 0,
    rssMB: Math.round(gauge('process_resident_memory_bytes') / 1e6), heapMB: Math.round(gauge('nodejs_heap_used_bytes') / 1e6), handles: gauge('nodejs_active_resources'),
  };
}

/** Asks for health ten times a second; answers the times taken, sorted. A refusal counts as for ever. */
async function probe(url: string, signal: AbortSignal): Promise<number[]> {
  const times: number[] = [];
  while (!signal.aborted) {
    const started = performance.now();
    const ok = await fetch(url).then((response) => response.ok, () => false);
    times.push(ok ? performance.now() - started : Infinity);
    await wait(100, undefined, { signal }).catch(() => undefined);
  }
  return times.sort((a, b) => a - b);
}

function table(results: readonly Figures[]): string {
  const head = ['phase', 'offered /s', 'answered /s', '200', '429 or 503', 'other', 'errors', 'p50 ms', 'p99', 'max', 'health p50 ms', 'health max', 'RSS MB', 'heap', 'handles'];
  const rows = results.map((r) => [r.phase, r.offered ?? '–', r.answered, r.ok, r.shed, r.otherStatus, r.errors, r.p50.toFixed(1), r.p99.toFixed(0), r.max.toFixed(0), r.healthP50.toFixed(1), r.healthMax.toFixed(0), r.rssMB, r.heapMB, r.handles]);
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |\n`).join('');
}

await command(USAGE, OPTIONS, main);
