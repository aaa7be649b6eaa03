/** Documents for programs that find their own way: API description, browser search, feed, robots. */
import { Hono } from 'hono';
import { etag } from 'hono/etag';
import type { Env, RouteOptions } from '../context.ts';
import { withDeadline } from '../deadline.ts';
import { openApiDocument } from '../openapi.ts';
import { readSearchParams } from '../params.ts';
import { presentStats } from '../present.ts';
import { respondProblem } from '../respond.ts';
import { search } from '../search.ts';
import { atomFeed, openSearchDescription } from '../xml.ts';

/** As many hits as one page has; entries are the articles among them. */
const FEED_HITS = 100;

/** Results are without number; pages of articles are what a crawler should read. */
const ROBOTS = 'User-agent: *\nDisallow: /api/\nDisallow: /feed.atom\nDisallow: /?\nAllow: /\n';

export function documentRoutes(options: RouteOptions): Hono<Env> {
  const { reader, web, timeoutMs, version } = options;
  const app = new Hono<Env>();
  const described = JSON.stringify(openApiDocument(version));

  app.get('/openapi.json', etag(), (c) => c.body(described, 200, { 'Content-Type': 'application/json', 'Cache-Control': 'no-cache' }));

  app.get('/opensearch.xml', (c) =>
    c.body(openSearchDescription(new URL(c.req.url), web.urls.mark), 200, {
      'Content-Type': 'application/opensearchdescription+xml; charset=utf-8',
      // Its URLs follow the Host header, which a shared cache must not mix up.
      'Cache-Control': 'private, max-age=86400',
    }),
  );

  app.get('/robots.txt', (c) => c.text(ROBOTS, 200, { 'Cache-Control': 'public, max-age=86400' }));

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
    return c.body(atomFeed(found, stats, url), 200, {
      'Content-Type': 'application/atom+xml; charset=utf-8',
      'Cache-Control': 'private, max-age=300',
    });
  });
  return app;
}
