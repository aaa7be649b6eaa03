/** The server with its real parts: the embedded engine, the pages, the assets. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseHTML } from 'linkedom';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Engine } from '../src/engine/engine.ts';
import { XunbaoError } from '../src/errors.ts';
import { openSqlite } from '../src/engine/sqlite/sqlite.ts';
import * as pages from '../src/server/pages.ts';
import { searchResponseSchema } from '../src/server/schema.ts';
import { buildWeb } from '../web/build.ts';
import { appWith, article, ARTICLES, double } from './server.double.ts';

const HOSTILE = article({ id: 'evil', title: '<img src=x onerror=alert(1)>', authors: ['"><script>alert(2)</script>'], texts: ['</script><script>alert(3)</script> 图书馆 & 桥'] });

let dir = '';
let engine: Engine;
let app: ReturnType<typeof appWith>;

beforeAll(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'xunbao-server-'));
  engine = openSqlite(dir);
  await engine.index([...ARTICLES, HOSTILE]);
  app = appWith({ reader: engine, pages, web: await buildWeb() });
});
afterAll(async () => {
  await engine.close();
  await rm(dir, { recursive: true, force: true });
});

const html = async (url: string) => {
  const response = await app.request(url, { headers: { Accept: 'text/html' } });
  return { status: response.status, text: await response.text() };
};

describe('the whole way', () => {
  test('from a search to its paragraph, without JavaScript', async () => {
    const { text } = await html('/?q=图书馆');
    expect(text).toContain('<mark>图书馆</mark>');
    const href = /href="(\/articles\/lake1\?q=[^"]+#p1)"/.exec(text)?.[1];
    expect(href).toBeDefined();
    const page = await html(href?.replaceAll('&amp;', '&').replace(/#.*/, '') ?? '');
    expect(page.status).toBe(200);
    expect(page.text).toContain('id="p1"');
    expect(page.text).toContain('<mark>图书馆</mark>');
  });

  test('a chart that fails costs the page nothing else', async () => {
    const reader = { ...double(), trends: () => Promise.reject(new XunbaoError('engine_failed', 'no counting today')) };
    const answer = await appWith({ reader, pages, web: await buildWeb() }).request('/?q=图书馆', { headers: { Accept: 'text/html' } });
    expect(answer.status).toBe(200);
    const text = await answer.text();
    expect(text).toContain('<mark>图书馆</mark>');
    expect(text).toContain('时间分布没有取到');
  });

  test('filters hold over the API as over the page', async () => {
    const found = searchResponseSchema.parse(await (await app.request('/api/search?q=图书&district=东桥区')).json());
    expect(found.hits.map((hit) => hit.id)).toEqual(['bridge2_p1']);
    expect(found.facets.district.find((row) => row.value === '临湖区')).toMatchObject({ selected: false });
    const { text } = await html('/?q=图书&district=东桥区&year=2024');
    expect(text).toContain('/articles/bridge2');
    expect(text).not.toContain('/articles/lake1');
  });

  test('every file a page names is there, and none is elsewhere', async () => {
    const { text } = await html('/');
    const named = [...text.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map(([, file]) => file ?? '');
    expect(named.length).toBeGreaterThanOrEqual(2);
    for (const file of named) expect((await app.request(file)).status).toBe(200);
    // Only the page's own address is told in full.
    expect(text.replace(/<link rel="canonical"[^>]*>/, '')).not.toMatch(/(?:src|href)="(?:https?:)?\/\//);
  });

  test.each(['/', '/?q=图书馆', '/?q=%3Cscript%3Ealert(4)%3C/script%3E', '/articles/evil?q=图书馆', '/articles/lake1', '/?page=0', '/articles/%3Cscript%3E', '/articles/evil/compare/lake1', '/clippings?lang=%22%3E%3Cscript%3E', '/docs?q=%3Cscript%3E', '/coverage', '/coverage?year=%22%3E%3Cscript%3E', '/nowhere/%3Cscript%3E', `/?district=${encodeURIComponent('"><script>alert(5)</script>')}`, '/?lang=en&q="%20onfocus=alert(6)%20x="'])(
    'nothing on %s runs that is not ours',
    async (url) => {
      const { text } = await html(url);
      const { document } = parseHTML(text);
      for (const script of document.querySelectorAll('script')) {
        // Data for the script may stand in the page, programs may not.
        if (/^application\/(?:ld\+)?json$/.test(script.getAttribute('type') ?? '')) expect(() => JSON.parse(script.textContent ?? '')).not.toThrow();
        else expect([script.getAttribute('src')?.startsWith('/assets/'), script.textContent]).toEqual([true, '']);
      }
      for (const element of document.querySelectorAll('*:not([rel=canonical])')) {
        expect(element.getAttributeNames().filter((name) => /^on|^style$/i.test(name))).toEqual([]);
        for (const name of ['href', 'src', 'action']) expect(element.getAttribute(name) ?? '/').toMatch(/^[/#?]/);
      }
      expect(document.querySelectorAll('style, iframe, object, embed, base, img[src="x"]')).toHaveLength(0);
    },
  );

  test.each([[400, '/?q=图书&page=0'], [404, '/articles/nope'], [404, '/nowhere'], [422, '/?page=501']])('%i is a page with its status: %s', async (status, url) => {
    const page = await html(url);
    expect(page.status).toBe(status);
    expect(page.text).toContain('</html>');
  });

  test('the language is switched by the URL', async () => {
    expect((await html('/')).text).toContain('<html lang="zh-Hans"');
    expect((await html('/?lang=en')).text).toContain('<html lang="en"');
  });
});
