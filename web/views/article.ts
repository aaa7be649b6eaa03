/** One article, whole and in order. Rendered on the server alone; `article-page.ts` brings it to life. */
import type { ArticleJson } from '../../src/server/schema.ts';
import { MESSAGES, type Lang, type Messages } from '../i18n.ts';
import { SERVER_MESSAGES, type ServerMessages } from '../i18n-server.ts';
import { html, type Content } from '../html.ts';
import { NO_PARAMS, pageUrl, toggle, type Facet } from '../params.ts';
import { footer } from './footer.ts';
import { langUrl, masthead } from './masthead.ts';
import { marked, when, type Range } from './text.ts';

type Paragraph = ArticleJson['paragraphs'][number];

export interface ArticlePageData {
  readonly article: ArticleJson;
  /** `[start, end)` in the title. */
  readonly titleHighlights: readonly Range[];
  /** By paragraph id, `[start, end)` in its text; paragraphs without any may be left out. */
  readonly paragraphHighlights: Readonly<Record<string, readonly Range[]>>;
}

interface ArticleView extends ArticlePageData {
  readonly lang: Lang;
  readonly mark: string;
  readonly q: string;
}

export function articlePage(view: ArticleView): Content {
  const { article, q, lang } = view;
  const m = MESSAGES[lang];
  const words = SERVER_MESSAGES[lang];
  const params = { ...NO_PARAMS, q };
  const hits = article.paragraphs.filter((p) => isHit(p, view));
  const outline = outlineOf(article.paragraphs);
  return html`
    <div class="page">
      <a class="skip" href="#text">${words.skip}</a>
      ${masthead({ m, mark: view.mark, text: q, params: null, large: false, langUrl: langUrl(`/articles/${article.id}`, params, m) })}
      <main class=${outline.length > 1 ? 'reading' : 'reading reading-plain'}>
        <p class="back"><a href=${pageUrl(params)} data-back>← ${q === '' ? words.backHome : words.back}</a></p>
        ${outline.length > 1 && html`
          <nav class="outline" aria-label=${words.outline}>
            <h2>${words.outline}</h2>
            <ol lang="zh-Hans">${outline.map((entry) => html`<li><a href=${`#p${entry.ordinal}`}>${entry.text}</a></li>`)}</ol>
          </nav>`}
        <article id="text" class="text" tabindex="-1" lang="zh-Hans">
          <header class="headline">
            <h1>${article.title === null ? m.untitled : marked(article.title, view.titleHighlights)}</h1>
            ${article.subtitle !== null && html`<p class="subtitle">${article.subtitle}</p>`}
            <p class="dateline" lang=${lang === 'en' ? 'en' : undefined}>${when(article, m)}
              ${article.authors.map((author) => facetLink('author', author))}
              ${article.districts.map((district) => facetLink('district', district))}
            </p>
          </header>
          <div class="paragraphs">
            ${article.paragraphs.length === 0 && html`<p class="unstated">${words.empty}</p>`}
            ${article.paragraphs.map((p, i) => paragraph(p, article.paragraphs[i - 1], view, m))}
          </div>
        </article>
        ${about(article, m, words)}
      </main>
      ${hits.length > 0 && hitBar(hits, words)}
      ${footer(m)}
      <p class="visually-hidden" role="status" aria-live="polite" id="said"></p>
    </div>`;
}

const LINK_ICON = html`
  <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="1.5">
    <path d="M6.5 9.5l3-3M7 4.500l1.500-1.500a3 3 0 0 1 4.500 4.500L11.500 9M9 11.500L7.500 13A3 3 0 0 1 3 8.500L4.500 7" />
  </svg>`;

const isHit = (p: Paragraph, view: ArticlePageData): boolean => (view.paragraphHighlights[p.id]?.length ?? 0) > 0;

function paragraph(p: Paragraph, previous: Paragraph | undefined, view: ArticleView, m: Messages): Content[] {
  const words = SERVER_MESSAGES[view.lang];
  const text = marked(p.text, view.paragraphHighlights[p.id] ?? []);
  const newSection = p.section !== null && p.section !== previous?.section && p.kind !== 'heading' && previous?.text !== p.section;
  return [
    newSection && html`<h2 class="section">${p.section}</h2>`,
    html`
      <div class=${`paragraph kind-${p.kind}${isHit(p, view) ? ' hit' : ''}${OWN_MARKER.test(p.text) ? '' : ' unmarked'}`} id=${`p${p.ordinal}`} key=${p.id} tabindex=${isHit(p, view) ? '-1' : undefined}>
        ${p.kind === 'heading' ? html`<h2>${text}</h2>` : html`<p>${text}</p>`}
        <span class="paragraph-tools">
          <a class="anchor" href=${`#p${p.ordinal}`} aria-label=${m.ordinal(p.ordinal)}>${p.ordinal}</a>
          <button type="button" class="copy" data-copy=${`#p${p.ordinal}`} aria-label=${words.copyParagraph(p.ordinal)} title=${words.copyParagraph(p.ordinal)}>${LINK_ICON}</button>
        </span>
      </div>`,
  ];
}

/** Bullets that came without a sign of their own get one; the text itself is never added to. */
const OWN_MARKER = /^[\p{P}\p{S}\p{N}一二三四五六七八九十]/u;

interface OutlineEntry {
  readonly ordinal: number;
  readonly text: string;
}

/** Headings as printed, and sections that the source names without printing one. */
export function outlineOf(paragraphs: readonly Paragraph[]): OutlineEntry[] {
  const entries: OutlineEntry[] = [];
  let section: string | null = null;
  for (const p of paragraphs) {
    if (p.kind === 'heading') entries.push({ ordinal: p.ordinal, text: p.text });
    else if (p.section !== null && p.section !== section && entries.at(-1)?.text !== p.section) {
      entries.push({ ordinal: p.ordinal, text: p.section });
    }
    section = p.section;
  }
  return entries;
}

const facetLink = (facet: Facet, value: string): Content => html`
  <a class=${`dateline-item meta-${facet}`} href=${pageUrl(toggle(NO_PARAMS, 'only', facet, value))} lang="zh-Hans">${value}</a>`;

function about(article: ArticleJson, m: Messages, words: ServerMessages): Content {
  const { source } = article;
  const basis = words.yearBasis[article.yearBasis];
  const links = (facet: Facet, values: readonly string[]): Content[] => values.map((value) => facetLink(facet, value));
  const year = article.year === null ? [] : [facetLink('year', String(article.year)), basis && html`<span class="basis">${basis}</span>`];
  const lines: (readonly [label: string, content: Content | Content[]])[] = [
    [words.date, when(article, m)],
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
    <aside class="about" aria-label=${words.about}>
      <h2>${words.about}</h2>
      <dl>${lines
        .filter(([, content]) => content !== null && !(Array.isArray(content) && content.length === 0))
        .map(([label, content]) => html`<div key=${label}><dt>${label}</dt><dd>${content}</dd></div>`)}</dl>
    </aside>`;
}

/** The archive's word for an address is not trusted: only what the web serves becomes a link. */
const sourceLink = (url: string): Content =>
  /^https?:\/\//i.test(url) ? html`<a href=${url} rel="noopener noreferrer nofollow">${url}</a>` : url;

const hitBar = (hits: readonly Paragraph[], words: ServerMessages): Content => html`
  <nav class="hit-bar" aria-label=${words.hits}>
    <a class="hit-step" href=${`#p${hits.at(-1)?.ordinal}`} data-step="-1" aria-label=${words.previousHit} title=${words.previousHit}>↑</a>
    <span class="hit-count">${words.hits} <b data-at>${words.hitsIn(hits.length)}</b></span>
    <a class="hit-step" href=${`#p${hits[0]?.ordinal}`} data-step="1" aria-label=${words.nextHit} title=${words.nextHit}>↓</a>
  </nav>`;
