/** What the adapter says when the cluster is away, slow, busy, refuses, answers in part or is something else; no server needed. */
import { createServer, type Server } from 'node:http';
import { inspect } from 'node:util';
import { afterEach, describe, expect, it } from 'vitest';
import type { Engine } from '../src/engine/engine.ts';
import { openOpenSearch } from '../src/engine/opensearch/opensearch.ts';
import { ALL, request } from './contract/harness.ts';
import { article } from './fixtures/engine-articles.ts';
import { freePort } from './meilisearch.server.ts';

interface Asked {
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly body: string;
}
interface Answer {
  readonly status?: number;
  readonly body: unknown;
  readonly delay?: number;
}

const opened: { servers: Server[]; engines: Engine[] } = { servers: [], engines: [] };
afterEach(async () => {
  for (const server of opened.servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
  await Promise.all(opened.engines.splice(0).map((engine) => engine.close()));
});

async function serve(answer: (asked: Asked) => Answer, port = 0): Promise<string> {
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
    request.on('end', () => {
      const [path = '', query = ''] = (request.url ?? '').split('?');
      const { status = 200, body: said, delay = 0 } = answer({ method: request.method ?? '', path, query, body });
      const text = typeof said === 'string' ? said : JSON.stringify(said);
      const type = /^[A-Z<]/.test(text) ? 'text/plain' : 'application/json';
      setTimeout(() => response.writeHead(status, { 'content-type': type }).end(text), delay);
    });
  });
  opened.servers.push(server);
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no address');
  return `http://127.0.0.1:${address.port}`;
}

function open(urls: string | readonly string[], requestMs = 3000): Engine {
  const engine = openOpenSearch({ kind: 'opensearch', urls: [urls].flat(), username: 'reader', password: 'secret-password', shards: 1, replicas: 0 }, { requestMs });
  opened.engines.push(engine);
  return engine;
}

const EVERYTHING = request(ALL);
const NOTHING_FOUND = { hits: { total: { value: 0 }, hits: [] }, _shards: { total: 1, failed: 0 }, timed_out: false };
const refusal = (type: string, reason: string, more: object = {}) => ({ error: { type, reason, ...more } });

/** A cluster whose index is there and takes whatever `bulk` lets through. */
const taking = (bulk: (asked: Asked) => Answer) => (asked: Asked): Answer => {
  if (asked.path.endsWith('/_bulk')) return bulk(asked);
  if (asked.path.startsWith('/_alias')) return { body: { 'xunbao-1': { aliases: { xunbao: {} } } } };
  if (asked.path.endsWith('/_mget')) return { body: { docs: (JSON.parse(asked.body) as { docs: unknown[] }).docs.map(() => ({ found: false })) } };
  return { body: asked.path.endsWith('/_search') ? NOTHING_FOUND : { _shards: { failed: 0 } } };
};

/** An answer to every line of action of a bulk request. */
function itemsOf(body: string, answer: (id: string) => object): object[] {
  const actions = body.split('\n').filter((line) => line.startsWith('{"index":') || line.startsWith('{"delete":'));
  return actions.map((line) => ({ index: answer(Object.values(JSON.parse(line) as Record<string, { _id: string }>)[0]!._id) }));
}

