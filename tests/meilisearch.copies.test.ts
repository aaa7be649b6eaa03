/** Backups and further readers of a Meilisearch, as docs/operations.md says they are made. */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Meilisearch } from 'meilisearch';
import { afterAll, describe, expect, it } from 'vitest';
import { makeKeys } from '../src/engine/meilisearch/make-keys.ts';
import { openMeilisearch } from '../src/engine/meilisearch/meilisearch.ts';
import { ALL, phrase, request, typed } from './contract/harness.ts';
import { numbered } from './fixtures/faults/numbered.ts';
import { startServer } from './meilisearch.server.ts';

const MASTER = 'a-master-key-for-tests-only';
const dir = mkdtempSync(join(tmpdir(), 'xunbao-copies-'));
const found = await startServer(MASTER, ['--snapshot-dir', join(dir, 'snapshots'), '--dump-dir', join(dir, 'dumps')]);
afterAll(async () => {
  await found.stop();
  rmSync(dir, { recursive: true, force: true });
});

const QUESTIONS = [request(ALL, { facets: ['year'] }), request(phrase('编号7的简讯，修订0')), request(typed('渡口复航'), { sort: 'newest', size: 50 })];

const answers = async (url: string, searchKey: string) => {
  const engine = await openMeilisearch({ kind: 'meilisearch', url, searchKey, adminKey: null });
  return { stats: await engine.stats(), found: await Promise.all(QUESTIONS.map((question) => engine.search(question))) };
};

describe.skipIf(found.server === null)('a copy of a Meilisearch', { timeout: 120_000 }, () => {
  const { url } = found.server ?? { url: 'http://127.0.0.1' };
  const client = new Meilisearch({ host: url, apiKey: MASTER });

  it.each([
    ['snapshot', () => client.createSnapshot(), '--import-snapshot', 'snapshots'],
    ['dump', () => client.createDump(), '--import-dump', 'dumps'],
  ] as const)('made from a %s answers the same, to the same key', async (_, make, argument, folder) => {
    const keys = await makeKeys(url, MASTER);
    const engine = await openMeilisearch({ kind: 'meilisearch', url, searchKey: null, adminKey: keys['MEILI_ADMIN_KEY']! }, { role: 'admin' });
    await engine.index(Array.from({ length: 30 }, (_, n) => numbered(n, 0)));
    const task = await make().waitTask({ timeout: 60_000 });
    expect(task).toMatchObject({ status: 'succeeded' });
    const before = await answers(url, keys['MEILI_SEARCH_KEY']!);
    expect(before.found.map(({ total }) => total)).toEqual([180, 6, 180]);
    // What is written from now on is not in it.
    await engine.delete(['n7']);
    const copy = await startServer(MASTER, [argument, join(dir, folder, readdirSync(join(dir, folder))[0]!)]);
    try {
      expect(await answers(copy.server!.url, keys['MEILI_SEARCH_KEY']!)).toEqual(before);
    } finally {
      await copy.stop();
    }
  });
});
