/** The frame of every page: head, body, and the data the browser goes on from. */
import type { AssetUrls } from '../../web/build.ts';
import { LANG_TAGS, type Lang } from '../../web/languages.ts';

export interface Frame {
  readonly title: string;
  readonly description: string;
  readonly lang: Lang;
  readonly assets: AssetUrls;
  /** Which part of the script comes to life. */
  readonly page: 'search' | 'article' | 'compare' | 'clippings' | 'docs' | 'coverage' | 'error';
  /** Markup of the page. */
  readonly body: string;
  /** Put into the page as JSON; must survive `JSON.stringify`. */
  readonly seed?: unknown;
  /** Path of the feed of what the page shows. */
  readonly feed?: string;
  /** Keep this page out of search engines. */
  readonly noIndex?: boolean;
  /** Absolute; the one address under which this page should be known. */
  readonly canonical?: string;
  /** Of an article: what previews and crawlers should know, see `newsArticle`. */
  readonly article?: Readonly<Record<string, unknown>> & { readonly datePublished?: string | undefined };
}

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (c) => ESCAPES[c] ?? c);

/** JSON that cannot end the script element it stands in: every `<` is written as an escape. */
export const jsonForScript = (value: unknown): string => JSON.stringify(value).replaceAll('<', '\\u003c');

export function htmlDocument(frame: Frame): string {
  const { assets } = frame;
  const head = [
    ...(frame.noIndex ? ['<meta name="robots" content="noindex">'] : []),
    ...(frame.canonical === undefined ? [] : [`<link rel="canonical" href="${escapeHtml(frame.canonical)}">`]),
    ...preview(frame),
    ...(frame.article === undefined ? [] : [`<script type="application/ld+json">${jsonForScript(frame.article)}</script>`]),
    `<link rel="icon" type="image/svg+xml" href="${assets.mark}">`,
    '<link rel="search" type="application/opensearchdescription+xml" title="寻报" href="/opensearch.xml">',
    ...(frame.feed === undefined ? [] : [`<link rel="alternate" type="application/atom+xml" href="${escapeHtml(frame.feed)}">`]),
    `<link rel="stylesheet" href="${assets.style}">`,
    ...[assets.script[frame.lang], ...(frame.page === 'clippings' ? [assets.clippings[frame.lang]] : [])].map((script) => `<script type="module" src="${script}"></script>`),
  ];
  return `<!doctype html>
<html lang="${LANG_TAGS[frame.lang]}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<title>${escapeHtml(frame.title)}</title>
<meta name="description" content="${escapeHtml(frame.description)}">
<meta name="color-scheme" content="light dark">
<meta name="theme-color" content="#f7f4ec" media="(prefers-color-scheme: light)">
<meta name="theme-color" content="#171513" media="(prefers-color-scheme: dark)">
${head.join('\n')}
</head>
<body data-page="${frame.page}">
<div id="app">${frame.body}</div>
${frame.seed === undefined ? '' : `<script type="application/json" id="seed">${jsonForScript(frame.seed)}</script>`}
</body>
</html>
`;
}

/** What is shown where a link to the page is shared (Open Graph, which the others read too). */
function preview({ title, description, canonical, article }: Frame): string[] {
  if (canonical === undefined) return [];
  const properties: (readonly [property: string, content: string | undefined])[] = [
    ['og:site_name', '寻报'],
    ['og:type', article === undefined ? 'website' : 'article'],
    ['og:title', title],
    ['og:description', description],
    ['og:url', canonical],
    ['og:locale', 'zh_CN'],
    ['article:published_time', article?.datePublished],
  ];
  const tags = properties.flatMap(([property, content]) => (content === undefined ? [] : [`<meta property="${property}" content="${escapeHtml(content)}">`]));
  return [...tags, '<meta name="twitter:card" content="summary">'];
}
