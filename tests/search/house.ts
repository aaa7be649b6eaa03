/** An engine full of texts, asked through the server as a client asks. */
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Meilisearch } from 'meilisearch';
import { readConfig } from '../../src/config.ts';
import type { Article } from '../../src/domain.ts';
import type { Engine } from '../../src/engine/engine.ts';
import { openMeilisearch } from '../../src/engine/meilisearch/meilisearch.ts';
import { INDEX_UID } from '../../src/engine/meilisearch/settings.ts';
import { openOpenSearch, type OpenSearchConfig } from '../../src/engine/opensearch/opensearch.ts';
import { INDEX_NAME } from '../../src/engine/opensearch/template.ts';
import { openSqlite } from '../../src/engine/sqlite/sqlite.ts';
import type { SearchJson } from '../../src/server/schema.ts';
import type { FoundServer } from '../meilisearch.server.ts';
import { forget } from '../opensearch.helpers.ts';
import { appWith } from '../server.double.ts';

export interface House {
  /** The answer to `q`, hits up to `size`. */
  ask(q: string, size?: number): Promise<SearchJson>;
  /** Ids of all paragraphs found, sorted. */
  found(q: string): Promise<string[]>;
  close(): Promise<void>;
}

interface Empty {
  readonly engine: Engine;
  readonly remove: () => Promise<unknown>;
}
export type Ground = () => Promise<Empty>;

export const embedded: Ground = async () => {
  const dir = await mkdtemp(join(tmpdir(), 'xunbao-search-'));
  return { engine: openSqlite(dir), remove: () => rm(dir, { recursive: true, force: true }) };
};

/** Each engine with a way to open an empty one, or the reason why there is none here. */
export const grounds = (found: FoundServer): [name: string, ground: Ground | string][] => [
  ['sqlite', embedded],
  ['meilisearch', found.server === null ? found.reason : onMeilisearch(found.server)],
  ['opensearch', process.env['OPENSEARCH_URL'] ? onOpenSearch : 'no OPENSEARCH_URL; npm run test:cluster starts a cluster of its own'],
];

const onOpenSearch: Ground = async () => {
  const name = `${INDEX_NAME}_search_${randomUUID()}`;
  const config = { ...readConfig({ ...process.env, ENGINE: 'opensearch' }).engine } as OpenSearchConfig; // as ENGINE says
  return { engine: openOpenSearch(config, { name }), remove: () => forget(config, name) };
};

const onMeilisearch = ({ url, key }: NonNullable<FoundServer['server']>): Ground => async () => {
  const indexUid = `${INDEX_UID}_search_${randomUUID()}`;
  const client = new Meilisearch({ host: url, ...(key === null ? {} : { apiKey: key }) });
  const engine = await openMeilisearch({ kind: 'meilisearch', url, searchKey: null, adminKey: key }, { indexUid, role: 'admin' });
  return { engine, remove: () => client.deleteIndexIfExists(indexUid) };
};

export async function openHouse(articles: AsyncIterable<Article> | Iterable<Article>, ground: Ground = embedded): Promise<House> {
  const { engine, remove } = await ground();
  await engine.index(articles);
  const app = appWith({ reader: engine });
  const ask = async (q: string, size = 100, page = 1): Promise<SearchJson> => {
    const response = await app.request(`/api/search?q=${encodeURIComponent(q)}&size=${size}&page=${page}`);
    if (response.status !== 200) throw new Error(`${q}: ${response.status} ${await response.text()}`);
    return (await response.json()) as SearchJson;
  };
  return {
    ask: (q, size) => ask(q, size),
    async found(q) {
      const ids: string[] = [];
      for (let page = 1; ; page++) {
        const { hits, total } = await ask(q, 100, page);
        ids.push(...hits.map((hit) => hit.id));
        if (ids.length >= total || hits.length === 0) return ids.sort();
      }
    },
    async close() {
      await engine.close();
      await remove();
    },
  };
}
