/** Relevance cannot fall unseen: known items of the sample corpus, asked through the commands that anyone can run. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Evaluation } from '../bench/known-item.ts';

const QUERIES = 'tests/fixtures/corpus-queries.json';

let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'xunbao-relevance-'));
});
afterAll(() => rm(dir, { recursive: true, force: true }));

async function run(script: string, ...args: string[]): Promise<string> {
  const child = spawn(process.execPath, ['--import', 'tsx', script, ...args], { env: { ...process.env, DATA_DIR: dir, ENGINE: 'sqlite' }, stdio: ['ignore', 'pipe', 'ignore'] });
  let out = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
  const [code] = (await once(child, 'close')) as [number | null];
  expect(code).toBe(0);
  return out;
}

it('finds the known items of corpus/, nearly all of them first, in every class', { timeout: 120_000 }, async () => {
  await run('ingest/cli.ts', 'corpus');
  const { all, classes, misses } = JSON.parse(await run('bench/eval.ts', '--queries', QUERIES, '--json')) as Evaluation;
  expect(all.n).toBeGreaterThanOrEqual(60);
  expect(all.success1, JSON.stringify(misses)).toBeGreaterThanOrEqual(0.96);
  expect(all.success10, JSON.stringify(misses)).toBe(1);
  expect(all.mrr10).toBeGreaterThanOrEqual(0.98);
  for (const [name, { success1, n }] of Object.entries(classes)) expect(n - success1 * n, name).toBeLessThanOrEqual(1.01);
});

it('prints a row a class for people', { timeout: 120_000 }, async () => {
  const out = await run('bench/eval.ts', '--queries', QUERIES, '--engine', 'sqlite');
  expect(out).toMatch(/^all +\d+( +[01]\.\d{3}){3}$/m);
  expect(out).toMatch(/^headline +\d+( +[01]\.\d{3}){3}$/m);
});
