/**
 * The pages as whole HTML documents. The same views run in the browser; here they are rendered to
 * strings, so that everything can be read and used without JavaScript.
 */
import { renderToString } from 'preact-render-to-string';
import type { AssetUrls } from '../../web/build.ts';
import { MESSAGES, type Lang } from '../../web/i18n.ts';
import { CLIPPING_WORDS } from '../../web/i18n-clippings.ts';
import { SERVER_MESSAGES } from '../../web/i18n-server.ts';
import { html, type Content } from '../../web/html.ts';
import { formatParams, isFirstVisit, pageUrl, parseParams } from '../../web/params.ts';
import type { Charted } from '../../web/timeline.ts';
import { initialState, type Seed } from '../../web/state.ts';
import { articlePage, type ArticlePageData } from '../../web/views/article.ts';
import { clippingsPage } from '../../web/views/clippings.ts';
import { comparePage, type ComparePageData } from '../../web/views/compare.ts';
import { coveragePage, type CoveragePageData } from '../../web/views/coverage.ts';
import { docsPage } from '../../web/views/docs.ts';
import { errorPage } from '../../web/views/error.ts';
import { searchPage } from '../../web/views/search.ts';
import { citedWords } from './cite.ts';
import { htmlDocument } from './html.ts';
import { leadOf, newsArticle } from './json-ld.ts';
import type { OpenApi } from './openapi-shape.ts';
import type { ProblemJson, SearchJson, StatsJson } from './schema.ts';

interface PageContext {
  /** The URL asked for; its query is the state of the search. */
  readonly url: URL;
  /** See `pickLang` in web/i18n.ts. */
  readonly lang: Lang;
  readonly assets: AssetUrls;
  /** `https://host`, see `originOf`. */
  readonly origin: string;
}

export interface SearchPageInput extends PageContext {
  /** `null` when the search could not be answered; then `problem` says why. */
  readonly response: SearchJson | null;
  readonly problem: ProblemJson | null;
  readonly stats: StatsJson | null;
  /** `null` when the engine does not count over time. */
  readonly trend: Charted;
}

export interface ArticlePageInput extends PageContext {
  readonly page: ArticlePageData;
}

export type ClippingsPageInput = PageContext;

export interface ComparePageInput extends PageContext {
  readonly page: ComparePageData;
}

export interface CoveragePageInput extends PageContext {
  readonly page: CoveragePageData;
}

export interface DocsPageInput extends PageContext {
  readonly api: OpenApi;
}

export interface ErrorPageInput extends PageContext {
  readonly problem: ProblemJson;
}

export function renderSearchPage({ url, lang, assets, origin, response, problem, stats, trend }: SearchPageInput): string {
  const m = MESSAGES[lang];
  const seed: Seed = { lang, mark: assets.mark, params: parseParams(url.searchParams), response, problem, stats, trend };
  const { q } = seed.params;
  return htmlDocument({
    title: q.trim() === '' ? `${m.name} · ${m.tagline}` : `${q.trim()} · ${m.name}`,
    description: SERVER_MESSAGES[lang].description,
    lang,
    assets,
    page: 'search',
    body: toMarkup(searchPage(initialState(seed))),
    seed,
    feed: `/feed.atom?${formatParams({ ...seed.params, page: 1, size: null })}`,
    noIndex: !isFirstVisit(seed.params),
    canonical: `${origin}${pageUrl(seed.params)}`,
  });
}

export function renderArticlePage({ lang, assets, page }: ArticlePageInput): string {
  const m = MESSAGES[lang];
  const { article, reference } = page;
  return htmlDocument({
    title: `${article.title ?? m.untitled} · ${m.name}`,
    description: leadOf(article) ?? SERVER_MESSAGES[lang].description,
    lang,
    assets,
    page: 'article',
    body: toMarkup(articlePage({ ...page, lang, mark: assets.mark })),
    seed: reference,
    canonical: reference.url,
    article: newsArticle(article, reference.url),
  });
}

export function renderClippingsPage({ lang, assets }: ClippingsPageInput): string {
  const { title, lead } = CLIPPING_WORDS[lang];
  return htmlDocument({
    title: `${title} · ${MESSAGES[lang].name}`,
    description: lead,
    lang,
    assets,
    page: 'clippings',
    body: toMarkup(clippingsPage({ lang, mark: assets.mark })),
    noIndex: true,
  });
}

export function renderComparePage({ lang, assets, page }: ComparePageInput): string {
  const m = MESSAGES[lang];
  const { heading } = SERVER_MESSAGES[lang].compare;
  return htmlDocument({
    title: `${heading} · ${page.left.title ?? m.untitled} · ${m.name}`,
    description: heading,
    lang,
    assets,
    page: 'compare',
    body: toMarkup(comparePage({ ...page, lang, mark: assets.mark })),
    noIndex: true,
  });
}

export function renderCoveragePage({ lang, assets, origin, page }: CoveragePageInput): string {
  const m = MESSAGES[lang];
  const words = SERVER_MESSAGES[lang].coverage;
  return htmlDocument({
    title: `${words.title}${page.year === null ? '' : ` · ${m.time(page.year)}`} · ${m.name}`,
    description: words.lead,
    lang,
    assets,
    page: 'coverage',
    body: toMarkup(coveragePage({ ...page, lang, mark: assets.mark })),
    canonical: `${origin}/coverage`,
  });
}

export function renderDocsPage({ lang, assets, origin, api }: DocsPageInput): string {
  const m = MESSAGES[lang];
  const words = SERVER_MESSAGES[lang];
  return htmlDocument({
    title: `${words.docs.title} · ${m.name}`,
    description: words.docs.lead,
    lang,
    assets,
    page: 'docs',
    body: toMarkup(docsPage({ api, lang, mark: assets.mark, origin })),
    canonical: `${origin}/docs`,
  });
}

export function renderErrorPage({ url, lang, assets, problem }: ErrorPageInput): string {
  const m = MESSAGES[lang];
  return htmlDocument({
    title: `${problem.status} · ${m.name}`,
    description: SERVER_MESSAGES[lang].description,
    lang,
    assets,
    page: 'error',
    body: toMarkup(errorPage({ problem, lang, mark: assets.mark, path: url.pathname, cited: citedWords(url.searchParams.get('cite') ?? '') })),
    noIndex: true,
  });
}

const toMarkup = (content: Content): string => renderToString(html`${content}`);
