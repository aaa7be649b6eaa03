/** Documents for programs that find their own way: API description, browser search, feed, robots. */
import { Hono } from 'hono';
import { etag } from 'hono/etag';
import { isId } from '../../domain.ts';
import type { Env, RouteOptions } from '../context.ts';
import { withDeadline } from '../deadline.ts';
import { openApiDocument } from '../openapi.ts';
import { readSearchParams } from '../params.ts';
import { presentStats } from '../present.ts';
import { originOf } from '../origin.ts';
import { problem } from '../problem.ts';
import { PAGE_HEADERS, pageContext, respondProblem } from '../respond.ts';
import { search } from '../search.ts';
import { sitemap } from '../sitemap.ts';
import { atomFeed, openSearchDescription } from '../xml.ts';

/** As many hits as one page has; entries are the articles among them. */
const FEED_HITS = 100;

/** Results are without number; pages of articles are what a crawler should read. */
const ROBOTS = 'User-agent: *\nDisallow: /api/\nDisallow: /feed.atom\nDisallow: /?\nDisallow: /articles/*?\nAllow: /\n';

export function documentRoutes(options: RouteOptions): Hono<Env> {
  const { reader, web, pages, timeoutMs, version, publicUrl } = options;
  const app = new Hono<Env>();
  const api = openApiDocument(version);
  const described = JSON.stringify(api);
  /** What follows the Host header must not be mixed up by a shared cache. */
  const caching = (seconds: number): string => `${publicUrl === null ? 'private' : 'public'}, max-age=${seconds}`;

  app.get('/openapi.json', etag(), (c) => c.body(described, 200, { 'Content-Type': 'application/json', 'Cache-Control': 'no-cache' }));

  app.get('/opensearch.xml', (c) =>
    c.body(openSearchDescription(originOf(c, options), web.urls.mark), 200, {
      'Content-Type': 'application/opensearchdescription+xml; charset=utf-8',
      'Cache-Control': caching(86_400),
    }),
  );

  app.get('/docs', etag(), (c) => c.html(pages.renderDocsPage({ ...pageContext(c, options), api }), 200, PAGE_HEADERS));

  app.get('/robots.txt', (c) => c.text(`${ROBOTS}\nSitemap: ${originOf(c, options)}/sitemap.xml\n`, 200, { 'Cache-Control': caching(86_400) }));

  app.get('/sitemap.xml', async (c) => {
    const after = c.req.query('after') ?? null;
    if (after !== null && after !== '' && !isId(after)) return respondProblem(c, options, problem('invalid_parameter', { parameter: 'after', detail: 'after: must be an id' }));
    const body = await withDeadline(c.req.raw.signal, timeoutMs, (signal) => sitemap(reader, originOf(c, options), after, { signal }));
    return c.body(body, 200, { 'Content-Type': 'application/xml; charset=utf-8', 'Cache-Control': caching(3600) });
  });

  app.get('/feed.atom', async (c) => {
    const url = new URL(c.req.url);
    const query = new URLSearchParams(url.search);
    query.delete('page');
    query.set('size', String(FEED_HITS));
    // A feed is read for what is new, unless it was asked for otherwise.
    if (!query.get('sort')) query.set('sort', 'newest');
    const checked = readSearchParams(query);
    if (!checked.ok) return respondProblem(c, options, checked.problem);
    const [found, stats] = await withDeadline(c.req.raw.signal, timeoutMs, (signal) =>
      Promise.all([search(reader, checked.value, { signal }), reader.stats({ signal }).then(presentStats)]),
    );
    return c.body(atomFeed(found, stats, new URL(url.pathname + url.search, originOf(c, options))), 200, {
      'Content-Type': 'application/atom+xml; charset=utf-8',
      'Cache-Control': caching(300),
    });
  });
  return app;
}
