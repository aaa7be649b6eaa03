/** Nodes of OpenSearch on loopback, gone with the program that started them. */
import { spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, chownSync, copyFileSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../meilisearch.server.ts';
import { findJava, unpack } from './distribution.ts';

const START_MS = 300_000;
/** Three servers beside everything else: little memory each, and started rather than optimized. */
const THREE: Setup = { nodes: 3, javaOptions: '-Xms384m -Xmx384m -XX:+UseSerialGC -XX:TieredStopAtLevel=1' };
/** OpenSearch refuses to run as root; `nobody` will do. */
const NOBODY = 65_534;

export interface Setup {
  readonly nodes: number;
  readonly javaOptions: string;
}

export interface Nodes {
  readonly version: string;
  readonly urls: readonly string[];
  /** Process of each node, in the order of `urls`. */
  readonly pids: readonly number[];
  readonly stop: () => void;
}

export async function startNodes({ nodes, javaOptions }: Setup = THREE): Promise<Nodes> {
  const java = findJava();
  if (java === null) throw new Error('no Java');
  const dir = mkdtempSync(join(tmpdir(), 'xunbao-cluster-'));
  const children: ChildProcess[] = [];
  const stop = (): void => {
    for (const child of children) child.kill('SIGKILL');
    rmSync(dir, { recursive: true, force: true, maxRetries: 5 });
  };
  // Whatever ends this program ends the nodes: an error, Ctrl-C, a time limit.
  process.once('exit', stop);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(1));
  chmodSync(dir, 0o755);
  const home = await unpack(java, dir);

  const http = await Promise.all(Array.from({ length: nodes }, freePort));
  const transport = await Promise.all(Array.from({ length: nodes }, freePort));
  const names = http.map((_, i) => `node-${i + 1}`);
  names.forEach((name, i) => {
    const own = configure(home, join(dir, name), [
      `cluster.name: xunbao-test-${process.pid}`,
      `node.name: ${name}`,
      `path.data: ${join(dir, name, 'data')}`,
      `path.logs: ${join(dir, name, 'logs')}`,
      'network.host: 127.0.0.1',
      `http.port: ${http[i]}`,
      `transport.port: ${transport[i]}`,
      `discovery.seed_hosts: [${transport.map((port) => `"127.0.0.1:${port}"`).join(', ')}]`,
      `cluster.initial_cluster_manager_nodes: [${names.join(', ')}]`,
      // A full disk of the machine is not what is tested.
      'cluster.routing.allocation.disk.threshold_enabled: false',
    ]);
    const child = spawn('bash', [join(home, 'bin', 'opensearch')], {
      cwd: own.dir,
      env: { PATH: process.env['PATH'], HOME: own.dir, OPENSEARCH_JAVA_HOME: java.home, OPENSEARCH_PATH_CONF: own.config, OPENSEARCH_TMPDIR: own.tmp, OPENSEARCH_JAVA_OPTS: javaOptions },
      stdio: ['ignore', 'ignore', 'ignore'],
      ...own.user,
    });
    children.push(child);
  });
  const urls = http.map((port) => `http://127.0.0.1:${port}`);
  try {
    return { version: await together(urls, children), urls, pids: children.map(({ pid }) => pid ?? 0), stop };
  } catch (error) {
    const log = readdirSync(join(dir, names[0]!, 'logs')).find((file) => file.endsWith('.log') && file.startsWith('xunbao'));
    const said = log === undefined ? '' : `\n${readFileSync(join(dir, names[0]!, 'logs', log), 'utf8').slice(-3000)}`;
    stop();
    throw new Error(`${String(error)}${said}`, { cause: error });
  }
}

/** Folders and files of one node, its own when this is root. */
function configure(home: string, dir: string, lines: readonly string[]): { dir: string; config: string; tmp: string; user: { uid: number; gid: number } | Record<string, never> } {
  const [config, tmp] = [join(dir, 'config'), join(dir, 'tmp')];
  for (const folder of [config, tmp, join(dir, 'data'), join(dir, 'logs')]) mkdirSync(folder, { recursive: true });
  for (const file of ['log4j2.properties', 'fips_java.security']) {
    const from = join(home, 'config', file);
    if (readdirSync(join(home, 'config')).includes(file)) copyFileSync(from, join(config, file));
  }
  writeFileSync(join(config, 'opensearch.yml'), `${lines.join('\n')}\n`);
  // Logs of garbage collection and dumps would go into the server's own folder, which is not the node's to write.
  const options = readFileSync(join(home, 'config', 'jvm.options'), 'utf8').split('\n');
  writeFileSync(join(config, 'jvm.options'), options.filter((option) => !/-Xlog|HeapDump|ErrorFile|Xm[sx]|G1/.test(option)).join('\n'));
  if (process.getuid?.() !== 0) return { dir, config, tmp, user: {} };
  for (const entry of ['.', ...readdirSync(dir, { recursive: true, encoding: 'utf8' })]) chownSync(join(dir, entry), NOBODY, NOBODY);
  return { dir, config, tmp, user: { uid: NOBODY, gid: NOBODY } };
}

/** Waits until all nodes are in one cluster; answers its version. */
async function together(urls: readonly string[], children: readonly ChildProcess[]): Promise<string> {
  for (const until = Date.now() + START_MS; Date.now() < until; await sleep(250)) {
    if (children.some(({ exitCode }) => exitCode !== null)) throw new Error('a node ended while starting');
    const health = await Promise.all(urls.map((url) => get<{ number_of_nodes: number }>(`${url}/_cluster/health`)));
    if (health.every((answer) => answer?.number_of_nodes === urls.length)) return (await get<{ version: { number: string } }>(urls[0]!))?.version.number ?? 'unknown';
  }
  throw new Error(`the nodes did not come together within ${START_MS / 1000} s`);
}

async function get<T>(url: string): Promise<T | null> {
  const response = await fetch(url, { signal: AbortSignal.timeout(5000) }).catch(() => null);
  return response?.ok ? ((await response.json()) as T) : null;
}
