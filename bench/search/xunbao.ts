/** The embedded engine, in process: parsing and understanding the query is part of its time. */
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { FACETS } from '../../src/domain.ts';
import { NO_FILTERS, type Filters, type SearchRequest } from '../../src/engine/engine.ts';
import { openSqlite } from '../../src/engine/sqlite/sqlite.ts';
import { parseQuery } from '../../src/query/parse.ts';
import { understand } from '../../src/query/understand.ts';
import type { Contestant } from './contestant.ts';
import type { BenchQuery } from './queries.ts';

export function xunbao(dir: string): Contestant {
  let engine = openSqlite(dir);
  return {
    note: 'durable; paragraphs read from disk',
    async build(articles) {
      await engine.index(articles);
    },
    async search(query) {
      const { hits, total, facets } = await engine.search(request(query));
      return { total, facetValues: FACETS.reduce((n, facet) => n + (facets[facet]?.length ?? 0), 0), ids: hits.map((hit) => hit.paragraph.id) };
    },
    async update(article) {
      await engine.index([article]);
    },
    diskBytes: () => readdirSync(dir).reduce((sum, name) => sum + statSync(join(dir, name)).size, 0),
    async reopen() {
      await engine.close();
      engine = openSqlite(dir);
      await engine.ready();
    },
    close: () => engine.close(),
  };
}

/** As the server asks for it. */
export function request({ typed, district, years, newest }: BenchQuery): SearchRequest {
  const filters: Filters = {
    ...NO_FILTERS,
    ...(years && { from: `${years[0]}-01-01`, to: `${years[1]}-12-31` }),
    ...(district !== undefined && { facets: { ...NO_FILTERS.facets, district: { only: [district], not: [] } } }),
  };
  return { plan: understand(parseQuery(typed).query), filters, sort: newest ? 'newest' : 'relevance', page: 1, size: 20, facets: FACETS };
}
