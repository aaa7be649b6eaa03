/** What is held of each time, whatever was searched for. */
import { describe, expect, it } from 'vitest';
import type { Article } from '../../src/domain.ts';
import type { Holding } from '../../src/engine/engine.ts';
import { article, ENGINE_ARTICLES } from '../fixtures/engine-articles.ts';
import { loaded, type OpenedEngine } from './harness.ts';

const issue = (id: string, date: string | null, paper: string | null, ...lines: string[]): Article =>
  article(id, { date, year: date === null ? null : Number(date.slice(0, 4)), source: { file: null, paper, page: null, url: null } }, ...lines);

const ARTICLES = [
  ...ENGINE_ARTICLES,
  issue('i1', '1998-01-01', '早报', '一。', '二。'),
  issue('i2', '1998-01-01', 'Evening "Post"', '三。'),
  issue('i3', '1998-12-31', '早报', '四。'),
  issue('i4', '1998-12-31', null, '五。'),
  { ...issue('i5', null, '晚报', '六。'), year: 1998 },
  issue('i6', null, '晚报', '七。'),
];

const before = (a: string | null, b: string | null): number => (a === null ? 1 : b === null ? -1 : a < b ? -1 : 1);

/** What reading every article in turn counts. */
function expected(year: number | null): Holding[] {
  const held = new Map<string | null, Article[]>();
  for (const one of ARTICLES) {
    const ofYear = one.date?.slice(0, 4) ?? (one.year === null ? null : String(one.year));
    if (year !== null && ofYear !== String(year)) continue;
    const key = year === null ? ofYear : one.date;
    held.set(key, [...(held.get(key) ?? []), one]);
  }
  return [...held].sort(([a], [b]) => before(a, b)).map(([key, articles]) => ({
    key,
    articles: articles.length,
    paragraphs: articles.reduce((sum, { paragraphs }) => sum + paragraphs.length, 0),
    papers: [...new Set(articles.map(({ source }) => source.paper))].sort(before).map((paper) => ({ paper, articles: articles.filter(({ source }) => source.paper === paper).length })),
  }));
}

export function coverage(open: () => Promise<OpenedEngine>): void {
  describe('coverage', () => {
    const engine = loaded(open, ARTICLES);

    it.for([null, 1998, 2021, 1234])('of %s', async (year, { skip }) => {
      if (engine().coverage === undefined) skip('the engine does not tell what it holds');
      expect(await engine().coverage?.(year)).toEqual(expected(year));
    });
  });
}
