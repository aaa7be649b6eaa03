/** The API: searches, articles and what is in the index, as JSON; searches as a table and a stream. */
import { Readable } from 'node:stream';
import { type Context, Hono } from 'hono';
import { etag } from 'hono/etag';
import { isId } from '../../domain.ts';
import type { Article } from '../../domain.ts';
import { citation } from '../citation.ts';
import type { Env, RouteOptions } from '../context.ts';
import { withDeadline } from '../deadline.ts';
import { type Export, exportHits, toCsv, toNdjson } from '../export.ts';
import { MAX_DEPTH, type Suggestion } from '../../engine/engine.ts';
import { originOf } from '../origin.ts';
import { readCitationParams, readCoverageParams, readSearchParams, readSuggestParams, readTrendsParams } from '../params.ts';
import { presentRepeats, repeatsOf } from '../fold.ts';
import { presentStats } from '../present.ts';
import { problem } from '../problem.ts';
import { respondProblem } from '../respond.ts';
import { search, searchTrends } from '../search.ts';

export function apiRoutes(options: RouteOptions): Hono<Env> {
  const { reader, timeoutMs } = options;
  const app = new Hono<Env>();
  const ask = <T>(c: Context, work: (signal: AbortSignal) => Promise<T>): Promise<T> => withDeadline(c.req.raw.signal, timeoutMs, work);

  app.get('/api/search', async (c) => {
    const checked = readSearchParams(new URL(c.req.url).searchParams);
    if (!checked.ok) return respondProblem(c, options, checked.problem);
    const found = await ask(c, (signal) => search(reader, checked.value, { signal }));
    return c.json(found, 200, { 'Cache-Control': 'no-store' });
  });

  const exported = (name: string, type: string, write: (found: Export) => AsyncIterable<string>) =>
    app.get(`/api/search.${name}`, async (c) => {
      const query = new URL(c.req.url).searchParams;
      // An export is the whole answer, so where paging stands means nothing to it.
      query.delete('page');
      query.delete('size');
      const checked = readSearchParams(query);
      if (!checked.ok) return respondProblem(c, options, checked.problem);
      const found = await exportHits(reader, checked.value, (work) => ask(c, work));
      return c.body(toBody(write(found)), 200, {
        'Content-Type': type,
        'Content-Disposition': `attachment; filename="xunbao.${name}"`,
        'Cache-Control': 'no-store',
        'X-Total-Count': String(found.total),
        'X-Result-Cap': String(MAX_DEPTH),
      });
    });
  exported('csv', 'text/csv; charset=utf-8; header=present', toCsv);
  exported('ndjson', 'application/x-ndjson', toNdjson);

  app.get('/api/articles/:id', etag(), async (c) => {
    const id = c.req.param('id');
    const article: Article | null = isId(id) ? await ask(c, (signal) => reader.article(id, { signal })) : null;
    if (article === null) return respondProblem(c, options, problem('not_found', { detail: 'No article has this id.' }));
    const families = await ask(c, (signal) => repeatsOf(reader, [article], { signal }));
    return c.json({ ...article, repeats: presentRepeats(article, families) }, 200, { 'Cache-Control': 'no-cache' });
  });

  app.get('/api/articles/:id/citation', async (c) => {
    const checked = readCitationParams(new URL(c.req.url).searchParams);
    if (!checked.ok) return respondProblem(c, options, checked.problem);
    const id = c.req.param('id');
    const article: Article | null = isId(id) ? await ask(c, (signal) => reader.article(id, { signal })) : null;
    if (article === null) return respondProblem(c, options, problem('not_found', { detail: 'No article has this id.' }));
    const { format, p } = checked.value;
    const paragraph = p === undefined ? null : article.paragraphs.find(({ ordinal }) => ordinal === p);
    if (paragraph === undefined) return respondProblem(c, options, problem('not_found', { detail: `The article has no paragraph ${p}.` }));
    const { body, type, file } = citation(article, paragraph, format, originOf(c, options));
    return c.body(body, 200, {
      'Content-Type': type,
      ...(file === null ? {} : { 'Content-Disposition': `attachment; filename="xunbao-${article.id}.${file}"` }),
      // Its address follows the Host header, its day of access the calendar.
      'Cache-Control': 'private, no-cache',
    });
  });

  const suggest = async (c: Context, q: string, limit: number): Promise<{ typed: string; suggestions: readonly Suggestion[] }> => {
    const typed = lastWord(q);
    return { typed, suggestions: typed === '' ? [] : ((await ask(c, async (signal) => reader.suggest?.(typed, limit, { signal }))) ?? []) };
  };

  app.get('/api/suggest', async (c) => {
    const checked = readSuggestParams(new URL(c.req.url).searchParams);
    if (!checked.ok) return respondProblem(c, options, checked.problem);
    const { suggestions } = await suggest(c, checked.value.q, checked.value.limit);
    return c.json({ suggestions }, 200, { 'Cache-Control': 'no-store' });
  });

  // For the browser's own box, which wants whole queries (OpenSearch Suggestions 1.1).
  app.get('/api/suggest.opensearch', async (c) => {
    const checked = readSuggestParams(new URL(c.req.url).searchParams);
    if (!checked.ok) return respondProblem(c, options, checked.problem);
    const { q, limit } = checked.value;
    const { typed, suggestions } = await suggest(c, q, limit);
    const before = q.slice(0, Math.max(0, q.lastIndexOf(typed)));
    const origin = originOf(c, options);
    const queries = suggestions.map(({ text }) => before + text);
    const answer = [q, queries, suggestions.map(({ count }) => `${count} 段`), queries.map((query) => `${origin}/?${new URLSearchParams({ q: query })}`)];
    return c.body(JSON.stringify(answer), 200, { 'Content-Type': 'application/x-suggestions+json; charset=utf-8', 'Cache-Control': 'no-store' });
  });

  app.get('/api/trends', async (c) => {
    const checked = readTrendsParams(new URL(c.req.url).searchParams);
    if (!checked.ok) return respondProblem(c, options, checked.problem);
    const found = await ask(c, (signal) => searchTrends(reader, checked.value, { signal }));
    if (found === null) return respondProblem(c, options, problem('not_found', { detail: `The engine ${reader.name} does not count over time.` }));
    return c.json(found, 200, { 'Cache-Control': 'no-store' });
  });

  app.get('/api/coverage', async (c) => {
    const checked = readCoverageParams(new URL(c.req.url).searchParams);
    if (!checked.ok) return respondProblem(c, options, checked.problem);
    const { year } = checked.value;
    const holdings = await ask(c, async (signal) => reader.coverage?.(year === undefined ? null : Number(year), { signal }));
    if (holdings === undefined) return respondProblem(c, options, problem('not_found', { detail: `The engine ${reader.name} does not tell what it holds.` }));
    return c.json({ holdings }, 200, { 'Cache-Control': 'no-store' });
  });

  app.get('/api/stats', async (c) =>
    c.json(presentStats(await ask(c, (signal) => reader.stats({ signal }))), 200, { 'Cache-Control': 'no-store' }),
  );
  return app;
}

/** The word being typed: behind the last space, quotation mark, sign or field name. Pinyin may have spaces between its syllables. */
function lastWord(q: string): string {
  if (/^[a-z ']+$/i.test(q)) return q.trim();
  let at = q.length;
  while (at > 0 && !BREAK.test(q[at - 1]!)) at--;
  return q.slice(at);
}
const BREAK = /[\s"“”「」()（）|:：-]/u;

/** Pulled as the client reads, so a slow client holds one batch and not the result. */
const toBody = (text: AsyncIterable<string>): ReadableStream =>
  // The DOM's and Node's stream types differ in name only.
  Readable.toWeb(Readable.from(encoded(text), { highWaterMark: 1 })) as ReadableStream;

async function* encoded(text: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  for await (const piece of text) yield encoder.encode(piece);
}
