import { rm } from 'node:fs/promises';
import path from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { ingest, type IngestOptions, type IngestSummary } from '../ingest/pipeline.ts';
import { openSqlite } from '../src/engine/sqlite/sqlite.ts';
import { lockIngest } from '../ingest/lock.ts';
import { problemAsText } from '../ingest/problem.ts';
import { folder, MemoryEngine, put } from './ingest.helpers.ts';

const line = (id: string, text = `第${id}条的正文。`): string => JSON.stringify({ id, text });
const lines = (count: number, from = 0): string => Array.from({ length: count }, (_, index) => line(`n${from + index}`)).join('\n');

async function* streamOf(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text);
}

const stdin = (text: string): Partial<IngestOptions> => ({ paths: ['-'], stdin: streamOf(text) });

async function* silentAfter(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text);
  await new Promise(() => undefined);
}

async function bench(files: Readonly<Record<string, string>>) {
  const dir = await folder(files);
  const dataDir = await folder();
  const engine = new MemoryEngine();
  const problems: string[] = [];
  const run = (options: Partial<IngestOptions> = {}): Promise<IngestSummary> => {
    problems.length = 0;
    return ingest({ paths: [dir], engine, dataDir, onProblem: (problem) => problems.push(problemAsText(problem)), ...options });
  };
  const ids = (): string[] => [...engine.stored.keys()].sort();
  return { dir, dataDir, engine, problems, run, ids };
}

describe('a second run', () => {
  test('reads nothing that is unchanged', async () => {
    const { engine, run } = await bench({ 'a.ndjson': lines(4), 'b.json': line('b1') });
    expect(await run()).toMatchObject({ files: 2, articles: 5, paragraphs: 5, skippedFiles: 0, failed: 0, interrupted: false });
    expect(await run()).toMatchObject({ files: 2, articles: 0, skippedFiles: 2 });
    expect(engine.given).toBe(5);
  });

  test('replaces what changed and deletes what is no longer in the file', async () => {
    const { dir, engine, run, ids } = await bench({ 'a.ndjson': [line('keep'), line('change'), line('go')].join('\n') });
    await run();
    await put(dir, { 'a.ndjson': [line('keep'), line('change', '改过的正文。'), line('come')].join('\n') });
    expect(await run()).toMatchObject({ articles: 2, skippedArticles: 1, deleted: 1 });
    expect(ids()).toEqual(['change', 'come', 'keep']);
    expect(engine.stored.get('change')?.paragraphs[0]?.text).toBe('改过的正文。');
  });

  test('keeps what a file held when the file has become unreadable', async () => {
    const { dir, run, ids } = await bench({ 'a.json': line('a1'), 'b.ndjson': lines(3) });
    await run();
    await put(dir, { 'a.json': '{', 'b.ndjson': `${line('n0')}\n{"text":\n` });
    expect(await run()).toMatchObject({ failed: 2, deleted: 0 });
    expect(ids()).toEqual(['a1', 'n0', 'n1', 'n2']);
    expect((await run()).failed).toBe(2);
  });

  test('a changed manifest is a change of its files', async () => {
    const { dir, engine, run } = await bench({ 'a.json': line('a1') });
    await run();
    await put(dir, { '_meta.yml': 'paper: 江湾晚报\n' });
    expect(await run()).toMatchObject({ articles: 1 });
    expect(engine.stored.get('a1')?.source.paper).toBe('江湾晚报');
  });

  test('standard input: lines already indexed are passed over, others stay', async () => {
    const { run, ids, engine } = await bench({});
    await run(stdin(lines(5)));
    expect(await run(stdin(lines(5)))).toMatchObject({ articles: 0, skippedArticles: 5 });
    expect(await run(stdin(lines(3, 4)))).toMatchObject({ articles: 2, skippedArticles: 1, deleted: 0 });
    expect(ids()).toHaveLength(7);
    expect(engine.given).toBe(7);
  });

  test('of two articles with one id the later is kept, however often it is run', async () => {
    const { engine, run } = await bench({});
    const text = [line('x', '先。'), line('y'), line('x', '后。')].join('\n');
    for (let time = 0; time < 3; time += 1) {
      await run(stdin(text));
      expect(engine.stored.get('x')?.paragraphs[0]?.text).toBe('后。');
    }
  });

  test('notes about another index are not believed', async () => {
    const { run, dir, dataDir } = await bench({ 'a.ndjson': lines(3) });
    await run();
    const other = new MemoryEngine();
    other.stats = async () => ({ ...(await new MemoryEngine().stats()), indexId: 'another' });
    expect(await ingest({ paths: [dir], engine: other, dataDir })).toMatchObject({ articles: 3 });
    expect(await run()).toMatchObject({ skippedFiles: 1 });
  });
});

