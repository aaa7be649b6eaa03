/** What only a real socket shows: limits below HTTP, shutting down, clients that go. */
import { EventEmitter, once } from 'node:events';
import { connect } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { createAdmission } from '../src/server/admission.ts';
import type { AppOptions } from '../src/server/context.ts';
import { listen, type Listening } from '../src/server/listen.ts';
import { remoteAddress } from '../src/server/origin.ts';
import { raw } from './raw.ts';
import { appWith, article, double } from './server.double.ts';

const open: Listening[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close(0)));
});

async function serve(given: Partial<AppOptions> = {}): Promise<Listening> {
  const server = await listen(appWith({ clientOf: remoteAddress, ...given }), { host: '127.0.0.1', port: 0 });
  open.push(server);
  return server;
}

const bodyOf = (answer: string) => JSON.parse(answer.slice(answer.indexOf('\r\n\r\n') + 4));

test('serves the app', async () => {
  const { url } = await serve();
  expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  const response = await fetch(`${url}/api/search?q=${encodeURIComponent('图书馆')}`);
  expect(response.status).toBe(200);
  expect(await response.json()).toMatchObject({ total: 2 });
  expect((await fetch(`${url}/api/search`, { method: 'HEAD' })).status).toBe(200);
});

test('a port that is taken is an error with its code', async () => {
  const { url } = await serve();
  await expect(listen(appWith(), { host: '127.0.0.1', port: Number(new URL(url).port) })).rejects.toMatchObject({ code: 'EADDRINUSE' });
});

