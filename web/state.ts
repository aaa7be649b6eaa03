/**
 * What the search page shows, as a pure reducer. Requests are numbered; an answer to any but the
 * newest one is stale and changes nothing.
 */
import type { ProblemJson, SearchJson, StatsJson } from '../src/server/schema.ts';
import type { Lang } from './i18n.ts';
import type { Facet, Params } from './params.ts';
import type { Charted, Trend } from './timeline.ts';

/** `offline` is ours: the request never arrived. */
export type Problem = Pick<ProblemJson, 'code'> & Partial<ProblemJson>;

/** Whether asking again may help without anybody doing anything. */
export const isPassing = ({ code }: Problem): boolean =>
  code === 'offline' || code === 'engine_unavailable' || code === 'rate_limited' || code === 'timeout';

/** How many paragraphs there would be with `params`, which lack some of the filters. */
export interface Relief {
  readonly label: string;
  readonly params: Params;
  readonly total: number | null;
}

export interface State {
  readonly lang: Lang;
  /** Where the mark of the house is served. */
  readonly mark: string;
  readonly params: Params;
  /** What stands in the box; runs ahead of `params.q` while someone types or composes. */
  readonly draft: string;
  /** The search that the answer in view belongs to; `params` may be one ahead. */
  readonly shown: Params;
  /** The newest answer; stays in view, dimmed, while the next is under way. */
  readonly response: SearchJson | null;
  readonly problem: Problem | null;
  readonly stats: StatsJson | null;
  /** Over time; may be one search behind. `null` also where the engine does not count over time. */
  readonly trend: Trend | null;
  /** The newest chart could not be had, so `trend` is an old one. */
  readonly trendFailed: boolean;
  /** Bars being dragged over, first and last. */
  readonly brush: readonly [number, number] | null;
  readonly busy: boolean;
  /** Number of the newest request. */
  readonly request: number;
  readonly relief: readonly Relief[] | null;
  /** Said by screen readers, once for each settled answer. */
  readonly announcement: string;
  /** The filters as a sheet, on small screens. */
  readonly sheet: boolean;
  /** What is typed into the search inside a facet. */
  readonly narrow: Readonly<Partial<Record<Facet, string>>>;
}

/** What the server puts into the page for the browser to go on from. */
export type Seed = Pick<State, 'lang' | 'mark' | 'params' | 'response' | 'problem' | 'stats'> & { readonly trend: Charted };

export type Action =
  | { readonly kind: 'typed'; readonly text: string }
  | { readonly kind: 'asked'; readonly request: number; readonly params: Params }
  | { readonly kind: 'answered'; readonly request: number; readonly response: SearchJson }
  | { readonly kind: 'failed'; readonly request: number; readonly problem: Problem }
  | { readonly kind: 'counted'; readonly stats: StatsJson }
  | { readonly kind: 'charted'; readonly trend: Trend | null }
  | { readonly kind: 'uncharted' }
  | { readonly kind: 'brushed'; readonly brush: State['brush'] }
  | { readonly kind: 'relieved'; readonly request: number; readonly relief: readonly Relief[] }
  | { readonly kind: 'announced'; readonly text: string }
  | { readonly kind: 'sheet'; readonly open: boolean }
  | { readonly kind: 'narrowed'; readonly facet: Facet; readonly text: string };

export const initialState = (seed: Seed): State => ({
  ...seed,
  draft: seed.params.q,
  shown: seed.params,
  trend: seed.trend === 'failed' ? null : seed.trend,
  trendFailed: seed.trend === 'failed',
  brush: null,
  busy: false,
  request: 0,
  relief: null,
  announcement: '',
  sheet: false,
  narrow: {},
});

export function reduce(state: State, action: Action): State {
  switch (action.kind) {
    case 'typed':
      return { ...state, draft: action.text };
    case 'asked':
      // The box is left alone when it only runs ahead of the search by what was typed meanwhile.
      return {
        ...state,
        request: action.request,
        params: action.params,
        draft: action.params.q.trim() === state.draft.trim() ? state.draft : action.params.q,
        busy: true,
      };
    case 'answered':
      if (action.request !== state.request) return state;
      return { ...state, shown: state.params, response: action.response, problem: null, relief: null, busy: false };
    case 'failed':
      if (action.request !== state.request) return state;
      return { ...state, shown: state.params, problem: action.problem, relief: null, busy: false };
    case 'counted':
      return { ...state, stats: action.stats };
    case 'charted':
      return { ...state, trend: action.trend, trendFailed: false, brush: null };
    case 'uncharted':
      return { ...state, trendFailed: true };
    case 'brushed':
      return { ...state, brush: action.brush };
    case 'relieved':
      return action.request === state.request ? { ...state, relief: action.relief } : state;
    case 'announced':
      return { ...state, announcement: action.text };
    case 'sheet':
      return { ...state, sheet: action.open };
    case 'narrowed':
      return { ...state, narrow: { ...state.narrow, [action.facet]: action.text } };
  }
}
