import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Engine } from '../src/engine/engine.ts';
import { openSqlite } from '../src/engine/sqlite/sqlite.ts';
import { openThreadedSqlite } from '../src/engine/sqlite/threaded.ts';
import { engineContract } from './engine.contract.ts';

const subject = (openAt: (dir: string) => Engine): Parameters<typeof engineContract>[1] => ({
  async open() {
    const dir = await mkdtemp(join(tmpdir(), 'xunbao-sqlite-'));
    let engine = openAt(dir);
    return {
      engine,
      async reopen() {
        await engine.close();
        engine = openAt(dir);
        return engine;
      },
      async destroy() {
        await engine.close();
        await rm(dir, { recursive: true });
      },
    };
  },
});

engineContract('sqlite', subject(openSqlite));
engineContract('sqlite, reads on threads', subject((dir) => openThreadedSqlite(dir, { threads: 2 })));
