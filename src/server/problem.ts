/**
 * What the server says when it cannot answer: one table from fault to status, one shape on the wire
 * (RFC 9457). Texts are ours; what an exception says stays in the log.
 */
import type { ErrorCode } from '../errors.ts';
import { XunbaoError } from '../errors.ts';
import type { ProblemJson } from './schema.ts';

const TITLES = {
  invalid_parameter: [400, 'A parameter is not valid'],
  bad_request: [400, 'The request is not valid HTTP'],
  not_found: [404, 'There is nothing here'],
  method_not_allowed: [405, 'This server only reads: GET and HEAD'],
  request_timeout: [408, 'The request took too long to arrive'],
  content_too_large: [413, 'The request body is too large'],
  uri_too_long: [414, 'The URL is too long'],
  too_deep: [422, 'Paging ends after 10,000 hits'],
  rate_limited: [429, 'Too many searches'],
  headers_too_large: [431, 'The request headers are too large'],
  internal: [500, 'The server made a mistake'],
  engine_unavailable: [503, 'The search engine cannot answer now'],
} as const satisfies Record<string, readonly [status: number, title: string]>;

export type ProblemCode = keyof typeof TITLES;

export function problem(code: ProblemCode, more: { detail?: string; parameter?: string } = {}): ProblemJson {
  const [status, title] = TITLES[code];
  return { type: `urn:xunbao:problem:${code}`, title, status, code, ...more };
}

const FAULTS: Record<ErrorCode, readonly [code: ProblemCode, detail: string]> = {
  engine_unavailable: ['engine_unavailable', 'The engine cannot be reached or is still starting.'],
  engine_failed: ['engine_unavailable', 'The engine failed at this request.'],
  index_corrupt: ['engine_unavailable', 'The index cannot be read.'],
  index_locked: ['engine_unavailable', 'The index is being written.'],
  timeout: ['engine_unavailable', 'The engine did not answer in time.'],
  overloaded: ['engine_unavailable', 'Too many searches are waiting. Ask again soon.'],
  too_deep: ['too_deep', 'page × size must not exceed 10,000. Narrow the search instead.'],
  invalid_config: ['internal', 'The server is not configured for this.'],
  unreadable: ['internal', 'Something could not be read.'],
};

/** Anything that is not a `XunbaoError` is a bug of ours, named by nothing but the request's id. */
export function problemOf(error: unknown, requestId: string): ProblemJson {
  if (error instanceof XunbaoError) {
    const [code, detail] = FAULTS[error.code];
    return problem(code, { detail });
  }
  return problem('internal', { detail: `It is in the log as request ${requestId}.` });
}

/** Seconds after which asking again makes sense; `null` when it never does. */
export const retryAfter = (code: string): number | null => (code === 'engine_unavailable' ? 2 : null);
