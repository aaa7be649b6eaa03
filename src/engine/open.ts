/** From configuration to an engine: the only place that knows them all. */
import type { Config } from '../config.ts';
import type { Engine } from './engine.ts';
import { openSqlite } from './sqlite/sqlite.ts';
import { openThreadedSqlite } from './sqlite/threaded.ts';

/** `search` only reads; `admin` may also index and delete. */
export type Role = 'search' | 'admin';

/** Opens without connecting: an engine that is down says so when it is asked, and heals by itself. */
export async function openEngine(config: Config, role: Role): Promise<Engine> {
  switch (config.engine.kind) {
    case 'sqlite':
      return role === 'search' ? openThreadedSqlite(config.dataDir, { readOnly: true }) : openSqlite(config.dataDir);
    case 'meilisearch': {
      const { openMeilisearch } = await import('./meilisearch/meilisearch.ts');
      return openMeilisearch(config.engine, { role });
    }
    case 'opensearch': {
      const { openOpenSearch } = await import('./opensearch/opensearch.ts');
      return openOpenSearch(config.engine);
    }
  }
}
