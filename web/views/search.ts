/** The search page, whole: a pure view of the state, for the server and the browser alike. */
import { MESSAGES } from '../i18n.ts';
import { html, type Content } from '../html.ts';
import { activeFilters, isFirstVisit, pageUrl } from '../params.ts';
import type { State } from '../state.ts';
import { chips } from './chips.ts';
import { filters } from './facets.ts';
import { footer } from './footer.ts';
import { home } from './home.ts';
import { masthead } from './masthead.ts';
import { explain, noSuchPage, nothing, notices, problem } from './notices.ts';
import { foldSwitch } from './repeats.ts';
import { pager, results, sortLinks } from './results.ts';
import { take } from './take.ts';
import { timeline } from './timeline.ts';

export function searchPage(state: State): Content {
  const { params, lang, response } = state;
  const m = MESSAGES[lang];
  const first = isFirstVisit(state.shown) && state.problem === null;
  return html`
    <div class=${state.sheet ? 'page page-sheet' : 'page'}>
      <a class="skip" href="#results">${m.skip}</a>
      ${masthead({ m, mark: state.mark, text: state.draft, params, large: first, lang, here: pageUrl(params) })}
      <main id="results" tabindex="-1" class=${state.busy ? 'busy' : ''} aria-busy=${String(state.busy)}>
        ${first ? home(state, m) : searching(state)}
      </main>
      ${footer(m)}
      <p class="visually-hidden" role="status" aria-live="polite">${state.announcement || null}</p>
    </div>`;

  function searching(state: State): Content {
    return html`
      <div class="desk">
        ${filters(state, m)}
        <div class="findings">
          <div class="bar">
            <h1 class="total">${heading()}</h1>
            <a class="open-filters" href="#filters" aria-controls="filters">${m.filtersOn(activeFilters(params).length)}</a>
            ${response && response.total > 0 && sortLinks(params, m)}
          </div>
          ${chips(state, m)}
          ${state.problem === null && timeline(state, m)}
          ${body(state)}
        </div>
      </div>`;
  }

  function heading(): Content {
    if (state.problem) return explain(state.problem, m).title;
    if (!response) return m.loading;
    return response.total === 0 ? m.nothing.heading : m.total(response.total, response.totalArticles, response.totalIsExact);
  }

  function body(state: State): Content[] {
    if (state.problem) return [problem(state.problem, params, m)];
    if (!response) return [html`<p class="loading">${m.loading}</p>`];
    if (response.total === 0) return [notices(response, params, m), nothing(state, m)];
    if (response.hits.length === 0) return [notices(response, params, m), noSuchPage(response.page, params, m), take(params, m)];
    return [notices(response, params, m), results(response, m), foldSwitch(response, params, m), pager(response, params, m), take(params, m)];
  }
}
