import { Readability } from '@mozilla/readability';
import { parseHTML } from 'linkedom';
import { XunbaoError } from '../../src/errors.ts';

/** Readability compares elements with their neighbours many times over; beyond this a page is taken whole. */
const SCORED_ELEMENTS = 20_000;
/** Deeper trees are no pages; walking up from every leaf would cost the square of the depth. */
const DEPTH = 500;

/** Throws `unreadable` for a page nested beyond reason, before any time is spent on it. */
export function parseHtml(html: string): Document {
  if (nesting(html) > DEPTH) throw new XunbaoError('unreadable', `HTML nested over ${DEPTH} deep`);
  // A fragment without <html> would leave linkedom's document empty.
  const whole = /<html[\s>]/i.test(html.slice(0, 4096)) ? html : `<!doctype html><html><head></head><body>${html}</body></html>`;
  return parseHTML(whole).document;
}

/** The element that holds the article, or the body when there is no telling. */
export function mainContent(html: string, document: Document): Element {
  const marked = document.querySelectorAll('article, [itemprop="articleBody"], main');
  if (marked.length === 1 && textLength(marked[0]!) > 40) return marked[0]!;
  const body = document.body;
  if (document.querySelectorAll('*').length > SCORED_ELEMENTS) return body;
  // Readability takes its document apart, so it gets its own.
  const article = new Readability(parseHtml(html), { charThreshold: 100, serializer: (node) => node as Element }).parse();
  const found = article?.content ?? null;
  // A page that is nothing but its article is better taken whole: scoring drops short paragraphs and tables.
  return found !== null && textLength(found) < 0.7 * textLength(body) && textLength(found) > 100 ? found : body;
}

function textLength(element: Element): number {
  let length = 0;
  for (const part of (element.textContent ?? '').split(/\s+/)) length += part.length;
  return length;
}

/** Greatest depth of open tags, counted without building the tree. Elements that close themselves do not count. */
function nesting(html: string): number {
  let depth = 0;
  let deepest = 0;
  for (const [, slash, name] of html.matchAll(/<(\/?)([a-z][a-z0-9]*)/gi)) {
    if (VOID.has(name!.toLowerCase())) continue;
    depth = slash === '/' ? Math.max(0, depth - 1) : depth + 1;
    if (depth > deepest) deepest = depth;
  }
  return deepest;
}

const VOID = new Set(['area', 'base', 'br', 'col', 'embed', 'hr', 'img', 'input', 'link', 'meta', 'source', 'track', 'wbr', 'p', 'li', 'td', 'th', 'tr', 'option', 'dd', 'dt', 'thead', 'tbody']);
