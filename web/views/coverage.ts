/** The calendar of the archive: silence of a paper told from absence in the collection. */
import type { CoverageJson } from '../../src/server/schema.ts';
import { monthsOf, type Month } from '../calendar.ts';
import { html, type Content } from '../html.ts';
import { MESSAGES, type Lang, type Messages } from '../i18n.ts';
import { SERVER_MESSAGES, type ServerMessages } from '../i18n-server.ts';
import { change, NO_PARAMS, pageUrl, toggle } from '../params.ts';
import { within } from '../timeline.ts';
import { footer } from './footer.ts';
import { masthead } from './masthead.ts';

type Holding = CoverageJson['holdings'][number];

export interface CoveragePageData {
  readonly years: readonly Holding[];
  /** The year in view; `null` when the archive is empty. */
  readonly year: string | null;
  /** What is held of it, day by day. */
  readonly days: readonly Holding[];
  /** The paper looked at alone. */
  readonly paper: string | null;
}

interface CoverageView extends CoveragePageData {
  readonly lang: Lang;
  readonly mark: string;
}

/** Shades of a day, by its share of the fullest one. */
const SHADES = 4;

export function coveragePage({ years, year, days, paper, lang, mark }: CoverageView): Content {
  const m = MESSAGES[lang];
  const words = SERVER_MESSAGES[lang].coverage;
  const undated = years.find(({ key }) => key === null)?.articles ?? 0;
  const dated = years.filter(({ key }) => key !== null);
  return html`
    <div class="page">
      <a class="skip" href="#calendar">${SERVER_MESSAGES[lang].skip}</a>
      ${masthead({ m, mark, text: '', params: NO_PARAMS, large: false, lang, here: url(year, paper) })}
      <main id="calendar" class="holdings-page" tabindex="-1">
        <h1>${words.title}</h1>
        <p class="holdings-lead">${words.lead}</p>
        ${years.length === 0 && html`<p>${words.empty}</p>`}
        ${dated.length > 0 && html`
          <nav class="held-years" aria-label=${words.years}>
            <ul>${dated.map(({ key, articles }) => html`
              <li key=${key}><a href=${url(key, paper)} aria-current=${key === year ? 'page' : undefined}><b>${key}</b> <span>${words.articles(m.number(articles))}</span></a></li>`)}</ul>
            ${undated > 0 && html`<p><a href=${pageUrl(toggle(NO_PARAMS, 'only', 'year', null))}>${words.undated(undated)}</a></p>`}
          </nav>`}
        ${year !== null && ofYear(year, days, paper, m, words)}
      </main>
      ${footer(m)}
    </div>`;
}

const url = (year: string | null, paper: string | null): string => {
  const query = new URLSearchParams({ ...(year === null ? {} : { year }), ...(paper === null ? {} : { paper }) }).toString();
  return query === '' ? '/coverage' : `/coverage?${query}`;
};

function ofYear(year: string, held: readonly Holding[], paper: string | null, m: Messages, words: ServerMessages['coverage']): Content {
  const articles = (holding: Holding): number => (paper === null ? holding.articles : (holding.papers.find((one) => one.paper === paper)?.articles ?? 0));
  const byDay = new Map(held.flatMap((holding) => (holding.key === null || articles(holding) === 0 ? [] : [[holding.key, articles(holding)] as const])));
  const unplaced = held.find(({ key }) => key === null);
  const months = monthsOf(year);
  const most = Math.max(0, ...byDay.values());
  return html`
    <section aria-labelledby="held">
      <h2 id="held">${m.time(year)}${paper !== null && html` · <bdi lang="zh-Hans">${paper}</bdi>`}</h2>
      <p class="held-sum">
        ${words.daysHeld(byDay.size, months.reduce((sum, { days }) => sum + days.length, 0))}
        ${unplaced && articles(unplaced) > 0 && html`<a href=${pageUrl(toggle(NO_PARAMS, 'only', 'year', year))}>${words.onlyYear(articles(unplaced))}</a>`}
      </p>
      ${held.length === 0
        ? html`<p>${words.nothing}</p>`
        : [html`<p class="held-legend">${words.legend}</p>`, html`<div class="months">${months.map((month) => monthGrid(month, byDay, most, m, words))}</div>`, papersTable(year, held, paper, m, words)]}
    </section>`;
}

const monthGrid = ({ key, before, days }: Month, byDay: ReadonlyMap<string, number>, most: number, m: Messages, words: ServerMessages['coverage']): Content => html`
  <section class="month" key=${key} aria-labelledby=${`m${key}`}>
    <h3 id=${`m${key}`}><a href=${pageUrl(within(NO_PARAMS, key))}>${m.tick(key)}</a></h3>
    <p class="weekdays" aria-hidden="true">${words.weekdays.map((name) => html`<span>${name}</span>`)}</p>
    <ol class=${`days before-${before}`}>${days.map((day) => {
      const articles = byDay.get(day);
      const number = Number(day.slice(8));
      if (articles === undefined) return html`<li key=${day}><span class="day day-none" title=${`${m.date(day)} ${words.none}`}>${number}<span class="visually-hidden"> ${words.none}</span></span></li>`;
      const said = `${m.date(day)} ${words.articles(m.number(articles))}`;
      return html`<li key=${day}><a class=${`day shade-${Math.ceil((articles / most) * SHADES)}`} href=${pageUrl(change(NO_PARAMS, { from: day, to: day }))} title=${said} aria-label=${said}>${number}</a></li>`;
    })}</ol>
  </section>`;

interface PaperRow {
  readonly paper: string | null;
  days: number;
  articles: number;
  first: string | null;
  last: string | null;
}

/** Days, articles and span of each paper; what is dated by year alone has no day. */
function papersOf(held: readonly Holding[]): PaperRow[] {
  const rows = new Map<string | null, PaperRow>();
  for (const { key, papers } of held) {
    for (const { paper, articles } of papers) {
      const row = rows.get(paper) ?? { paper, days: 0, articles: 0, first: null, last: null };
      rows.set(paper, row);
      row.articles += articles;
      if (key === null) continue;
      row.days++;
      row.first ??= key;
      row.last = key;
    }
  }
  return [...rows.values()].sort((a, b) => b.articles - a.articles);
}

const papersTable = (year: string, held: readonly Holding[], paper: string | null, m: Messages, words: ServerMessages['coverage']): Content => html`
  <div>
    <h2 id="papers">${words.papers}</h2>
    ${paper !== null && html`<p><a href=${url(year, null)}>${words.allPapers}</a></p>`}
    <div class="table-scroll" tabindex="0" role="region" aria-labelledby="papers">
      <table class="papers">
        <thead><tr><th scope="col">${words.paper}</th><th scope="col">${words.issues}</th><th scope="col">${m.welcome.articles}</th><th scope="col">${words.span}</th></tr></thead>
        <tbody>${papersOf(held).map((row) => html`
          <tr key=${row.paper}>
            <th scope="row">${row.paper === null ? html`<span class="unstated">${m.unstated}</span>` : html`<a href=${url(year, row.paper)} aria-current=${row.paper === paper ? 'true' : undefined}><bdi lang="zh-Hans">${row.paper}</bdi></a>`}</th>
            <td>${m.number(row.days)}</td><td>${m.number(row.articles)}</td>
            <td>${row.first !== null && row.last !== null && (row.first === row.last ? m.date(row.first) : `${m.date(row.first)} – ${m.date(row.last)}`)}</td>
          </tr>`)}</tbody>
      </table>
    </div>
  </div>`;
