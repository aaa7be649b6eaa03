/** What happens to every request, whatever it asks for. */
import { randomUUID } from 'node:crypto';
import type { MiddlewareHandler } from 'hono';
import { matchedRoutes } from 'hono/route';
import type { AppOptions, Env, RouteOptions } from './context.ts';
import { problem } from './problem.ts';
import { clientKey, createRateLimiter } from './rate-limit.ts';
import { respondProblem } from './respond.ts';

/** A query of the longest length that is read, percent-encoded, fits; see also `maxHeaderSize` in `listen.ts`. */
export const MAX_URL_LENGTH = 24 * 1024;
/** No route reads a body; small ones are let pass for clients that always send one. */
const MAX_BODY_BYTES = 64 * 1024;

const REQUEST_ID = /^[A-Za-z0-9-]{1,64}$/;
/** Asked every few seconds by machines. */
const QUIET = new Set(['/healthz', '/readyz', '/metrics', '/assets/:file']);

/** Gives the request its id, and says afterwards in log and metrics how it went. */
export const observe =
  ({ logger, metrics, clientOf }: RouteOptions): MiddlewareHandler<Env> =>
  async (c, next) => {
    const started = performance.now();
    const given = c.req.header('X-Request-Id') ?? '';
    const id = REQUEST_ID.test(given) ? given : randomUUID();
    c.set('requestId', id);
    await next();
    c.res.headers.set('X-Request-Id', id);
    const seconds = (performance.now() - started) / 1000;
    const matched = matchedRoutes(c).at(-1)?.path ?? '/*';
    const route = matched.endsWith('*') ? 'unmatched' : matched;
    const { status } = c.res;
    metrics.count('xunbao_http_requests_total', { route, method: METHODS.has(c.req.method) ? c.req.method : 'other', status: String(status) });
    metrics.observe('xunbao_http_request_seconds', { route }, seconds);
    const { pathname, search } = new URL(c.req.url);
    const level = status >= 500 ? 'warn' : QUIET.has(route) ? 'debug' : 'info';
    logger[level]('request', {
      requestId: id,
      method: c.req.method.slice(0, 16),
      url: (pathname + search).slice(0, 500),
      route,
      status,
      ms: Math.round(seconds * 1e5) / 100,
      client: clientOf(c),
    });
  };

const METHODS = new Set(['GET', 'HEAD', 'OPTIONS', 'POST', 'PUT', 'DELETE', 'PATCH']);

const SECURITY_HEADERS = {
  'Content-Security-Policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; " +
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; manifest-src 'self'",
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'strict-origin-when-cross-origin',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
} as const;

export const secureHeaders: MiddlewareHandler = async (c, next) => {
  await next();
  for (const [name, value] of Object.entries(SECURITY_HEADERS)) c.res.headers.set(name, value);
};

/** `compress` would say it too, but by making the response anew, which costs a search half a millisecond. */
export const variesByEncoding: MiddlewareHandler = async (c, next) => {
  await next();
  c.res.headers.append('Vary', 'Accept-Encoding');
};

/**
 * Turns away what no route could want. The connection of a request whose body is not read is
 * closed, so that nobody can keep it busy by sending on.
 */
export const limits =
  (options: AppOptions): MiddlewareHandler<Env> =>
  async (c, next) => {
    const close = { Connection: 'close' };
    if (c.req.url.length > MAX_URL_LENGTH) return respondProblem(c, options, problem('uri_too_long'), close);
    if (Number(c.req.header('Content-Length') ?? 0) > MAX_BODY_BYTES) {
      return respondProblem(c, options, problem('content_too_large'), close);
    }
    const allow = { Allow: 'GET, HEAD, OPTIONS' };
    if (c.req.method === 'OPTIONS') return c.body(null, 204, allow);
    if (c.req.method !== 'GET' && c.req.method !== 'HEAD') {
      return respondProblem(c, options, problem('method_not_allowed'), { ...allow, ...close });
    }
    await next();
    if (c.req.header('Transfer-Encoding') !== undefined) c.res.headers.set('Connection', 'close');
    return;
  };

/** In front of whatever searches; the rest stays free, health above all. */
export function limitRate(options: AppOptions): MiddlewareHandler<Env> {
  if (options.rateLimit === 0) return (_c, next) => next();
  // By a clock that nobody can set: put back an hour, the other one would lock out for an hour whoever had spent a minute.
  const limiter = createRateLimiter(options.rateLimit);
  return async (c, next) => {
    const wait = limiter.admit(clientKey(options.clientOf(c)), performance.now());
    if (wait === 0) return next();
    const detail = `At most ${options.rateLimit} requests of this kind a minute. Ask again in ${wait} s.`;
    return respondProblem(c, options, problem('rate_limited', { detail }), { 'Retry-After': String(wait) });
  };
}
