/** Asks the server. A fault is an answer too: it comes back as a problem, never as an exception. */
import type { SearchJson, StatsJson, SuggestJson, TrendsJson } from '../src/server/schema.ts';
import { formatParams, type Params } from './params.ts';
import type { Problem } from './state.ts';
import { trendQuery, type Charted } from './timeline.ts';

export type Answer =
  | { readonly ok: true; readonly response: SearchJson }
  | { readonly ok: false; readonly problem: Problem; readonly retryAfterMs: number | null };

const TIMEOUT_MS = 20_000;

const request = (url: string, signal: AbortSignal): Promise<Response> =>
  fetch(url, { signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]) });

/** `null` when `signal` gave the request up. */
export async function fetchSearch(params: Params, signal: AbortSignal): Promise<Answer | null> {
  try {
    const answer = await request(`/api/search?${formatParams(params)}${params.fold ? '&fold=on' : ''}`, signal);
    // The one place where the wire is believed: its shape is the server's own schema.
    if (answer.ok) return { ok: true, response: (await answer.json()) as SearchJson };
    const seconds = Number(answer.headers.get('Retry-After') ?? Number.NaN);
    return { ok: false, problem: await readProblem(answer), retryAfterMs: Number.isFinite(seconds) ? seconds * 1000 : null };
  } catch {
    if (signal.aborted) return null;
    return { ok: false, problem: { code: navigator.onLine ? 'engine_unavailable' : 'offline' }, retryAfterMs: null };
  }
}

/** `null` when they cannot be had: a page is complete without them. */
export const fetchStats = (signal: AbortSignal): Promise<StatsJson | null> => fetchExtra('/api/stats', signal);

/** Completions of the last word of `typed`; `null` as above. */
export const fetchSuggestions = (typed: string, signal: AbortSignal): Promise<SuggestJson | null> =>
  fetchExtra(`/api/suggest?${new URLSearchParams({ q: typed })}`, signal);

export async function fetchTrend(params: Params, signal: AbortSignal): Promise<Charted> {
  try {
    const answer = await request(`/api/trends?${trendQuery(params, params.q)}`, signal);
    if (answer.status === 404) return null;
    const other = params.vs === null ? null : await request(`/api/trends?${trendQuery(params, params.vs)}`, signal);
    if (!answer.ok || other?.ok === false) return 'failed';
    const [counted, versus] = [(await answer.json()) as TrendsJson, (await other?.json()) as TrendsJson | undefined];
    return { params, buckets: counted.buckets, versus: versus?.buckets ?? null };
  } catch {
    return 'failed';
  }
}

async function fetchExtra<T>(url: string, signal: AbortSignal): Promise<T | null> {
  try {
    const answer = await request(url, signal);
    return answer.ok ? ((await answer.json()) as T) : null;
  } catch {
    return null;
  }
}

async function readProblem(answer: Response): Promise<Problem> {
  try {
    return (await answer.json()) as Problem;
  } catch {
    return { code: 'other', status: answer.status };
  }
}
