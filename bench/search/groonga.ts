/** Groonga with its usual tokenizer for Chinese and Japanese, pairs of characters; drilldowns for facets. */
import type { Absent, Contestant } from './contestant.ts';
import { freePort } from '../../tests/meilisearch.server.ts';
import { FACET_FIELDS, batches, bytesIn, flat, onPath, send, start, type Flat } from './server.ts';

const BATCH = 5000;
const TABLES: readonly (readonly [name: string, key: string, kind: string])[] = [
  ['Articles', 'ShortText', 'TABLE_HASH_KEY'],
  ['Sections', 'ShortText', 'TABLE_HASH_KEY'],
  ['Districts', 'ShortText', 'TABLE_HASH_KEY'],
  ['Authors', 'ShortText', 'TABLE_HASH_KEY'],
  ['News', 'ShortText', 'TABLE_HASH_KEY'],
];
const COLUMNS: readonly (readonly [name: string, type: string, flags: string])[] = [
  ['article', 'Articles', 'COLUMN_SCALAR'],
  ['text', 'Text', 'COLUMN_SCALAR'],
  ['day', 'Int32', 'COLUMN_SCALAR'],
  ['year', 'Int32', 'COLUMN_SCALAR'],
  ['section', 'Sections', 'COLUMN_SCALAR'],
  ['districts', 'Districts', 'COLUMN_VECTOR'],
  ['authors', 'Authors', 'COLUMN_VECTOR'],
];

/** A count, the columns, then the rows. */
type Rows = readonly [count: readonly [number], columns: unknown, ...rows: readonly (readonly unknown[])[]];

export async function groonga(dir: string): Promise<Contestant | Absent> {
  const program = onPath('groonga');
  if (program === null) return { absent: 'no groonga on PATH' };
  const port = await freePort();
  const url = `http://127.0.0.1:${port}/d`;
  const server = await start(program, ['-s', '--protocol', 'http', '--bind-address', '127.0.0.1', '-p', String(port), '-n', `${dir}/db`], dir, `${url}/status`);
  const run = async <T>(command: string, parameters: Readonly<Record<string, string>>, body?: object): Promise<T> => {
    const [, answer] = await send<readonly [unknown, T]>(body === undefined ? 'GET' : 'POST', `${url}/${command}?${new URLSearchParams(parameters)}`, body);
    return answer;
  };
  const load = (paragraphs: readonly Flat[]): Promise<unknown> => run('load', { table: 'News' }, paragraphs.map(({ id: _key, ...columns }) => ({ _key, ...columns })));
  const indexed = (table: string, source: string, flags: string): Promise<unknown> => run('column_create', { table, name: `of_${source}`, type: 'News', source, flags });
  return {
    note: 'server over HTTP; TokenBigram; score is the term frequency',
    pids: [server.pid],
    async build(articles) {
      for (const [name, key_type, flags] of TABLES) await run('table_create', { name, key_type, flags });
      for (const [name, type, flags] of COLUMNS) await run('column_create', { table: 'News', name, type, flags });
      for await (const batch of batches(articles, BATCH)) await load(batch);
      // An index over what is there already is built at once, which is faster.
      await run('table_create', { name: 'Terms', key_type: 'ShortText', flags: 'TABLE_PAT_KEY', default_tokenizer: 'TokenBigram', normalizer: 'NormalizerAuto' });
      await indexed('Terms', 'text', 'COLUMN_INDEX|WITH_POSITION');
      await indexed('Districts', 'districts', 'COLUMN_INDEX');
      await indexed('Articles', 'article', 'COLUMN_INDEX');
    },
    async search({ strings, district, years, newest }) {
      const conditions = [
        ...strings.map((string) => `text @ "${string}"`),
        ...(district === undefined ? [] : [`districts @ "${district}"`]),
        ...(years === undefined ? [] : [`year >= ${years[0]} && year <= ${years[1]}`]),
      ];
      const [hits, ...facets] = await run<readonly [Rows, ...Rows[]]>('select', {
        table: 'News', filter: conditions.join(' && '), output_columns: '_key,text', limit: '20', sort_keys: newest ? '-day' : '-_score',
        drilldown: FACET_FIELDS.join(','), drilldown_limit: '-1', drilldown_sort_keys: '-_nsubrecs', cache: 'no',
      });
      const [[total], , ...rows] = hits;
      return { total, facetValues: facets.reduce((n, [[values]]) => n + values, 0), ids: rows.map(([key]) => String(key)) };
    },
    async update(article) {
      await run('delete', { table: 'News', filter: `article == "${article.id}"` });
      await load(flat(article));
    },
    diskBytes: () => bytesIn(dir),
    close: () => server.stop(),
  };
}
