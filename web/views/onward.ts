/** Where to read on from an article: what stood beside it in print, and what speaks of the same. */
import type { Neighbours } from '../../src/server/neighbours.ts';
import type { Related } from '../../src/server/related.ts';
import type { ArticleJson, RepeatJson } from '../../src/server/schema.ts';
import { html, type Content } from '../html.ts';
import type { Messages } from '../i18n.ts';
import type { ServerMessages } from '../i18n-server.ts';
import { when } from './text.ts';

type Head = Related['article'];
type Beside = NonNullable<Neighbours['next']>;

/** Paper and page, as far as they are known. */
export const placeOf = ({ source }: Pick<Head, 'source'>, m: Messages): string =>
  [source.paper, source.page === null ? null : m.pageOf(source.page)].filter((part) => part !== null).join(' ');

/** As many signs of an untitled article as a title has. */
const OPENING = 18;

export function beside({ previous, next, of }: Neighbours, m: Messages, words: ServerMessages): Content {
  const link = (hit: Beside, label: string, rel: string): Content => html`
    <a href=${`/articles/${hit.article.id}`} rel=${rel} class=${`beside-${rel}`}>
      <span class="beside-label">${label}<span class="beside-place">${placeOf(hit.article, m)}</span></span>
      <span class="beside-title" lang="zh-Hans">${hit.article.title ?? `${Array.from(hit.paragraph.text.slice(0, 2 * OPENING)).slice(0, OPENING).join('')}…`}</span>
    </a>`;
  return html`
    <nav class="beside" aria-label=${words.beside[of]}>
      ${previous && link(previous, words.beside.previous, 'prev')}
      ${next && link(next, words.beside.next, 'next')}
    </nav>`;
}

/** To both versions side by side, the earlier one first. */
export function compareLink(article: ArticleJson, repeat: RepeatJson, figures: number | undefined, words: ServerMessages): Content {
  const [left, right] = (repeat.date ?? '') < (article.date ?? '') ? [repeat, article] : [article, repeat];
  return html`
    <a class="compare-link" href=${`/articles/${left.id}/compare/${right.id}`}>${words.compare.link}
      ${figures !== undefined && figures > 0 && html`<span class="compare-figures">${words.compare.figures(figures)}</span>`}</a>`;
}

export const relatedList = (related: readonly Related[], m: Messages, words: ServerMessages): Content => html`
  <section class="related" aria-labelledby="related-heading">
    <h2 id="related-heading">${words.related.heading}</h2>
    <ol>${related.map(({ article, words: shared }) => html`
      <li>
        <a class="related-title" href=${`/articles/${article.id}`} lang="zh-Hans">${article.title ?? m.untitled}</a>
        <p class="related-meta">${when(article, m)} ${placeOf(article, m)}</p>
        <p class="related-why">${words.related.both} ${shared.slice(0, 6).map((word) => html`<span lang="zh-Hans">${word}</span> `)}</p>
      </li>`)}</ol>
  </section>`;
