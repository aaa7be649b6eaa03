/** The contract against a real Meilisearch, and what only a real one can show about the adapter. */
import { randomUUID } from 'node:crypto';
import { Meilisearch } from 'meilisearch';
import { afterAll, describe, expect, it } from 'vitest';
import type { Engine } from '../src/engine/engine.ts';
import { makeKeys } from '../src/engine/meilisearch/make-keys.ts';
import { openMeilisearch } from '../src/engine/meilisearch/meilisearch.ts';
import { INDEX_UID } from '../src/engine/meilisearch/settings.ts';
import { ALL, NONE, and, find, not, phrase, request, word } from './contract/harness.ts';
import { engineContract } from './engine.contract.ts';
import { article } from './fixtures/engine-articles.ts';
import { findServer } from './meilisearch.server.ts';

const found = await findServer();
afterAll(() => found.stop());
const { url, key } = found.server ?? { url: '', key: null };
const client = new Meilisearch({ host: url || 'http://127.0.0.1', ...(key === null ? {} : { apiKey: key }) });
const config = { kind: 'meilisearch', url, searchKey: null, adminKey: key } as const;

engineContract('meilisearch', {
  skip: found.server === null ? found.reason : undefined,
  runs: 100,
  async open() {
    const indexUid = `${INDEX_UID}_contract_${randomUUID()}`;
    const open = () => openMeilisearch(config, { indexUid, role: 'admin' });
    return { engine: await open(), reopen: open, destroy: async () => void (await client.deleteIndexIfExists(indexUid)) };
  },
});

async function lend(use: (engine: Engine, indexUid: string) => Promise<void>): Promise<void> {
  const indexUid = `${INDEX_UID}_test_${randomUUID()}`;
  try {
    await use(await openMeilisearch(config, { indexUid, role: 'admin' }), indexUid);
  } finally {
    await client.deleteIndexIfExists(indexUid);
  }
}

