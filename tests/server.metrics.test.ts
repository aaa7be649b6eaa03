/** What `/metrics` tells, and that docs/operations.md names the same. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ingest } from '../ingest/pipeline.ts';
import { ingestGauges } from '../ingest/state.ts';
import { openSqlite } from '../src/engine/sqlite/sqlite.ts';
import { XunbaoError } from '../src/errors.ts';
import { folderGauges } from '../src/gauges.ts';
import { createLogger } from '../src/logger.ts';
import { appWith, double } from './server.double.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'xunbao-metrics-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const metricsOf = async (app: ReturnType<typeof appWith>): Promise<string> => (await app.request('/metrics')).text();
const lines = (count: number): string => Array.from({ length: count }, (_, n) => JSON.stringify({ id: `m${n}`, text: `第${n}处泉眼重新出水。` })).join('\n');

describe('the engine', () => {
  test('is timed by call, beside the routes', async () => {
    const app = appWith();
    await app.request('/api/search?q=图书');
    await app.request('/api/articles/lake1');
    const text = await metricsOf(app);
    expect(text).toMatch(/^xunbao_engine_seconds_bucket\{engine="double",call="search",le="\+Inf"\} [1-9]/m);
    expect(text).toMatch(/^xunbao_engine_seconds_count\{engine="double",call="article"\} 1$/m);
    expect(text).toMatch(/^xunbao_build_info\{version="0\.0\.0-test",engine="double",node="v\d[^"]*"\} 1$/m);
    expect(text).not.toContain('xunbao_engine_errors_total');
  });

  test('fails by code, once for each call', async () => {
    const app = appWith({ reader: { ...double(), article: () => Promise.reject(new XunbaoError('index_corrupt', 'page 7')), ids: () => Promise.reject(new TypeError('a bug')) } });
    await app.request('/api/articles/lake1');
    await app.request('/api/articles/bridge2');
    await app.request('/sitemap.xml');
    const text = await metricsOf(app);
    expect(text).toContain('xunbao_engine_errors_total{engine="double",call="article",code="index_corrupt"} 2\n');
    expect(text).toContain('xunbao_engine_errors_total{engine="double",call="ids",code="internal"} 1\n');
  });

  test('that is too slow is a fault, a client that leaves is none', async () => {
    const never = { ...double(), article: (_id: string, { signal }: { signal?: AbortSignal | undefined } = {}) => new Promise<null>((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason))) };
    const app = appWith({ reader: never, timeoutMs: 30 });
    const client = new AbortController();
    const left = app.request('/api/articles/lake1', { signal: client.signal });
    // As the server does it: with a string.
    client.abort('Client connection prematurely closed.');
    expect((await left).status).toBe(499);
    expect(await metricsOf(app)).toContain('status="499"} 1\n');
    expect(await metricsOf(app)).not.toContain('xunbao_engine_errors_total');
    await app.request('/api/articles/lake1');
    expect(await metricsOf(app)).toContain('xunbao_engine_errors_total{engine="double",call="article",code="timeout"} 1\n');
  });

  test('is asked whether it is ready each time, not once', async () => {
    let fault: XunbaoError | null = null;
    const app = appWith({ reader: { ...double(), ready: () => (fault === null ? Promise.resolve() : Promise.reject(fault)) } });
    expect((await app.request('/readyz')).status).toBe(200);
    fault = new XunbaoError('engine_unavailable', 'went away');
    expect((await app.request('/readyz')).status).toBe(503);
    expect(await metricsOf(app)).toContain('\nxunbao_engine_ready 0\n');
    fault = null;
    expect((await app.request('/readyz')).status).toBe(200);
    expect(await metricsOf(app)).toContain('\nxunbao_engine_ready 1\n');
  });
});

test('a fault is found in the log by the id that its answer carries', async () => {
  const lines: string[] = [];
  const app = appWith({
    logger: createLogger('info', (line) => lines.push(line)),
    reader: { ...double(), article: () => Promise.reject(new XunbaoError('engine_failed', 'node 7 at 10.0.0.7 said no')) },
  });
  const answer = await app.request('/api/articles/lake1');
  const requestId = answer.headers.get('X-Request-Id');
  expect(requestId).toMatch(/^[0-9a-f-]{36}$/);
  expect(lines.map((line) => JSON.parse(line))).toMatchObject([
    { level: 'warn', event: 'request failed', requestId, error: { code: 'engine_failed', message: 'node 7 at 10.0.0.7 said no' } },
    { level: 'warn', event: 'request', requestId, route: '/api/articles/:id', status: 503 },
  ]);
  expect(await answer.text()).not.toContain('10.0.0.7');
});

describe('the ingest', () => {
  test('shows how far it is while it runs, and how it ended', async () => {
    const file = join(dir, 'springs.ndjson');
    writeFileSync(file, `${lines(40)}\nnot JSON\n`);
    const engine = openSqlite(dir);
    expect(ingestGauges(dir)).toEqual({});
    const seen: Record<string, number>[] = [];
    await ingest({ engine, dataDir: dir, paths: [file], onProgress: () => void seen.push(ingestGauges(dir)) });
    expect(seen[0]).toMatchObject({ xunbao_ingest_running: 1, xunbao_ingest_ok: 1, xunbao_ingest_articles: 0 });
    const ended = ingestGauges(dir);
    expect(ended).toMatchObject({ xunbao_ingest_running: 0, xunbao_ingest_ok: 1, xunbao_ingest_articles: 40, xunbao_ingest_paragraphs: 40, xunbao_ingest_failed_inputs: 1 });
    expect(ended['xunbao_ingest_read_bytes']).toBe(ended['xunbao_ingest_given_bytes']);
    expect(Math.abs(ended['xunbao_ingest_updated_timestamp_seconds']! - Date.now() / 1000)).toBeLessThan(30);
    await engine.close();
  });

  test('that fails, or is killed and not heard of again, is not well', async () => {
    const file = join(dir, 'springs.ndjson');
    writeFileSync(file, lines(3));
    const engine = openSqlite(dir);
    const broken = { ...engine, name: 'broken', capabilities: engine.capabilities, stats: () => engine.stats(), index: () => Promise.reject(new XunbaoError('engine_unavailable', 'the disk is full')) };
    // The other methods are not reached.
    await expect(ingest({ engine: broken as unknown as typeof engine, dataDir: dir, paths: [file] })).rejects.toThrow('full');
    expect(ingestGauges(dir)).toMatchObject({ xunbao_ingest_running: 0, xunbao_ingest_ok: 0 });
    const state = JSON.parse(readFileSync(join(dir, 'ingest.json'), 'utf8'));
    writeFileSync(join(dir, 'ingest.json'), JSON.stringify({ ...state, result: null }));
    expect(ingestGauges(dir)).toMatchObject({ xunbao_ingest_running: 1, xunbao_ingest_ok: 1 });
    expect(ingestGauges(dir, Date.now() + 120_000)).toMatchObject({ xunbao_ingest_running: 0, xunbao_ingest_ok: 0 });
    await engine.close();
  });
});

test('docs/operations.md names every metric, and none that is not printed', async () => {
  const file = join(dir, 'springs.ndjson');
  writeFileSync(file, lines(1));
  const engine = openSqlite(dir);
  await ingest({ engine, dataDir: dir, paths: [file] });
  const app = appWith({ reader: { ...double(), coverage: () => Promise.reject(new XunbaoError('engine_failed', '')) }, gauges: () => folderGauges(dir) });
  await app.request('/api/coverage');
  const text = await metricsOf(app);
  const printed = new Set([...text.matchAll(/^# TYPE (\S+)/gm)].map(([, name]) => name));
  expect(text).not.toMatch(/^# HELP (\S+) \1$/m);
  const doc = readFileSync(new URL('../docs/operations.md', import.meta.url), 'utf8');
  const named = new Set([...doc.matchAll(/\b(?:xunbao|process|nodejs)_[a-z_]+[a-z]\b/g)].map(([name]) => name.replace(/_(bucket|sum|count)$/, '')));
  expect([...named].sort()).toEqual([...printed].sort());
  await engine.close();
});
