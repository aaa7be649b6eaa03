/** A Meilisearch to test against: the one at MEILI_URL, or the `meilisearch` on PATH, started for the tests. */
import { spawn } from 'node:child_process';
import { access, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

export interface TestServer {
  readonly url: string;
  /** Master or admin key; `null` when the server asks for none. */
  readonly key: string | null;
}

export type FoundServer = { readonly stop: () => Promise<void> } & (
  | { readonly server: TestServer }
  | { readonly server: null; readonly reason: string }
);

const START_MS = 20_000;
const nothing = async (): Promise<void> => undefined;

export async function findServer(key = 'a-master-key-for-tests-only'): Promise<FoundServer> {
  const { MEILI_URL, MEILI_MASTER_KEY, MEILI_ADMIN_KEY } = process.env;
  if (MEILI_URL) {
    const reason = await unhealthy(MEILI_URL);
    if (reason !== null) return { server: null, reason: `MEILI_URL is set, but ${reason}`, stop: nothing };
    return { server: { url: MEILI_URL, key: MEILI_MASTER_KEY ?? MEILI_ADMIN_KEY ?? null }, stop: nothing };
  }
  return startServer(key);
}

/** One of our own, with further arguments of the command line. */
export async function startServer(key: string, more: readonly string[] = []): Promise<FoundServer> {
  const binary = await onPath('meilisearch');
  if (binary === null) return { server: null, reason: 'no MEILI_URL, and no meilisearch on PATH', stop: nothing };
  return start(binary, key, more);
}

async function start(binary: string, key: string, more: readonly string[]): Promise<FoundServer> {
  const dir = await mkdtemp(join(tmpdir(), 'xunbao-meili-'));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const args = ['--http-addr', `127.0.0.1:${port}`, '--db-path', join(dir, 'data'), '--master-key', key, '--no-analytics', ...more];
  const child = spawn(binary, args, { cwd: dir, stdio: 'ignore' });
  const exited = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(`${binary} could not be started: ${error.message}`));
    child.once('exit', (code) => resolve(`${binary} ended with ${code}`));
  });
  const stop = async (): Promise<void> => {
    child.kill();
    await exited;
    await rm(dir, { recursive: true, force: true });
  };
  const until = Date.now() + START_MS;
  let reason: string | null = 'it did not start';
  while (reason !== null && Date.now() < until) {
    reason = await unhealthy(url);
    if (reason === null) break;
    const ended = await Promise.race([exited, sleep(50)]);
    if (typeof ended === 'string') {
      reason = ended;
      break;
    }
  }
  if (reason === null) return { server: { url, key }, stop };
  await stop();
  return { server: null, reason, stop: nothing };
}

async function unhealthy(url: string): Promise<string | null> {
  try {
    const response = await fetch(new URL('/health', url), { signal: AbortSignal.timeout(3000) });
    return response.ok ? null : `${url} answers ${response.status}`;
  } catch (error) {
    return `${url} cannot be reached: ${String(error)}`;
  }
}

async function onPath(name: string): Promise<string | null> {
  for (const dir of (process.env['PATH'] ?? '').split(delimiter)) {
    const file = join(dir, name);
    if (await access(file).then(() => true, () => false)) return file;
  }
  return null;
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
