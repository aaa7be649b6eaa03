/** What a web page says about its article: JSON-LD, Open Graph and the older `<meta>` names of Chinese news sites. */
import { isId } from '../../src/domain.ts';
import type { SourceMeta } from '../document.ts';
import { dateOf, listOf } from '../fields.ts';
import { isRecord } from './front-matter.ts';

export function htmlMeta(document: Document): SourceMeta {
  const named = metaElements(document);
  const linked = jsonLd(document);
  const first = (...keys: string[]): string | undefined => keys.map((key) => named.get(key)).find((value) => value !== undefined);
  const title = linked.title ?? first('og:title', 'articletitle', 'twitter:title') ?? headline(document);
  const date = linked.date ?? dateOf(first('article:published_time', 'pubdate', 'publishdate', 'publishtime', 'date', 'dc.date', 'weibo:article:create_at') ?? document.querySelector('time[datetime]')?.getAttribute('datetime') ?? '') ?? undefined;
  const authors = linked.authors ?? listOf(first('author', 'article:author', 'dc.creator') ?? '') ?? [];
  const paper = linked.paper ?? first('og:site_name', 'source', 'contentsource');
  const page = first('page', 'edition');
  const url = document.querySelector('link[rel="canonical"]')?.getAttribute('href') ?? first('og:url');
  const id = first('xunbao:id');
  return {
    ...(id !== undefined && isId(id) && { id }),
    ...(title !== undefined && { title }),
    ...(date !== undefined && { date }),
    ...(authors.length > 0 && { authors }),
    ...(paper !== undefined && { paper }),
    ...(page !== undefined && { page }),
    ...(url && /^https?:\/\//.test(url) && { url }),
  };
}

function metaElements(document: Document): Map<string, string> {
  const found = new Map<string, string>();
  for (const element of document.querySelectorAll('meta[content]')) {
    const name = (element.getAttribute('property') ?? element.getAttribute('name') ?? element.getAttribute('itemprop'))?.toLowerCase();
    const content = element.getAttribute('content')?.trim();
    if (name && content && !found.has(name)) found.set(name, content);
  }
  return found;
}

/** A heading of the page, or its `<title>` without the site's name behind it. */
function headline(document: Document): string | undefined {
  const headings = document.querySelectorAll('h1');
  const heading = headings.length === 1 ? headings[0]?.textContent?.trim() : undefined;
  const title = heading || document.querySelector('title')?.textContent?.split(/\s[-|_–—]\s|[_|]/, 1)[0]?.trim();
  return title === '' ? undefined : title?.replaceAll(/\s+/g, ' ');
}

interface Linked {
  title?: string;
  date?: string;
  authors?: string[];
  paper?: string;
}

function jsonLd(document: Document): Linked {
  for (const script of document.querySelectorAll('script[type="application/ld+json"]')) {
    for (const item of itemsOf(script.textContent ?? '')) {
      if (!/Article|Report|BlogPosting/.test(String(item['@type']))) continue;
      const date = typeof item['datePublished'] === 'string' ? dateOf(item['datePublished']) : null;
      const authors = [item['author']].flat().map(nameOf).filter((name) => name !== undefined);
      const paper = nameOf(item['publisher']);
      return {
        ...(typeof item['headline'] === 'string' && { title: item['headline'].trim() }),
        ...(date !== null && { date }),
        ...(authors.length > 0 && { authors }),
        ...(paper !== undefined && { paper }),
      };
    }
  }
  return {};
}

function itemsOf(json: string): Record<string, unknown>[] {
  try {
    const value: unknown = JSON.parse(json);
    const graph = isRecord(value) && Array.isArray(value['@graph']) ? (value['@graph'] as unknown[]) : [value].flat();
    return graph.filter(isRecord);
  } catch {
    return [];
  }
}

function nameOf(value: unknown): string | undefined {
  const name = isRecord(value) ? value['name'] : value;
  return typeof name === 'string' && name.trim() !== '' ? name.trim() : undefined;
}
