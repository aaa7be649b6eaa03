/** The first visit, laid out as a front page: what is in the archive, where to begin, what is new. */
import type { HitJson, StatsJson } from '../../src/server/schema.ts';
import type { Messages } from '../i18n.ts';
import { html, type Content } from '../html.ts';
import { NO_PARAMS, pageUrl, toggle, type Facet } from '../params.ts';
import type { State } from '../state.ts';
import { groupByArticle, meta } from './results.ts';
import { when } from './text.ts';
import { timeline } from './timeline.ts';

/** Stories that fill whole rows of three columns; with fewer than three there is no row to fill. */
const ROWS = [6, 3, 2, 1];

export function home(state: State, m: Messages): Content {
  const { response, stats } = state;
  if (stats !== null && stats.articles === 0) return empty(m);
  const hits = groupByArticle(response?.hits ?? []);
  return html`
    <div class="front">
      ${stats && holdings(stats, m)}
      ${timeline(state, m)}
      <nav class="ways" aria-label=${m.welcome.examples}>
        ${ways('district', m.welcome.byDistrict, state, m)}
        ${ways('section', m.welcome.bySection, state, m)}
        ${ways('author', m.welcome.byAuthor, state, m)}
      </nav>
      ${hits.length > 0 && html`
        <section class="latest" aria-labelledby="latest">
          <h2 id="latest">${m.welcome.latest}</h2>
          <ol>${hits.slice(0, ROWS.find((n) => n <= hits.length)).map((group) => latest(group, m))}</ol>
        </section>`}
    </div>`;
}

const empty = (m: Messages): Content => html`
  <div class="front front-empty">
    <h1>${m.welcome.empty}</h1>
    <p>${m.welcome.emptyHelp}</p>
    <pre><code>npm run ingest -- corpus/</code></pre>
  </div>`;

const holdings = (stats: StatsJson, m: Messages): Content => html`
  <section class="holdings" aria-labelledby="holdings">
    <h1 id="holdings" class="visually-hidden">${m.welcome.heading}</h1>
    <p class="holding"><b>${m.number(stats.articles)}</b> ${m.welcome.articles}</p>
    <p class="holding"><b>${m.number(stats.paragraphs)}</b> ${m.welcome.paragraphs}</p>
    ${stats.firstDate && stats.lastDate && html`
      <p class="holding holding-span"><span>${m.date(stats.firstDate)}</span> <span aria-hidden="true">—</span> <span>${m.date(stats.lastDate)}</span></p>`}
    ${stats.undated > 0 && html`<p class="holding holding-undated">${m.welcome.undated(stats.undated)}</p>`}
  </section>`;

function ways(facet: Facet, title: string, { response }: State, m: Messages): Content {
  const most = (response?.facets[facet] ?? []).filter((row) => row.value !== null).slice(0, 8);
  if (most.length === 0) return null;
  return html`
    <section>
      <h2>${title}</h2>
      <ul>${most.map(({ value, count }) => html`
        <li key=${value}><a href=${pageUrl(toggle(NO_PARAMS, 'only', facet, value))}><span class="way-value" lang="zh-Hans" title=${value}>${value}</span> <span class="way-count">${m.number(count)}</span></a></li>`)}</ul>
    </section>`;
}

/** Running text says more than a heading or a caption; what is cut off at the end is the style sheet's concern. */
function latest(group: readonly HitJson[], m: Messages): Content {
  const body = group.filter(({ kind }) => kind === 'body');
  const hit = body[0] ?? group[0];
  return hit && html`
  <li key=${hit.articleId} lang="zh-Hans">
    <h3><a href=${hit.url} data-hit>${hit.title ?? m.untitled}</a></h3>
    <p class="result-meta"><span class="meta-item">${when(hit, m)}</span>${meta({ ...hit, section: null, authors: [] }, m)}</p>
    <p class="latest-text">${body.length > 0 ? body.map(({ text }) => text).join('') : hit.text}</p>
  </li>`;
}
