/** kill -9 at random moments: nothing acknowledged is lost, nothing half is shown. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { random } from '../bench/search/random.ts';
import { NO_FILTERS, type Engine } from '../src/engine/engine.ts';
import { openSqlite } from '../src/engine/sqlite/sqlite.ts';
import { parseQuery } from '../src/query/parse.ts';
import { understand } from '../src/query/understand.ts';
import { numbered } from './fixtures/faults/numbered.ts';

const KILLS = 25;
const WRITER = fileURLToPath(new URL('./fixtures/faults/writer.ts', import.meta.url));

let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'xunbao-kill-'));
});
afterAll(() => rm(dir, { recursive: true, force: true }));

/** Writes until killed, `ms` after the first batch was safe; answers how many articles it had said were safe. */
async function writeAndKill(from: number, revision: number, ms: number): Promise<number> {
  const writer = spawn(process.execPath, ['--import', 'tsx', WRITER, dir, String(from), String(revision)], { stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  writer.stdout.setEncoding('utf8').on('data', (text: string) => (said += text));
  await once(writer.stdout, 'data');
  await wait(ms);
  writer.kill('SIGKILL');
  await once(writer, 'close');
  // A number cut off by the kill was not said.
  return Number(said.slice(0, said.lastIndexOf('\n')).split('\n').at(-1));
}

async function count(engine: Engine, q: string): Promise<{ total: number; totalArticles: number }> {
  return engine.search({ plan: understand(parseQuery(q).query), filters: NO_FILTERS, sort: 'relevance', page: 1, size: 1, facets: [] });
}

describe('an index whose writer is killed', () => {
  const next = random(5);
  let written = 0;

  it.each(Array.from({ length: KILLS }, (_, i) => i + 1))('while it adds, kill %i: holds all that was acknowledged, each whole', { timeout: 30_000 }, async () => {
    const from = written;
    const safe = await writeAndKill(from, 0, next(400));
    const engine = openSqlite(dir);
    try {
      const { articles, paragraphs } = await engine.stats();
      expect(articles).toBeGreaterThanOrEqual(from + safe);
      expect(paragraphs).toBe(articles * 6);
      expect(await count(engine, '"渡口复航"')).toMatchObject({ total: paragraphs, totalArticles: articles });
      for (const n of [from, from + safe - 1, next(from + safe)]) expect((await engine.article(`n${n}`))?.paragraphs).toEqual(numbered(n, 0).paragraphs);
      written = articles;
    } finally {
      await engine.close();
    }
  });

  it.each(Array.from({ length: KILLS }, (_, i) => i + 1))('while it replaces, kill %i: shows each article before or after, none between', { timeout: 30_000 }, async (revision) => {
    const safe = Math.min(written, await writeAndKill(0, revision, next(400)));
    const engine = openSqlite(dir);
    try {
      const { articles, paragraphs } = await engine.stats();
      expect(paragraphs).toBe(articles * 6);
      const revised = await count(engine, `"修订${revision}，"`);
      expect(revised.totalArticles).toBeGreaterThanOrEqual(safe);
      expect(revised.total).toBe(revised.totalArticles * 6);
      for (const n of [0, safe - 1, revised.totalArticles, next(written)]) {
        const kept = await engine.article(`n${n}`);
        const now = /修订(\d+)/.exec(kept?.paragraphs[0]?.text ?? '')?.[1];
        expect(kept?.paragraphs).toEqual(numbered(n, Number(now)).paragraphs);
        if (n < safe) expect(now).toBe(String(revision));
      }
      written = Math.max(written, articles);
    } finally {
      await engine.close();
    }
  });

  it('is a sound database in the end', () => {
    const db = new Database(join(dir, 'index.db'));
    expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
    db.close();
  });
});