describe('opensearch faults', () => {
  it('opens while the cluster is down, says so, and heals by itself', async () => {
    const port = await freePort();
    const engine = open(`http://127.0.0.1:${port}`);
    await expect(engine.ready()).rejects.toMatchObject({ code: 'engine_unavailable', message: expect.stringContaining('ECONNREFUSED') });
    await expect(engine.search(EVERYTHING)).rejects.toMatchObject({ code: 'engine_unavailable' });
    await expect(engine.index([article('x', {}, '一段。')])).rejects.toMatchObject({ code: 'engine_unavailable' });
    await serve(() => ({ body: NOTHING_FOUND }), port);
    await expect(engine.ready()).resolves.toBeUndefined();
  });

  it('asks another node when one is down', async () => {
    const engine = open([`http://127.0.0.1:${await freePort()}`, await serve(() => ({ body: NOTHING_FOUND }))]);
    for (let i = 0; i < 5; i++) await expect(engine.search(EVERYTHING)).resolves.toMatchObject({ total: 0 });
  });

  it('asks another node when one is frozen, and leaves that one alone then', async () => {
    let frozen = 0;
    const silent = await serve(() => ({ body: (frozen++, NOTHING_FOUND), delay: 60_000 }));
    const engine = open([silent, await serve(() => ({ body: NOTHING_FOUND }))], 2000);
    for (let i = 0; i < 6; i++) await expect(engine.search(EVERYTHING)).resolves.toMatchObject({ total: 0 });
    expect(frozen).toBe(1);
  });

  it.each([401, 403])('names the variables that were refused with %i and keeps the password secret', async (status) => {
    const engine = open(await serve(() => ({ status, body: 'Unauthorized' })));
    const error = await engine.search(EVERYTHING).catch((e: unknown) => e);
    expect(error).toMatchObject({ code: 'engine_unavailable', message: expect.stringMatching(/OPENSEARCH_USERNAME .*OPENSEARCH_PASSWORD/) });
    // Neither in the message nor in anything a log may print of the error.
    const printed = inspect(error, { depth: 20 });
    expect(printed).not.toContain('secret-password');
    expect(printed).not.toContain(Buffer.from('reader:secret-password').toString('base64'));
  });

  it.each<[string, Answer]>([
    ['a page of something else', { body: '<html>welcome</html>' }],
    ['a broken gateway', { status: 502, body: '<html>bad gateway</html>' }],
    ['JSON of something else', { body: { hello: 'world' } }],
    ['a list', { body: [] }],
    ['nothing at all', { body: '' }],
    ['half of an answer', { body: '{"hits":{"total"' }],
    ['too many searches', { status: 429, body: refusal('rejected_execution_exception', 'the search queue is full') }],
    ['a cluster without a manager', { status: 503, body: refusal('cluster_manager_not_discovered_exception', 'no manager') }],
  ])('is unavailable behind %s', async (_, answer) => {
    const engine = open(await serve(() => answer));
    await expect(engine.search(EVERYTHING)).rejects.toMatchObject({ name: 'XunbaoError', code: 'engine_unavailable' });
    await expect(engine.ready()).rejects.toMatchObject({ code: 'engine_unavailable' });
  });

  it.each<[string, object]>([
    ['shards that failed', { _shards: { total: 3, failed: 1 } }],
    ['shards that ran out of time', { timed_out: true }],
  ])('tells of %s rather than answering fewer totals', async (_, part) => {
    const engine = open(await serve(() => ({ body: { ...NOTHING_FOUND, hits: { total: { value: 2 }, hits: [] }, ...part } })));
    await expect(engine.search(EVERYTHING)).rejects.toMatchObject({ code: 'engine_unavailable', message: expect.stringContaining('shards did not answer') });
    await expect(engine.ready()).rejects.toMatchObject({ code: 'engine_unavailable' });
    await expect(engine.stats()).rejects.toMatchObject({ code: 'engine_unavailable' });
    await expect(engine.ids(null, 10)).rejects.toMatchObject({ code: 'engine_unavailable' });
  });

  it('tells of counts it could not get rather than suggesting without them, and asks again for words it could not read', async () => {
    const words = { all: { buckets: [{ key: { of: '灯塔' }, doc_count: 9 }] } };
    const away = { status: 503, ...refusal('search_phase_execution_exception', 'a shard is gone') };
    let isAway = true;
    const counts = { lost: Infinity };
    const engine = open(
      await serve(({ path, body }) => {
        if (path.endsWith('/_search')) return isAway ? { status: 500, body: refusal('internal', 'no words now') } : { body: { ...NOTHING_FOUND, aggregations: body.includes('composite') && body.includes('words') ? words : {} } };
        return { body: { responses: body.trim().split('\n').filter((_, i) => i % 2 === 1).map((_, i) => (i === 2 && counts.lost-- > 0 ? away : NOTHING_FOUND)) } };
      }),
    );
    await expect(engine.suggest!('灯', 8)).rejects.toMatchObject({ code: 'engine_failed', message: expect.stringContaining('no words now') });
    isAway = false;
    await expect(engine.alternatives!('登塔')).resolves.toEqual(['灯塔']);
    await expect(engine.suggest!('灯', 8)).rejects.toMatchObject({ code: 'engine_unavailable', message: expect.stringContaining('a shard is gone') });
    // A node that dies takes one of many along; the next time they are asked all are there.
    counts.lost = 1;
    await expect(engine.suggest!('灯', 8)).resolves.toEqual([]);
  });

  it('asks again for a search that a dying node took along', async () => {
    let asked = 0;
    const engine = open(
      await serve(() => (++asked <= 5 ? { status: 503, body: refusal('search_phase_execution_exception', 'Partial shards failure', { root_cause: [{ type: 'node_disconnected_exception', reason: 'disconnected' }] }) } : { body: NOTHING_FOUND })),
    );
    await expect(engine.search(EVERYTHING)).resolves.toMatchObject({ total: 0 });
    asked = -1000;
    await expect(engine.search(EVERYTHING)).rejects.toMatchObject({ code: 'engine_unavailable', message: expect.stringContaining('disconnected') });
  });

  it('asks the cluster for all of the index or nothing', async () => {
    const asked: string[] = [];
    const engine = open(
      await serve(({ query }) => {
        asked.push(query);
        return { body: NOTHING_FOUND };
      }),
    );
    await engine.search(EVERYTHING);
    expect(asked).toHaveLength(1);
    expect(asked[0]).toContain('allow_partial_search_results=false');
  });

  it('passes on the reason of a request that cannot be carried out', async () => {
    const body = refusal('search_phase_execution_exception', 'all shards failed', { root_cause: [{ type: 'query_shard_exception', reason: 'no field of this name' }] });
    const engine = open(await serve(() => ({ status: 400, body })));
    await expect(engine.search(EVERYTHING)).rejects.toMatchObject({ code: 'engine_failed', message: expect.stringContaining('no field of this name') });
  });

  it('does not wait longer than it may, with a signal or without', async () => {
    const engine = open(await serve(() => ({ body: NOTHING_FOUND, delay: 5000 })), 150);
    const slow = { code: 'engine_unavailable', message: expect.stringContaining('in time') };
    await expect(engine.search(EVERYTHING)).rejects.toMatchObject(slow);
    await expect(engine.search(EVERYTHING, { signal: new AbortController().signal })).rejects.toMatchObject(slow);
  });

  it('stops waiting when the caller does', async () => {
    const engine = open(await serve(() => ({ body: NOTHING_FOUND, delay: 5000 })));
    const abort = new AbortController();
    const reason = new Error('enough');
    const searching = engine.search(EVERYTHING, { signal: abort.signal });
    setTimeout(() => abort.abort(reason), 50);
    await expect(searching).rejects.toBe(reason);
  });

  it('sends again what a busy cluster turned away, and nothing else', async () => {
    const sent: string[][] = [];
    const engine = open(
      await serve(
        taking(({ body }) => {
          const ids: string[] = [];
          const items = itemsOf(body, (id) => {
            ids.push(id);
            return id === 'p:b:1' && sent.length < 2 ? { status: 429, error: { type: 'rejected_execution_exception', reason: 'full' } } : { status: 201 };
          });
          sent.push(ids);
          return { body: { errors: true, items } };
        }),
      ),
    );
    await expect(engine.index([article('a', {}, '甲。'), article('b', {}, '乙。')])).resolves.toEqual({ articles: 2, paragraphs: 2 });
    expect(sent).toEqual([['p:a:1', 'a:a', 'p:b:1', 'a:b'], ['p:b:1'], ['p:b:1']]);
  });

  it('sends a request again that was turned away whole', async () => {
    let turnedAway = 0;
    const engine = open(
      await serve(
        taking(({ body }) => {
          if (turnedAway++ < 2) return { status: 429, body: refusal('circuit_breaking_exception', 'too much on the way') };
          return { body: { errors: false, items: itemsOf(body, () => ({ status: 201 })) } };
        }),
      ),
    );
    await expect(engine.index([article('a', {}, '甲。')])).resolves.toEqual({ articles: 1, paragraphs: 1 });
  });

  it('names the article that was refused, and why, and does not show what is half', async () => {
    const refreshed: string[] = [];
    const answer = taking(({ body }) => ({ body: { errors: true, items: itemsOf(body, (id) => (id === 'p:bad:2' ? { status: 400, error: { type: 'mapper_parsing_exception', reason: 'failed to parse', caused_by: { reason: 'a term too long' } } } : { status: 201 })) } }));
    const engine = open(
      await serve((asked) => {
        if (asked.path.endsWith('/_refresh')) refreshed.push(asked.path);
        return answer(asked);
      }),
    );
    const committed: number[] = [];
    const indexing = engine.index([article('good', {}, '甲。'), article('bad', {}, '乙。', '丙。')], { onCommit: (n) => committed.push(n) });
    await expect(indexing).rejects.toMatchObject({ code: 'engine_failed', message: expect.stringMatching(/article bad: a term too long/) });
    expect(committed).toEqual([]);
    expect(refreshed).toEqual([]);
  });
});
