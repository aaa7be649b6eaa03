/** Meilisearch as one would use it for Chinese: its own words, all demanded, totals counted to the end. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Absent, Contestant } from './contestant.ts';
import { freePort } from '../../tests/meilisearch.server.ts';
import { FACET_FIELDS, batches, bytesIn, flat, onPath, send, start, type Flat } from './server.ts';

const SETTINGS = {
  searchableAttributes: ['text'],
  filterableAttributes: [...FACET_FIELDS, 'article'],
  sortableAttributes: ['day'],
  rankingRules: ['sort', 'words', 'proximity', 'attribute', 'exactness'],
  localizedAttributes: [{ attributePatterns: ['*'], locales: ['cmn'] }],
  typoTolerance: { enabled: false },
  pagination: { maxTotalHits: 100_000_000 },
  faceting: { maxValuesPerFacet: 1000 },
};
const BATCH = 10_000;

interface Found {
  readonly hits: readonly { readonly id: string }[];
  readonly totalHits: number;
  readonly facetDistribution: Readonly<Record<string, object>>;
}

export async function meilisearch(dir: string): Promise<Contestant | Absent> {
  const program = onPath('meilisearch');
  if (program === null) return { absent: 'no meilisearch on PATH' };
  const url = `http://127.0.0.1:${await freePort()}`;
  const server = await start(program, ['--http-addr', url.slice('http://'.length), '--db-path', `${dir}/data`, '--no-analytics'], dir, `${url}/health`);
  const index = `${url}/indexes/news`;
  const finished = async ({ taskUid }: { taskUid: number }): Promise<void> => {
    for (;;) {
      const { status, error } = await send<{ status: string; error: { message: string } | null }>('GET', `${url}/tasks/${taskUid}`);
      if (status === 'succeeded') return;
      if (error !== null) throw new Error(error.message);
      await sleep(2);
    }
  };
  const put = (paragraphs: readonly Flat[]): Promise<{ taskUid: number }> => send('POST', `${index}/documents?primaryKey=id`, paragraphs);
  return {
    note: 'server over HTTP; words of its own dictionary',
    pids: [server.pid],
    async build(articles) {
      let last = await send<{ taskUid: number }>('PATCH', `${index}/settings`, SETTINGS);
      for await (const batch of batches(articles, BATCH)) last = await put(batch);
      await finished(last);
    },
    async search({ kind, strings, district, years, newest }) {
      const { hits, totalHits, facetDistribution } = await send<Found>('POST', `${index}/search`, {
        q: kind === 'phrase' ? strings.map((string) => `"${string}"`).join(' ') : strings.join(' '),
        matchingStrategy: 'all', page: 1, hitsPerPage: 20, facets: FACET_FIELDS, attributesToRetrieve: ['id', 'text'],
        filter: [...(district === undefined ? [] : [`districts = "${district}"`]), ...(years === undefined ? [] : [`year ${years[0]} TO ${years[1]}`])],
        ...(newest && { sort: ['day:desc'] }),
      });
      return { total: totalHits, facetValues: Object.values(facetDistribution).reduce((n, values) => n + Object.keys(values).length, 0), ids: hits.map(({ id }) => id) };
    },
    async update(article) {
      await send('POST', `${index}/documents/delete`, { filter: `article = "${article.id}"` });
      await finished(await put(flat(article)));
    },
    diskBytes: () => bytesIn(dir),
    close: () => server.stop(),
  };
}
