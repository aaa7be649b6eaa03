/** `npm run eval -- --queries FILE [--url URL] [--json]` */
import { parseArgs } from 'node:util';
import { readConfig } from '../src/config.ts';
import { openEngine } from '../src/engine/open.ts';
import { search } from '../src/server/search.ts';
import { searchParamsSchema } from '../src/server/schema.ts';
import { evaluate, readQueries, type Evaluation, type Figures } from './known-item.ts';

const USAGE = 'usage: npm run eval -- --queries FILE [--url URL] [--json]\n';
const DEPTH = 100;

async function main(): Promise<number> {
  const options = { queries: { type: 'string' }, url: { type: 'string' }, json: { type: 'boolean' } } as const;
  let values;
  try {
    ({ values } = parseArgs({ options }));
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`);
    return 2;
  }
  if (values.queries === undefined) {
    process.stderr.write(`--queries is missing\n${USAGE}`);
    return 2;
  }
  const queries = await readQueries(values.queries);
  const result = values.url === undefined ? await own(queries) : await evaluate(queries, (q) => remote(values.url!, q));
  process.stdout.write(values.json ? `${JSON.stringify(result)}\n` : table(result));
  return 0;
}

/** Against the configured engine, in this process. */
async function own(queries: Parameters<typeof evaluate>[0]): Promise<Evaluation> {
  const engine = await openEngine(readConfig(process.env), 'search');
  try {
    await engine.ready();
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
  const response = await fetch(url, { signal: AbortSignal.timeout(30_000) });
  if (!response.ok) throw new Error(`${url.href}: ${response.status} ${await response.text()}`);
  const body = (await response.json()) as { hits: { articleId: string }[] };
  return body.hits.map((hit) => hit.articleId);
}

function table(result: Evaluation): string {
  const width = Math.max(...Object.keys(result.classes).map((name) => name.length), 5);
  const row = (name: string, f: Figures): string =>
    `${name.padEnd(width)}  ${String(f.n).padStart(5)}  ${f.success1.toFixed(3)}  ${f.success10.toFixed(3)}  ${f.mrr10.toFixed(3)}\n`;
  const head = `${'class'.padEnd(width)}      n    S@1   S@10  MRR@10\n`;
  const { p50, p95 } = result.latency;
  return `${head}${Object.entries(result.classes).map(([name, f]) => row(name, f)).join('')}${row('all', result.all)}ms a query: p50 ${p50.toFixed(1)}, p95 ${p95.toFixed(1)}\n`;
}

process.exitCode = await main().catch((error: unknown) => {
  process.stderr.write(`eval: ${error instanceof Error ? error.message : String(error)}\n`);
  return 1;
});
