/** OpenSearch, one node: pairs of characters with places as phrases, terms aggregations for facets. Not our adapter, which also counts articles. */
import { missing } from '../../tests/cluster/distribution.ts';
import { startNodes } from '../../tests/cluster/nodes.ts';
import type { Absent, Contestant } from './contestant.ts';
import { FACET_FIELDS, batches, flat, send, type Flat } from './server.ts';

const BATCH = 3000;
const keyword = { type: 'keyword' };
const grams = (length: number) => ({ type: 'ngram', min_gram: length, max_gram: length });
const INDEX = {
  settings: {
    index: { number_of_shards: 1, number_of_replicas: 0, refresh_interval: '-1' },
    analysis: { tokenizer: { pairs: grams(2), characters: grams(1) }, analyzer: { pairs: { tokenizer: 'pairs' }, characters: { tokenizer: 'characters' } } },
  },
  mappings: {
    properties: {
      id: keyword, article: keyword, day: { type: 'integer' }, year: { type: 'integer' }, section: keyword, districts: keyword, authors: keyword,
      text: { type: 'text', analyzer: 'pairs', fields: { one: { type: 'text', analyzer: 'characters', index_options: 'freqs' } } },
    },
  },
};

interface Found {
  readonly hits: { readonly total: { readonly value: number }; readonly hits: readonly { readonly _id: string }[] };
  readonly aggregations: Readonly<Record<string, { readonly buckets: readonly unknown[] }>>;
}

export async function opensearch(): Promise<Contestant | Absent> {
  const reason = missing();
  if (reason !== null) return { absent: reason };
  const { urls, pids, stop } = await startNodes({ nodes: 1, javaOptions: '-Xms2g -Xmx2g' });
  const index = `${urls[0]!}/news`;
  const put = async (paragraphs: readonly Flat[], query = ''): Promise<void> => {
    const lines = paragraphs.map((paragraph) => `${JSON.stringify({ index: { _id: paragraph.id } })}\n${JSON.stringify(paragraph)}\n`).join('');
    const { errors } = await send<{ errors: boolean }>('POST', `${index}/_bulk${query}`, lines);
    if (errors) throw new Error('OpenSearch refused paragraphs');
  };
  let bytes = 0;
  return {
    note: 'server over HTTP, 2 GB of heap; pairs as phrases',
    pids,
    async build(articles) {
      await send('PUT', index, INDEX);
      for await (const batch of batches(articles, BATCH)) await put(batch);
      await send('POST', `${index}/_forcemerge?max_num_segments=1&flush=true`);
      await send('POST', `${index}/_refresh`);
      const { indices } = await send<{ indices: { news: { total: { store: { size_in_bytes: number } } } } }>('GET', `${index}/_stats/store`);
      bytes = indices.news.total.store.size_in_bytes;
    },
    async search({ strings, district, years, newest }) {
      const { hits, aggregations } = await send<Found>('POST', `${index}/_search`, {
        query: {
          bool: {
            must: strings.map((string) => (string.length === 1 ? { term: { 'text.one': string } } : { match_phrase: { text: string } })),
            filter: [...(district === undefined ? [] : [{ term: { districts: district } }]), ...(years === undefined ? [] : [{ range: { year: { gte: years[0], lte: years[1] } } }])],
          },
        },
        aggs: Object.fromEntries(FACET_FIELDS.map((field) => [field, { terms: { field, size: 1000 } }])),
        size: 20, _source: ['text'], track_total_hits: true, ...(newest && { sort: [{ day: 'desc' }] }),
      });
      return { total: hits.total.value, facetValues: Object.values(aggregations).reduce((n, { buckets }) => n + buckets.length, 0), ids: hits.hits.map(({ _id }) => _id) };
    },
    async update(article) {
      await send('POST', `${index}/_delete_by_query?refresh=true`, { query: { term: { article: article.id } } });
      await put(flat(article), '?refresh=true');
    },
    diskBytes: () => bytes,
    async close() {
      stop();
    },
  };
}
