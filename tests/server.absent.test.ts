/** An empty result names the words that stand nowhere, and what could be searched instead of each. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Engine } from '../src/engine/engine.ts';
import { openSqlite } from '../src/engine/sqlite/sqlite.ts';
import { searchParamsSchema, type SearchJson } from '../src/server/schema.ts';
import { search } from '../src/server/search.ts';
import { article } from './fixtures/engine-articles.ts';

let dir: string;
let engine: Engine;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'xunbao-absent-'));
  engine = openSqlite(dir);
  await engine.index([
    article('lamps', { title: '河灯会的夜里', authors: ['程远帆'], districts: ['临水区'] }, ...Array.from({ length: 5 }, (_, i) => `第${i}夜放了三百盏灯，志愿者守到天亮。`), '县里的程序员写了一个数灯的小程序。'),
    article('wells', { districts: ['梨川县'] }, '哈尔滨市来的志愿者清了水井。'),
  ]);
});
afterAll(async () => {
  await engine.close();
  await rm(dir, { recursive: true });
});

const ask = (params: Record<string, unknown>): Promise<SearchJson> => search(engine, searchParamsSchema.parse(params));
const absent = async (params: Record<string, unknown>) =>
  (await ask(params)).query.absent.map(({ text, near }) => [text, ...near.map(({ q, total }) => `${q} ${total}`)]);

it.each([
  ['a wrong character', '自愿者', ['自愿者', '志愿者 6']],
  ['a phrase that is words only', '"灯 志愿者"', ['"灯 志愿者"', '灯 志愿者 5']],
  ['another name, which a quoted one does not stand for', '"哈市"', ['"哈市"', '哈市 1', '哈尔滨市 1']],
  ['the wording of Taiwan in letters of both', '"程式员"', ['"程式员"', '程序员 1']],
  ['pinyin of a name', 'author:chengyuan', ['author:chengyuan', 'author:"程远帆" 6']],
  ['pinyin', 'zhiyuanzhe', ['zhiyuanzhe', '志愿者 6']],
  ['nothing like it', 'qwxzqwxz', ['qwxzqwxz']],
])('%s', async (_, q, expected) => {
  const [first] = await absent({ q });
  expect(first?.slice(0, expected.length)).toEqual(expected);
});

it('every offer finds what it says, searched alone', async () => {
  for (const q of ['自愿者', '"哈市"', '"程式员"', 'author:chengyuan', 'zhiyuanzhe']) {
    for (const { near } of (await ask({ q })).query.absent) {
      for (const offer of near) expect([offer.q, (await ask({ q: offer.q })).total]).toEqual([offer.q, offer.total]);
    }
  }
});

it('a word that stands somewhere is not absent, whatever filter or other word hides it', async () => {
  expect(await absent({ q: '水井', district: ['临水区'] })).toEqual([]);
  const both = await ask({ q: '"水井" "自愿者"' });
  expect(both.query.absent.map(({ text, at }) => [text, at])).toEqual([['"自愿者"', [5, 10]]]);
});

it('is empty where something is found, and for what is left out or is no word', async () => {
  for (const q of ['志愿者', '', '志愿者 -自愿者', 'year:1901']) expect(await absent({ q })).toEqual([]);
});
