/** The contract against a real cluster, the one at OPENSEARCH_URL; `npm run test:cluster` brings its own. */
import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Article } from '../src/domain.ts';
import { readConfig } from '../src/config.ts';
import { openOpenSearch, type OpenSearchConfig } from '../src/engine/opensearch/opensearch.ts';
import { find, loaded, phrase, type OpenedEngine } from './contract/harness.ts';
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
