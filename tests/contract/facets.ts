/** Narrowing by facet, and what the facets count. */
import { describe, expect, it } from 'vitest';
import { FACETS } from '../../src/domain.ts';
import { ENGINE_ARTICLES, article } from '../fixtures/engine-articles.ts';
import { ALL, filters, find, loaded, request, word } from './harness.ts';
import type { OpenedEngine } from './harness.ts';
import { scan } from './scan.ts';

export function facets(open: () => Promise<OpenedEngine>): void {
  describe('filters and facets', () => {
    const ODD = '“双引号"、\\反斜线\\与\'单引号\'';
    const stored = [...ENGINE_ARTICLES, article('odd', { districts: ['新城区', '新城区'], authors: [ODD] }, [ODD, '奇怪的栏目名。'])];
    const engine = loaded(open, stored);

    it('takes any of the values of one facet, and demands every facet', async () => {
      const narrowed = filters({ district: { only: ['东湖区', '新城区'] }, year: { only: ['2024'] } });
      expect((await find(engine(), word('处理', '设备', '企业'), { filters: narrowed })).sort()).toEqual(['a03_p2', 'a12_p2']);
    });

    it('takes null for "not stated"', async () => {
      expect((await find(engine(), ALL, { filters: filters({ year: { only: [null] } }) })).sort()).toEqual(['a10_p1', 'a10_p2', 'odd_p1']);
      const either = filters({ district: { only: [null, '北岭县'] }, author: { only: ['农业频道'] } });
      expect((await find(engine(), ALL, { filters: either })).sort()).toEqual(['a05_p1', 'a05_p2', 'a18_p1', 'a18_p2']);
      expect(await find(engine(), word('公告', '雪'), { filters: filters({ year: { not: [null] } }) })).toEqual(['a09_p1']);
    });

    it('excludes an article for any one of its values', async () => {
      expect(await find(engine(), word('大学生'), { filters: filters({ author: { not: ['周明'] } }) })).toEqual(['a03_p1']);
    });

    it('narrows by section paragraph by paragraph', async () => {
      expect(await find(engine(), word('机器人'), { filters: filters({ section: { only: ['民生'] } }) })).toEqual([]);
      expect((await find(engine(), word('处理'), { filters: filters({ section: { only: [null] } }) })).sort()).toEqual(['a05_p2', 'a18_p2', 'a21_p3']);
    });

    it('takes values with quotes and backslashes literally', async () => {
      expect(await find(engine(), ALL, { filters: filters({ section: { only: [ODD] } }) })).toEqual(['odd_p1']);
      expect(await find(engine(), ALL, { filters: filters({ author: { only: [ODD] }, section: { not: [ODD] } }) })).toEqual([]);
    });

    it('counts over all matches, not over the page', async () => {
      const asked = request(ALL, { facets: FACETS, size: 1, page: 3 });
      const result = await engine().search(asked);
      expect(result.hits).toHaveLength(1);
      expect(result.facets).toEqual(scan(stored, ALL, asked.filters).facets);
    });

    it('counts each facet without its own selection, exclusions included', async () => {
      const narrowed = filters({ district: { only: ['柳河区'] }, year: { only: ['2023', '2025'], not: ['2022'] }, author: { not: ['陈立'] } });
      const result = await engine().search(request(ALL, { facets: FACETS, filters: narrowed }));
      const expected = scan(stored, ALL, narrowed);
      expect(result.facets).toEqual(expected.facets);
      expect(result.facets.district?.map((c) => c.value)).toContain('新城区');
      expect([result.total, result.totalArticles]).toEqual([expected.rows.length, expected.totalArticles]);
    });

    it('counts only the facets asked for', async () => {
      expect(Object.keys((await engine().search(request(ALL, { facets: ['year'] }))).facets)).toEqual(['year']);
      expect((await engine().search(request(ALL))).facets).toEqual({});
    });

    it('finds nothing under a value nobody has', async () => {
      expect(await find(engine(), ALL, { filters: filters({ district: { only: ['无此区'] } }) })).toEqual([]);
    });
  });
}
