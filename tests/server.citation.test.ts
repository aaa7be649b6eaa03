import { describe, expect, test } from 'vitest';
import * as pages from '../src/server/pages.ts';
import { forwardedAddress } from '../src/server/origin.ts';
import { appWith, article, double } from './server.double.ts';

const app = appWith();
const text = async (path: string): Promise<string> => (await app.request(path)).text();

describe('GET /api/articles/:id/citation', () => {
  test('is a reference by GB/T 7714, with the address under which it was asked for', async () => {
    expect(await text('/api/articles/lake1/citation')).toMatch(/^程晓\. 湖畔图书馆延长开放\[EB\/OL\]\. \(2023-05-04\)\[\d{4}-\d\d-\d\d\]\. http:\/\/localhost\/articles\/lake1\.\n$/);
  });

  test('of a paragraph carries a hash of its text, and a quotation the text', async () => {
    expect(await text('/api/articles/lake1/citation?format=quotation&p=3')).toMatch(/^“图书馆里新添了一千册图书。”——程晓：《湖畔图书馆延长开放》，2023年5月4日。http:\/\/localhost\/articles\/lake1\?cite=p3\.[0-9a-f]{8}[\w.%-]*#p3\n$/);
  });

  test.each([['bibtex', 'application/x-bibtex', 'xunbao-old_3.bib'], ['ris', 'application/x-research-info-systems', 'xunbao-old_3.ris']])('%s is a file, of an undated, untitled article too', async (format, type, name) => {
    const response = await app.request(`/api/articles/old_3/citation?format=${format}`);
    expect(response.headers.get('Content-Type')).toContain(type);
    expect(response.headers.get('Content-Disposition')).toBe(`attachment; filename="${name}"`);
  });

  test.each([['?format=mla', 400], ['?p=0', 400], ['?p=9', 404]])('refuses %s with %i', async (query, status) => {
    expect((await app.request(`/api/articles/lake1/citation${query}`)).status).toBe(status);
  });

  test('of no article is not found', async () => {
    expect((await app.request('/api/articles/none/citation')).status).toBe(404);
  });
});

const canonical = async (given: Parameters<typeof appWith>[0], headers: Record<string, string> = {}): Promise<string> => {
  const response = await appWith({ pages, ...given }).request('http://inside:3000/articles/lake1?q=x&cite=p1.00000000', { headers });
  return /<link rel="canonical" href="([^"]*)">/.exec(await response.text())?.[1] ?? '';
};

describe('addresses that leave the page', () => {
  const proxied = { 'X-Forwarded-Proto': 'https', 'X-Forwarded-Host': 'evil.example, news.example' };

  test('follow PUBLIC_URL, or else the request', async () => {
    expect(await canonical({})).toBe('http://inside:3000/articles/lake1');
    expect(await canonical({ publicUrl: 'https://news.example' })).toBe('https://news.example/articles/lake1');
  });

  test('believe a proxy only when told to, and only its own word', async () => {
    expect(await canonical({}, proxied)).toBe('http://inside:3000/articles/lake1');
    expect(await canonical({ trustProxy: true }, proxied)).toBe('https://news.example/articles/lake1');
    for (const host of ['a"><script>', 'a/b', 'a@b', '..', '']) expect(await canonical({ trustProxy: true }, { 'X-Forwarded-Host': host })).toBe('http://inside:3000/articles/lake1');
  });

  test('the client is the last one the proxy names', async () => {
    const seen: string[] = [];
    const clientOf: typeof forwardedAddress = (c) => {
      seen.push(forwardedAddress(c));
      return 'x';
    };
    await appWith({ clientOf }).request('/healthz', { headers: { 'X-Forwarded-For': '203.0.113.9, 192.0.2.7' } });
    await appWith({ clientOf }).request('/healthz');
    expect(new Set(seen)).toEqual(new Set(['192.0.2.7', 'unknown']));
  });
});

const page = async (given: Parameters<typeof article>[0]): Promise<string> =>
  (await appWith({ pages, reader: double([article(given)]) }).request(`/articles/${given.id}`)).text();
const data = (html: string): unknown => JSON.parse(/<script type="application\/ld\+json">(.*?)<\/script>/s.exec(html)?.[1] ?? 'null');

describe('what an article tells crawlers', () => {
  test('is what the page states, as schema.org and Open Graph have it', async () => {
    const html = await page({ id: 'x', title: '桥', authors: ['程晓'], date: '2024-01-09', texts: ['老桥修缮完工。'], source: { file: null, paper: '早报', page: '2', url: null } });
    expect(data(html)).toMatchObject({ '@type': 'NewsArticle', headline: '桥', datePublished: '2024-01-09T00:00:00+08:00', author: [{ '@type': 'Person', name: '程晓' }], isPartOf: { name: '早报' }, printPage: '2' });
    expect(html).toContain('<meta property="og:type" content="article">');
    expect(html).toContain('<meta property="article:published_time" content="2024-01-09T00:00:00+08:00">');
  });

  test('invents nothing', async () => {
    const html = await page({ id: 'x', texts: ['一。'] });
    expect(Object.keys(data(html) as object)).not.toEqual(expect.arrayContaining(['headline']));
    expect(html).not.toContain('published_time');
  });

  test('cannot end the script it stands in', async () => {
    const title = '</script><script>alert(1)</script><!--';
    expect(data(await page({ id: 'x', title, texts: [title] }))).toMatchObject({ headline: title, description: title });
  });
});
