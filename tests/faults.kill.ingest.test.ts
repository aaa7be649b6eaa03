/** `kill -9` at random moments of the command itself, index and notes together: the next run completes it, and the one after has nothing to do. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { random } from '../bench/search/random.ts';
import { NO_FILTERS, type Engine } from '../src/engine/engine.ts';
import { openSqlite } from '../src/engine/sqlite/sqlite.ts';
import { parseQuery } from '../src/query/parse.ts';
import { understand } from '../src/query/understand.ts';
import { numbered } from './fixtures/faults/numbered.ts';

const ROUNDS = 5;
const FILES = 20;
const IN_FILE = 25;

let dir = '';
let pages = '';
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'xunbao-kill-ingest-'));
  pages = join(dir, 'pages');
  mkdirSync(pages);
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

function publish(revision: number): void {
  for (let file = 0; file < FILES; file++) {
    const lines = Array.from({ length: IN_FILE }, (_, i) => numbered(file * IN_FILE + i, revision)).map(({ id, title, date, paragraphs }) => JSON.stringify({ id, title, date, paragraphs: paragraphs.map(({ text }) => text) }));
    writeFileSync(join(pages, `${file}.ndjson`), lines.join('\n'));
  }
}

/** `null` when it was killed before it ended. */
async function ingest(killAfterMs: number | null): Promise<number | null> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'ingest/cli.ts', pages], { env: { ...process.env, DATA_DIR: dir, ENGINE: 'sqlite' }, stdio: 'ignore' });
  const timer = killAfterMs === null ? undefined : setTimeout(() => child.kill('SIGKILL'), killAfterMs);
  const [code] = (await once(child, 'close')) as [number | null];
  clearTimeout(timer);
  return code;
}

const count = (engine: Engine, q: string) => engine.search({ plan: understand(parseQuery(q).query), filters: NO_FILTERS, sort: 'relevance', page: 1, size: 1, facets: [] });

async function look<T>(use: (engine: Engine) => Promise<T>): Promise<T> {
  const engine = openSqlite(dir, { readOnly: true });
  try {
    return await use(engine);
  } finally {
    await engine.close();
  }
}

it('shows each article of one revision while it is killed, and all of the last one in the end', { timeout: 180_000 }, async () => {
  const next = random(9);
  let whole = 0;
  for (let revision = 0; revision < ROUNDS; revision++) {
    publish(revision);
    // The first run says how long one takes; a later one may still end before it is killed.
    const started = performance.now();
    const code = await ingest(revision === 0 ? null : next(whole));
    expect(revision === 0 ? [0] : [0, null]).toContain(code);
    if (revision === 0) whole = performance.now() - started;
    await look(async (engine) => {
      const { articles, paragraphs } = await engine.stats();
      expect(paragraphs).toBe(articles * 6);
      let shown = 0;
      for (let r = 0; r <= revision; r++) {
        const { total, totalArticles } = await count(engine, `"修订${r}，"`);
        expect(total).toBe(totalArticles * 6);
        shown += totalArticles;
      }
      expect(shown).toBe(articles);
    });
  }
  expect(await ingest(null)).toBe(0);
  const completed = await look(async (engine) => {
    expect(await count(engine, `"修订${ROUNDS - 1}，"`)).toMatchObject({ total: FILES * IN_FILE * 6, totalArticles: FILES * IN_FILE });
    return engine.stats();
  });
  expect(completed).toMatchObject({ articles: FILES * IN_FILE, paragraphs: FILES * IN_FILE * 6 });
  expect(await ingest(null)).toBe(0);
  expect(await look((engine) => engine.stats())).toEqual(completed);
});
