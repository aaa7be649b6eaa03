/** The program as it is started: what it says, what it answers, and how it ends. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const running: ChildProcess[] = [];
let dir = '';

beforeAll(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'xunbao-main-'));
});
afterAll(async () => {
  for (const child of running) child.kill('SIGKILL');
  await rm(dir, { recursive: true, force: true });
});

function start(env: Record<string, string>) {
  const inherited = Object.fromEntries(['PATH', 'HOME'].map((name) => [name, process.env[name] ?? '']));
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/main.ts'], { cwd: ROOT, env: { ...inherited, PORT: '0', DATA_DIR: dir, ...env } });
  running.push(child);
  const said = { out: '', err: '' };
  child.stdout.on('data', (data) => (said.out += data));
  child.stderr.on('data', (data) => (said.err += data));
  const ended = once(child, 'close').then(([code]) => code as number | null);
  return { child, said, ended };
}

async function until(condition: () => boolean): Promise<void> {
  for (let i = 0; i < 600 && !condition(); i++) await new Promise((resolve) => setTimeout(resolve, 50));
  expect(condition()).toBe(true);
}

test('a bad value is one clear line and exit 2', async () => {
  const { said, ended } = start({ PORT: 'eighty' });
  expect(await ended).toBe(2);
  expect(said).toEqual({ out: '', err: 'xunbao: PORT: must be a port number\n' });
}, 30_000);

test('an empty index is filled from corpus/ before the URL is printed; SIGTERM ends it cleanly', async () => {
  const { child, said, ended } = start({});
  await until(() => said.out.includes('\n'));
  expect(said.out).toMatch(/^http:\/\/127\.0\.0\.1:\d+\n$/);
  const url = said.out.trim();
  expect((await fetch(`${url}/readyz`)).status).toBe(200);
  const stats = await (await fetch(`${url}/api/stats`)).json();
  expect(stats.articles).toBeGreaterThan(0);
  const page = await fetch(url);
  expect(await page.text()).toContain('<html lang="zh');
  child.kill('SIGTERM');
  expect(await ended).toBe(0);
  expect(said.err).toContain('"event":"stopped"');
}, 60_000);

test.each([
  ['DATA_DIR is a file', { DATA_DIR: fileURLToPath(import.meta.url) }, /^xunbao: DATA_DIR: \S+ is a file, not a folder\n$/],
  ['DATA_DIR lies below a file', { DATA_DIR: path.join(fileURLToPath(import.meta.url), 'below') }, /^xunbao: DATA_DIR: .*not a directory.*\n$/],
  ['DATA_DIR lies where no folder can be made', { DATA_DIR: '/proc/xunbao/data' }, /^xunbao: DATA_DIR: .*\n$/],
  ['HOST is no host', { HOST: 'no-such-host.invalid' }, /^xunbao: .*HOST\)\n$/],
  ['HOST is not an address of this machine', { HOST: '203.0.113.7' }, /^xunbao: .*HOST\)\n$/],
])('%s: one clear line before anything is read, and exit 2', async (_, env, line) => {
  const { said, ended } = start(env);
  expect(await ended).toBe(2);
  expect(said.err).toMatch(line);
  expect(said.out).toBe('');
}, 30_000);

test('a port that is taken is one clear line before anything is read, and exit 2', async () => {
  const taken = createServer().listen(0, '127.0.0.1');
  await once(taken, 'listening');
  const address = taken.address();
  const port = typeof address === 'object' ? String(address?.port) : '';
  const { said, ended } = start({ PORT: port, DATA_DIR: path.join(dir, 'never-filled') });
  expect(await ended).toBe(2);
  expect(said.err).toMatch(new RegExp(`^xunbao: .*${port}.*PORT.*\n$`));
  expect(said.out).toBe('');
  taken.close();
}, 60_000);

test('an index that cannot be read is served as 503, not died of', async () => {
  const broken = path.join(dir, 'broken');
  await mkdir(broken);
  await writeFile(path.join(broken, 'index.db'), 'no database at all, though it stands in its place'.repeat(100));
  const { child, said, ended } = start({ DATA_DIR: broken, LOG_LEVEL: 'error' });
  await until(() => said.out.includes('\n'));
  const url = said.out.trim();
  expect((await fetch(`${url}/healthz`)).status).toBe(200);
  expect((await fetch(`${url}/readyz`)).status).toBe(503);
  const answer = await fetch(`${url}/api/search?q=a`);
  expect([answer.status, (await answer.json()).code]).toEqual([503, 'engine_unavailable']);
  // It heals as soon as the trouble is over, without a restart.
  await rm(path.join(broken, 'index.db'));
  expect((await fetch(`${url}/api/search?q=a`)).status).toBe(200);
  child.kill('SIGTERM');
  expect(await ended).toBe(0);
}, 60_000);

test('an engine that takes the connection and never answers holds up neither the start nor the end', async () => {
  const mute = createServer().listen(0, '127.0.0.1');
  await once(mute, 'listening');
  const address = mute.address();
  const MEILI_URL = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  const { child, said, ended } = start({ MEILI_URL, LOG_LEVEL: 'silent' });
  const before = performance.now();
  await until(() => said.out.includes('\n'));
  // Two waits of five seconds, and what a start takes on a busy machine; the engine’s client alone would wait for thirty.
  expect(performance.now() - before).toBeLessThan(28_000);
  const url = said.out.trim();
  expect((await fetch(`${url}/healthz`)).status).toBe(200);
  expect((await fetch(`${url}/readyz`)).status).toBe(503);
  const stopping = performance.now();
  child.kill('SIGTERM');
  expect(await ended).toBe(0);
  expect(performance.now() - stopping).toBeLessThan(10_000);
  mute.close();
}, 60_000);
