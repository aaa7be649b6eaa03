/**
 * Sheds load early. Past so many requests being worked on, another would only be answered too late
 * and make the others late too, so it is refused before anything is computed for it.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { MiddlewareHandler } from 'hono';
import { problem, retryAfter } from './problem.ts';

/** Some 150 ms of searches on two cores: a pause of the machine or of the garbage collector, at 500 a second, refuses nobody. */
const MOST_RUNNING = 100;
/** Where an engine is slower, so many are a queue of seconds: answers that take longer than this say that fewer should be let in. */
const LATE_MS = 1000;
const LEAST_RUNNING = 8;
/** Small and asked by those who decide whether this server lives; never refused. */
const ALWAYS = /^\/(?:healthz|readyz|metrics|assets\/)/;

export interface Admission {
  /** Requests being worked on now, and how many may be. */
  readonly running: number;
  readonly limit: number;
  /** Requests refused since the start. */
  readonly refused: number;
  /** Counts a request while it is worked on, not while its client reads. */
  readonly count: MiddlewareHandler;
  /** Answers the request with 503 and says so, when there are too many. */
  refuse(request: IncomingMessage, response: ServerResponse): boolean;
}

export function createAdmission(most = MOST_RUNNING): Admission {
  const least = Math.min(LEAST_RUNNING, most);
  let limit = most;
  let running = 0;
  let refused = 0;
  const said = problem('engine_unavailable', { detail: 'Too many searches at once. Ask again soon.' });
  const body = JSON.stringify(said);
  const headers = {
    'Content-Type': 'application/problem+json', 'Content-Length': Buffer.byteLength(body), 'Cache-Control': 'no-store', 'X-Content-Type-Options': 'nosniff',
    'Retry-After': String(retryAfter(said.code)),
  };
  return {
    get running() {
      return running;
    },
    get limit() {
      return Math.floor(limit);
    },
    get refused() {
      return refused;
    },
    async count(c, next) {
      const started = performance.now();
      const crowd = ++running;
      try {
        await next();
      } finally {
        running--;
        // Up by steps and down by shares, as TCP finds its rate. What is slow without a crowd says nothing.
        if (performance.now() - started > LATE_MS) limit = crowd < limit / 2 ? limit : Math.max(least, limit * 0.95);
        else if (!ALWAYS.test(c.req.path)) limit = Math.min(most, limit + 0.2);
      }
    },
    refuse(request, response) {
      if (running < limit || ALWAYS.test(request.url ?? '')) return false;
      refused++;
      response.writeHead(said.status, headers).end(request.method === 'HEAD' ? undefined : body);
      return true;
    },
  };
}