describe('--prune', () => {
  test('deletes the articles of vanished files, under the given paths only', async () => {
    const { dir, run, ids, problems } = await bench({ 'a/1.json': line('a1'), 'a/2.json': line('a2'), 'b/1.json': line('b1') });
    await run();
    await rm(path.join(dir, 'a/1.json'));
    await rm(path.join(dir, 'b/1.json'));
    await run();
    expect(ids()).toEqual(['a1', 'a2', 'b1']);
    expect(await run({ paths: [path.join(dir, 'a')], prune: true })).toMatchObject({ deleted: 1, failed: 0 });
    expect(ids()).toEqual(['a2', 'b1']);
    expect(await run({ paths: [path.join(dir, 'b/1.json')], prune: true })).toMatchObject({ deleted: 1, failed: 0 });
    expect(ids()).toEqual(['a2']);
    expect(problems.join()).toContain('vanished');
  });

  test('a folder that is missing as a whole is a mistake, not ten thousand deletions', async () => {
    const { dir, run, ids } = await bench({ 'a/1.json': line('a1') });
    await run();
    await rm(path.join(dir, 'a'), { recursive: true });
    expect(await run({ paths: [path.join(dir, 'a')], prune: true })).toMatchObject({ failed: 1, deleted: 0 });
    expect(ids()).toEqual(['a1']);
  });

  test('an article that another file holds too is kept', async () => {
    const { dir, run, ids } = await bench({ 'a.json': line('same'), 'b.json': line('same') });
    await run();
    await rm(path.join(dir, 'b.json'));
    await run({ prune: true });
    expect(ids()).toEqual(['same']);
  });
});

describe('a run that breaks off', () => {
  test('is completed by the next one, which repeats only what was not acknowledged', async () => {
    const { engine, run, ids } = await bench({ '1.ndjson': lines(4), '2.ndjson': lines(4, 4), '3.ndjson': lines(4, 8) });
    engine.failAfter = 7;
    await expect(run()).rejects.toMatchObject({ code: 'engine_unavailable' });
    expect(ids()).toHaveLength(6);
    engine.failAfter = Number.POSITIVE_INFINITY;
    expect(await run()).toMatchObject({ skippedFiles: 1, skippedArticles: 2, articles: 6 });
    expect(ids()).toHaveLength(12);
  });

  test('stopped by the signal, it ends at an article and says so', async () => {
    const { engine, run, ids } = await bench({ '1.ndjson': lines(20) });
    const controller = new AbortController();
    engine.onArticle = (count) => {
      if (count === 5) controller.abort();
    };
    expect(await run({ signal: controller.signal })).toMatchObject({ interrupted: true, articles: 5 });
    expect(ids()).toHaveLength(5);
    engine.onArticle = () => undefined;
    expect(await run()).toMatchObject({ interrupted: false, articles: 15, skippedArticles: 5 });
  });

  test('is stopped even while standard input is silent', async () => {
    const { run } = await bench({});
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 50);
    expect(await run({ paths: ['-'], stdin: silentAfter(`${line('a1')}\n`), signal: controller.signal })).toMatchObject({ interrupted: true });
  });
});

describe('--rebuild', () => {
  test('reads everything anew and forgets what is no longer given', async () => {
    const { dir, engine, run, ids } = await bench({ 'a.json': line('a1'), 'b.json': line('b1') });
    await run();
    await rm(path.join(dir, 'b.json'));
    expect(await run({ rebuild: true })).toMatchObject({ articles: 1, skippedFiles: 0 });
    expect(ids()).toEqual(['a1']);
    expect(await run()).toMatchObject({ articles: 0, skippedFiles: 1 });
    expect(engine.given).toBe(3);
  });

  test('interrupted or failed, it leaves the old index and its notes as they were', async () => {
    const { engine, run, ids } = await bench({ 'a.ndjson': lines(8) });
    await run();
    const controller = new AbortController();
    engine.onArticle = (count) => {
      if (count === 4) controller.abort();
    };
    expect(await run({ rebuild: true, signal: controller.signal })).toMatchObject({ interrupted: true });
    engine.onArticle = () => undefined;
    engine.failAfter = 4;
    await expect(run({ rebuild: true })).rejects.toMatchObject({ code: 'engine_unavailable' });
    engine.failAfter = Number.POSITIVE_INFINITY;
    expect(ids()).toHaveLength(8);
    expect(await run()).toMatchObject({ articles: 0, skippedFiles: 1 });
  });

  test('is the cure for an index of another format, which says so once and names the file', async () => {
    const { dataDir, run } = await bench({ 'a.ndjson': lines(3) });
    const engine = openSqlite(dataDir);
    await run({ engine });
    const index = path.join(dataDir, 'index.db');
    const db = new Database(index);
    db.pragma('user_version = 1');
    db.close();
    const later = openSqlite(dataDir);
    await expect(run({ engine: later })).rejects.toMatchObject({ code: 'index_corrupt', message: expect.stringMatching(/^(?!.*index\.db.*index\.db).*index\.db: .*--rebuild/) as string });
    expect(await run({ engine: later, rebuild: true })).toMatchObject({ articles: 3 });
    expect(await run({ engine: later })).toMatchObject({ articles: 0, skippedFiles: 1 });
    await Promise.all([engine.close(), later.close()]);
  });
});

test('two ingests at once: the second is told who is writing', async () => {
  const { dataDir, run } = await bench({ 'a.json': line('a1') });
  const release = lockIngest(dataDir);
  await expect(run()).rejects.toMatchObject({ code: 'index_locked', message: expect.stringContaining(`process ${process.pid}`) as string });
  release();
  expect(await run()).toMatchObject({ articles: 1 });
});

test('files come in one order however many are read ahead', async () => {
  const files = Object.fromEntries(Array.from({ length: 12 }, (_, index) => [`${String(index).padStart(2, '0')}.json`, line(`f${index}`)]));
  const orders = [];
  for (const concurrency of [1, 8]) {
    const { engine, run } = await bench(files);
    await run({ concurrency });
    orders.push([...engine.stored.keys()]);
  }
  expect(orders[0]).toEqual(orders[1]);
});
