/** What the commands of bench/ say of themselves and of what is wrong with a call, without doing any work. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, expect, it } from 'vitest';

const EMPTY = mkdtempSync(join(tmpdir(), 'xunbao-empty-'));
afterAll(() => rmSync(EMPTY, { recursive: true, force: true }));

async function run(script: string, args: readonly string[], env: Record<string, string> = {}): Promise<{ code: unknown; out: string; err: string }> {
  const child = spawn(process.execPath, ['--import', 'tsx', script, ...args], { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  const [out, err, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  return { code, out, err };
}

it.each(['bench/eval.ts', 'bench/search/run.ts', 'bench/load.ts'])('%s says how it is called, and of a wrong call what is wrong, last', { timeout: 60_000 }, async (script) => {
  const help = await run(script, ['--help']);
  expect(help).toMatchObject({ code: 0, err: '' });
  expect(help.out).toMatch(/^Usage: npm run /);
  const wrong = await run(script, ['--no-such-option']);
  expect(wrong).toMatchObject({ code: 2, out: '' });
  expect(wrong.err).toMatch(/\nUnknown option '--no-such-option'.*\n$/);
});

it.each([
  [2, '--url nowhere: not a URL', 'bench/eval.ts', ['--queries', 'x.json', '--url', 'nowhere'], {}],
  [2, 'ENGINE: must be sqlite, meilisearch or opensearch', 'bench/eval.ts', ['--queries', 'tests/fixtures/corpus-queries.json'], { ENGINE: 'grep' }],
  [3, 'no-such.json: cannot be read', 'bench/eval.ts', ['--queries', 'no-such.json'], {}],
  [4, 'the index is empty', 'bench/eval.ts', ['--queries', 'tests/fixtures/corpus-queries.json'], { ENGINE: 'sqlite', DATA_DIR: EMPTY }],
  [4, 'http://127.0.0.1:1 cannot be reached', 'bench/eval.ts', ['--queries', 'tests/fixtures/corpus-queries.json', '--url', 'http://127.0.0.1:1'], {}],
  [3, 'no-such.ndjson: no such file', 'bench/search/run.ts', ['--data', 'no-such.ndjson'], {}],
  [3, 'no-such.ndjson: no such file', 'bench/load.ts', ['--data', 'no-such.ndjson'], {}],
  [2, '--only toString: known are xunbao, ', 'bench/search/run.ts', ['--only', 'toString'], {}],
  [2, '--rate many: must be a number', 'bench/load.ts', ['--rate', 'many'], {}],
])('exit %i: %s', { timeout: 60_000 }, async (code, message, script, args, env) => {
  const answer = await run(script, args, env);
  expect(answer).toMatchObject({ code, out: '' });
  expect(answer.err.trim().split('\n').at(-1)).toContain(message);
});
