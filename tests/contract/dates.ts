/** Order by date and narrowing by day. */
import type { Engine } from '../../src/engine/engine.ts';
import { describe, expect, it } from 'vitest';
import type { Plan } from '../../src/query/plan.ts';
import { ENGINE_ARTICLES, article } from '../fixtures/engine-articles.ts';
import { ALL, everything, filters, find, loaded, places, request, word } from './harness.ts';
import type { OpenedEngine } from './harness.ts';
import { compareRows, scan } from './scan.ts';

const inOrder = (sort: 'newest' | 'oldest') =>
  [...scan(ENGINE_ARTICLES, ALL, filters({})).rows].sort(compareRows(sort)).map((r) => `${r.article.id}_p${r.paragraph.ordinal}`);

const articlesOf = (found: readonly string[]) => [...new Set(found.map((place) => place.split('_')[0]))];

export function dates(open: () => Promise<OpenedEngine>): void {
  describe('dates', () => {
    const engine = loaded(open, ENGINE_ARTICLES);
    const within = (plan: Plan, from: string | null, to: string | null) => find(engine(), plan, { filters: filters({}, { from, to }), sort: 'oldest' });

    it.each(['newest', 'oldest'] as const)('sorts %s first, what is unknown last', async (sort) => {
      expect(places((await everything(engine(), request(ALL, { sort, size: 7 }))).hits)).toEqual(inOrder(sort));
    });

    it('lists everything newest first when nothing was asked', async () => {
      expect(await find(engine(), ALL)).toEqual(inOrder('newest'));
    });

    it('sorts the hits of a query by date too', async () => {
      expect(await find(engine(), word('河畔'), { sort: 'oldest' })).toEqual(['a02_p1', 'a14_p1', 'a22_p1']);
      expect(await find(engine(), word('河畔'), { sort: 'newest' })).toEqual(['a22_p1', 'a02_p1', 'a14_p1']);
    });

    it('bounds by day, both ends included', async () => {
      expect(articlesOf(await within(ALL, '2022-04-02', '2022-10-08'))).toEqual(['a05', 'a06', 'a21']);
      expect(await within(ALL, '2025-06-02', null)).toEqual([]);
      expect(articlesOf(await within(ALL, null, '2020-12-01'))).toEqual([`a24-${'x'.repeat(124)}`, 'a25']);
    });

    it('keeps an article known only by its year when the whole year lies within', async () => {
      expect(await within(word('账本'), '2021-01-01', '2021-12-31')).toHaveLength(2);
      expect(await within(word('账本'), '2021-01-02', null)).toEqual([]);
      expect(await within(word('账本'), null, '2021-12-30')).toEqual([]);
    });
  });

  describe('dates of many articles', () => {
    const same = Array.from({ length: 30 }, (_, i) => article(`s${String((i * 7) % 30).padStart(2, '0')}`, { date: '2024-05-05' }, '同一天的稿件。', '又一段。'));
    const engine = loaded(open, same);

    it('pages through equals in one order, whatever the size of a page, each article whole and in order', async () => {
      const found = await order(engine(), 7);
      expect(new Set(found).size).toBe(60);
      expect(await order(engine(), 100)).toEqual(found);
      for (let i = 0; i < found.length; i += 2) expect([found[i], found[i + 1]]).toEqual([found[i], found[i]!.replace('_p1', '_p2')]);
    });
  });
}

const order = async (engine: Engine, size: number): Promise<string[]> => places((await everything(engine, request(word('稿件', '又'), { sort: 'newest', size }))).hits);
