/** The engine sick in every way: whatever reads it says so as 503 with a time to ask again, the rest stays up, and all heals without a restart. */
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { readConfig } from '../src/config.ts';
import { openEngine } from '../src/engine/open.ts';
import { freePort } from './meilisearch.server.ts';
import { appWith } from './server.double.ts';

const READING = [
  '/', '/?q=%E6%A1%A5', '/coverage', '/articles/a', '/articles/a/compare/b', '/feed.atom', '/sitemap.xml', '/readyz',
  '/api/search', '/api/search.csv', '/api/search.ndjson', '/api/articles/{id}', '/api/articles/{id}/citation', '/api/suggest', '/api/suggest.opensearch', '/api/trends', '/api/coverage', '/api/stats',
];
const INDEPENDENT = ['/healthz', '/metrics', '/openapi.json', '/opensearch.xml', '/robots.txt', '/docs', '/clippings'];
const addressed = (route: string): string => (route.includes('?') ? route : `${route.replace('{id}', 'a')}?q=%E6%A1%A5`);

const open: Server[] = [];
afterEach(() => {
  for (const server of open.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

async function answering(answer: RequestListener, port = 0): Promise<string> {
  const server = createServer((request, response) => {
    request.resume().on('end', () => answer(request, response));
  });
  open.push(server);
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const json = (status: number, body: unknown): RequestListener => (_request, response) => void response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));

/** An engine that is there and holds nothing. */
const WELL = {
  meilisearch: json(404, { message: 'Index `xunbao` not found.', code: 'index_not_found', type: 'invalid_request', link: '' }),
  opensearch: json(200, { hits: { total: { value: 0 }, hits: [] }, _shards: { total: 1, failed: 0 }, timed_out: false }),
};
const KINDS = ['meilisearch', 'opensearch'] as const;

const SICK: readonly (readonly [string, () => Promise<string>])[] = [
  ['not there', async () => `http://127.0.0.1:${await freePort()}`],
  ['hanging up', () => answering((request) => request.socket.destroy())],
  ['never answering', () => answering(() => {})],
  ['some other web site', () => answering((_request, response) => response.writeHead(200, { 'Content-Type': 'text/html' }).end('<h1>welcome</h1>'))],
  ['answering JSON of something else', () => answering(json(200, { hello: 'world' }))],
  ['answering null', () => answering(json(200, null))],
  ['answering half', () => answering((_request, response) => response.writeHead(200, { 'Content-Type': 'application/json' }).end('{"results":[{"hits":[{'))],
  ['answering lists of nothing', () => answering(json(200, { results: Array.from({ length: 5 }, () => ({})), hits: {}, _shards: {} }))],
  ['refusing the key', () => answering(json(403, { message: 'no', code: 'invalid_api_key', type: 'auth', link: '' }))],
  ['failing', () => answering(json(500, { message: 'disk', code: 'internal', type: 'internal', link: '', error: { type: 'internal', reason: 'disk' }, status: 500 }))],
];

const CASES = SICK.flatMap(([sickness, start]) => KINDS.map((kind) => ({ sickness, start, kind })));

async function appOf(kind: (typeof KINDS)[number], url: string) {
  const reader = await openEngine(readConfig(kind === 'meilisearch' ? { MEILI_URL: url, MEILI_SEARCH_KEY: 'k' } : { OPENSEARCH_URL: url }), 'search');
  return { reader, app: appWith({ reader, timeoutMs: 500 }) };
}

test('every path of the API is here', async () => {
  const { paths } = (await (await appWith().request('/openapi.json')).json()) as { paths: object };
  for (const path of Object.keys(paths)) expect([...READING, ...INDEPENDENT]).toContain(path);
});

describe.each(CASES)('$kind $sickness', ({ start, kind }) => {
  test('is a 503 wherever it is read, and nowhere else', async () => {
    const { app, reader } = await appOf(kind, await start());
    try {
      const said = await Promise.all([...READING, ...INDEPENDENT].map(async (route) => {
        const response = await app.request(addressed(route));
        await response.text();
        return [route, response.status, Number(response.headers.get('Retry-After')) > 0];
      }));
      expect(said).toEqual([...READING.map((route) => [route, 503, true]), ...INDEPENDENT.map((route) => [route, 200, false])]);
    } finally {
      await reader.close();
    }
  });
});

test.each(KINDS)('%s goes down under a search and comes back, all without a restart', async (kind) => {
  const port = await freePort();
  const { app, reader } = await appOf(kind, `http://127.0.0.1:${port}`);
  const statusOf = async (path: string) => (await app.request(path)).status;
  try {
    for (let times = 0; times < 3; times++) {
      await expect.poll(() => statusOf('/readyz')).toBe(503);
      await answering(WELL[kind], port);
      await expect.poll(() => statusOf('/readyz')).toBe(200);
      expect(await (await app.request('/api/search')).json()).toMatchObject({ total: 0 });
      const [server] = open.splice(0);
      const searching = Array.from({ length: 20 }, () => statusOf('/api/search'));
      server?.closeAllConnections();
      server?.close();
      for (const status of await Promise.all(searching)) expect([200, 503]).toContain(status);
    }
  } finally {
    await reader.close();
  }
});
