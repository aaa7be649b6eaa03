/** The articles of the archive for crawlers (sitemaps.org): one list while it fits, then a list of lists. */
import type { CallOptions } from '../engine/engine.ts';
import type { Reader } from './context.ts';

/** The most a list may hold. */
const MOST = 50_000;
const XMLNS = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"';

/** `after`: the id behind which a list begins, `''` for the first one; `null` asks for whatever the archive needs. */
export async function sitemap(reader: Pick<Reader, 'ids'>, origin: string, after: string | null, options: CallOptions, most = MOST): Promise<string> {
  const ids = await reader.ids(after || null, most, options);
  if (after !== null || ids.length < most) return list(ids, origin);
  const starts = [''];
  for (let page = ids; page.length === most; ) {
    const last = page.at(-1) ?? '';
    page = await reader.ids(last, most, options);
    if (page.length > 0) starts.push(last);
  }
  const entries = starts.map((start) => `<sitemap><loc>${origin}/sitemap.xml?after=${start}</loc></sitemap>\n`);
  return `<?xml version="1.0" encoding="UTF-8"?>\n<sitemapindex ${XMLNS}>\n${entries.join('')}</sitemapindex>\n`;
}

/** An id and an origin hold no sign that XML would read. */
const list = (ids: readonly string[], origin: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<urlset ${XMLNS}>\n${ids.map((id) => `<url><loc>${origin}/articles/${id}</loc></url>\n`).join('')}</urlset>\n`;
