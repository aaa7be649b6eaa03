/** What a reader must be told: how the query was taken, why there is nothing, what went wrong. */
import type { SearchJson } from '../../src/server/schema.ts';
import type { Messages } from '../i18n.ts';
import { html, type Content } from '../html.ts';
import { activeFilters, change, pageUrl, withoutFilters, type Params } from '../params.ts';
import { ways as waysOut } from '../relief.ts';
import { isPassing, type Problem, type State } from '../state.ts';
import { coverageUrl } from '../timeline.ts';
import { quoted } from './text.ts';

const HAN = /\p{Script=Han}/u;
/** A pasted headline may miss a dozen words; the first of them tell enough. */
const NAMED = 8;

export function notices({ query }: SearchJson, params: Params, m: Messages): Content {
  // A quoted word is never given up.
  const demanding = (word: string): string => pageUrl(change(params, { q: `${query.q.trim()} "${word}"` }));
  if (!query.relaxed && !query.suggestion && query.warnings.length === 0) return null;
  return html`
    <div class="notices">
      ${query.suggestion && html`
        <p class="notice">${m.suggestion} <a lang="zh-Hans" href=${pageUrl(change(params, { q: query.suggestion }))}>${query.suggestion}</a></p>`}
      ${query.relaxed && html`
        <p class="notice">${m.relaxed}${query.relaxed.optional.slice(0, NAMED).map((word) => html`<a class="optional" lang="zh-Hans" href=${demanding(word)}>${word}</a> `)}
          <span class="notice-hint">${m.demand}</span></p>`}
      ${query.warnings.length > 0 && html`
        <div class="notice"><p>${m.warnings}</p><ul>${query.warnings.map(({ code, about }) => html`<li>${m.warning[code](...about)}</li>`)}</ul></div>`}
    </div>`;
}

/** The address of a page beyond the last, as an old link is once the archive or the query has changed. */
export const noSuchPage = (page: number, params: Params, m: Messages): Content => html`
  <div class="notices"><p class="notice">${m.noPage(page)} <a href=${pageUrl({ ...params, page: 1 })}>${m.firstPage}</a></p></div>`;

/** One click to loosen each filter; counts stand beside once they are known, the costliest first. */
export function nothing({ params, relief, stats, response }: State, m: Messages): Content {
  const ways = relief ?? waysOut(params, m).map((way) => ({ ...way, total: null }));
  return html`
    <div class="nothing">
      ${response && absent(response.query.absent, params, m)}
      ${ways.length > 0 ? html`<p>${m.nothing.filtered}</p>` : response?.query.absent.length === 0 && html`<p>${m.nothing.unfiltered}</p>`}
      ${ways.length > 0 && html`
        <ul class="relief">${ways.map((way) => html`
          <li key=${way.label}><a href=${pageUrl(way.params)}>
            <span>${quoted(m.remove(way.label), HAN.test(way.label) ? way.label : '')}</span>
            ${way.total !== null && html`<span class="relief-total">${m.paragraphs(way.total)}</span>`}
          </a></li>`)}</ul>`}
      <ul class="hints">${m.nothing.hints.map((hint) => html`<li>${hint}</li>`)}</ul>
      <p class="coverage">
        <a href=${coverageUrl(params)}>${coverageUrl(params) === '/coverage' ? m.nothing.calendarAll : m.nothing.calendar}</a>
        ${stats?.firstDate && stats.lastDate && html` <span>${m.nothing.coverage(m.date(stats.firstDate), m.date(stats.lastDate))}</span>`}
      </p>
    </div>`;
}

/** Words that no filter hides, because they stand nowhere; what could be searched instead is found without filters. */
const absent = (words: SearchJson['query']['absent'], params: Params, m: Messages): Content =>
  words.length > 0 && html`
    <dl class="absent">${words.map(({ at, text, near }) => html`
      <div key=${at[0]}>
        <dt><bdi lang="zh-Hans">${text}</bdi> ${m.nothing.absent}</dt>
        ${near.length > 0 && html`<dd class="absent-near">${m.nothing.near}</dd>`}
        ${near.map(({ q, total }) => html`<dd key=${q}><a href=${pageUrl(change(withoutFilters(params), { q, synonyms: true }))}><bdi lang="zh-Hans">${q}</bdi> <span class="relief-total">${m.paragraphs(total)}</span></a></dd>`)}
      </div>`)}</dl>`;

export function problem(problem: Problem, params: Params, m: Messages): Content {
  return html`
    <div class="problem" role="alert">
      <p>${explain(problem, m).detail}${isPassing(problem) && problem.code !== 'offline' && html`<span class="scripted">${m.problem.again}</span>`}</p>
      <p class="actions">
        ${problem.code === 'too_deep'
          ? html`<a class="button" href=${pageUrl(change(params, {}))}>${m.problem.firstPage}</a>`
          : html`<a class="button" href=${pageUrl(params)} data-retry>${m.problem.retry}</a>`}
        ${activeFilters(params).length > 0 && html`<a href=${pageUrl(withoutFilters(params))}>${m.problem.clear}</a>`}
        <a href="/">${m.problem.home}</a>
      </p>
    </div>`;
}

/** Our words for what is known; the server's own for the rest. */
export function explain(problem: Problem, m: Messages): { title: string; detail: string } {
  switch (problem.code) {
    case 'offline':
    case 'engine_unavailable':
    case 'too_deep':
    case 'rate_limited':
    case 'not_found':
      return m.problem[problem.code];
    case 'invalid_parameter':
      return { title: m.problem.invalid_parameter.title, detail: `${m.problem.invalid_parameter.detail}${problem.parameter ?? ''}` };
    default:
      return m.problem.other;
  }
}
