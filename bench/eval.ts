/** `npm run eval -- --queries FILE [--url URL]… [--engine NAME]… [--json]`: several are shown side by side. */
import { readConfig } from '../src/config.ts';
import { XunbaoError } from '../src/errors.ts';
import { openEngine } from '../src/engine/open.ts';
import { search } from '../src/server/search.ts';
import { searchParamsSchema } from '../src/server/schema.ts';
import { command, UsageError, type Values } from './command.ts';
import { evaluate, readQueries, type Evaluation, type Figures, type KnownItem } from './known-item.ts';

const USAGE = `Usage: npm run eval -- --queries FILE [--url URL]… [--engine sqlite|meilisearch|opensearch]… [--json]

Looks for the articles of FILE, JSON [{"query", "relevant_article_ids", "class"}], in running servers or in the index of the
configured engine: success@1, success@10 and MRR@10 for each class and for all. Several are shown side by side.
`;
const DEPTH = 100;

const OPTIONS = { queries: { type: 'string' }, url: { type: 'string', multiple: true }, engine: { type: 'string', multiple: true }, json: { type: 'boolean' } } as const;

async function main({ queries: file, url: urls = [], engine: engines = [], json }: Values<typeof OPTIONS>): Promise<void> {
  if (file === undefined) throw new UsageError('--queries is missing');
  for (const url of urls) if (!URL.canParse(url)) throw new UsageError(`--url ${url}: not a URL`);
  const queries = await readQueries(file);
  const results = new Map<string, Evaluation>();
  for (const url of urls) results.set(url, await evaluate(queries, (q) => remote(url, q)));
  for (const engine of engines) results.set(engine, await own(queries, { ...process.env, ENGINE: engine }));
  if (results.size === 0) results.set('', await own(queries, process.env));
  const [only] = results.values();
  if (json) process.stdout.write(`${JSON.stringify(results.size === 1 ? only : Object.fromEntries(results))}\n`);
  else process.stdout.write(table(results));
}

/** Against the configured engine, in this process. */
async function own(queries: readonly KnownItem[], env: NodeJS.ProcessEnv): Promise<Evaluation> {
  const engine = await openEngine(readConfig(env), 'search');
  try {
    if ((await engine.stats()).articles === 0) throw new XunbaoError('engine_unavailable', 'the index is empty: npm run ingest -- PATH fills it');
    const found = async (q: string): Promise<string[]> => (await search(engine, searchParamsSchema.parse({ q, size: DEPTH }))).hits.map((hit) => hit.articleId);
    await found(queries[0]?.query ?? ''); // loads dictionary and index
    return await evaluate(queries, found);
  } finally {
    await engine.close();
  }
}

async function remote(base: string, q: string): Promise<string[]> {
  const url = new URL('/api/search', base);
  url.searchParams.set('q', q);
  url.searchParams.set('size', String(DEPTH));
  const response = await fetch(url, { signal: AbortSignal.timeout(30_000) }).catch((cause: unknown) => {
    throw new XunbaoError('engine_unavailable', `${base} cannot be reached`, { cause });
  });
  if (!response.ok) throw new XunbaoError('engine_failed', `${url.href}: ${response.status} ${await response.text()}`);
  const body = (await response.json()) as { hits: { articleId: string }[] };
  return body.hits.map((hit) => hit.articleId);
}

const cells = ({ success1, success10, mrr10 }: Figures): string => `  ${success1.toFixed(3)}  ${success10.toFixed(3)}  ${mrr10.toFixed(3)}`;

/** A row a class, three columns an engine or server. */
function table(results: ReadonlyMap<string, Evaluation>): string {
  const columns = [...results];
  const [[, first] = []] = columns;
  const classes = Object.keys(first?.classes ?? {});
  const width = Math.max(...classes.map((name) => name.length), 5);
  const row = (name: string, figures: (evaluation: Evaluation) => Figures): string =>
    `${name.padEnd(width)}  ${String(figures(first!).n).padStart(5)}${columns.map(([, evaluation]) => cells(figures(evaluation))).join('   ')}\n`;
  const names = columns.length === 1 ? '' : `${' '.repeat(width + 7)}${columns.map(([name]) => `  ${name.slice(0, 20).padEnd(20)}`).join('   ')}\n`;
  const head = `${'class'.padEnd(width)}      n${columns.map(() => '    S@1   S@10  MRR@10').join('   ')}\n`;
  const times = columns.map(([name, { latency }]) => `ms a query${name && ` (${name})`}: p50 ${latency.p50.toFixed(1)}, p95 ${latency.p95.toFixed(1)}\n`);
  return `${names}${head}${classes.map((name) => row(name, (e) => e.classes[name]!)).join('')}${row('all', (e) => e.all)}${times.join('')}`;
}

await command(USAGE, OPTIONS, main);
