/**
 * Makes the two keys that Xunbao needs and prints them as lines for `.env`:
 * `MEILI_URL=… MEILI_MASTER_KEY=… tsx src/engine/meilisearch/make-keys.ts`. Running it again prints
 * the same keys; a new master key makes new ones.
 */
import { pathToFileURL } from 'node:url';
import { Meilisearch, type KeyCreation } from 'meilisearch';
import { INDEX_UID } from './settings.ts';

/** With a fixed uid a key's value follows from the master key alone, and a second run finds it. */
const KEYS: readonly (KeyCreation & { readonly uid: string; readonly variable: string })[] = [
  {
    variable: 'MEILI_SEARCH_KEY',
    uid: '6f0c9a52-6f3e-4c0b-9d53-0a2f6f1d7b01',
    description: 'Xunbao server: searches',
    actions: ['search'],
    indexes: [`${INDEX_UID}*`],
    expiresAt: null,
  },
  {
    variable: 'MEILI_ADMIN_KEY',
    uid: '6f0c9a52-6f3e-4c0b-9d53-0a2f6f1d7b02',
    description: 'Xunbao ingest: writes',
    actions: ['search', 'documents.*', 'indexes.*', 'settings.*', 'tasks.get'],
    indexes: [`${INDEX_UID}*`],
    expiresAt: null,
  },
];

export async function makeKeys(url: string, masterKey: string): Promise<Record<string, string>> {
  const client = new Meilisearch({ host: url, apiKey: masterKey, timeout: 10_000 });
  const made: Record<string, string> = {};
  const { results } = await client.getKeys({ limit: 1000 });
  for (const { variable, ...wanted } of KEYS) {
    const key = results.find(({ uid }) => uid === wanted.uid) ?? (await client.createKey(wanted));
    made[variable] = key.key;
  }
  return made;
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { MEILI_URL, MEILI_MASTER_KEY } = process.env;
  if (!MEILI_URL || !MEILI_MASTER_KEY) {
    process.stderr.write('MEILI_URL and MEILI_MASTER_KEY have to be set\n');
    process.exit(2);
  }
  try {
    const keys = await makeKeys(MEILI_URL, MEILI_MASTER_KEY);
    for (const [variable, key] of Object.entries(keys)) process.stdout.write(`${variable}=${key}\n`);
  } catch (error) {
    process.stderr.write(`no keys from ${MEILI_URL}: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(4);
  }
}