describe.skipIf(found.server === null)('meilisearch', { timeout: 120_000 }, () => {
  it('sends the settings once: sending them again would index everything anew', () =>
    lend(async (engine, indexUid) => {
      await engine.index([article('x', {}, '甲。')]);
      await engine.index([article('y', {}, '乙。')]);
      const { results } = await client.tasks.getTasks({ indexUids: [indexUid], types: ['settingsUpdate'] });
      expect(results).toHaveLength(1);
    }));

  it('brings an index with other settings up to date', () =>
    lend(async (engine, indexUid) => {
      await client.createIndex(indexUid, { primaryKey: 'id' }).waitTask();
      await client.index(indexUid).updateSettings({ typoTolerance: { enabled: true }, searchableAttributes: ['text'] }).waitTask();
      await engine.index([article('x', { title: '题' }, '甲。')]);
      expect(await find(engine, word('题'))).toEqual(['x_p1']);
    }));

  it('sorts out pairs of characters that are no phrase, among more hits than one answer holds', () =>
    lend(async (engine) => {
      const lines = Array.from({ length: 1300 }, (_, i) => (i % 4 === 0 ? `西湖和湖边的船，第${i}号。` : `西湖边的船，第${i}号。`));
      await engine.index([article('lake', {}, ...lines)]);
      expect(await engine.search(request(phrase('西湖边')))).toMatchObject({ total: 975, totalIsExact: true });
      const others = await engine.search(request(and(phrase('西湖'), not(phrase('西湖边')))));
      expect(others).toMatchObject({ total: 325, totalIsExact: true });
      expect(others.hits.every((hit) => hit.paragraph.text.startsWith('西湖和'))).toBe(true);
    }));

  it('says that a total is an estimate where too many hits would have to be read, and shows no wrong one', () =>
    lend(async (engine) => {
      await engine.index(Array.from({ length: 26 }, (_, a) => article(`a${a}`, {}, ...Array.from({ length: 400 }, (_, i) => (i % 2 === 0 ? '山水和水边' : '山水边')))));
      const result = await engine.search(request(phrase('山水边')));
      expect(result.totalIsExact).toBe(false);
      expect(result.hits.every((hit) => hit.paragraph.text === '山水边')).toBe(true);
    }));

  it('tells facet values apart that differ in case, width or white space only', () =>
    lend(async (engine) => {
      const names = ['Li Wei', 'li wei', 'LI WEI', 'Ｌｉ', 'Li', ' 李伟', '李伟', '㈱', '(株)'];
      await engine.index(names.map((name, i) => article(`n${i}`, { authors: [name] }, '一段。')));
      const { facets } = await engine.search(request(ALL, { facets: ['author'] }));
      expect(facets.author).toEqual(names.map((value) => ({ value, count: 1 })).sort((a, b) => (a.value < b.value ? -1 : 1)));
    }));

  it('tells ids apart that differ in case only', () =>
    lend(async (engine) => {
      await engine.index([article('Ab', {}, '大写。'), article('ab', {}, '小写。')]);
      expect((await engine.article('Ab'))?.paragraphs[0]?.text).toBe('大写。');
      expect(await engine.delete(['ab'])).toBe(1);
      expect(await find(engine, ALL)).toEqual(['Ab_p1']);
    }));

  it('ranks a title above a text, and words side by side above words apart', () =>
    lend(async (engine) => {
      await engine.index([
        article('apart', {}, '河边新开了茶馆，老人说起从前的大桥。'),
        article('beside', {}, '新河大桥今天通车。'),
        article('title', { title: '新河大桥' }, '今天通车。'),
      ]);
      expect(await find(engine, and(word('河'), word('大桥')))).toEqual(['title_p1', 'beside_p1', 'apart_p1']);
    }));

  it('finds an article whose paragraphs hold the words only between them, and says what each may lack', () =>
    lend(async (engine) => {
      await engine.index([
        article('spread', {}, '老码头下月拆除。', '渔市迁往新址，摊主领到补偿。'),
        article('half', {}, '渔市清晨最热闹。'),
        article('other', {}, '公园里的长椅换新了。'),
      ]);
      const { hits, relaxed, total } = await engine.search(request(and(word('码头'), word('渔市'), word('补偿'))));
      expect(hits[0]?.article.id).toBe('spread');
      expect(total).toBe(hits.length);
      expect(relaxed).toEqual({ required: ['码头', '渔市', '补偿'], optional: [] });
    }));

  describe.skipIf(key === null)('keys', () => {
    it('makes a key that only searches and one that writes, the same ones every time', async () => {
      const keys = await makeKeys(url, key!);
      expect(await makeKeys(url, key!)).toEqual(keys);
      const indexUid = `${INDEX_UID}_keys_${randomUUID()}`;
      const both = { kind: 'meilisearch', url, searchKey: keys['MEILI_SEARCH_KEY']!, adminKey: keys['MEILI_ADMIN_KEY']! } as const;
      const server = await openMeilisearch(both, { indexUid, role: 'search' });
      const ingest = await openMeilisearch(both, { indexUid, role: 'admin' });
      try {
        await server.ready();
        await ingest.index([article('x', { date: '2024-01-01' }, '甲。')]);
        await ingest.index([article('y', { date: '2024-01-01' }, '乙。')], { rebuild: true });
        expect(await find(server, word('乙'))).toEqual(['y_p1']);
        expect(await server.stats()).toMatchObject({ articles: 1, lastDate: '2024-01-01' });
        await expect(server.index([article('z', {}, '丙。')])).rejects.toMatchObject({ code: 'engine_unavailable', message: expect.stringContaining('MEILI_SEARCH_KEY') });
        await expect(server.delete(['y'])).rejects.toMatchObject({ code: 'engine_unavailable' });
        expect(await ingest.delete(['y'])).toBe(1);
      } finally {
        await client.deleteIndexIfExists(indexUid);
      }
    });

    it('names the variable of a refused key and never prints the key', async () => {
      const wrong = await openMeilisearch({ ...config, searchKey: 'not-the-key', adminKey: null });
      const error = await wrong.ready().catch((e: unknown) => e);
      expect(error).toMatchObject({ code: 'engine_unavailable', message: expect.stringContaining('MEILI_SEARCH_KEY') });
      expect(String(error)).not.toContain('not-the-key');
      const none = await openMeilisearch({ ...config, adminKey: null });
      await expect(none.search(request(NONE))).resolves.toMatchObject({ total: 0 });
      await expect(none.search(request(ALL))).rejects.toMatchObject({ code: 'engine_unavailable', message: expect.stringContaining('not set') });
    });
  });
});
