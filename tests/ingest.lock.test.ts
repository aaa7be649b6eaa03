import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { lockIngest } from '../ingest/lock.ts';
import { readSearchParams } from '../src/server/params.ts';

it('names DATA_DIR when it is a file, instead of a stack trace', () => {
  const dir = mkdtempSync(join(tmpdir(), 'xunbao-lock-'));
  try {
    const path = join(dir, 'taken');
    writeFileSync(path, '');
    expect(() => lockIngest(path)).toThrow(expect.objectContaining({ code: 'invalid_config', message: expect.stringMatching(/^DATA_DIR: /) }));
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
});

it('does not take the year 0000 for "not stated"', () => {
  expect(readSearchParams(new URLSearchParams('year=0000'))).toMatchObject({ ok: false, problem: { parameter: 'year' } });
  expect(readSearchParams(new URLSearchParams('year=none&year=2023')).ok).toBe(true);
});
