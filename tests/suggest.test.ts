/** What is offered while a word is being typed, over the embedded engine. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Engine } from '../src/engine/engine.ts';
import { openSqlite } from '../src/engine/sqlite/sqlite.ts';
import { article } from './fixtures/engine-articles.ts';

let dir: string;
let engine: Engine;

const told = Array.from({ length: 6 }, (_, i) => `第${i}处柳湾区灯塔由志愿者照看，灯光彻夜不灭。`);
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'xunbao-suggest-'));
  engine = openSqlite(dir);
  await engine.index([
    article('s1', { districts: ['柳湾区'] }, ...told.map((text) => ['柳湾区', text] as const)),
    article('s2', {}, ['灯光档案', '档案只有一页。'], ...told),
  ]);
});
afterAll(async () => {
  await engine.close();
  await rm(dir, { recursive: true });
});

it('offers one text once, as the facet that says most', async () => {
  const offered = await engine.suggest!('柳湾', 8);
  expect(offered.filter(({ text }) => text === '柳湾区')).toEqual([{ text: '柳湾区', kind: 'district', count: 6 }]);
});

it('offers what finds most first, whether word or section', async () => {
  expect(await engine.suggest!('灯光', 8)).toEqual([
    { text: '灯光', kind: 'word', count: 12 },
    { text: '灯光档案', kind: 'section', count: 1 },
  ]);
});
