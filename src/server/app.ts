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
import { limitRate, limits, observe, secureHeaders } from './middleware.ts';
import { problem, problemOf } from './problem.ts';
import { respondProblem } from './respond.ts';
import { apiRoutes } from './routes/api.ts';
import { documentRoutes } from './routes/documents.ts';
import { operationRoutes } from './routes/operations.ts';
import { pageRoutes } from './routes/pages.ts';
import { XunbaoError } from '../errors.ts';

/** What costs as much as a search. Pages of articles do: what they have in common with others is found by searching. */
const SEARCHES = ['/', '/articles/*', '/coverage', '/feed.atom', '/sitemap.xml', '/api/search', '/api/search.csv', '/api/search.ndjson', '/api/trends', '/api/coverage', '/api/stats'];
const SUGGESTIONS = ['/api/suggest', '/api/suggest.opensearch'];
/** One word typed asks several times, and must not spend the searches of the person who types. */
const SUGGESTIONS_A_SEARCH = 5;

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
  app.use(options.admission.count, observe(options), secureHeaders, limits(options), compress());
  const searching = limitRate(options);
  const suggesting = limitRate({ ...options, rateLimit: options.rateLimit * SUGGESTIONS_A_SEARCH });
  for (const path of SEARCHES) app.use(path, searching);
  for (const path of SUGGESTIONS) app.use(path, suggesting);
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
