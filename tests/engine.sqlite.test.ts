import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqlite } from '../src/engine/sqlite/sqlite.ts';
import { engineContract } from './engine.contract.ts';

engineContract('sqlite', {
  async open() {
    const dir = await mkdtemp(join(tmpdir(), 'xunbao-sqlite-'));
    let engine = openSqlite(dir);
    return {
      engine,
      async reopen() {
        await engine.close();
        engine = openSqlite(dir);
        return engine;
      },
      async destroy() {
        await engine.close();
        await rm(dir, { recursive: true });
      },
    };
  },
});
