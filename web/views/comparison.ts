/** Two queries on one chart: which column is whose, and the field for the second one. */
import type { Messages } from '../i18n.ts';
import { html, type Content } from '../html.ts';
import { MOST_TYPED, pageUrl, type Params } from '../params.ts';
import type { Trend } from '../timeline.ts';
import { FORM } from './masthead.ts';

export function legend({ params, buckets, versus }: Trend, m: Messages): Content {
  const entry = (name: string, q: string, counted: Trend['buckets']): Content => html`
    <li>
      <svg viewBox="0 0 10 10" aria-hidden="true"><rect class=${name} width="10" height="10" /></svg>
      <bdi lang="zh-Hans">${q}</bdi> <span class="legend-total">${m.paragraphs(counted.reduce((sum, { count }) => sum + count, 0))}</span>
    </li>`;
  return html`<ul class="legend">${entry('column', params.q, buckets)}${entry('column column-versus', params.vs ?? '', versus ?? [])}</ul>`;
}

export const comparison = (params: Params, m: Messages): Content => html`
  <div class="versus">
    <label for="vs">${m.timeline.compare}</label>
    <input id="vs" name="vs" form=${FORM} value=${params.vs ?? ''} autocomplete="off" autocapitalize="off" spellcheck=${false} enterkeyhint="search" maxlength=${MOST_TYPED} />
    <button type="submit" form=${FORM}>${m.timeline.compareButton}</button>
    ${params.vs !== null && html`<a href=${pageUrl({ ...params, vs: null })}>${m.timeline.stopComparing}</a>`}
  </div>`;
