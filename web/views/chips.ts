/** The filters that are on, each removed by one click. */
import type { Messages } from '../i18n.ts';
import { html, type Content } from '../html.ts';
import { activeFilters, pageUrl, withoutFilters, type ActiveFilter, type Params } from '../params.ts';

export function filterLabel(filter: ActiveFilter, m: Messages): string {
  const value = filter.value ?? m.unstated;
  if (filter.kind === 'from') return m.fromChip(m.date(value));
  if (filter.kind === 'to') return m.toChip(m.date(value));
  return filter.kind === 'not' ? m.excluded(value) : value;
}

export function chips(params: Params, m: Messages): Content {
  const active = activeFilters(params);
  if (active.length === 0) return null;
  return html`
    <ul class="chips" aria-label=${m.activeFilters}>
      ${active.map((filter) => {
        const label = filterLabel(filter, m);
        return html`
          <li key=${filter.kind + filter.facet + filter.value}>
            <a class=${`chip chip-${filter.kind}`} href=${pageUrl(filter.without)}>
              <span class="visually-hidden">${m.remove('')}</span>
              ${filter.facet && html`<span class="chip-facet">${m.facets[filter.facet]}</span>`}
              <span class="chip-value">${label}</span><span class="chip-x" aria-hidden="true">×</span>
            </a>
          </li>`;
      })}
      ${active.length > 1 && html`<li key="all"><a class="chip chip-all" href=${pageUrl(withoutFilters(params))}>${m.removeAll}</a></li>`}
    </ul>`;
}
