/** One article, whole and in order. Rendered on the server alone; `article-page.ts` brings it to life. */
import type { CiteCheck } from '../../src/server/cite.ts';
import type { Neighbours } from '../../src/server/neighbours.ts';
import type { Related } from '../../src/server/related.ts';
import type { ArticleJson, RepeatJson } from '../../src/server/schema.ts';
import { articleUrl, type Reading } from '../article-url.ts';
import type { Reference } from '../cite/reference.ts';
import { MESSAGES, type Lang, type Messages } from '../i18n.ts';
import { SERVER_MESSAGES, type ServerMessages } from '../i18n-server.ts';
import { html, type Content } from '../html.ts';
import { NO_PARAMS, pageUrl } from '../params.ts';
import { about, dayLink, facetLink } from './about.ts';
import { citeNotice, citePanel } from './cite.ts';
import { fold } from './fold.ts';
import { footer } from './footer.ts';
import { masthead } from './masthead.ts';
import { beside, compareLink, relatedList } from './onward.ts';
import { articleRepeats } from './repeats.ts';
import { printedLines, withFresh, type Paragraph } from './paragraph.ts';
import { marked, type Range } from './text.ts';

export interface ArticlePageData {
  readonly article: ArticleJson;
  /** `[start, end)` in the title. */
  readonly titleHighlights: readonly Range[];
  /** The same in the subtitle. */
  readonly subtitleHighlights: readonly Range[];
  /** By paragraph id, `[start, end)` in its text; paragraphs without any may be left out. */
  readonly paragraphHighlights: Readonly<Record<string, readonly Range[]>>;
  readonly reading: Reading;
  readonly reference: Reference;
  /** By paragraph id: what a link that cites it carries. */
  readonly cites: Readonly<Record<string, string>>;
  /** What became of the text that the address cites. */
  readonly check: CiteCheck | null;
  readonly neighbours: Neighbours | null;
  readonly related: readonly Related[];
  readonly repeats: readonly RepeatJson[];
  /** By id of a repeat, how many figures in it are others; those that were not compared are left out. */
  readonly figures: Readonly<Record<string, number>>;
}

interface ArticleView extends ArticlePageData {
  readonly lang: Lang;
  readonly mark: string;
}

export function articlePage(view: ArticleView): Content {
  const { article, reading, lang, check } = view;
  const m = MESSAGES[lang];
  const words = SERVER_MESSAGES[lang];
  const here = articleUrl(article.id, reading);
  const hits = article.paragraphs.filter((p) => isHit(p, view));
  const outline = outlineOf(article.paragraphs);
  const placeGone = check !== null && !article.paragraphs.some((p) => p.ordinal === check.cited);
  return html`
    <div class="page">
      <a class="skip" href="#text">${words.skip}</a>
      ${masthead({ m, mark: view.mark, text: reading.q, params: null, large: false, lang: view.lang, here })}
      <main class="reading">
        <p class="back"><a href=${pageUrl({ ...NO_PARAMS, q: reading.q })} data-back>← ${reading.q === '' ? words.backHome : words.back}</a></p>
        <article id="text" class=${reading.printed ? 'text text-printed' : 'text'} tabindex="-1" lang="zh-Hans">
          <header class="headline">
            <h1>${article.title === null ? m.untitled : marked(article.title, view.titleHighlights)}</h1>
            ${article.subtitle !== null && html`<p class="subtitle">${marked(article.subtitle, view.subtitleHighlights)}</p>`}
            <p class="dateline" lang=${words.tag}>${dayLink(article, m)}
              ${article.authors.map((author) => facetLink('author', author))}
              ${article.districts.map((district) => facetLink('district', district))}
            </p>
          </header>
          ${outline.length > 1 && outlineNav(outline, words)}
          ${tools(view, words)}
          ${placeGone && citeNotice(check, m, words)}
          ${reading.printed && html`<p class="printed-note" lang=${words.tag}>${article.paragraphs.some((p) => p.origin) ? words.printed.note : words.printed.unknown}</p>`}
          <div class="paragraphs">
            ${article.paragraphs.length === 0 && html`<p class="unstated">${words.empty}</p>`}
            ${stretches(article.paragraphs.map((p, i) => paragraph(p, article.paragraphs[i - 1], view, m)))}
          </div>
          ${acts(m, words)}
        </article>
        ${(view.neighbours !== null || view.related.length > 0 || view.repeats.length > 0) && html`
          <div class="onward">
            ${view.neighbours && beside(view.neighbours, m, words)}
            ${articleRepeats(view.repeats, words.repeats, repeatsNote(view, words), m, (repeat) => compareLink(article, repeat, view.figures[repeat.id], words))}
            ${view.related.length > 0 && relatedList(view.related, m, words)}
          </div>`}
        <div class="about">
          ${about(article, m, words)}
          ${citePanel(view.reference, words)}
        </div>
      </main>
      ${hits.length > 0 && hitBar(hits, words)}
      ${footer(m)}
      <p class="visually-hidden" role="status" aria-live="polite" id="said"></p>
    </div>`;
}

