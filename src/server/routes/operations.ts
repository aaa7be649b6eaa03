/** For the machines that run this one: alive, ready, and how it goes. */
import { Hono } from 'hono';
import { XunbaoError } from '../../errors.ts';
import type { Env, RouteOptions } from '../context.ts';
import { withDeadline } from '../deadline.ts';
import { problem } from '../problem.ts';
import { respondProblem } from '../respond.ts';

/** Probes ask again soon, so they wait less than a search may. */
const PROBE_MS = 2000;
const FRESH = { 'Cache-Control': 'no-store' };

export function operationRoutes(options: RouteOptions): Hono<Env> {
  const { reader, metrics, logger, admission, version } = options;
  const build = `xunbao_build_info{version="${version}",engine="${reader.name}",node="${process.version}"}`;
  const app = new Hono<Env>();

  app.get('/healthz', (c) => c.json({ status: 'ok' }, 200, FRESH));

  app.get('/readyz', async (c) => {
    try {
      await withDeadline(c.req.raw.signal, PROBE_MS, (signal) => reader.ready({ signal }));
      return c.json({ status: 'ready', engine: reader.name }, 200, FRESH);
    } catch (error) {
      logger.debug('not ready', { requestId: c.get('requestId'), error });
      return respondProblem(c, options, problem('engine_unavailable', { detail: `${reader.name}: ${reasonOf(error)}` }));
    }
  });

  app.get('/metrics', async (c) => {
    const gauges = {
      [build]: 1, ...(await indexGauges(c.req.raw.signal)), ...options.gauges(), ...processGauges(),
      xunbao_http_refused_total: admission.refused, xunbao_http_running: admission.running, xunbao_http_limit: admission.limit,
    };
    return c.body(metrics.expose(gauges), 200, { 'Content-Type': 'text/plain; version=0.0.4; charset=utf-8', ...FRESH });
  });

  async function indexGauges(client: AbortSignal): Promise<Record<string, number>> {
    try {
      const stats = await withDeadline(client, PROBE_MS, async (signal) => {
        await reader.ready({ signal });
        return reader.stats({ signal });
      });
      return {
        xunbao_engine_ready: 1,
        xunbao_index_articles: stats.articles,
        xunbao_index_paragraphs: stats.paragraphs,
        ...(stats.lastIngest === null ? {} : { xunbao_index_changed_timestamp_seconds: Date.parse(stats.lastIngest) / 1000 }),
      };
    } catch {
      return { xunbao_engine_ready: 0 };
    }
  }
  return app;
}

/** By code: a message may name hosts and paths, which are for the log. */
const reasonOf = (error: unknown): string => (error instanceof XunbaoError ? error.code : 'internal');

function processGauges(): Record<string, number> {
  const { user, system } = process.cpuUsage();
  return {
    process_start_time_seconds: Math.round(Date.now() / 1000 - process.uptime()),
    process_resident_memory_bytes: process.memoryUsage.rss(),
    process_cpu_seconds_total: (user + system) / 1e6,
    nodejs_heap_used_bytes: process.memoryUsage().heapUsed,
    nodejs_active_resources: process.getActiveResourcesInfo().length,
  };
}
