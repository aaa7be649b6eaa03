/** How an index of ours is set up. */
import type { Connection } from './connection.ts';

/** The alias that is searched; the indices behind it are `<name>-<time of birth>`. */
export const INDEX_NAME = 'xunbao';

export interface Layout {
  readonly shards: number;
  readonly replicas: number;
}

/** Raised whenever documents are written otherwise than before. */
const SCHEMA = 2;

const keyword = { type: 'keyword' } as const;
/** 64 bits: a day of a year as large as an input may claim must not be refused. */
const integer = { type: 'long' } as const;
/** Folded text as pairs of characters with their places, and as single characters: every substring is a phrase of pairs. */
const text = (more: object = {}) => ({
  type: 'text',
  analyzer: 'pairs',
  position_increment_gap: 100,
  ...more,
  fields: { one: { type: 'text', analyzer: 'characters', index_options: 'freqs', ...more } },
});
/** Names and headings: found, not weighed by their length. */
const NAME = text({ norms: false });

const MAPPINGS = {
  dynamic: 'strict',
  _meta: { schema: SCHEMA },
  // What is shown; the rest is only there to be searched.
  _source: { includes: ['article', 'paragraph', 'paragraphs', 'ordinals', 'indexedAt'] },
  _routing: { required: true },
  properties: {
    role: keyword,
    articleId: keyword,
    articleHash: { type: 'long' },
    ordinal: integer,
    first: { type: 'boolean' },
    kind: keyword,
    file: keyword,
    repeatOf: keyword,
    paper: keyword,
    paragraphCount: integer,
    indexedAt: { type: 'date', format: 'epoch_millis' },
    text: text({ similarity: 'prose' }),
    words: keyword,
    titleText: NAME,
    authorText: NAME,
    sectionText: NAME,
    districtText: NAME,
    district: keyword,
    year: keyword,
    section: keyword,
    author: keyword,
    years: integer,
    sortYear: integer,
    month: integer,
    day: integer,
    firstDay: integer,
    lastDay: integer,
    article: { type: 'object', enabled: false },
    paragraph: { type: 'object', enabled: false },
    paragraphs: { type: 'object', enabled: false },
    ordinals: { type: 'object', enabled: false },
  },
};

const grams = (length: number) => ({ type: 'ngram', min_gram: length, max_gram: length });

const settings = ({ shards, replicas }: Layout) => ({
  number_of_shards: shards,
  number_of_replicas: replicas,
  // Shown when we say so, which is when every article written is whole.
  refresh_interval: '-1',
  max_terms_count: 65_536,
  // Articles are counted shard by shard, each in one go; see `ARTICLES` in search.ts.
  'search.concurrent_segment_search.mode': 'none',
  similarity: { prose: { type: 'BM25', k1: 1.2, b: 0.4 } },
  analysis: {
    tokenizer: { pairs: grams(2), characters: grams(1) },
    analyzer: { pairs: { type: 'custom', tokenizer: 'pairs' }, characters: { type: 'custom', tokenizer: 'characters' } },
  },
});

/** What every new index of ours is made by. */
export async function putTemplate(connection: Connection, name: string, layout: Layout, signal?: AbortSignal): Promise<void> {
  const body = { index_patterns: [`${name}-*`], priority: 500, template: { settings: { index: settings(layout) }, mappings: MAPPINGS } };
  await connection.ask({ method: 'PUT', path: `/_index_template/${name}`, body, signal });
}

/** Makes fields known that an index lacks; those it has stay as they are. */
export async function putFields(connection: Connection, index: string, signal?: AbortSignal): Promise<void> {
  await connection.ask({ method: 'PUT', path: `/${index}/_mapping`, body: { properties: MAPPINGS.properties }, signal });
}
