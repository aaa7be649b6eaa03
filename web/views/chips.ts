/** Everything that narrows the search: the clauses of the query and the filters, each removed by one click. */
import type { Messages } from '../i18n.ts';
import { html, type Content } from '../html.ts';
import { activeFilters, pageUrl, withoutFilters, type ActiveFilter } from '../params.ts';
import type { State } from '../state.ts';
import { chip } from './chip.ts';
import { clauseChips } from './clauses.ts';

export function filterLabel(filter: ActiveFilter, m: Messages): string {
  const value = filter.value ?? m.unstated;
  if (filter.kind === 'from') return m.fromChip(m.date(value));
  if (filter.kind === 'to') return m.toChip(m.date(value));
  return filter.kind === 'not' ? m.excluded(value) : value;
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
          ${chip({ kind: filter.kind, href: pageUrl(filter.without), m, facet: filter.facet ? m.facets[filter.facet] : undefined, value: filterLabel(filter, m) })}
        </li>`)}
      ${active.length > 1 && html`<li><a class="chip chip-all" href=${pageUrl(withoutFilters(params))}>${m.removeAll}</a></li>`}
    </ul>`;
}
