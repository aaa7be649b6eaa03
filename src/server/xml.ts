/** The documents that browsers and feed readers want as XML. */
import type { HitJson, SearchJson, StatsJson } from './schema.ts';

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' };

/** XML 1.0 has no way at all to write most control characters, so they are left out. */
// oxlint-disable-next-line no-control-regex
const UNWRITABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

const escapeXml = (text: string): string =>
  text.replaceAll(UNWRITABLE, '').replaceAll(/[&<>"']/g, (character) => ENTITIES[character] ?? '');

/**
 * RFC 4287, one entry an article, in the order of the hits. Atom demands a time of each entry: the
 * day of publication, or for an undated article the time of the last ingest.
 */
export function atomFeed(found: SearchJson, stats: StatsJson, self: URL): string {
  const articles = [...new Map(found.hits.toReversed().map((hit) => [hit.articleId, hit])).values()].toReversed();
  const fallback = stats.lastIngest ?? '1970-01-01T00:00:00Z';
  const updated = articles.map((hit) => timeOf(hit, fallback)).reduce((a, b) => (a > b ? a : b), fallback);
  const title = found.query.q === '' ? '寻报' : `寻报：${found.query.q}`;
  const page = new URL(`/${self.search}`, self);
  return `<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh">
  <title>${escapeXml(title)}</title>
  <id>urn:xunbao:feed:${escapeXml(self.search.slice(1) || 'all')}</id>
  <updated>${updated}</updated>
  <author><name>寻报 Xunbao</name></author>
  <link rel="self" type="application/atom+xml" href="${escapeXml(self.href)}"/>
  <link rel="alternate" type="text/html" href="${escapeXml(page.href)}"/>
${articles.map((hit) => atomEntry(hit, fallback, self)).join('')}</feed>
`;
}

const timeOf = (hit: HitJson, fallback: string): string => (hit.date === null ? fallback : `${hit.date}T00:00:00Z`);

function atomEntry(hit: HitJson, fallback: string, base: URL): string {
  const authors = hit.authors.map((name) => `\n    <author><name>${escapeXml(name)}</name></author>`).join('');
  const published = hit.date === null ? '' : `\n    <published>${hit.date}T00:00:00Z</published>`;
  return `  <entry>
    <title>${escapeXml(hit.title ?? hit.snippet.text)}</title>
    <id>urn:xunbao:article:${hit.articleId}</id>
    <updated>${timeOf(hit, fallback)}</updated>${published}${authors}
    <link rel="alternate" type="text/html" href="${escapeXml(new URL(hit.url, base).href)}"/>
    <summary>${escapeXml(hit.snippet.text)}</summary>
  </entry>
`;
}

/** OpenSearch 1.1: lets a browser search here from its own box. */
export function openSearchDescription(origin: string, mark: string): string {
  const at = (path: string): string => escapeXml(origin + path);
  return `<?xml version="1.0" encoding="UTF-8"?>
<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">
  <ShortName>寻报</ShortName>
  <Description>中文报纸全文检索 Full-text search for Chinese newspapers</Description>
  <InputEncoding>UTF-8</InputEncoding>
  <OutputEncoding>UTF-8</OutputEncoding>
  <Image type="image/svg+xml">${at(mark)}</Image>
  <Url type="text/html" method="get" template="${at('/')}?q={searchTerms}"/>
  <Url type="application/x-suggestions+json" method="get" template="${at('/api/suggest.opensearch')}?q={searchTerms}"/>
  <Url type="application/opensearchdescription+xml" rel="self" template="${at('/opensearch.xml')}"/>
  <Url type="application/atom+xml" method="get" template="${at('/feed.atom')}?q={searchTerms}"/>
  <Query role="example" searchTerms="营商环境"/>
</OpenSearchDescription>
`;
}
