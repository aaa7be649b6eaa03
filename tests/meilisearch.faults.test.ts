/** What the adapter says when the server is away, slow, refuses or is something else; no server needed. */
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { openMeilisearch } from '../src/engine/meilisearch/meilisearch.ts';
import { ALL, request } from './contract/harness.ts';
import { article } from './fixtures/engine-articles.ts';
import { freePort } from './meilisearch.server.ts';

interface Answer {
  readonly status?: number;
  readonly body: unknown;
  readonly delay?: number;
}

let double: Server | undefined;
afterEach(() => {
  double?.closeAllConnections();
  double?.close();
  double = undefined;
});

async function serve(answer: (request: IncomingMessage) => Answer, port = 0): Promise<string> {
  double = createServer((request, response) => {
    request.resume();
    const { status = 200, body, delay = 0 } = answer(request);
    setTimeout(() => response.writeHead(status, { 'content-type': 'application/json' }).end(typeof body === 'string' ? body : JSON.stringify(body)), delay);
  });
  await new Promise<void>((resolve) => double?.listen(port, '127.0.0.1', resolve));
  const address = double.address();
  if (address === null || typeof address === 'string') throw new Error('no address');
  return `http://127.0.0.1:${address.port}`;
}

const open = (url: string, requestMs = 2000) =>
  openMeilisearch({ kind: 'meilisearch', url, searchKey: 'secret-search-key', adminKey: 'secret-admin-key' }, { role: 'admin', requestMs });

const fault = (message: string, code: string, type = 'invalid_request') => ({ message, code, type, link: '' });
const EVERYTHING = request(ALL);

describe('meilisearch faults', () => {
  it('opens while the server is down, says so, and heals by itself', async () => {
    const port = await freePort();
    const engine = await open(`http://127.0.0.1:${port}`);
    await expect(engine.ready()).rejects.toMatchObject({ code: 'engine_unavailable', message: expect.stringContaining('ECONNREFUSED') });
    await expect(engine.search(EVERYTHING)).rejects.toMatchObject({ code: 'engine_unavailable' });
    await expect(engine.suggest!('灯', 8)).rejects.toMatchObject({ code: 'engine_unavailable' });
    await expect(engine.alternatives!('灯光')).rejects.toMatchObject({ code: 'engine_unavailable' });
    await expect(engine.trends!(EVERYTHING, 'year')).rejects.toMatchObject({ code: 'engine_unavailable' });
    await serve(() => ({ body: { results: [{ hits: [], totalHits: 0 }] } }), port);
    await expect(engine.ready()).resolves.toBeUndefined();
  });

  it.each([401, 403])('names the key that was refused with %i and keeps it secret', async (status) => {
    const engine = await open(await serve(() => ({ status, body: fault('The provided API key is invalid.', 'invalid_api_key', 'auth') })));
    const error = await engine.search(EVERYTHING).catch((e: unknown) => e);
    expect(error).toMatchObject({ code: 'engine_unavailable', message: expect.stringContaining('refused MEILI_ADMIN_KEY') });
    expect(String(error)).not.toContain('secret');
  });

  it.each([
    ['a page of something else', { body: '<html>welcome</html>' }],
    ['a broken gateway', { status: 502, body: '<html>bad gateway</html>' }],
    ['JSON of something else', { body: { hello: 'world' } }],
    ['nothing at all', { body: '' }],
    ['too many searches', { status: 503, body: fault('Too many search requests', 'too_many_search_requests', 'system') }],
  ])('is unavailable behind %s', async (_, answer: Answer) => {
    const engine = await open(await serve(() => answer));
    await expect(engine.search(EVERYTHING)).rejects.toMatchObject({ name: 'XunbaoError', code: 'engine_unavailable' });
    await expect(engine.ready()).rejects.toMatchObject({ code: 'engine_unavailable' });
  });

  it('passes on what the server says about a request that it cannot carry out', async () => {
    const engine = await open(await serve(() => ({ status: 422, body: fault('no space left on device', 'no_space_left_on_device', 'system') })));
    await expect(engine.search(EVERYTHING)).rejects.toMatchObject({ code: 'engine_failed', message: expect.stringContaining('no space left on device') });
  });

  it('does not wait longer than it may, with a signal or without', async () => {
    const engine = await open(await serve(() => ({ body: {}, delay: 5000 })), 100);
    const slow = { code: 'engine_unavailable', message: expect.stringContaining('in time') };
    await expect(engine.search(EVERYTHING)).rejects.toMatchObject(slow);
    await expect(engine.search(EVERYTHING, { signal: new AbortController().signal })).rejects.toMatchObject(slow);
  });

  it('stops waiting when the caller does', async () => {
    const engine = await open(await serve(() => ({ body: {}, delay: 5000 })));
    const abort = new AbortController();
    const reason = new Error('enough');
    const searching = engine.search(EVERYTHING, { signal: abort.signal });
    setTimeout(() => abort.abort(reason), 50);
    await expect(searching).rejects.toBe(reason);
  });

  it('takes an index that is not there yet for an empty one', async () => {
    const engine = await open(await serve(() => ({ status: 404, body: fault('Index `xunbao` not found.', 'index_not_found') })));
    await expect(engine.ready()).resolves.toBeUndefined();
    await expect(engine.search(EVERYTHING)).resolves.toMatchObject({ total: 0, hits: [] });
    await expect(engine.article('x')).resolves.toBeNull();
  });

  it('surfaces a task that failed, with the words of the server', async () => {
    const url = await serve(({ method, url }) => {
      if (url?.startsWith('/tasks/')) {
        return { body: { uid: 7, type: 'indexCreation', status: 'failed', error: fault('MDB_MAP_FULL: the disk is full', 'internal', 'internal') } };
      }
      if (method === 'POST' && url === '/indexes') return { status: 202, body: { taskUid: 7, indexUid: 'xunbao', status: 'enqueued', type: 'indexCreation', enqueuedAt: '2026-01-01T00:00:00Z' } };
      return { status: 404, body: fault('Index `xunbao` not found.', 'index_not_found') };
    });
    const engine = await open(url);
    await expect(engine.index([article('x', {}, '一段。')])).rejects.toMatchObject({ code: 'engine_failed', message: expect.stringMatching(/task 7 .*MDB_MAP_FULL/) });
  });
});
