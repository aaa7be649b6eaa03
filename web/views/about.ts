/** Where an article comes from and what is known of it; whatever can narrow a search is a link that does. */
import type { ArticleJson } from '../../src/server/schema.ts';
import { html, type Content } from '../html.ts';
import type { Messages } from '../i18n.ts';
import type { ServerMessages } from '../i18n-server.ts';
import { NO_PARAMS, pageUrl, toggle, type Facet } from '../params.ts';
import { when } from './text.ts';

export const facetLink = (facet: Facet, value: string): Content => html`
  <a class=${`dateline-item meta-${facet}`} href=${pageUrl(toggle(NO_PARAMS, 'only', facet, value))} lang="zh-Hans">${value}</a>`;

/** A day leads to everything of that day. */
export const dayLink = (article: Pick<ArticleJson, 'date' | 'year'>, m: Messages): Content =>
  article.date === null ? when(article, m) : html`<a href=${pageUrl({ ...NO_PARAMS, from: article.date, to: article.date })}>${when(article, m)}</a>`;

export function about(article: ArticleJson, m: Messages, words: ServerMessages): Content {
  const { source } = article;
  const basis = words.yearBasis[article.yearBasis];
  const links = (facet: Facet, values: readonly string[]): Content[] => values.map((value) => facetLink(facet, value));
  const year = article.year === null ? [] : [facetLink('year', String(article.year)), basis && html`<span class="basis">${basis}</span>`];
  const lines: (readonly [label: string, content: Content | Content[]])[] = [
    [words.date, dayLink(article, m)],
    [words.year, year],
    [words.district, links('district', article.districts)],
    [words.mentioned, links('district', article.districtsMentioned)],
    [words.author, links('author', article.authors)],
    [words.paper, source.paper],
    [words.page, source.page === null ? null : m.pageOf(source.page)],
    [words.file, source.file === null ? null : html`<code>${source.file}</code>`],
    [words.url, source.url === null ? null : sourceLink(source.url)],
  ];
  return html`
    <section aria-label=${words.about}>
      <h2>${words.about}</h2>
      <dl>${lines
        .filter(([, content]) => content !== null && !(Array.isArray(content) && content.length === 0))
        .map(([label, content]) => html`<div key=${label}><dt>${label}</dt><dd>${content}</dd></div>`)}</dl>
    </section>`;
}

/** The archive's word for an address is not trusted: only what the web serves becomes a link. */
const sourceLink = (url: string): Content =>
  /^https?:\/\//i.test(url) ? html`<a href=${url} rel="noopener noreferrer nofollow">${url}</a>` : url;
