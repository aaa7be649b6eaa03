/**
 * The filters: check boxes of the search form, so that they work without JavaScript, and a sheet on
 * small screens (`:target` opens it where no script does).
 */
import type { SearchJson } from '../../src/server/schema.ts';
import type { Messages } from '../i18n.ts';
import { html, type Content } from '../html.ts';
import { activeFilters, FACETS, fromValue, pageUrl, toggle, withoutFilters, type Facet, type Params, type Value } from '../params.ts';
import type { State } from '../state.ts';
import { rate } from '../timeline.ts';
import { FORM } from './masthead.ts';

interface Row {
  readonly value: Value;
  readonly count: number;
  /** See the schema. */
  readonly paragraphs: number | null;
}

/** Values in view before the rest is folded away. */
const SHOWN = 7;
/** A facet longer than this is searched, not scrolled. */
const LONG = 12;
/** No list is longer than this; the search inside the facet reaches the rest. */
const LISTED = 200;

export function filters(state: State, m: Messages): Content {
  const { params, response } = state;
  return html`
    <section id="filters" class="filters" aria-label=${m.filters} role=${state.sheet ? 'dialog' : undefined} aria-modal=${state.sheet ? 'true' : undefined}>
      <div class="filters-head">
        <h2>${m.filters}</h2>
        ${params.rates && html`<span class="filters-scale">${m.timeline.rates}</span>`}
        <a class="close-filters" href="#results" aria-label=${m.closeFilters}>×</a>
      </div>
      <div class="filters-body">
        ${FACETS.map((facet) => group(facet, state, m))}
        <fieldset class="facet dates">
          <legend>${m.dates}</legend>
          ${dateInput('from', params.from, m)}
          ${dateInput('to', params.to, m)}
        </fieldset>
        <button class="apply" type="submit" form=${FORM}>${m.apply}</button>
      </div>
      <div class="filters-foot">
        ${activeFilters(params).length > 0 && html`<a class="clear" href=${pageUrl(withoutFilters(params))}>${m.removeAll}</a>`}
        <a class="show" href="#results">${m.showResults(response?.total ?? 0)}</a>
      </div>
    </section>`;
}

const dateInput = (name: 'from' | 'to', value: string | null, m: Messages): Content => html`
  <label class="date"><span>${m[name]}</span><input type="date" name=${name} form=${FORM} value=${value ?? ''} /></label>`;

function group(facet: Facet, { params, response, narrow }: State, m: Messages): Content {
  const all = rows(facet, params, response?.facets[facet] ?? []);
  if (all.length === 0) return null;
  const wanted = (narrow[facet] ?? '').trim().toLowerCase();
  const found = wanted === '' ? all : all.filter((row) => (row.value ?? m.unstated).toLowerCase().includes(wanted));
  // What is not stated is no rarity to be folded away: it tells how far the other counts can be trusted.
  const kept = ({ value }: Row): boolean => value === null || params.only[facet].includes(value) || params.not[facet].includes(value);
  const first = found.filter((row, i) => i < SHOWN || kept(row));
  const rest = found.filter((row, i) => i >= SHOWN && !kept(row));
  const line = (row: Row): Content => value(facet, row, params, m);
  return html`
    <fieldset class=${`facet facet-${facet}`} key=${facet}>
      <legend>${m.facets[facet]}</legend>
      ${all.length > LONG && html`
        <input class="facet-search" type="search" value=${narrow[facet] ?? ''} data-narrow=${facet} autocomplete="off"
          placeholder=${m.facetSearch(m.facets[facet])} aria-label=${m.facetSearch(m.facets[facet])} />`}
      <ul>${first.map(line)}</ul>
      ${found.length === 0 && html`<p class="facet-none">${m.facetNone}</p>`}
      ${rest.length > 0 && html`
        <details key="rest">
          <summary>${m.facetAll(rest.length)}</summary>
          <ul>${rest.slice(0, LISTED).map(line)}</ul>
          ${rest.length > LISTED && html`<p class="facet-none">${m.facetMissing(rest.length - LISTED)}</p>`}
        </details>`}
    </fieldset>`;
}

function value(facet: Facet, row: Row, params: Params, m: Messages): Content {
  const label = row.value ?? m.unstated;
  const excluded = params.not[facet].includes(row.value);
  const act = excluded ? m.restore : m.exclude;
  return html`
    <li key=${fromValue(row.value)} class=${excluded ? 'facet-value excluded' : 'facet-value'}>
      <label>
        <input type="checkbox" name=${facet} value=${fromValue(row.value)} form=${FORM} checked=${params.only[facet].includes(row.value)} />
        <span class=${row.value === null ? 'facet-label unstated' : 'facet-label'} lang=${row.value === null || facet === 'year' ? undefined : 'zh-Hans'}>${label}</span>
        <span class="facet-count"><span aria-hidden="true">${params.rates && row.paragraphs !== null ? m.timeline.rate(rateOf(row)) : m.number(row.count)}</span><span class="visually-hidden"> ${params.rates && row.paragraphs !== null ? m.timeline.rated(rateOf(row)) : m.paragraphs(row.count)}</span></span>
      </label>
      <a class="exclude" href=${pageUrl(toggle(params, 'not', facet, row.value))} aria-label=${`${act} ${label}`}>${act}</a>
    </li>`;
}

const rateOf = ({ count, paragraphs }: Row): number => rate(count, paragraphs ?? 0);

/** The counts, with what was chosen kept in view when nothing matches it; years in their own order. */
export function rows(facet: Facet, params: Params, counted: SearchJson['facets'][Facet]): Row[] {
  const missing = [...params.only[facet], ...params.not[facet]].filter((value) => !counted.some((row) => row.value === value));
  const all = [...counted.map(({ value, count, paragraphs }) => ({ value, count, paragraphs })), ...missing.map((value) => ({ value, count: 0, paragraphs: null }))];
  if (facet !== 'year') return params.rates ? all.sort((a, b) => rateOf(b) - rateOf(a)) : all;
  return all.sort((a, b) => Number(b.value ?? -Infinity) - Number(a.value ?? -Infinity));
}
