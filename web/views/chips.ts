/** Everything that narrows the search: the clauses of the query and the filters, each removed by one click. */
import type { Messages } from '../i18n.ts';
import { html, type Content } from '../html.ts';
import { activeFilters, pageUrl, withoutFilters, type ActiveFilter, type Params } from '../params.ts';
import type { State } from '../state.ts';
import { span } from '../timeline.ts';
import { chip } from './chip.ts';
import { clauseChips } from './clauses.ts';
import { quoted } from './text.ts';

export function filterLabel(filter: ActiveFilter, m: Messages): string {
  if (filter.kind === 'dates') return period(filter, m);
  const value = filter.value ?? m.unstated;
  return filter.kind === 'not' ? m.excluded(value) : value;
}

const KEYS = [4, 7, 10];

/** Whole years and months by their name: `2017 年 – 2019 年` is what was dragged over. */
function period({ from, to }: Pick<Params, 'from' | 'to'>, m: Messages): string {
  if (from === null || to === null) return from === null ? m.toChip(m.date(to ?? '')) : m.fromChip(m.date(from));
  const known = [from, to].every((day) => !Number.isNaN(Date.parse(`${day}T00:00:00Z`)));
  const length = known ? KEYS.find((n) => span(from.slice(0, n))[0] === from && span(to.slice(0, n))[1] === to) : undefined;
  const [first, last] = length === undefined ? [m.date(from), m.date(to)] : [m.time(from.slice(0, length)), m.time(to.slice(0, length))];
  return first === last ? first : `${first} – ${last}`;
}

export function chips({ params, shown, response, problem }: State, m: Messages): Content {
  const active = activeFilters(params);
  const clauses = response && !problem ? clauseChips(response.query, shown, m) : [];
  if (active.length + clauses.length === 0) return null;
  // Without keys, so that the focus of a chip taken off goes on to the next.
  return html`
    <ul class="chips" aria-label=${m.activeFilters}>
      ${clauses}
      ${active.map((filter) => html`
        <li>
          ${chip({ kind: filter.kind, href: pageUrl(filter.without), m, facet: filter.kind === 'dates' ? m.dates : m.facets[filter.facet], value: quoted(filterLabel(filter, m), filter.kind === 'dates' || filter.facet === 'year' ? '' : (filter.value ?? '')) })}
        </li>`)}
      ${active.length > 1 && html`<li><a class="chip chip-all" href=${pageUrl(withoutFilters(params))}>${m.removeAll}</a></li>`}
    </ul>`;
}
