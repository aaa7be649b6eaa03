/** The pages people read, whole documents that need no script, and the files they name. */
import { type Context, Hono } from 'hono';
import { etag } from 'hono/etag';
import { isFirstVisit, parseParams } from '../../../web/params.ts';
import { LANG_COOKIE, LANGS } from '../../../web/i18n.ts';
import { isId } from '../../domain.ts';
import { XunbaoError } from '../../errors.ts';
import { planTerms } from '../../query/plan.ts';
import { parseQuery } from '../../query/parse.ts';
import { understand } from '../../query/understand.ts';
import { highlight } from '../../text/highlight.ts';
import { referenceOf } from '../../../web/cite/reference.ts';
import { checkCite, citeOf } from '../cite.ts';
import type { Env, RouteOptions } from '../context.ts';
import { withDeadline } from '../deadline.ts';
import { today } from '../today.ts';
import { readSearchParams } from '../params.ts';
import { presentStats } from '../present.ts';
import { problem, problemOf } from '../problem.ts';
import { PAGE_HEADERS, pageContext, respondProblem, retryHeaders, wantsHtml } from '../respond.ts';
import type { ProblemJson, SearchJson, StatsJson } from '../schema.ts';
import { search } from '../search.ts';

const YEAR_SECONDS = 365 * 24 * 3600;

interface Found {
  readonly response: SearchJson | null;
  readonly problem: ProblemJson | null;
  readonly stats: StatsJson | null;
}

const failed = (problem: ProblemJson): Found => ({ response: null, problem, stats: null });

export function pageRoutes(options: RouteOptions): Hono<Env> {
  const { reader, pages, web, logger, timeoutMs } = options;
  const app = new Hono<Env>();
  app.use('/', keepLanguage);
  app.use('/docs', keepLanguage);
  app.use('/articles/:id', keepLanguage, etag());

  /** The form stays on the page whatever happened, so that the search can be mended there. */
  async function find(c: Context<Env>): Promise<Found> {
    const query = new URL(c.req.url).searchParams;
    const checked = readSearchParams(query);
    if (!checked.ok) return failed(checked.problem);
    try {
      return await withDeadline(c.req.raw.signal, timeoutMs, async (signal) => {
        const [response, stats] = await Promise.all([
          search(reader, checked.value, { signal }),
          isFirstVisit(parseParams(query)) ? reader.stats({ signal }).then(presentStats) : null,
        ]);
        return { response, problem: null, stats };
      });
    } catch (error) {
      if (!(error instanceof XunbaoError)) throw error;
      const requestId = c.get('requestId');
      logger.warn('search failed', { requestId, error });
      return failed(problemOf(error, requestId));
    }
  }

  app.get('/', async (c) => {
    const found = await find(c);
    if (found.problem && !wantsHtml(c)) return respondProblem(c, options, found.problem);
    const page = pages.renderSearchPage({ ...pageContext(c, options), ...found });
    const headers = { ...PAGE_HEADERS, ...(found.problem && retryHeaders(found.problem)), 'Content-Type': 'text/html; charset=utf-8' };
    return new Response(page, { status: found.problem?.status ?? 200, headers });
  });

  app.get('/articles/:id', async (c) => {
    const id = c.req.param('id');
    const article = isId(id) ? await withDeadline(c.req.raw.signal, timeoutMs, (signal) => reader.article(id, { signal })) : null;
    if (article === null) return respondProblem(c, options, problem('not_found', { detail: 'No article has this id.' }));
    const context = pageContext(c, options);
    const { searchParams } = context.url;
    const typed = (name: string): string => searchParams.get(name) ?? '';
    const reading = { q: typed('q'), find: typed('find').trim(), printed: searchParams.get('view') === 'printed' };
    const terms = planTerms(understand(parseQuery(reading.find || reading.q).query));
    const page = {
      article,
      titleHighlights: article.title === null ? [] : highlight(article.title, terms),
      paragraphHighlights: Object.fromEntries(article.paragraphs.map(({ id, text }) => [id, highlight(text, terms)])),
      reading,
      reference: referenceOf(article, `${context.origin}/articles/${article.id}`, today()),
      cites: Object.fromEntries(article.paragraphs.map((p) => [p.id, citeOf(p)])),
      check: checkCite(searchParams.get('cite') ?? '', article.paragraphs),
    };
    return c.html(pages.renderArticlePage({ ...context, page }), 200, PAGE_HEADERS);
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
