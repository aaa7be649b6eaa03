/** An engine full of texts, asked through the server as a client asks. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Article } from '../../src/domain.ts';
import { openSqlite } from '../../src/engine/sqlite/sqlite.ts';
import type { SearchJson } from '../../src/server/schema.ts';
import { appWith } from '../server.double.ts';

export interface House {
  /** The answer to `q`, hits up to `size`. */
  ask(q: string, size?: number): Promise<SearchJson>;
  /** Ids of all paragraphs found, sorted. */
  found(q: string): Promise<string[]>;
  close(): Promise<void>;
}

export async function openHouse(articles: AsyncIterable<Article> | Iterable<Article>): Promise<House> {
  const dir = await mkdtemp(join(tmpdir(), 'xunbao-search-'));
  const engine = openSqlite(dir);
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
      await rm(dir, { recursive: true, force: true });
    },
  };
}
