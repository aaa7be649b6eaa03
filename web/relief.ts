/** When nothing was found: what each filter and each word costs, found out by asking without it. */
import type { SearchJson } from '../src/server/schema.ts';
import { fetchSearch } from './api.ts';
import { cutOut } from './cut.ts';
import type { Messages } from './i18n.ts';
import type { Turn } from './latest.ts';
import { activeFilters, change, FACETS, withoutFilters, type ActiveFilter, type Params } from './params.ts';
import type { Relief } from './state.ts';
import { filterLabel } from './views/chips.ts';

/** More questions than this keep a reader waiting. */
const MOST = 8;

/** The costliest first; a way that would find nothing either is left out. One request at a time. */
export async function findRelief(params: Params, { understood }: SearchJson['query'], m: Messages, turn: Turn): Promise<Relief[]> {
  const found: Relief[] = [];
  for (const way of [...ways(params, m), ...wordless(params, understood)].slice(0, MOST)) {
    if (!turn.isWanted()) break;
    const answer = await fetchSearch({ ...way.params, size: 1 }, turn.signal);
    if (answer === null) break;
    if (answer.ok && answer.response.total > 0) found.push({ ...way, total: answer.response.total });
  }
  const all = found.filter((way) => way.label === m.nothing.all);
  const each = found.filter((way) => way.label !== m.nothing.all).sort((a, b) => (b.total ?? 0) - (a.total ?? 0));
  return [...each, ...all];
}

/** Without each of the words, when there are several. */
function wordless(params: Params, clauses: SearchJson['query']['understood']): Omit<Relief, 'total'>[] {
  if (clauses.length < 2) return [];
  return clauses.filter(({ kind }) => kind !== 'not').map(({ at, text }) => ({ label: text, params: change(params, { q: cutOut(params.q, at) }) }));
}

/** The searches with less demanded. Values of one facet are alternatives: dropping one of them never finds more, dropping all may. */
export function ways(params: Params, m: Messages): Omit<Relief, 'total'>[] {
  const active = activeFilters(params);
  const single = active.filter((filter) => filter.kind !== 'only').map((filter) => ({ label: filterLabel(filter, m), params: filter.without }));
  const facets = FACETS.filter((facet) => params.only[facet].length > 0).map((facet) => ({
    label: `${m.facets[facet]} ${labels(active.filter((filter) => filter.kind === 'only' && filter.facet === facet), m)}`,
    params: change(params, { only: { ...params.only, [facet]: [] } }),
  }));
  const each = [...facets, ...single];
  return each.length > 1 ? [...each, { label: m.nothing.all, params: withoutFilters(params) }] : each;
}

const labels = (filters: readonly ActiveFilter[], m: Messages): string => filters.map((filter) => filterLabel(filter, m)).join('、');
