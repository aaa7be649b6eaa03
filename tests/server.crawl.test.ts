/** What programs find their own way by: the map of the site, the browser's search, the page about the API. */
import { parseHTML } from 'linkedom';
import { describe, expect, test } from 'vitest';
import * as pages from '../src/server/pages.ts';
import { sitemap } from '../src/server/sitemap.ts';
import { appWith, article, double } from './server.double.ts';

const app = appWith();
const text = async (path: string, on = app): Promise<string> => (await on.request(path)).text();
const locs = (xml: string): string[] => [...xml.matchAll(/<loc>([^<]*)<\/loc>/g)].map(([, loc]) => loc ?? '');

describe('/sitemap.xml', () => {
  test('names every article, under the public address', async () => {
    const on = appWith({ publicUrl: 'https://news.example' });
    expect(locs(await text('/sitemap.xml', on))).toEqual(['bridge2', 'lake1', 'old_3'].map((id) => `https://news.example/articles/${id}`));
    expect(await text('/robots.txt', on)).toContain('\nSitemap: https://news.example/sitemap.xml\n');
  });

  test('becomes a list of lists when one is too long, and they hold every article once', async () => {
    const ids = Array.from({ length: 11 }, (_, i) => `n${String(i).padStart(2, '0')}`);
    for (const most of [1, 3, 5, 11]) {
      const reader = double(ids.map((id) => article({ id, texts: ['一。'] })));
      const index = await sitemap(reader, 'https://x', null, {}, most);
      expect(index).toContain('<sitemapindex');
      const lists = await Promise.all(locs(index).map((loc) => sitemap(reader, 'https://x', new URL(loc).searchParams.get('after'), {}, most)));
      expect(lists.every((list) => locs(list).length <= most && locs(list).length > 0)).toBe(true);
      expect(lists.flatMap(locs)).toEqual(ids.map((id) => `https://x/articles/${id}`));
    }
  });

  test('of an empty archive is an empty list, and a wrong place is refused', async () => {
    expect(locs(await text('/sitemap.xml', appWith({ reader: double([]) })))).toEqual([]);
    expect((await app.request('/sitemap.xml?after=%3Cx%3E')).status).toBe(400);
  });
});

describe('the browser can search here', () => {
  test('by a description that names results, suggestions and itself', async () => {
    const xml = await text('/opensearch.xml');
    for (const type of ['text/html', 'application/x-suggestions+json', 'application/atom+xml', 'application/opensearchdescription+xml']) expect(xml).toContain(`type="${type}"`);
    expect(xml).toContain('template="http://localhost/api/suggest.opensearch?q={searchTerms}"');
  });

  test('with suggestions that are whole queries', async () => {
    const response = await appWith({ reader: { ...double(), suggest: async () => [{ text: '图书馆', kind: 'word', count: 12 }] } }).request('/api/suggest.opensearch?q=%E6%A1%A5%20%E5%9B%BE%E4%B9%A6');
    expect(response.headers.get('Content-Type')).toContain('application/x-suggestions+json');
    expect(await response.json()).toEqual(['桥 图书', ['桥 图书馆'], ['12 段'], [`http://localhost/?${new URLSearchParams({ q: '桥 图书馆' })}`]]);
    expect(await (await app.request('/api/suggest.opensearch')).json()).toEqual(['', [], [], []]);
  });
});

describe('/docs', () => {
  test('shows every route, parameter and shape of the OpenAPI document, and its links lead somewhere', async () => {
    const on = appWith({ pages });
    const api = await (await on.request('/openapi.json')).json();
    const { document } = parseHTML(await text('/docs', on));
    const shown = document.querySelector('.docs-body')?.textContent ?? '';
    for (const path of Object.keys(api.paths)) expect(shown).toContain(path);
    for (const { name } of api.paths['/api/search'].get.parameters) expect([...document.querySelectorAll('#search th code')].map((el) => el.textContent)).toContain(name);
    for (const name of Object.keys(api.components.schemas)) expect(document.getElementById(name)).not.toBeNull();
    for (const link of document.querySelectorAll('a[href^="#"]')) expect(document.getElementById(link.getAttribute('href')?.slice(1) ?? '')).not.toBeNull();
    expect(new Set([...document.querySelectorAll('[id]')].map(({ id }) => id)).size).toBe(document.querySelectorAll('[id]').length);
  });
});
