/** Walking the whole archive, and what was printed together. */
import { describe, expect, it } from 'vitest';
import type { Article } from '../../src/domain.ts';
import type { Engine } from '../../src/engine/engine.ts';
import { ENGINE_ARTICLES, article } from '../fixtures/engine-articles.ts';
import { loaded } from './harness.ts';
import type { Lend, OpenedEngine } from './harness.ts';

const FILE = '2024/早报 "头版" A1.txt';
const page = (id: string, ...lines: string[]): Article => article(id, { date: '2024-01-01', source: { file: FILE, paper: null, page: null, url: null } }, ...lines);
/** Ids of every shape that are alike but for case and signs. */
const ARTICLES = [...ENGINE_ARTICLES, page('Zeta', '一。', '二。'), page('zeta', '三。'), page('zeta-1', '四。'), page('zeta_1'), article('elsewhere', { date: '2024-01-01' }, '五。'),
  article('again', { repeatOf: 'zeta' }, '三。', '又。'), article('once-more', { repeatOf: 'zeta' }, '三。'), article('lost', { repeatOf: 'not-there' }, '六。')];

async function walk(engine: Engine, limit: number): Promise<string[]> {
  const walked: string[] = [];
  for (let after: string | null = null; ; ) {
    const ids = await engine.ids(after, limit);
    walked.push(...ids);
    if (ids.length < limit) return walked;
    after = ids.at(-1) ?? null;
  }
}

const idsOf = async (engine: Engine, families: readonly string[], limit = 10): Promise<string[]> => (await engine.together({ families }, limit)).map((hit) => hit.article.id);

export function listing(open: () => Promise<OpenedEngine>, lend: Lend): void {
  describe('listing', () => {
    const engine = loaded(open, ARTICLES);

    it.each([1, 3, 1000])('walks through every article once, %i at a time', async (limit) => {
      const walked = await walk(engine(), limit);
      expect(walked.toSorted()).toEqual(ARTICLES.map(({ id }) => id).toSorted());
      expect(walked).toEqual(await engine().ids(null, 1000));
    });

    it('goes on behind an id that is not there any more', async () => {
      const ids = await engine().ids(null, 1000);
      expect(await engine().ids(`${ids[2]}0`, 1000)).toEqual(expect.arrayContaining(ids.slice(4)));
      expect(await engine().ids(ids.at(-1) ?? '', 10)).toEqual([]);
    });

    it('finds what stands in one file, with the first paragraph of each', async () => {
      const found = await engine().together({ file: FILE }, 10);
      expect(new Map(found.map((hit) => [hit.article.id, hit.paragraph.text]))).toEqual(new Map([['Zeta', '一。'], ['zeta', '三。'], ['zeta-1', '四。']]));
      const { paragraphs, ...head } = page('Zeta', '一。', '二。');
      expect(found.find((hit) => hit.article.id === 'Zeta')).toEqual({ article: head, paragraph: paragraphs[0] });
      expect(await engine().together({ file: FILE }, 2)).toEqual(found.slice(0, 2));
      expect(await engine().together({ file: 'nowhere' }, 10)).toEqual([]);
    });

    it('finds what is of one day, wherever it stands', async () => {
      const found = await engine().together({ date: '2024-01-01' }, 10);
      expect(found.map((hit) => hit.article.id).toSorted()).toEqual(['Zeta', 'elsewhere', 'zeta', 'zeta-1']);
      expect(await engine().together({ date: '1999-01-01' }, 10)).toEqual([]);
    });

    it('finds the families of repeated articles, the first ones among them', async () => {
      expect((await idsOf(engine(), ['zeta'])).toSorted()).toEqual(['again', 'once-more', 'zeta']);
      expect((await idsOf(engine(), ['zeta', 'not-there', 'zeta-1', 'nowhere'])).toSorted()).toEqual(['again', 'lost', 'once-more', 'zeta', 'zeta-1']);
      expect(await idsOf(engine(), ['again'])).toEqual(['again']);
      expect(await idsOf(engine(), [])).toEqual([]);
      expect(await idsOf(engine(), ['zeta', 'elsewhere'], 2)).toEqual((await idsOf(engine(), ['zeta', 'elsewhere'])).slice(0, 2));
    });

    it('forgets the family of an article that is replaced without one', () =>
      lend(async ({ engine }) => {
        await engine.index([article('first', {}, '一。'), article('second', { repeatOf: 'first' }, '一。')]);
        await engine.index([article('second', {}, '一。')]);
        expect((await engine.together({ families: ['first'] }, 10)).map((hit) => hit.article.id)).toEqual(['first']);
      }));
  });
}
