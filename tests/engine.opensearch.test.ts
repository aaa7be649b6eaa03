/** The contract against a real cluster, the one at OPENSEARCH_URL; `npm run test:cluster` brings its own. */
import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Article } from '../src/domain.ts';
import { readConfig } from '../src/config.ts';
import { openOpenSearch, type OpenSearchConfig } from '../src/engine/opensearch/opensearch.ts';
import { find, loaded, phrase, request, typed, type OpenedEngine } from './contract/harness.ts';
import { engineContract } from './engine.contract.ts';
import { article } from './fixtures/engine-articles.ts';
import { forget } from './opensearch.helpers.ts';

const { OPENSEARCH_URL } = process.env;
const config = { ...readConfig({ ...process.env, ENGINE: 'opensearch', OPENSEARCH_URL: OPENSEARCH_URL ?? 'http://127.0.0.1:1' }).engine } as OpenSearchConfig; // as ENGINE says

async function open(): Promise<OpenedEngine> {
  const name = `xunbao_contract_${randomUUID()}`;
  const again = () => openOpenSearch(config, { name });
  return { engine: again(), reopen: async () => again(), destroy: () => forget(config, name) };
}

engineContract('opensearch', { skip: OPENSEARCH_URL ? undefined : 'no OPENSEARCH_URL; npm run test:cluster starts a cluster of its own', runs: 100, open });

describe.skipIf(!OPENSEARCH_URL)('a query of more clauses than a cluster takes', { timeout: 120_000 }, () => {
  // No character twice, so that pieces of it stand nowhere else.
  const text = Array.from({ length: 1900 }, (_, i) => String.fromCharCode(0x4e00 + i * 5)).join('');
  const amounts = Array.from({ length: 230 }, (_, i) => `${1003 + i * 7}万元`);
  const pieces = (length: number): string[] => Array.from({ length: Math.floor(text.length / length) }, (_, i) => text.slice(i * length, (i + 1) * length));
  const engine = loaded(open, [article('p', {}, '一段无关的话。', `${text}。`, amounts.slice(0, 160).join('、'))]);

  const isExact = async (q: string): Promise<boolean> => (await engine().search(request(typed(q)))).totalIsExact;

  it.each([
    ['a text of amounts, each written in many ways', amounts.slice(0, 160).join('、'), 'p_p3'],
    ['a text of a thousand words', text, 'p_p2'],
    ['long alternatives', pieces(28).join('|'), 'p_p2'],
    ['exclusions', `${text.slice(0, 2)} ${amounts.slice(0, 60).map((amount) => `-${amount}`).join(' ')}`, 'p_p2'],
    ['exclusions by title', pieces(28).slice(0, 60).map((piece) => `-title:${piece}`).join(' '), 'p_p3'],
  ])('is answered: %s', async (_, q, place) => {
    expect(await find(engine(), typed(q))).toContain(place);
    await expect(engine().trends!(request(typed(q)), 'year')).resolves.toBeDefined();
  });

  it('says so when some of it was not asked for', async () => {
    expect(await isExact(pieces(28).slice(0, 4).join('|'))).toBe(true);
    expect(await isExact(pieces(28).join('|'))).toBe(false);
  });
});

/** No index holds so large a number. */
const refused = (id: string): Article => {
  const { paragraphs, ...head } = article(id, { title: '新题' }, '新的一段。', '新的二段。');
  return { ...head, paragraphs: paragraphs.map((paragraph, i) => (i === 0 ? paragraph : { ...paragraph, ordinal: 1e19 })) };
};

describe.skipIf(!OPENSEARCH_URL)('an article that the cluster will not take', { timeout: 120_000 }, () => {
  const engine = loaded(open, [article('kept', { title: '旧题' }, '旧的一段。', '旧的二段。', '旧的三段。')]);
  it.each(['kept', 'new'])('is never shown by half, and its former version stays: %s', async (id) => {
    const former = await engine().article(id);
    await expect(engine().index([refused(id)])).rejects.toMatchObject({ code: 'engine_failed', message: expect.stringContaining(`article ${id}`) });
    await engine().index([article('next', {}, '下一篇。')]);
    expect(await engine().article(id)).toEqual(former);
    expect(await find(engine(), phrase('新的'))).toEqual([]);
    expect(await find(engine(), phrase('旧的'))).toHaveLength(3);
    expect(await engine().stats()).toMatchObject({ articles: 2, paragraphs: 4 });
  });
});
