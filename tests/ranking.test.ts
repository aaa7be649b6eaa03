/** What stands first where not all words are held: relevance of the embedded engine, in small. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Engine } from '../src/engine/engine.ts';
import { openSqlite } from '../src/engine/sqlite/sqlite.ts';
import { searchParamsSchema } from '../src/server/schema.ts';
import { search } from '../src/server/search.ts';
import { places, request, typed } from './contract/harness.ts';
import { article } from './fixtures/engine-articles.ts';

let dir: string;
let engine: Engine;

const ASIDE = Array.from({ length: 12 }, (_, i) => article(`x${i}`, {}, `第${i + 1}个村的水井清淤之后，老人坐在井台边下棋。`));
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'xunbao-ranking-'));
  engine = openSqlite(dir);
  await engine.index([
    ...ASIDE,
    article('apart', {}, '修复古渡口石阶，石阶修复靠石匠。', '古渡口的石匠多，石阶旧，渡口旁石匠修复石阶。', '老石匠说石阶要按老样子修复，古渡口才好看。'),
    article('whole', {}, '镇里来信说，石匠按老样子修复古渡口石阶，此外写的都是别的事：秋粮、学堂和新修的公路。', '粮价平稳。', '学堂添了窗户。', '公路通了客车。'),
    article('spread', {}, '河灯会的夜里放了三百盏灯。', '第二天，渡船照常往来。', '管理员名叫程远帆。'),
  ]);
});
afterAll(async () => {
  await engine.close();
  await rm(dir, { recursive: true });
});

const found = async (q: string): Promise<string[]> => places((await engine.search(request(typed(q)))).hits);

it('a text that stands somewhere as it was pasted is found there first', async () => {
  expect((await found('石匠按老样子修复古渡口石阶'))[0]).toBe('whole_p1');
});

it('a request is answered like the words it is about', async () => {
  expect((await found('请问石匠修复古渡口石阶的报道是哪天的？'))[0]).toMatch(/^(?:apart|whole)_/u);
  expect(await found('帮我找一下程远帆的消息')).toEqual(['spread_p3']);
});

it('words spread over an article still find it, and it is said', async () => {
  const { hits, relaxed } = await engine.search(request(typed('河灯 渡船 程远帆')));
  expect(hits.map(({ article }) => article.id)).toEqual(['spread', 'spread', 'spread']);
  expect(relaxed?.required).toEqual(['河灯', '渡船', '程远帆']);
});

const meant = async (q: string): Promise<string | null> => (await search(engine, searchParamsSchema.parse({ q }))).query.suggestion;

it('a long text with one wrong character is mended when some paragraph holds all of it, or the word beside its neighbour', async () => {
  expect(await meant('村里水景清淤之后老人下棋')).toBe('村里水井清淤之后老人下棋');
  expect(await meant('路基桥墩水景清淤新修公路')).toBe('路基桥墩水井清淤新修公路');
});

it('nothing else is offered for a text that stands somewhere', async () => {
  expect(await meant('石匠按老样子修复古渡口石阶')).toBeNull();
});
