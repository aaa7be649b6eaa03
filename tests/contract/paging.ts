/** Pages of hits and the totals beside them. */
import { describe, expect, it } from 'vitest';
import { MAX_DEPTH } from '../../src/engine/engine.ts';
import { ENGINE_ARTICLES } from '../fixtures/engine-articles.ts';
import { ALL, NONE, everything, loaded, places, request, typed } from './harness.ts';
import type { Lend, OpenedEngine } from './harness.ts';

export function paging(open: () => Promise<OpenedEngine>, lend: Lend): void {
  describe('paging', () => {
    const engine = loaded(open, ENGINE_ARTICLES);

    it.each([1, 3, 10, 100])('neither repeats nor drops a hit, %i to a page', async (size) => {
      const { hits, total, totalArticles } = await everything(engine(), request(typed('区 OR 机器'), { size }));
      expect(new Set(places(hits)).size).toBe(hits.length);
      expect(hits).toHaveLength(total);
      expect(new Set(hits.map((h) => h.article.id)).size).toBe(totalArticles);
    });

    it.for(['relevance', 'newest', 'oldest'] as const)('gives all hits in one go, by %s as page by page', async (sort, { skip }) => {
      if (engine().pages === undefined) return skip('its pages are asked for one by one');
      for (const plan of [typed('区 OR 机器'), ALL, NONE]) {
        const asked = request(plan, { sort, size: 7 });
        const given: string[] = [];
        for await (const page of engine().pages!(asked)) given.push(...places(page.hits));
        expect(given).toEqual(places((await everything(engine(), asked)).hits));
      }
    });

    it('gives what was there when it was asked, whatever is written meanwhile', ({ skip }) =>
      lend(async ({ engine }) => {
        if (engine.pages === undefined) return skip('its pages are asked for one by one');
        await engine.index(ENGINE_ARTICLES);
        const given: string[] = [];
        for await (const { hits, total } of engine.pages(request(ALL, { size: 5 }))) {
          given.push(...places(hits));
          expect(total).toBe(58);
          await engine.delete(ENGINE_ARTICLES.slice(0, 5).map(({ id }) => id));
        }
        expect(new Set(given).size).toBe(58);
      }));

    it('counts the same on every page, beyond the last one too', async () => {
      const last = await engine().search(request(ALL, { page: 99, size: 100 }));
      expect(last.hits).toEqual([]);
      expect(last.total).toBe(ENGINE_ARTICLES.reduce((n, a) => n + a.paragraphs.length, 0));
      expect(last.totalArticles).toBe(ENGINE_ARTICLES.length);
      expect(last.totalIsExact).toBe(true);
    });

    it.each([ALL, NONE])('answers up to page × size = MAX_DEPTH and refuses beyond it (%o)', async (plan) => {
      await expect(engine().search(request(plan, { page: MAX_DEPTH / 100, size: 100 }))).resolves.toMatchObject({ hits: [] });
      await expect(engine().search(request(plan, { page: MAX_DEPTH / 100 + 1, size: 100 }))).rejects.toMatchObject({ code: 'too_deep' });
    });
  });
}
