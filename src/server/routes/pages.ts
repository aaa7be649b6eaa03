/** The pages people read, whole documents that need no script, and the files they name. */
import { type Context, Hono } from 'hono';
import { etag } from 'hono/etag';
import { isFirstVisit, parseParams } from '../../../web/params.ts';
import type { Charted } from '../../../web/timeline.ts';
import { LANG_COOKIE, LANGS } from '../../../web/i18n.ts';
import { isId, type Article } from '../../domain.ts';
import { XunbaoError } from '../../errors.ts';
import { articlePageData } from '../article-page.ts';
import { clippingsWorker } from '../clippings-worker.ts';
import { coverageOf } from '../coverage.ts';
import { compareArticles } from '../compare.ts';
import type { Env, RouteOptions } from '../context.ts';
import { withDeadline } from '../deadline.ts';
import { readSearchParams } from '../params.ts';
import { presentStats } from '../present.ts';
import { problem, problemOf } from '../problem.ts';
import { PAGE_HEADERS, pageContext, respondProblem, retryHeaders, wantsHtml } from '../respond.ts';
import type { ProblemJson, SearchJson, StatsJson } from '../schema.ts';
import { createRelated } from '../related.ts';
import { search } from '../search.ts';
import { trendOf } from '../trend.ts';

/** Articles that are named below another one. */
const RELATED = 5;
const YEAR_SECONDS = 365 * 24 * 3600;

interface Found {
  readonly response: SearchJson | null;
  readonly problem: ProblemJson | null;
  readonly stats: StatsJson | null;
  readonly trend: Charted;
}

const failed = (problem: ProblemJson): Found => ({ response: null, problem, stats: null, trend: null });

export function pageRoutes(options: RouteOptions): Hono<Env> {
  const { reader, pages, web, logger, timeoutMs } = options;
  const findRelated = createRelated(reader, RELATED);
  const app = new Hono<Env>();
  app.use('/', keepLanguage);
  app.use('/clippings', keepLanguage);
  app.use('/docs', keepLanguage);
  app.use('/coverage', keepLanguage);
  app.use('/articles/:id/compare/:other', keepLanguage);
  app.use('/articles/:id', keepLanguage, etag());

  /** The form stays on the page whatever happened, so that the search can be mended there. */
  async function searched(c: Context<Env>): Promise<Found> {
    const query = new URL(c.req.url).searchParams;
    // People see each article once; a program that asks the API counts for itself.
    if (!query.get('fold')) query.set('fold', 'on');
    const checked = readSearchParams(query);
    if (!checked.ok) return failed(checked.problem);
    try {
      return await withDeadline(c.req.raw.signal, timeoutMs, async (signal) => {
        const params = parseParams(query);
        const [response, stats, trend] = await Promise.all([
          search(reader, checked.value, { signal }),
          isFirstVisit(params) ? reader.stats({ signal }).then(presentStats) : null,
          trendOf(reader, params, { signal }).catch((error: unknown): Charted => chartless(c, error)),
        ]);
        return { response, problem: null, stats, trend };
      });
    } catch (error) {
      if (!(error instanceof XunbaoError)) throw error;
      const requestId = c.get('requestId');
      logger.warn('search failed', { requestId, error });
      return failed(problemOf(error, requestId));
    }
  }

  /** A page is complete without its chart. */
  function chartless(c: Context<Env>, error: unknown): 'failed' {
    if (!(error instanceof XunbaoError)) throw error;
    logger.warn('trends failed', { requestId: c.get('requestId'), error });
    return 'failed';
  }

  app.get('/', async (c) => {
    const found = await searched(c);
    if (found.problem && !wantsHtml(c)) return respondProblem(c, options, found.problem);
    const page = pages.renderSearchPage({ ...pageContext(c, options), ...found });
    const headers = { ...PAGE_HEADERS, ...(found.problem && retryHeaders(found.problem)), 'Content-Type': 'text/html; charset=utf-8' };
    return new Response(page, { status: found.problem?.status ?? 200, headers });
  });

  const find = async (c: Context<Env>, id: string): Promise<Article | null> =>
    isId(id) ? withDeadline(c.req.raw.signal, timeoutMs, (signal) => reader.article(id, { signal })) : null;
  const missing = (c: Context<Env>): Response => respondProblem(c, options, problem('not_found', { detail: 'No article has this id.' }));

  app.get('/articles/:id', async (c) => {
    const article = await find(c, c.req.param('id'));
    if (article === null) return missing(c);
    const context = pageContext(c, options);
    const page = await articlePageData({ ...options, findRelated }, article, context.url.searchParams, `${context.origin}/articles/${article.id}`, c.req.raw.signal);
    return c.html(pages.renderArticlePage({ ...context, page }), 200, PAGE_HEADERS);
  });

  app.get('/articles/:id/compare/:other', async (c) => {
    const [left, right] = await Promise.all([find(c, c.req.param('id')), find(c, c.req.param('other'))]);
    if (left === null || right === null) return missing(c);
    return c.html(pages.renderComparePage({ ...pageContext(c, options), page: { left, right, comparison: compareArticles(left, right) } }), 200, PAGE_HEADERS);
  });

  app.get('/clippings', (c) => c.html(pages.renderClippingsPage(pageContext(c, options)), 200, PAGE_HEADERS));
  app.get('/clippings-worker.js', (c) => {
    const { script, clippings, style, mark } = web.urls;
    return c.body(clippingsWorker([...Object.values(script), ...Object.values(clippings), style, mark]), 200, { 'Content-Type': 'text/javascript; charset=utf-8', 'Cache-Control': 'no-cache' });
  });

  app.get('/coverage', async (c) => {
    const context = pageContext(c, options);
    const page = await withDeadline(c.req.raw.signal, timeoutMs, (signal) => coverageOf(reader, context.url.searchParams, { signal }));
    if (page === null) return respondProblem(c, options, problem('not_found', { detail: `The engine ${reader.name} does not tell what it holds.` }));
    return c.html(pages.renderCoveragePage({ ...context, page }), 200, PAGE_HEADERS);
  });

  app.get('/assets/:file', (c) => {
    const file = web.files.get(`/assets/${c.req.param('file')}`);
    if (!file) return respondProblem(c, options, problem('not_found'));
    return asset(file.bytes, file.type, `public, max-age=${YEAR_SECONDS}, immutable`);
  });
  app.get('/favicon.ico', (c) => {
    const mark = web.files.get(web.urls.mark);
    if (!mark) return respondProblem(c, options, problem('not_found'));
    return asset(mark.bytes, mark.type, 'public, max-age=86400');
  });
  return app;
}

const asset = (bytes: Uint8Array, type: string, caching: string): Response =>
  // Bytes of ours never lie in shared memory, which is what the wider type would allow.
  new Response(bytes as Uint8Array<ArrayBuffer>, { headers: { 'Content-Type': type, 'Cache-Control': caching } });

/** `?lang=` is asked once and kept. Only known languages come back out, so nothing can be injected. */
const keepLanguage = async (c: Context, next: () => Promise<void>): Promise<void> => {
  await next();
  const lang = LANGS.find((known) => known === c.req.query('lang'));
  if (lang) c.res.headers.append('Set-Cookie', `${LANG_COOKIE}=${lang}; Path=/; Max-Age=${YEAR_SECONDS}; SameSite=Lax; HttpOnly`);
};
