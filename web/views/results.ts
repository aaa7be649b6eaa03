/** What was found: paragraphs, those of one article together. */
import type { HitJson, SearchJson } from '../../src/server/schema.ts';
import type { Messages } from '../i18n.ts';
import { html, type Content } from '../html.ts';
import { change, formatParams, pageUrl, SORTS, type Params } from '../params.ts';
import { foldedRepeats } from './repeats.ts';
import { marked, when } from './text.ts';

/**
 * Hits of one article, in the order the first of them came. Where that one shows none of the words
 * (they stand in the title, or there are none) running text takes its place in front.
 */
export function groupByArticle(hits: readonly HitJson[]): HitJson[][] {
  const groups = new Map<string, HitJson[]>();
  for (const hit of hits) {
    const group = groups.get(hit.articleId);
    if (group) group.push(hit);
    else groups.set(hit.articleId, [hit]);
  }
  return [...groups.values()].map(leadFirst);
}

function leadFirst(hits: HitJson[]): HitJson[] {
  const lead = hits.find((hit) => hit.highlights.length > 0) ?? hits.find((hit) => hit.kind === 'body') ?? hits[0];
  return lead === undefined ? hits : [lead, ...hits.filter((hit) => hit !== lead)];
}

export const results = (response: SearchJson, m: Messages): Content => html`
  <ol class="results" aria-label=${m.results}>
    ${groupByArticle(response.hits).map(([lead, ...others]) => lead && articleHits(lead, others, m))}
  </ol>`;

const articleHits = (lead: HitJson, others: readonly HitJson[], m: Messages): Content => html`
  <li class="result" key=${lead.articleId}>
    <p class="result-when">${when(lead, m)}</p>
    <h2 class="result-title" lang=${lead.title === null ? undefined : 'zh-Hans'}>
      <a href=${lead.url} data-hit>${lead.title === null ? m.untitled : marked(lead.title, lead.titleHighlights)}</a>
    </h2>
    ${lead.subtitleHighlights[0] && html`<p class="result-meta" lang="zh-Hans">${marked(lead.subtitle ?? '', lead.subtitleHighlights)}</p>`}
    <p class="result-meta">${meta(lead, m)}</p>
    <p class=${`snippet kind-${lead.kind}`} lang="zh-Hans">${marked(lead.snippet.text, lead.snippet.highlights)}</p>
    ${others.length > 0 && html`
      <details class="more">
        <summary>${m.moreInArticle(others.length)}</summary>
        <ol>${others.map((hit) => html`
          <li key=${hit.id}>
            <a href=${hit.url} data-hit class="more-hit">
              <span class="more-place" lang=${hit.section === null ? undefined : 'zh-Hans'}>${hit.section ?? m.ordinal(hit.ordinal)}</span>
              <span class="snippet" lang="zh-Hans">${marked(hit.snippet.text, hit.snippet.highlights)}</span>
            </a>
          </li>`)}</ol>
      </details>`}
    ${foldedRepeats(lead.repeats, m)}
  </li>`;

/** Where and by whom, as far as it is stated. */
export function meta(hit: HitJson, m: Messages): Content[] {
  const parts: (readonly [name: string, text: string])[] = [
    ...hit.districts.map((district) => ['district', district] as const),
    ...(hit.section === null ? [] : [['section', hit.section] as const]),
    ...(hit.paper === null ? [] : [['paper', hit.paper] as const]),
    ...(hit.page === null ? [] : [['page', m.pageOf(hit.page)] as const]),
    ...hit.authors.map((author) => ['author', author] as const),
  ];
  return parts.map(([name, text]) => html`<span class=${`meta-item meta-${name}`} lang=${name === 'page' ? undefined : 'zh-Hans'}>${text}</span>`);
}

export function sortLinks(params: Params, m: Messages): Content {
  const current = params.sort ?? (params.q.trim() === '' ? 'newest' : 'relevance');
  return html`
    <nav class="sort" aria-label=${m.sort}>
      ${SORTS.map((sort) => html`
        <a key=${sort} href=${pageUrl(change(params, { sort }))} aria-current=${sort === current ? 'true' : undefined}>${m.sorts[sort]}</a>`)}
    </nav>`;
}

/** What an engine answers at most; see `too_deep`. */
const DEPTH = 10_000;

export function pager(response: SearchJson, params: Params, m: Messages): Content {
  const at = response.page;
  // Folded hits end sooner than all of them, and only the answer knows when.
  const last = response.more ? Math.ceil(Math.min(response.total, DEPTH) / response.size) : at;
  if (last <= 1) return null;
  const near = [at - 2, at - 1, at, at + 1, at + 2].filter((n) => n > 1 && n < last);
  const pages = [1, ...near, last];
  const link = (page: number, text: Content, rel?: string): Content => html`
    <a href=${pageUrl({ ...params, page })} rel=${rel} aria-label=${rel ? undefined : m.pageNumber(page)} aria-current=${page === at && !rel ? 'page' : undefined}>${text}</a>`;
  return html`
    <nav class="pager" aria-label=${m.pages} key=${formatParams(params)}>
      ${at > 1 && link(at - 1, `← ${m.previousPage}`, 'prev')}
      <ol>${pages.map((page, i) => html`
        <li key=${page} class=${page - (pages[i - 1] ?? 0) > 1 ? 'gap' : ''}>${link(page, m.number(page))}</li>`)}</ol>
      ${at < last && link(at + 1, `${m.nextPage} →`, 'next')}
    </nav>`;
}
