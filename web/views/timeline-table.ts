/** The histogram in numbers, for whoever cannot see it or wants to reckon with it. */
import type { Messages } from '../i18n.ts';
import { html, type Content } from '../html.ts';
import { FACETS, type Params } from '../params.ts';
import { rate, type Bar, type Trend } from '../timeline.ts';

/** A time may be held, and still have nothing of the district that was asked for. */
export const nothingHeld = (params: Params, m: Messages): string =>
  FACETS.some((facet) => facet !== 'year' && params.only[facet].length + params.not[facet].length > 0) ? m.timeline.noneSuch : m.timeline.noPaper;

/** `url` leads to the search of one bar. */
export function table(bars: readonly Bar[], { params, versus }: Trend, url: (bar: Bar) => string, m: Messages): Content {
  const { columns } = m.timeline;
  const counts = ({ count, versus: other }: Bar): number[] => (versus ? [count, other] : [count]);
  const headings = (before: string, alone: string): Content[] =>
    versus ? [params.q, params.vs].map((q) => html`<th scope="col">${before} <bdi lang="zh-Hans">${q}</bdi></th>`) : [html`<th scope="col">${alone}</th>`];
  return html`
    <div class="table-scroll" tabindex="0" role="region" aria-label=${m.timeline.table}>
      <table>
        <thead><tr><th scope="col">${columns.time}</th>${headings('', columns.count)}<th scope="col">${columns.paragraphs}</th>${headings(m.timeline.rates, columns.rate)}</tr></thead>
        <tbody>${bars.map((bar) => html`
          <tr key=${bar.key}>
            <th scope="row"><a href=${url(bar)}>${m.time(bar.key)}</a></th>
            ${bar.paragraphs === 0
              ? html`<td colspan=${versus ? 5 : 3} class="unstated">${nothingHeld(params, m)}</td>`
              : [
                counts(bar).map((count) => html`<td>${m.number(count)}</td>`),
                html`<td>${m.number(bar.paragraphs)}</td>`,
                counts(bar).map((count) => html`<td>${m.timeline.rate(rate(count, bar.paragraphs))}</td>`),
              ]}
          </tr>`)}</tbody>
      </table>
    </div>`;
}