/** How it is shown, and a search that stays in this article. Both are plain links and forms. */
function tools({ article, reading, paragraphHighlights }: ArticleView, words: ServerMessages): Content {
  const view = (printed: boolean, label: string): Content => html`
    <a href=${articleUrl(article.id, { ...reading, printed })} aria-current=${printed === reading.printed ? 'true' : undefined}>${label}</a>`;
  const marks = Object.values(paragraphHighlights).reduce((n, ranges) => n + ranges.length, 0);
  return html`
    <div class="text-tools" lang=${words.tag}>
      <nav class="views" aria-label=${words.printed.views}>${view(false, words.printed.off)}${view(true, words.printed.on)}</nav>
      <form class="find" role="search" aria-label=${words.find.label} action=${`/articles/${article.id}`} method="get">
        ${reading.q !== '' && html`<input type="hidden" name="q" value=${reading.q} />`}
        ${reading.printed && html`<input type="hidden" name="view" value="printed" />`}
        <input id="find" name="find" type="search" value=${reading.find} maxlength="2000" autocomplete="off" aria-label=${words.find.label} placeholder=${words.find.label} />
        <button type="submit">${words.find.submit}</button>
        ${reading.find !== '' && html`<span class="find-count">${words.find.found(marks)} <a href=${articleUrl(article.id, { ...reading, find: '' })}>${words.find.clear}</a></span>`}
      </form>
    </div>`;
}

const isHit = (p: Paragraph, view: ArticlePageData): boolean => (view.paragraphHighlights[p.id]?.length ?? 0) > 0;

function paragraph(p: Paragraph, previous: Paragraph | undefined, view: ArticleView, m: Messages): Content[] {
  const words = SERVER_MESSAGES[view.lang];
  const { check, reading } = view;
  const marks = view.paragraphHighlights[p.id] ?? [];
  const isCited = check !== null && check.kind !== 'gone' && check.ordinal === p.ordinal;
  const text = isCited && check.kind === 'changed' ? withFresh(p.text, marks, check.fresh) : marked(p.text, marks);
  const newSection = p.section !== null && p.section !== previous?.section && p.kind !== 'heading' && previous?.text !== p.section;
  const classes = ['paragraph', `kind-${p.kind}`, isHit(p, view) && 'hit', isCited && 'cited', !OWN_MARKER.test(p.text) && 'unmarked'];
  return [
    newSection && html`<h2 class="section">${p.section}</h2>`,
    check?.cited === p.ordinal && citeNotice(check, m, words),
    html`
      <div class=${classes.filter(Boolean).join(' ')} id=${`p${p.ordinal}`} key=${p.id} data-cite=${view.cites[p.id]} tabindex=${isHit(p, view) ? '-1' : undefined}>
        ${reading.printed ? lines(p, marks) : p.kind === 'heading' ? html`<h2>${text}</h2>` : html`<p>${text}</p>`}
        <span class="paragraph-tools" lang=${words.tag}>
          <a class="anchor" href=${`#p${p.ordinal}`} aria-label=${m.ordinal(p.ordinal)}>${p.ordinal}</a>
        </span>
      </div>`,
  ];
}

/** Long articles in pieces that a browser may leave out of its work until they come into view. */
function stretches(paragraphs: readonly Content[]): readonly Content[] {
  if (paragraphs.length < LONG) return paragraphs;
  return Array.from({ length: Math.ceil(paragraphs.length / STRETCH) }, (_, i) => html`<div class="stretch">${paragraphs.slice(i * STRETCH, (i + 1) * STRETCH)}</div>`);
}
const LONG = 400;
const STRETCH = 50;

/** What can be done with a paragraph, once for all of them: the script puts it where it is wanted, and its ordinal for `{n}`. */
const acts = (m: Messages, words: ServerMessages): Content => html`
  <template id="acts">
    <span class="paragraph-acts">
      <button type="button" data-copy="link" aria-label=${words.copyParagraph('{n}')}>${words.cite.link}</button>
      <button type="button" data-copy="quotation" aria-label=${words.cite.quoteParagraph('{n}')}>${words.cite.quote}</button>
      <button type="button" data-keep aria-pressed="false" aria-label=${words.cite.keepParagraph('{n}')}>${m.article.keep}</button>
    </span>
  </template>`;

const lines = (p: Paragraph, marks: readonly Range[]): Content => html`
  <ol class="lines">${printedLines(p, marks).map(({ number, content }) => html`
    <li data-line=${number}>${content}</li>`)}</ol>`;

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

const outlineNav = (outline: readonly OutlineEntry[], words: ServerMessages): Content => html`
  <nav class="outline" aria-label=${words.outline} lang=${words.tag}>
    ${fold({
      id: 'outline-heading',
      heading: words.outline,
      note: words.outlineParts(outline.length),
      room: 'margin',
      content: html`<ol lang="zh-Hans">${outline.map((entry) => html`<li><a href=${`#p${entry.ordinal}`}>${entry.text}</a></li>`)}</ol>`,
    })}
  </nav>`;

/** How many there are; that figures changed is worth opening the list for. */
function repeatsNote({ repeats, figures }: ArticleView, words: ServerMessages): string {
  const most = Math.max(0, ...Object.values(figures));
  return [words.places(repeats.length), ...(most === 0 ? [] : [words.compare.figures(most)])].join(' · ');
}

const hitBar = (hits: readonly Paragraph[], words: ServerMessages): Content => html`
  <nav class="hit-bar" aria-label=${words.hits}>
    <a class="hit-step" href=${`#p${hits.at(-1)?.ordinal}`} data-step="-1" aria-label=${words.previousHit} title=${words.previousHit}>↑</a>
    <span class="hit-count">${words.hits} <b data-at>${words.hitsIn(hits.length)}</b></span>
    <a class="hit-step" href=${`#p${hits[0]?.ordinal}`} data-step="1" aria-label=${words.nextHit} title=${words.nextHit}>↓</a>
  </nav>`;