test('a q of 100 kB is 414, also below HTTP', async () => {
  const server = await serve();
  for (const length of [30_000, 60_000, 100_000, 400_000]) {
    const answer = await raw(server, `GET /api/search?q=${'a'.repeat(length)} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
    expect(answer).toMatch(/^HTTP\/1\.1 414 /);
    expect(bodyOf(answer)).toMatchObject({ status: 414, code: 'uri_too_long' });
  }
});

test('the longest query fits, whatever it is made of', async () => {
  const { url } = await serve();
  expect((await fetch(`${url}/api/search?q=${encodeURIComponent('图'.repeat(2000))}`)).status).toBe(200);
});

test('headers too large are 431', async () => {
  const answer = await raw(await serve(), `GET / HTTP/1.1\r\nHost: x\r\nCookie: ${'a'.repeat(60_000)}\r\n\r\n`);
  expect(answer).toMatch(/^HTTP\/1\.1 431 /);
  expect(bodyOf(answer).code).toBe('headers_too_large');
});

test.each([
  ['no HTTP at all', '\u0016\u0003\u0001 hello\r\n\r\n'],
  ['a bare line', 'GET /\r\n\r\n'],
  ['a header with a NUL', 'GET / HTTP/1.1\r\nHost: x\r\nX: a\u0000b\r\n\r\n'],
  ['two lengths', 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\na'],
  ['a length and chunks', 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n'],
  ['a host that is none', 'GET / HTTP/1.1\r\nHost: a b@c/d?\r\nConnection: close\r\n\r\n'],
])('%s is 400', async (_, bytes) => {
  const answer = await raw(await serve(), bytes);
  expect(answer).toMatch(/^HTTP\/1\.1 400 /);
  expect(bodyOf(answer)).toMatchObject({ status: 400, code: 'bad_request' });
});

test('a probe in HTTP/1.0 needs no host, and a path alone cannot make one up', async () => {
  const server = await serve();
  expect(await raw(server, 'GET /healthz HTTP/1.0\r\n\r\n')).toMatch(/^HTTP\/1\.1 200 /);
  expect(await raw(server, 'GET //evil.example/healthz HTTP/1.0\r\n\r\n')).toMatch(/^HTTP\/1\.1 404 /);
  expect(await raw(server, 'GET /healthz HTTP/1.1\r\n\r\n')).toMatch(/^HTTP\/1\.1 400 /);
});

test('a URL with bare Chinese, as curl sends it, is told how to be right', async () => {
  const answer = await raw(await serve(), 'GET /api/search?q=图书 HTTP/1.1\r\nHost: x\r\n\r\n');
  expect(answer).toMatch(/^HTTP\/1\.1 400 /);
  expect(bodyOf(answer).detail).toContain('percent-encoded');
});

test('a hostile path stays inside', async () => {
  const server = await serve();
  for (const path of ['/../../etc/passwd', '/assets/..%2f..%2fpackage.json', '/assets/%2e%2e/package.json', '/%00', '/%ff%fe', '//x']) {
    expect(await raw(server, `GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`)).toMatch(/^HTTP\/1\.1 404 /);
  }
});

test('a body nobody reads is refused before it is sent, and its connection closed', async () => {
  const server = await serve();
  const large = await raw(server, 'POST /api/search HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000000\r\n\r\n', 'a'.repeat(1000));
  expect(large).toMatch(/^HTTP\/1\.1 413 /);
  const endless = await raw(server, 'GET /healthz HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n', '5\r\naaaaa\r\n');
  expect(endless).toMatch(/^HTTP\/1\.1 200 /);
  const post = await raw(server, 'POST /api/search HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n', '5\r\naaaaa\r\n');
  expect(post).toMatch(/^HTTP\/1\.1 405 /);
  for (const answer of [large, endless, post]) expect(answer).toMatch(/^connection: close\r$/im);
});

test('the limit of searches goes by the address of the connection, not by what a header claims', async () => {
  const { url } = await serve({ rateLimit: 1 });
  const ask = (name: string) => fetch(`${url}/api/search`, { headers: { 'X-Forwarded-For': name, 'X-Real-IP': name } });
  expect((await ask('192.0.2.1')).status).toBe(200);
  expect((await ask('192.0.2.2')).status).toBe(429);
});

/** A search that is answered when the test says so. */
function heldReader() {
  const reader = double();
  const signals: AbortSignal[] = [];
  const gate = new EventEmitter();
  const held = once(gate, 'release');
  const search: typeof reader.search = async (request, options) => {
    if (options?.signal) signals.push(options.signal);
    await held;
    return reader.search(request, options);
  };
  return { reader: { ...reader, search }, release: () => gate.emit('release'), signals };
}

const until = async (condition: () => boolean): Promise<void> => {
  for (let i = 0; i < 1000 && !condition(); i++) await new Promise((resolve) => setTimeout(resolve, 10));
  expect(condition()).toBe(true);
};

test('closing lets a request finish and takes no new one', async () => {
  const { reader, release, signals } = heldReader();
  const server = await serve({ reader });
  const answer = fetch(`${server.url}/api/search`);
  await until(() => signals.length === 1);
  const closed = server.close(5000);
  await expect(fetch(`${server.url}/healthz`)).rejects.toThrow();
  release();
  expect((await answer).status).toBe(200);
  const before = performance.now();
  await closed;
  expect(performance.now() - before).toBeLessThan(4000);
});

test('closing waits no longer than it was told to', async () => {
  const { reader, signals } = heldReader();
  const server = await serve({ reader });
  const answer = fetch(`${server.url}/api/search`).catch(() => 'cut');
  await until(() => signals.length === 1);
  const before = performance.now();
  await server.close(100);
  expect(performance.now() - before).toBeLessThan(5000);
  expect(await answer).toBe('cut');
});

test('a connection is kept longer than proxies keep theirs, which would otherwise send into one just closed', async () => {
  const { url } = await serve({});
  expect((await fetch(`${url}/healthz`)).headers.get('Keep-Alive')).toBe('timeout=75');
});

test('a client that hangs up stops its search', async () => {
  const { reader, signals } = heldReader();
  const { url } = await serve({ reader });
  const client = new AbortController();
  const answer = fetch(`${url}/api/search`, { signal: client.signal }).catch(() => 'gone');
  await until(() => signals.length === 1);
  client.abort();
  expect(await answer).toBe('gone');
  await until(() => signals[0]?.aborted === true);
});

test('a client that stops reading an export stops the export', async () => {
  const reader = double(Array.from({ length: 10_000 }, (_, i) => article({ id: `n${i}`, texts: ['短讯'.repeat(200)] })));
  let pages = 0;
  const search: typeof reader.search = (request, options) => {
    pages++;
    return reader.search(request, options);
  };
  const { url } = await serve({ reader: { ...reader, search } });
  const response = await fetch(`${url}/api/search.ndjson`);
  await response.body?.cancel();
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(pages).toBeLessThan(15);
});

test('a client that keeps its connection and reads no further is cut off, and its export with it', async () => {
  const reader = double(Array.from({ length: 10_000 }, (_, i) => article({ id: `n${i}`, texts: ['短讯'.repeat(200)] })));
  const server = await listen(appWith({ reader }), { host: '127.0.0.1', port: 0, idleMs: 300 });
  open.push(server);
  const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
  socket.write('GET /api/search.ndjson HTTP/1.1\r\nHost: x\r\n\r\n');
  socket.once('data', () => socket.pause());
  await once(socket, 'data');
  await new Promise((resolve) => setTimeout(resolve, 1500));
  let rest = 0;
  socket.on('error', () => {}).on('data', (data) => (rest += data.length)).resume();
  await once(socket, 'close');
  expect(rest).toBeLessThan(5_000_000);
});

test('too many at once are refused at once, health is not, and those taken in are answered', async () => {
  let release!: () => void;
  const held = new Promise<void>((resolve) => (release = resolve));
  const reader = { ...double(), article: async () => (await held, article({ id: 'held', texts: ['终于来了。'] })) };
  const admission = createAdmission(3);
  const server = await listen(appWith({ reader, admission }), { host: '127.0.0.1', port: 0, admission });
  open.push(server);
  const taken = [1, 2, 3].map(() => fetch(`${server.url}/api/articles/held`));
  await expect.poll(async () => (await fetch(`${server.url}/api/search`)).status).toBe(503);
  const refused = await fetch(`${server.url}/api/articles/held`);
  expect(refused.headers.get('Content-Type')).toBe('application/problem+json');
  expect(Number(refused.headers.get('Retry-After'))).toBeGreaterThan(0);
  expect(await refused.json()).toMatchObject({ status: 503, code: 'engine_unavailable' });
  expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
  expect(await (await fetch(`${server.url}/metrics`)).text()).toMatch(/^xunbao_http_refused_total [1-9]/m);
  release();
  expect((await Promise.all(taken)).map((response) => response.status)).toEqual([200, 200, 200]);
  expect((await fetch(`${server.url}/api/search`)).status).toBe(200);
});
