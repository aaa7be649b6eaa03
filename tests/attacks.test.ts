/** Attacks tried on a real socket in front of the embedded engine. Each defence, and the test that it was removed for: docs/security.md. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { readConfig } from '../src/config.ts';
import type { Engine } from '../src/engine/engine.ts';
import { openEngine } from '../src/engine/open.ts';
import { openSqlite } from '../src/engine/sqlite/sqlite.ts';
import { createLogger } from '../src/logger.ts';
import { listen, type Listening } from '../src/server/listen.ts';
import * as pages from '../src/server/pages.ts';
import { buildWeb } from '../web/build.ts';
import { raw } from './raw.ts';
import { appWith, article, ARTICLES } from './server.double.ts';

const PROTOTYPES = ['__proto__', 'constructor', 'hasOwnProperty'];
const FORMULAS = ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '  =1', '＝1+1', '＠甲'];

let dir = '';
let engine: Engine;
let server: Listening;
const lines: string[] = [];

beforeAll(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'xunbao-attacks-'));
  const writer = openSqlite(dir);
  await writer.index([...ARTICLES, article({ id: 'evil', title: '原型', authors: PROTOTYPES, districts: PROTOTYPES, date: '2024-02-02', texts: FORMULAS.map((formula) => `${formula} 算式`) })]);
  await writer.close();
  engine = openSqlite(dir, { readOnly: true });
  server = await listen(appWith({ reader: engine, pages, web: await buildWeb(), logger: createLogger('debug', (line) => lines.push(line)) }), { host: '127.0.0.1', port: 0 });
}, 60_000);
afterAll(async () => {
  await server.close(0);
  await engine.close();
  await rm(dir, { recursive: true, force: true });
});
afterEach(() => void vi.useRealTimers());

const timeless = (text: string) => text.replace(/"tookMs":[\d.]+/, '');
const get = (url: string, headers: Record<string, string> = {}) => fetch(`${server.url}${url}`, { headers });

describe('queries made to hurt', () => {
  test.each([
    ['brackets in brackets', '('.repeat(1999)],
    ['brackets that close', `${'('.repeat(900)}桥${')'.repeat(900)}`],
    ['terms without end', '桥 湖 '.repeat(499)],
    ['alternatives without end', '桥|'.repeat(999)],
    ['nothing but signs', '-"'.repeat(999)],
    ['what makes patterns backtrack', `${'a'.repeat(1900)}!`],
    ['stars', '桥*'.repeat(900)],
    ['numbers without end', `${'9'.repeat(1900)}亿`],
    ['nothing that is seen', '\u200b\u200d\u2060\ufeff'.repeat(400)],
    ['more than is read', 'a'.repeat(20_000)],
    ['marks upon marks', `e${'\u0301'.repeat(1900)}`],
  ])('%s are answered', async (_, q) => {
    expect((await get(`/api/search?q=${encodeURIComponent(q)}`)).status).toBe(200);
  });

  test('of terms without end the first are looked for, and it is said', async () => {
    const { query } = await (await get(`/api/search?q=${encodeURIComponent(Array.from({ length: 499 }, (_, i) => `桥${i}`).join(' '))}`)).json();
    expect(query.understood).toHaveLength(64);
    expect(query.warnings).toContainEqual(expect.objectContaining({ at: expect.any(Number), message: expect.stringContaining('64') }));
  });
});

describe('names that every object has', () => {
  test.each(PROTOTYPES)('%s is a district and an author like another', async (name) => {
    const found = await (await get(`/api/search?district=${name}&author=${name}&${name}=x&q=${encodeURIComponent('算式')}`)).json();
    expect(found.total).toBe(FORMULAS.length);
    expect(found.facets.district.find(({ value }: { value: string }) => value === name)).toMatchObject({ count: FORMULAS.length, selected: true });
    expect((await get(`/articles/${name}`)).status).toBe(404);
    expect((await get(`/assets/${name}`)).status).toBe(404);
    expect(((await get(`/?lang=${name}`)).headers.get('Set-Cookie'))).toBeNull();
  });
});

test('no cell of a table is run as a formula', async () => {
  const csv = await (await get(`/api/search.csv?q=${encodeURIComponent('算式')}`)).text();
  for (const formula of FORMULAS) expect(csv).toContain(`"'${formula} 算式"`);
});

test('nothing sent comes back as a header or breaks a line of the log', async () => {
  lines.length = 0;
  const injected = '%0d%0aSet-Cookie:%20a=b%0d%0aX-Injected:%201%1b%5b31m%c2%9b31m%e2%80%a8';
  for (const url of [`/?q=${injected}&lang=${injected}`, `/articles/${injected}`, `/api/articles/evil/citation?format=${injected}`, `/${injected}`, `/feed.atom?q=${injected}`]) {
    const { headers } = await get(url, { 'X-Request-Id': 'a b', Cookie: 'lang=%0d%0aX: 1' });
    expect([headers.get('Set-Cookie'), headers.get('X-Injected')]).toEqual([null, null]);
    expect(headers.get('X-Request-Id')).toMatch(/^[0-9a-f-]{36}$/);
  }
  expect(lines.length).toBeGreaterThanOrEqual(5);
  for (const line of lines) {
    expect(line.match(/[\p{Cc}\p{Zl}\p{Zp}]/gu)).toEqual(['\n']);
    expect(() => JSON.parse(line)).not.toThrow();
  }
});

test.each(['/assets/../package.json', '/assets/..%2fpackage.json', '/assets/%252e%252e%252fpackage.json', '/assets/..%5c..%5cpackage.json', '/assets/..\\package.json', '/assets/package.json%00.css', '/articles/..%2f..%2fetc%2fpasswd', '/api/articles/%2e%2e%2f%2e%2e%2fpackage.json', '/api/articles/evil%00'])(
  '%s leads nowhere',
  async (target) => {
    const answer = await raw(server, `GET ${target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
    expect(answer).toMatch(/^HTTP\/1\.1 40[04] /);
    expect(answer).not.toMatch(/"dependencies"|root:/);
  },
);

test('headers that are never finished are not waited for', { timeout: 40_000 }, async () => {
  expect(await raw(server, 'GET / HTTP/1.1\r\nHost: x\r\nX-Slow: a')).toMatch(/^HTTP\/1\.1 408 /);
});

describe('a cache in between', () => {
  const FORGED = { 'X-Forwarded-Host': 'evil.example', 'X-Forwarded-Proto': 'https', 'X-Original-URL': '/docs', 'X-Rewrite-URL': '/docs', 'X-HTTP-Method-Override': 'DELETE', 'X-Host': 'evil.example', Forwarded: 'host=evil.example' };
  test.each(['/', '/articles/lake1', '/sitemap.xml', '/feed.atom', '/robots.txt', '/opensearch.xml', '/api/articles/lake1/citation?format=ris', '/nowhere'])('%s is the same whatever else a header claims', async (url) => {
    const [plain, forged] = [await get(url, { Accept: 'text/html' }), await get(url, { Accept: 'text/html', ...FORGED })];
    expect(forged.status).toBe(plain.status);
    expect(timeless(await forged.text())).toBe(timeless(await plain.text()));
  });

  test.each(['/sitemap.xml', '/feed.atom', '/robots.txt', '/opensearch.xml', '/api/articles/lake1/citation?format=ris'])('%s follows the Host header, so it is not shared; with PUBLIC_URL it follows nothing', async (url) => {
    expect((await get(url)).headers.get('Cache-Control')).toMatch(/^private/);
    const ours = await appWith({ reader: engine, pages, publicUrl: 'https://news.example' }).request(`http://evil.example${url}`, { headers: FORGED });
    const text = await ours.text();
    expect(text).toContain('https://news.example/');
    expect(text).not.toContain('evil.example');
  });

  test('a page says which headers made it, and is asked for again', async () => {
    for (const url of ['/', '/articles/lake1', '/docs', '/coverage', '/clippings']) {
      const { headers } = await get(url);
      expect(headers.get('Vary')).toContain('Accept-Language');
      expect(headers.get('Vary')).toContain('Cookie');
      expect(headers.get('Cache-Control')).toBe('no-cache');
    }
  });
});

describe('searches a minute', () => {
  test.each(['/articles/lake1', '/articles/lake1/compare/bridge2', '/coverage', '/api/coverage', '/api/trends?q=%E6%A1%A5', '/sitemap.xml'])('%s is counted', async (url) => {
    const app = appWith({ reader: engine, pages, rateLimit: 1 });
    expect((await app.request(url)).status).not.toBe(429);
    expect((await app.request(url)).status).toBe(429);
  });

  test('suggestions have an end of their own, and leave the searches alone', async () => {
    const app = appWith({ reader: engine, pages, rateLimit: 2 });
    const statuses: number[] = [];
    for (let i = 0; i < 11; i++) statuses.push((await app.request(`/api/suggest${i % 2 === 0 ? '' : '.opensearch'}?q=%E6%A1%A5`)).status);
    expect(statuses).toEqual([...Array<number>(10).fill(200), 429]);
    expect((await app.request('/api/search')).status).toBe(200);
  });

  test('exports, which cost as much as many searches, are counted for as many', async () => {
    const app = appWith({ reader: engine, pages, rateLimit: 40 });
    const statuses: number[] = [];
    for (const url of ['/api/search.csv', '/api/search.ndjson', '/api/search.csv', '/api/search']) statuses.push((await app.request(url)).status);
    expect(statuses).toEqual([200, 200, 429, 200]);
  });

  test('what is known by its id stays free', async () => {
    const app = appWith({ reader: engine, pages, rateLimit: 1 });
    for (let i = 0; i < 3; i++) for (const url of ['/api/articles/lake1', '/api/articles/lake1/citation', '/healthz', '/metrics']) expect((await app.request(url)).status).toBe(200);
  });

  test('a clock put back an hour locks nobody out', async () => {
    vi.useFakeTimers({ toFake: ['Date', 'performance'] });
    const app = appWith({ rateLimit: 1 });
    expect((await app.request('/api/search')).status).toBe(200);
    expect((await app.request('/api/search')).status).toBe(429);
    vi.advanceTimersByTime(121_000);
    vi.setSystemTime(Date.now() - 3_600_000);
    expect((await app.request('/api/search')).status).toBe(200);
  });
});

describe('what only reads', () => {
  test('the engine of a server refuses to write, delete or rebuild, below everything else', async () => {
    const reader = await openEngine(readConfig({ DATA_DIR: dir }), 'search');
    try {
      const before = await reader.stats();
      await expect(reader.index([article({ id: 'new', texts: ['新'] })])).rejects.toMatchObject({ code: 'engine_unavailable' });
      await expect(reader.index([], { rebuild: true })).rejects.toMatchObject({ code: 'engine_unavailable' });
      await expect(reader.delete(['lake1'])).rejects.toMatchObject({ code: 'engine_unavailable' });
      expect(await reader.stats()).toEqual(before);
    } finally {
      await reader.close();
    }
  });

  test('no method on any route changes the index', async () => {
    const before = await engine.stats();
    const { paths } = (await (await get('/openapi.json')).json()) as { paths: Record<string, unknown> };
    for (const route of [...Object.keys(paths), '/', '/articles/{id}', '/clippings']) {
      for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
        const response = await fetch(server.url + route.replace('{id}', 'lake1'), { method, headers: { 'X-HTTP-Method-Override': 'GET' }, ...(method === 'DELETE' ? {} : { body: '[]' }) });
        expect([route, method, response.status]).toEqual([route, method, 405]);
        await response.body?.cancel();
      }
    }
    expect(await engine.stats()).toEqual(before);
  });
});

test('an index written while the clock went back is read at once', async () => {
  const own = await mkdtemp(path.join(tmpdir(), 'xunbao-clock-'));
  const [writer, reader] = [openSqlite(own), openSqlite(own, { readOnly: true })];
  try {
    await writer.index([ARTICLES[0]!]);
    expect((await reader.stats()).articles).toBe(1);
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() - 86_400_000 });
    await writer.index([ARTICLES[1]!]);
    expect((await reader.stats()).articles).toBe(2);
  } finally {
    vi.useRealTimers();
    await Promise.all([writer.close(), reader.close()]);
    await rm(own, { recursive: true, force: true });
  }
});
