/** A backup is of one moment, and whole, or there is none; a restore serves it at once, or changes nothing. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { backup, restore } from '../ingest/backup.ts';
import { ingest } from '../ingest/pipeline.ts';
import { NO_FILTERS, type Engine } from '../src/engine/engine.ts';
import { openSqlite } from '../src/engine/sqlite/sqlite.ts';
import { openThreadedSqlite } from '../src/engine/sqlite/threaded.ts';
import { parseQuery } from '../src/query/parse.ts';
import { understand } from '../src/query/understand.ts';
import { numbered } from './fixtures/faults/numbered.ts';

let dir: string;
let dataDir: string;
let file: string;
let engine: Engine;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'xunbao-backup-'));
  dataDir = join(dir, 'data');
  mkdirSync(dataDir);
  file = join(dir, 'kept.db');
  engine = openSqlite(dataDir);
});
afterEach(async () => {
  await engine.close();
  rmSync(dir, { recursive: true, force: true });
});

const edition = (count: number, revision: number) => Array.from({ length: count }, (_, n) => numbered(n, revision));
const total = async (engine: Engine, q: string): Promise<number> =>
  (await engine.search({ plan: understand(parseQuery(q).query), filters: NO_FILTERS, sort: 'relevance', page: 1, size: 1, facets: [] })).total;

async function command(name: 'backup' | 'restore', args: readonly string[], env: Record<string, string> = {}, before = ''): Promise<{ code: number | null; out: string }> {
  const child = spawn('bash', ['-c', `${before} exec npx tsx ingest/backup-cli.ts "$@"`, 'bash', name, ...args], { env: { ...process.env, NODE_ENV: '', npm_config_loglevel: 'silent', ENGINE: 'sqlite', DATA_DIR: dataDir, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  let out = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => (out += text));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, out };
}

const papers = (): string => join(dir, 'papers');
const page = (name: string, count: number, revision: number): void => {
  mkdirSync(papers(), { recursive: true });
  writeFileSync(join(papers(), name), edition(count, revision).map(({ id, paragraphs }) => JSON.stringify({ id: `${name[0]}${id}`, paragraphs: paragraphs.map(({ text }) => text) })).join('\n'));
};

const read = () => ingest({ engine, dataDir, paths: [papers()] });

describe('a backup', () => {
  it('is of one moment, while a server reads and an ingest writes without a pause', { timeout: 60_000 }, async () => {
    await engine.index(edition(300, 0));
    const server = openThreadedSqlite(dataDir, { threads: 1 });
    const working = { done: false };
    const reading = (async () => {
      while (!working.done) expect(await total(server, '"渡口复航"')).toBe(1800);
    })();
    const writing = (async () => {
      for (let revision = 1; !working.done; revision++) {
        await engine.index(edition(300, revision));
        await setImmediate();
      }
    })();
    try {
      expect(await command('backup', [file])).toMatchObject({ code: 0, out: expect.stringMatching(/^saved to .*kept\.db \(.*\): 300 articles, 1800 paragraphs, as of 20\S+Z\n$/) });
    } finally {
      working.done = true;
      await Promise.all([reading, writing]);
      await server.close();
    }
    const elsewhere = openSqlite(join(dir, 'elsewhere'));
    await restore({ engine: elsewhere, dataDir: join(dir, 'elsewhere'), file });
    const revision = /修订\d+/.exec((await elsewhere.article('n7'))!.paragraphs[0]!.text)![0];
    expect(await total(elsewhere, `"${revision}，"`)).toBe(1800);
    await elsewhere.close();
  });

  it('that fails leaves the one before it, and nothing else', { timeout: 60_000 }, async () => {
    await engine.index(edition(600, 0));
    writeFileSync(file, 'the one before');
    // The kernel refuses to let any file grow past 100 kB, as a full disk would.
    expect(await command('backup', [file], {}, 'trap "" XFSZ; ulimit -f 100;')).toMatchObject({ code: 4, out: expect.stringMatching(/^\S*kept\.db: .+\n$/) });
    expect(readFileSync(file, 'utf8')).toBe('the one before');
    const stopped = AbortSignal.abort(new Error('enough'));
    await expect(backup({ engine, dataDir, file, signal: stopped })).rejects.toThrow('enough');
    expect(readdirSync(dir).sort()).toEqual(['data', 'kept.db']);
  });

  it.each([
    ['no FILE', [], {}, /FILE is missing/],
    ['two', ['a', 'b'], {}, /only one FILE/],
    ['a folder that is not there', ['/nowhere/kept.db'], {}, /^\/nowhere\/kept\.db: no such folder\n$/],
    ['another engine', ['kept.db'], { ENGINE: 'meilisearch', MEILI_URL: 'http://127.0.0.1:9' }, /^ENGINE: meilisearch is backed up .+\n$/],
  ] as const)('with %s is a usage error', async (_, args, env, said) => {
    expect(await command('backup', args, env)).toMatchObject({ code: 2, out: expect.stringMatching(said) });
  });

  it('never takes the place of the index itself, and is not made of nothing', async () => {
    await expect(backup({ engine, dataDir, file })).rejects.toMatchObject({ code: 'engine_unavailable', message: expect.stringContaining('no index yet') });
    await engine.index(edition(1, 0));
    for (const name of ['index.db', 'ingest.db']) await expect(backup({ engine, dataDir, file: join(dataDir, name) })).rejects.toMatchObject({ code: 'invalid_config' });
    expect(await total(engine, '')).toBe(6);
  });
});

describe('a restore', () => {
  it.each([
    ['', false],
    [' that was rebuilt meanwhile', true],
  ])('brings back an index%s with what the ingest knew, under a running server', async (_, rebuild) => {
    page('a.ndjson', 3, 0);
    await read();
    await backup({ engine, dataDir, file });
    page('b.ndjson', 2, 1);
    await read();
    if (rebuild) await ingest({ engine, dataDir, paths: [papers()], rebuild });
    const server = openThreadedSqlite(dataDir, { threads: 1 });
    try {
      expect(await total(server, '')).toBe(30);
      expect(await command('restore', [file])).toMatchObject({ code: 0, out: expect.stringMatching(/^restored from .+: 3 articles, 18 paragraphs/) });
      expect(await total(server, '')).toBe(18);
      expect(await total(server, '"修订0，"')).toBe(18);
      // Had the notes stayed, the later file would be taken for read and its articles be lost.
      expect(await read()).toMatchObject({ skippedFiles: 1, files: 2, articles: 2 });
      expect(await total(server, '')).toBe(30);
    } finally {
      await server.close();
    }
  });

  it('by hand, without the notes of that day, is noticed: everything is read again', async () => {
    page('a.ndjson', 3, 0);
    await read();
    await engine.backup!(file, null);
    page('b.ndjson', 2, 1);
    await read();
    await engine.restore!(file, () => undefined);
    const problems: string[] = [];
    expect(await ingest({ engine, dataDir, paths: [papers()], onProblem: ({ reason }) => void problems.push(reason) })).toMatchObject({ skippedFiles: 0, articles: 5 });
    expect(problems).toEqual([expect.stringContaining('put back')]);
    expect(await total(engine, '')).toBe(30);
    expect(await read()).toMatchObject({ skippedFiles: 2, articles: 0 });
  });

  it('of a backup that knows of no files has them all read again', async () => {
    page('a.ndjson', 3, 0);
    await read();
    await engine.backup!(file, null);
    await restore({ engine, dataDir, file });
    expect(await read()).toMatchObject({ skippedFiles: 0, articles: 3 });
    expect(await total(engine, '')).toBe(18);
  });

  describe('refuses', () => {
    const spoiled: [string, (file: string) => void][] = [
      ['nothing', (file) => rmSync(file)],
      ['a folder', (file) => (rmSync(file), mkdirSync(file))],
      ['an empty file', (file) => truncateSync(file, 0)],
      ['a file cut off in the middle', (file) => truncateSync(file, Math.floor(statSync(file).size / 2))],
      ['a file that lacks its last page', (file) => truncateSync(file, statSync(file).size - 8192)],
      ['something else', (file) => writeFileSync(file, '本市昨日有雨。'.repeat(500))],
      ['another database', (file) => (rmSync(file), new Database(file).exec('CREATE TABLE article (id)').close())],
      ['a page of noise', (file) => void writeSync(openSync(file, 'r+'), Buffer.alloc(8192, 0xa5), 0, 8192, 3 * 8192)],
      ['rows that are missing', (file) => void new Database(file).exec("DELETE FROM paragraph WHERE ordinal = 3").close()],
      ['a newer format', (file) => void new Database(file).pragma('user_version = 99')],
    ];
    it.each(spoiled)('%s, in one line, and the index stays as it was', async (_, spoil) => {
      await engine.index(edition(200, 0));
      await backup({ engine, dataDir, file });
      await engine.index(edition(200, 1));
      spoil(file);
      const before = readdirSync(dataDir);
      await expect(restore({ engine, dataDir, file })).rejects.toMatchObject({ code: 'unreadable', message: expect.stringMatching(/^[^\n]*kept\.db: [^\n]+$/) });
      expect(readdirSync(dataDir).filter((name) => !before.includes(name))).toEqual(['ingest.lock']);
      expect(await total(engine, '"修订1，"')).toBe(1200);
    });

    it('nothing because of one that was killed, and clears away what that left', async () => {
      await engine.index(edition(2, 0), { rebuild: true });
      await backup({ engine, dataDir, file });
      const left = ['index-0a.db', 'index-0a.db-wal', 'index-0a.db.notes', 'index.db'];
      for (const name of left) writeFileSync(join(dataDir, name), 'left');
      await restore({ engine, dataDir, file });
      expect(readdirSync(dataDir).filter((name) => /^index-[^.]*\.db$/.test(name))).toHaveLength(1);
      expect(readdirSync(dataDir).filter((name) => left.includes(name))).toEqual([]);
      expect(await total(engine, '')).toBe(12);
    });

    it('with exit 3 from the command', async () => {
      await engine.index(edition(1, 0));
      expect(await command('restore', [join(dir, 'none.db')])).toEqual({ code: 3, out: `${join(dir, 'none.db')}: no such file\n` });
      expect(await command('restore', [dir])).toEqual({ code: 3, out: `${dir}: is a folder\n` });
    });

    it('while an ingest runs', async () => {
      page('a.ndjson', 3, 0);
      await engine.index(edition(2, 0));
      await backup({ engine, dataDir, file });
      let refused: unknown;
      await ingest({ engine, dataDir, paths: [papers()], onProgress: () => void (refused ??= restore({ engine, dataDir, file }).catch((error: unknown) => error)) });
      expect(await refused).toMatchObject({ code: 'index_locked', message: expect.stringContaining(`process ${process.pid}`) });
    });
  });
});
