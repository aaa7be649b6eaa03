/** Taking the results along: as a file, as a feed, or to come back to. */
import { html, type Content } from '../html.ts';
import type { Messages } from '../i18n.ts';
import { formatParams, type Params } from '../params.ts';

export function take(params: Params, m: Messages): Content {
  const query = formatParams({ ...params, page: 1, size: null });
  return html`
    <nav class="take" aria-label=${m.take.label} key="take">
      <span class="take-label">${m.take.label}</span>
      <a href=${`/api/search.csv?${query}`} download>CSV</a>
      <a href=${`/api/search.ndjson?${query}`} download>NDJSON</a>
      <a href=${`/feed.atom?${query}`}>${m.take.feed}</a>
      <button type="button" class="scripted" data-keep-search>${m.take.keep}</button>
    </nav>`;
}
