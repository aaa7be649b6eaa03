/** `npm run bench`, see `USAGE`: the search benchmark beside its peers. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { command, UsageError, type Values } from '../command.ts';
import type { Absent } from './contestant.ts';
import { dataFile } from './data.ts';
import { articles } from './texts.ts';
import { drawQueries } from './queries.ts';
import { report, type Run } from './report.ts';
import { CONTESTANTS, type Trial } from './trial.ts';

/** More than in-memory peers need for a million paragraphs, where there is as much. */
const HEAP_MB = Math.max(4096, Math.floor((totalmem() / 2 ** 20) * 0.7));

const USAGE = `Usage: npm run bench -- [--data FILE] [--sizes 10000,100000] [--only NAME,…] [--minutes 15] [--json FILE]

Builds an index of so many paragraphs and searches it, Xunbao beside its peers; a peer that is not installed is skipped.

  --data FILE    articles, NDJSON (also .gz) in the shape of the ingest; without it the sample corpus, grown
  --sizes N,…    paragraphs
  --only NAME,…  of ${Object.keys(CONTESTANTS).join(', ')}
  --minutes N    what is given to each of them, for all it does
  --json FILE    the figures, beside the tables on standard output
`;

const OPTIONS = { data: { type: 'string' }, sizes: { type: 'string', default: '10000,100000' }, only: { type: 'string' }, minutes: { type: 'string', default: '15' }, json: { type: 'string' } } as const;

async function main(values: Values<typeof OPTIONS>): Promise<void> {
  const names = values.only?.split(',') ?? Object.keys(CONTESTANTS);
  for (const name of names) if (!Object.hasOwn(CONTESTANTS, name)) throw new UsageError(`--only ${name}: known are ${Object.keys(CONTESTANTS).join(', ')}`);
  const sizes = values.sizes.split(',').map(Number);
  if (!sizes.every((n) => Number.isInteger(n) && n > 0)) throw new UsageError(`--sizes ${values.sizes}: whole numbers separated by commas`);
  const minutes = Number(values.minutes);
  if (!(minutes > 0)) throw new UsageError(`--minutes ${values.minutes}: must be a number`);
  const dir = await mkdtemp(join(tmpdir(), 'xunbao-bench-'));
  const runs: Run[] = [];
  try {
    const data = await dataFile(values.data, dir);
    for (const size of sizes) {
      const articlesFile = join(dir, 'articles.ndjson');
      const queriesFile = join(dir, 'queries.json');
      await writeArticles(data, size, articlesFile);
      const queries = await drawQueries(articles(data, Math.min(size, 100_000)));
      await writeFile(queriesFile, JSON.stringify(queries));
      const trials: Trial[] = [];
      for (const name of names) {
        process.stderr.write(`${size} paragraphs: ${name} … `);
        const result = await inItsOwnProcess(name, articlesFile, queriesFile, minutes);
        process.stderr.write(typeof result === 'string' ? `${result}\n` : `built in ${result.buildSeconds.toFixed(1)} s\n`);
        if (typeof result !== 'string') trials.push(result);
      }
      runs.push({ size, data, queries, trials });
      process.stdout.write(report(runs.at(-1)!));
    }
    if (values.json !== undefined) await writeFile(values.json, `${JSON.stringify({ date: new Date().toISOString(), node: process.version, cpu: cpus()[0]?.model, cores: cpus().length, memory: totalmem(), runs }, null, 1)}\n`);
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

async function writeArticles(data: string, size: number, file: string): Promise<void> {
  const out = createWriteStream(file);
  for await (const article of articles(data, size)) if (!out.write(`${JSON.stringify(article)}\n`)) await once(out, 'drain');
  out.end();
  await finished(out);
}

/** The figures, or why there are none. */
async function inItsOwnProcess(name: string, articlesFile: string, queriesFile: string, minutes: number): Promise<Trial | string> {
  const child = spawn(process.execPath, [`--max-old-space-size=${HEAP_MB}`, '--import', 'tsx', new URL('./trial.ts', import.meta.url).pathname, name, articlesFile, queriesFile], {
    stdio: ['ignore', 'pipe', 'inherit'],
    timeout: minutes * 60_000,
  });
  let out = '';
  child.stdout.setEncoding('utf8').on('data', (piece: string) => (out += piece));
  const [code, signal] = (await once(child, 'close')) as [number | null, string | null];
  if (code === 0) {
    const answer = JSON.parse(out) as Trial | Absent; // written by trial.ts
    return 'absent' in answer ? `skipped: ${answer.absent}` : answer;
  }
  return signal === null ? `failed with exit ${String(code)}` : `stopped after ${minutes} minutes (${signal})`;
}

await command(USAGE, OPTIONS, main);
