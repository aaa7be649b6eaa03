import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, relative } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSqlite } from '../src/engine/sqlite/sqlite.ts';
import { article } from './server.double.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'xunbao-faults-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const news = article({ id: 'a1', title: '渡口复航', texts: ['渡口今晨复航，首班船载客四十人。'] });

describe('sqlite engine, when its files are not as they should be', () => {
  it('says that the data folder is a file', async () => {
    const path = join(dir, 'taken');
    writeFileSync(path, '');
    await expect(openSqlite(path).stats()).rejects.toMatchObject({ code: 'engine_unavailable' });
  });

  it.each([
    ['a text', (path: string) => writeFileSync(path, '不是数据库。'.repeat(500))],
    ['a database of something else', (path: string) => new Database(path).exec('CREATE TABLE t (x)').close()],
    ['an index of a later format', (path: string) => {
      const db = new Database(path);
      db.pragma('application_id = 0x58756e62');
      db.pragma('user_version = 9999');
      db.close();
    }],
  ])('refuses %s and heals when the file is gone', async (_, write) => {
    const path = join(dir, 'index.db');
    write(path);
    const engine = openSqlite(dir);
    await expect(engine.ready()).rejects.toMatchObject({ code: 'index_corrupt' });
    for (const suffix of ['', '-wal', '-shm']) rmSync(path + suffix, { force: true });
    await engine.index([news]);
    expect((await engine.stats()).articles).toBe(1);
    await engine.close();
  });

  it.each([
    ['begins with ./, as the default one does', (path: string) => `./${relative(process.cwd(), path)}`],
    ['ends with a stroke', (path: string) => `${path}/`],
    ['is not in its shortest form', (path: string) => `${path}/.//../${basename(path)}`],
  ])('finds its way back to a rebuilt index in a folder whose name %s', async (_, named) => {
    const engine = openSqlite(named(dir));
    await engine.index([news]);
    await engine.index([{ ...news, id: 'b2' }], { rebuild: true });
    await engine.close();
    const again = openSqlite(named(dir));
    expect((await again.article('b2'))?.id).toBe('b2');
    await again.close();
  });

  it('takes no empty index for the archive when what points to it is damaged, and heals by a rebuild, which removes nothing that may be it', async () => {
    const writer = openSqlite(dir);
    await writer.index([news], { rebuild: true });
    await writer.close();
    const pointer = join(dir, 'index.current');
    const name = readFileSync(pointer, 'utf8');
    writeFileSync(pointer, name.slice(1));
    const engine = openSqlite(dir);
    await expect(engine.stats()).rejects.toMatchObject({ code: 'index_corrupt', message: expect.stringContaining(pointer) });
    await expect(engine.index([news])).rejects.toMatchObject({ code: 'index_corrupt' });
    await engine.index([{ ...news, id: 'b2' }], { rebuild: true });
    expect((await engine.article('b2'))?.id).toBe('b2');
    writeFileSync(pointer, name);
    expect((await engine.article('a1'))?.id).toBe('a1');
    await engine.close();
  });

  it('lets a reader that is open see what another process wrote, and a rebuild of another', async () => {
    const reader = openSqlite(dir);
    expect((await reader.stats()).articles).toBe(0);
    const writer = openSqlite(dir);
    await writer.index([news]);
    expect((await reader.stats()).articles).toBe(1);
    await writer.index([{ ...news, id: 'b2' }], { rebuild: true });
    expect(await reader.article('a1')).toBeNull();
    expect(await reader.article('b2')).not.toBeNull();
    await Promise.all([reader.close(), writer.close()]);
  });
});
