/** The contract against a real cluster, the one at OPENSEARCH_URL; `npm run test:cluster` brings its own. */
import { randomUUID } from 'node:crypto';
import { readConfig } from '../src/config.ts';
import { openOpenSearch, type OpenSearchConfig } from '../src/engine/opensearch/opensearch.ts';
import { engineContract } from './engine.contract.ts';
import { forget } from './opensearch.helpers.ts';

const { OPENSEARCH_URL } = process.env;
const config = { ...readConfig({ ...process.env, ENGINE: 'opensearch', OPENSEARCH_URL: OPENSEARCH_URL ?? 'http://127.0.0.1:1' }).engine } as OpenSearchConfig; // as ENGINE says

engineContract('opensearch', {
  skip: OPENSEARCH_URL ? undefined : 'no OPENSEARCH_URL; npm run test:cluster starts a cluster of its own',
  runs: 100,
  async open() {
    const name = `xunbao_contract_${randomUUID()}`;
    const open = () => openOpenSearch(config, { name });
    return { engine: open(), reopen: async () => open(), destroy: () => forget(config, name) };
  },
});
