/** What CI lets pass: dependencies with a known hole do not. Run with an `npm` that says what a registry would. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';

const CI = fileURLToPath(new URL('../.ci/run', import.meta.url));
let bin = '';
beforeEach(() => {
  bin = mkdtempSync(path.join(tmpdir(), 'xunbao-ci-'));
});
afterEach(() => rmSync(bin, { recursive: true, force: true }));

/** Runs CI with an `npm` whose audit ends so, and which otherwise only notes what it was asked. */
function run(audit: string): { status: number | null; out: string } {
  writeFileSync(path.join(bin, 'npm'), `#!/bin/sh\nif [ "$1" = audit ]; then ${audit}; fi\necho "npm $*"\n`, { mode: 0o755 });
  const { status, stdout } = spawnSync(CI, { env: { ...process.env, PATH: `${bin}:${process.env['PATH'] ?? ''}` }, encoding: 'utf8' });
  return { status, out: stdout };
}

test('a hole in what runs stops everything, and is named', () => {
  const { status, out } = run('echo "left-pad: high severity"; exit 1');
  expect(status).toBe(1);
  expect(out).toContain('left-pad: high severity');
  expect(out).not.toContain('npm test');
});

test('a registry that cannot tell is said to be skipped, and what tests there are run', () => {
  const { status, out } = run('echo "npm error audit endpoint returned an error"; exit 1');
  expect(status).toBe(0);
  expect(out).toContain('npm audit: skipped');
  for (const step of ['npm ci', 'npm run lint', 'npm run types', 'npm test', 'npm run test:cluster']) expect(out).toContain(step);
});
