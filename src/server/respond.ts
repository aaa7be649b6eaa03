/** Answers that are not the thing asked for: as a page to a person, as problem+json to a program. */
import type { Context } from 'hono';
import { pickLang } from '../../web/i18n.ts';
import type { AppOptions, Env } from './context.ts';
import { originOf } from './origin.ts';
import type { ErrorPageInput } from './pages.ts';
import { retryAfter } from './problem.ts';
import type { ProblemJson } from './schema.ts';

/** Browsers name `text/html`; `*\/*` alone is a program. */
export const wantsHtml = (c: Context): boolean =>
  !c.req.path.startsWith('/api/') && (c.req.header('Accept') ?? '').includes('text/html');

/** The language may come from a cookie, and an error is a page or JSON by `Accept`. */
export const PAGE_HEADERS = { 'Cache-Control': 'no-cache', Vary: 'Accept, Accept-Language, Cookie' };

export function pageContext(c: Context, options: Pick<AppOptions, 'web' | 'publicUrl' | 'trustProxy'>): Omit<ErrorPageInput, 'problem'> {
  const url = new URL(c.req.url);
  return { url, lang: pickLang(url.searchParams.get('lang'), c.req.header('Cookie') ?? null, c.req.header('Accept-Language') ?? null), assets: options.web.urls, origin: originOf(c, options) };
}

export function respondProblem(c: Context<Env>, options: AppOptions, problem: ProblemJson, headers: Readonly<Record<string, string>> = {}): Response {
  const html = wantsHtml(c);
  const body = html ? options.pages.renderErrorPage({ ...pageContext(c, options), problem }) : JSON.stringify(problem);
  return new Response(body, {
    status: problem.status,
    headers: {
      'Content-Type': html ? 'text/html; charset=utf-8' : 'application/problem+json',
      'Cache-Control': 'no-store',
      Vary: 'Accept',
      ...retryHeaders(problem),
      ...headers,
    },
  });
}

export function retryHeaders({ code }: ProblemJson): Record<string, string> {
  const seconds = retryAfter(code);
  return seconds === null ? {} : { 'Retry-After': String(seconds) };
}
