/** What the container is promised to be: nobody's process, on files it cannot change, with no secret of ours and nothing open to the world. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chown, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const read = (file: string): Promise<string> => readFile(path.join(ROOT, file), 'utf8');

interface Service {
  readonly build?: string;
  readonly read_only?: boolean;
  readonly tmpfs?: readonly string[];
  readonly cap_drop?: readonly string[];
  readonly security_opt?: readonly string[];
  readonly privileged?: boolean;
  readonly ports?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
}
const { services } = parse(await read('docker-compose.yml'), { merge: true }) as { services: Record<string, Service> };
const all = Object.entries(services);
const ours = all.filter(([, { build }]) => build !== undefined);

test('the image ends as a user who is not root', async () => {
  const users = [...(await read('Dockerfile')).matchAll(/^USER\s+(\S+)/gm)].map(([, user]) => user);
  expect(users.at(-1)).toBe('node');
});

test('nothing that may hold a secret or a private file is copied into the image', async () => {
  expect((await read('Dockerfile')).match(/^COPY\s+(?:\.\s|\.\/\s)/m)).toBeNull();
  for (const kept of ['.env', '.git', 'data']) expect((await read('.dockerignore')).split('\n')).toContain(kept);
});

describe.each(ours)('service %s', (_, service) => {
  test('runs on a file system that it cannot write to, without capabilities', () => {
    expect(service).toMatchObject({ read_only: true, tmpfs: ['/tmp'], cap_drop: ['ALL'], security_opt: ['no-new-privileges:true'] });
    expect(service.privileged).toBeUndefined();
  });
});

test.each(all)('service %s is published on loopback at most, and has no secret of ours', (_, { ports = [], environment = {} }) => {
  for (const port of ports) expect(port).toMatch(/^127\.0\.0\.1:/);
  for (const [name, value] of Object.entries(environment)) if (/_(?:KEY|PASSWORD)$/.test(name)) expect(value).toBe(`\${${name}:-}`);
});

test.skipIf(process.getuid?.() !== 0)('the program serves as nobody, who can write to DATA_DIR and /tmp alone', { timeout: 60_000 }, async () => {
  const dir = await mkdtemp(path.join(tmpdir(), 'xunbao-nobody-'));
  const NOBODY = 65_534;
  await chown(dir, NOBODY, NOBODY);
  const env = { PATH: process.env['PATH'] ?? '', HOME: '/nonexistent', PORT: '0', DATA_DIR: dir };
  const server = spawn(process.execPath, ['--import', 'tsx', 'src/main.ts'], { cwd: ROOT, env, uid: NOBODY, gid: NOBODY, stdio: ['ignore', 'pipe', 'pipe'] });
  try {
    let said = '';
    server.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
    const [line] = (await Promise.race([once(server.stdout.setEncoding('utf8'), 'data'), once(server, 'exit').then(() => [said])])) as [string];
    expect(line).toMatch(/^http:/);
    expect((await fetch(`${line.trim()}/api/search?q=${encodeURIComponent('桥')}`)).status).toBe(200);
  } finally {
    server.kill('SIGKILL');
    await rm(dir, { recursive: true, force: true });
  }
});
