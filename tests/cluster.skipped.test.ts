/** `npm run test:cluster` where there is nothing to run it with. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';

let bin: string;
beforeEach(() => {
  bin = mkdtempSync(join(tmpdir(), 'xunbao-bin-'));
  symlinkSync(process.execPath, join(bin, 'node'));
});
afterEach(() => rmSync(bin, { recursive: true, force: true }));

async function testCluster(): Promise<{ code: number | null; out: string }> {
  const child = spawn('node', ['node_modules/vitest/vitest.mjs', 'run', '--config', 'vitest.cluster.config.ts'], { env: { PATH: bin, HOME: bin }, stdio: ['ignore', 'pipe', 'inherit'] });
  let out = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, out };
}

it('without Java or Maven is skipped, which it says, and is no failure', async () => {
  expect(await testCluster()).toEqual({ code: 0, out: expect.stringMatching(/test:cluster skipped: no OPENSEARCH_URL, and no (Java development kit 21 or newer|mvn, which fetches the server)\n/) });
});

it('with a Maven that does not run is skipped as well', async () => {
  writeFileSync(join(bin, 'mvn'), '#!/nowhere\n');
  chmodSync(join(bin, 'mvn'), 0o755);
  expect(await testCluster()).toEqual({ code: 0, out: expect.stringContaining('test:cluster skipped') });
});
