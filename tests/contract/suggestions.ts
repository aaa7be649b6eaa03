/** What is offered while a word is being typed, and for one that was mistyped. */
import { beforeEach, describe, expect, it } from 'vitest';
import type { Article } from '../../src/domain.ts';
import { article } from '../fixtures/engine-articles.ts';
import { find, loaded, phrase, type Lend, type OpenedEngine } from './harness.ts';

const told = Array.from({ length: 6 }, (_, i) => `第${i}处柳湾区灯塔由志愿者照看，灯光彻夜不灭。`);
const ARTICLES: Article[] = [
  article('s1', { districts: ['柳湾区'] }, ...told.map((text) => ['柳湾区', text] as const)),
  article('s2', {}, ['灯光档案', '档案只有一页。'], ...told),
  article('s3', { title: '守塔人的一天', authors: ['柳一舟'] }, '清晨五点，老周爬上旋梯。', '他说海上的人都认得这束光。'),
  article('s4', { title: '一座灯塔的守塔人' }, '塔上只有一张床。'),
];

export function suggestions(open: () => Promise<OpenedEngine>, lend: Lend): void {
  describe('suggestions', () => {
    const engine = loaded(open, ARTICLES);
    beforeEach(({ skip }) => {
      if (engine().suggest === undefined) skip('the engine has no vocabulary');
    });
    const offered = async (typed: string): Promise<string[]> => (await engine().suggest!(typed, 8)).map(({ text }) => text);

    it('offer one text once, as the facet that says most', async () => {
      const suggested = await engine().suggest!('柳湾', 8);
      expect(suggested.filter(({ text }) => text === '柳湾区')).toEqual([{ text: '柳湾区', kind: 'district', count: 6 }]);
    });

    it('offer what finds most first, whether word or section', async () => {
      expect(await engine().suggest!('灯光', 8)).toEqual([
        { text: '灯光', kind: 'word', count: 12 },
        { text: '灯光档案', kind: 'section', count: 1 },
      ]);
    });

    it.each(['志愿', '愿者', 'zhiyuanzhe', 'zhi yuan', 'zyz', 'ZYZ', '誌願者'])('complete %s', async (typed) => {
      expect(await offered(typed)).toContain('志愿者');
    });

    it('count what choosing them finds', async () => {
      const suggested = (await engine().suggest!('灯', 8)).filter(({ kind }) => kind === 'word');
      expect(suggested.length).toBeGreaterThan(0);
      for (const { text, count } of suggested) expect(await find(engine(), phrase(text)), text).toHaveLength(count);
    });

    it('offer titles that hold what is typed, those that begin with it first', async () => {
      const titles = (await engine().suggest!('守塔人', 8)).filter(({ kind }) => kind === 'title');
      expect(titles).toEqual([
        { text: '守塔人的一天', kind: 'title', count: 2 },
        { text: '一座灯塔的守塔人', kind: 'title', count: 1 },
      ]);
    });

    it.each(['', '  ', '无此字样', 'qqqq', '%_"\'\\', '长'.repeat(200)])('offer nothing for %j', async (typed) => {
      expect(await offered(typed)).toEqual([]);
    });

    it('keep to the limit', async () => {
      expect(await engine().suggest!('灯', 1)).toHaveLength(1);
    });

    it('guess words that sound like a mistyped one or differ in one character', async () => {
      expect(await engine().alternatives!('灯逛')).toContain('灯光');
      expect(await engine().alternatives!('自愿者')).toEqual(['志愿者']);
      expect(await engine().alternatives!('志愿者')).toEqual([]);
    });

    it('change with the index', () =>
      lend(async ({ engine }) => {
        await engine.index([ARTICLES[0]!]);
        expect((await engine.suggest!('灯塔', 8)).map(({ text }) => text)).toContain('灯塔');
        await engine.index([article('s9', {}, ...Array.from({ length: 4 }, (_, i) => `第${i}只风筝挂在树上。`))]);
        expect(await engine.suggest!('风筝', 8)).toEqual([{ text: '风筝', kind: 'word', count: 4 }]);
        await engine.delete(['s1', 's9']);
        expect(await engine.suggest!('灯塔', 8)).toEqual([]);
      }));
  });
}
