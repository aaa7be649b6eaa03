/** The index's files hurt from outside while it is served: told clearly, healed without a restart. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Article } from '../src/domain.ts';
import { NO_FILTERS, type Engine, type SearchResult } from '../src/engine/engine.ts';
import { openSqlite } from '../src/engine/sqlite/sqlite.ts';
import { openThreadedSqlite } from '../src/engine/sqlite/threaded.ts';
import { parseQuery } from '../src/query/parse.ts';
import { understand } from '../src/query/understand.ts';
import { numbered } from './fixtures/faults/numbered.ts';

let dir: string;
let index: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'xunbao-files-'));
  index = join(dir, 'index.db');
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const articles = (count: number, revision = 0): Article[] => Array.from({ length: count }, (_, n) => numbered(n, revision));
const search = (engine: Engine, q: string): Promise<SearchResult> =>
  engine.search({ plan: understand(parseQuery(q).query), filters: NO_FILTERS, sort: 'relevance', page: 1, size: 20, facets: [] });

async function filled(count: number): Promise<void> {
  const engine = openSqlite(dir);
  await engine.index(articles(count));
  await engine.close();
  // The file alone is hurt below, so all must be in it.
  const db = new Database(index);
  db.pragma('wal_checkpoint(TRUNCATE)');
  db.close();
}

describe('an index file', () => {
  it.each([0, 100, 8192, 3 * 8192, 0.5, 0.9])('cut off at %d never yields a wrong answer: the whole truth or a clear fault', async (at) => {
    await filled(600);
    truncateSync(index, at < 1 ? Math.floor(statSync(index).size * at) : at);
    const engine = openSqlite(dir);
    const faults: string[] = [];
    const told = async <T>(ask: Promise<T>, empty: T, whole: T): Promise<void> => {
      const answer = await ask.catch((error: { code: string }) => void faults.push(error.code));
      if (answer !== undefined) expect(answer).toEqual(at === 0 ? empty : whole);
    };
    await told(search(engine, '渡口复航').then(({ total }) => total), 0, 3600);
    await told(search(engine, '"编号37的简讯"').then(({ total }) => total), 0, 6);
    await told(engine.article('n599').then((article) => article?.paragraphs), undefined, numbered(599, 0).paragraphs);
    await told(search(engine, '').then(({ hits }) => hits.length), 0, 20);
    // An emptied file is a new index; anything else must have been noticed by one of these.
    if (at !== 0) expect(faults).toContain('index_corrupt');
    await engine.close();
  });

  it('cut off while it is served is a fault, and heals when it is put back', async () => {
    await filled(600);
    const kept = join(dir, 'kept');
    copyFileSync(index, kept);
    const engine = openThreadedSqlite(dir, { threads: 2 });
    try {
      expect((await search(engine, '渡口复航')).total).toBe(3600);
      rmSync(index);
      copyFileSync(kept, index);
      truncateSync(index, Math.floor(statSync(index).size / 2));
      // What is already in memory may still answer, and then right; it must never answer wrong.
      for (let i = 0; i < 40; i++) {
        const answer = await search(engine, `"编号${i}的"`).catch((error: unknown) => error as Error & { code: string });
        if (answer instanceof Error) expect(answer.code).toMatch(/^(index_corrupt|engine_unavailable|engine_failed)$/);
        else expect(answer.total).toBe(6);
      }
      copyFileSync(kept, index);
      await expect.poll(async () => (await search(engine, '"编号37的"').catch(() => null))?.total).toBe(6);
    } finally {
      await engine.close();
    }
  });

  it('replaced by a newer one is served from then on', async () => {
    await filled(20);
    const engine = openThreadedSqlite(dir, { threads: 2 });
    try {
      expect((await search(engine, '修订0')).total).toBe(120);
      const other = openSqlite(dir);
      await other.index(articles(20, 7), { rebuild: true });
      await other.close();
      await expect.poll(async () => (await search(engine, '修订7')).total).toBe(120);
      expect((await search(engine, '"修订0，"')).total).toBe(0);
    } finally {
      await engine.close();
    }
  });

  it('is served whole by two servers while a third engine writes to it', async () => {
    await filled(40);
    const servers = [openThreadedSqlite(dir, { threads: 1 }), openThreadedSqlite(dir, { threads: 1 })];
    const writer = openSqlite(dir);
    try {
      // Both have looked before the first change, and look often between the others.
      const looks = servers.map(() => 0);
      const writing = { done: false, revision: 0 };
      await Promise.all(servers.map((server) => search(server, '"渡口复航"')));
      const writes = (async () => {
        while (writing.revision < 15 || looks.some((times) => times < 15)) {
          await writer.index(articles(40, ++writing.revision));
          // What the servers answered on their threads is heard in between.
          await setImmediate();
        }
        writing.done = true;
      })();
      const seen = servers.map(async (server, which) => {
        for (; !writing.done; looks[which]!++) {
          const { paragraphs, articles } = await server.stats();
          expect([articles, paragraphs]).toEqual([40, 240]);
          expect(await search(server, '"渡口复航"')).toMatchObject({ total: 240, totalArticles: 40 });
          const texts = (await server.article('n7'))?.paragraphs.map(({ text }) => /修订\d+/.exec(text)?.[0]);
          expect(new Set(texts).size).toBe(1);
        }
      });
      await Promise.all([writes, ...seen]);
      for (const server of servers) expect((await search(server, `"修订${writing.revision}，"`)).total).toBe(240);
    } finally {
      await Promise.all([writer, ...servers].map((engine) => engine.close()));
    }
  }, 30_000);
});

async function ingest(...shell: string[]): Promise<{ code: number | null; err: string }> {
  const child = spawn('bash', ['-c', shell.join('; ')], { env: { ...process.env, DATA_DIR: dir, ENGINE: 'sqlite' }, stdio: ['ignore', 'ignore', 'pipe'] });
  let err = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, err };
}

describe('an ingest', () => {
  it('that meets a full disk says so with exit 4, and what was there before still serves', { timeout: 120_000 }, async () => {
    await filled(20);
    const pages = join(dir, 'pages');
    mkdirSync(pages);
    writeFileSync(join(pages, 'a.ndjson'), articles(1500, 1).map(({ id, paragraphs }) => JSON.stringify({ id: `x${id}`, paragraphs: paragraphs.map(({ text }) => text) })).join('\n'));
    // The kernel refuses to let any file grow past 1 MB, as a full disk would.
    const { code, err } = await ingest('trap "" XFSZ', 'ulimit -f 1024', `exec npx tsx ingest/cli.ts ${pages}`);
    expect({ code, err }).toMatchObject({ code: 4, err: expect.stringMatching(/index\.db.*(full|I\/O)|(full|I\/O).*index\.db|ENOSPC|EFBIG/i) });
    const engine = openSqlite(dir);
    try {
      const { articles: count, paragraphs } = await engine.stats();
      expect(count).toBeGreaterThanOrEqual(20);
      expect(paragraphs).toBe(count * 6);
      expect((await search(engine, '"修订0，"')).total).toBe(120);
    } finally {
      await engine.close();
    }
    // With room again, running it again completes it.
    expect((await ingest(`exec npx tsx ingest/cli.ts ${pages}`)).code).toBe(0);
    const healed = openSqlite(dir);
    expect((await healed.stats()).articles).toBe(1520);
    await healed.close();
  });
});
