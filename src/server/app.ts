/**
 * The server as a value, `Request` → `Response`. It never listens (see `listen.ts`), and nothing it
 * is handed could change the index.
 */
import { Hono } from 'hono';
import { compress } from 'hono/compress';
import { createAdmission } from './admission.ts';
import type { AppOptions, Env, RouteOptions } from './context.ts';
import { measured } from './measured.ts';
import { createMetrics } from './metrics.ts';
import { limitRate, limits, observe, secureHeaders, variesByEncoding } from './middleware.ts';
import { problem, problemOf } from './problem.ts';
import { respondProblem } from './respond.ts';
import { apiRoutes } from './routes/api.ts';
import { documentRoutes } from './routes/documents.ts';
import { operationRoutes } from './routes/operations.ts';
import { pageRoutes } from './routes/pages.ts';
import { XunbaoError } from '../errors.ts';

/** What is limited, each kind by itself, and how many of it to one search: by what it costs. What is known by its id alone stays free. */
const LIMITED: readonly { readonly paths: readonly string[]; readonly toOne: number }[] = [
  // Pages of articles cost as much: what they have in common with others is found by searching.
  { paths: ['/', '/articles/*', '/coverage', '/feed.atom', '/sitemap.xml', '/api/search', '/api/trends', '/api/coverage', '/api/stats'], toOne: 1 },
  // One word typed asks several times, and must not spend the searches of the person who types.
  { paths: ['/api/suggest', '/api/suggest.opensearch'], toOne: 5 },
  // Forty batches of hits.
  { paths: ['/api/search.csv', '/api/search.ndjson'], toOne: 1 / 20 },
];

type Defaulted = 'gauges' | 'rateLimit' | 'clientOf' | 'admission' | 'timeoutMs' | 'publicUrl' | 'trustProxy';

export function createApp(given: Omit<AppOptions, Defaulted> & Partial<Pick<AppOptions, Defaulted>>): Hono<Env> {
  const metrics = createMetrics();
  const options: RouteOptions = {
    gauges: () => ({}),
    rateLimit: 0,
    clientOf: () => 'unknown',
    admission: createAdmission(),
    timeoutMs: 10_000,
    publicUrl: null,
    trustProxy: false,
    ...given,
    reader: measured(given.reader, metrics),
    metrics,
  };
  const app = new Hono<Env>();
  app.use(options.admission.count, observe(options), secureHeaders, limits(options), compress(), variesByEncoding);
  for (const { paths, toOne } of LIMITED) {
    const limited = limitRate({ ...options, rateLimit: Math.ceil(options.rateLimit * toOne) });
    for (const path of paths) app.use(path, limited);
  }
  app.route('/', pageRoutes(options));
  app.route('/', apiRoutes(options));
  app.route('/', documentRoutes(options));
  app.route('/', operationRoutes(options));
  app.notFound((c) => respondProblem(c, options, problem('not_found')));
  app.onError((error, c) => {
    // The client has gone; nobody reads this, but the log tells it from an answer.
    if (c.req.raw.signal.aborted) return new Response(null, { status: 499 });
    const requestId = c.get('requestId');
    const level = error instanceof XunbaoError ? 'warn' : 'error';
    options.logger[level]('request failed', { requestId, error });
    return respondProblem(c, options, problemOf(error, requestId));
  });
  return app;
}
