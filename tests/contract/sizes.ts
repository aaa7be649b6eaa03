/** The smallest and the largest things an article may hold. */
import { describe, expect, it } from 'vitest';
import { FACETS } from '../../src/domain.ts';
import { article } from '../fixtures/engine-articles.ts';
import { ALL, and, everything, field, filters, find, loaded, phrase, request, typed, word } from './harness.ts';
import type { Lend, OpenedEngine } from './harness.ts';

/** `length` Chinese characters without a pattern, the same every time. */
function noise(length: number): string {
  let seed = 7;
  let text = '';
  while (text.length < length) {
    seed = (seed * 1103515245 + 12345) % 2147483648;
    text += String.fromCharCode(0x4e00 + ((seed >> 8) % 3000));
  }
  return text;
}

// No character twice, so that pieces of it stand nowhere else.
const LONG = Array.from({ length: 1900 }, (_, i) => String.fromCharCode(0x4e00 + i * 5)).join('');
const PIECES = Array.from({ length: 67 }, (_, i) => LONG.slice(i * 28, (i + 1) * 28));
const AMOUNTS = Array.from({ length: 160 }, (_, i) => `${1003 + i * 7}万元`);

export function sizes(open: () => Promise<OpenedEngine>, lend: Lend): void {
  describe('long queries', () => {
    const engine = loaded(open, [article('p', {}, '一段无关的话。', `${LONG}。`, AMOUNTS.join('、'))]);

    it.each([
      ['a text of amounts, each written in many ways', AMOUNTS.join('、'), 'p_p3'],
      ['a text of a thousand words', LONG, 'p_p2'],
      ['long alternatives', PIECES.join('|'), 'p_p2'],
      ['exclusions', `${LONG.slice(0, 2)} ${AMOUNTS.slice(0, 60).map((amount) => `-${amount}`).join(' ')}`, 'p_p2'],
      ['exclusions by title', PIECES.slice(0, 60).map((piece) => `-title:${piece}`).join(' '), 'p_p3'],
    ])('are answered: %s', async (_, q, place) => {
      expect(await find(engine(), typed(q))).toContain(place);
      await expect(engine().trends?.(request(typed(q)), 'year')).resolves.toBeDefined();
    });
  });

  describe('sizes', () => {
    it('takes a paragraph of 200 kB and finds its last words', () =>
      lend(async ({ engine }) => {
        const text = `${noise(66_000)}，压轴的话在这里。`;
        const long = article('long', { title: '长' }, '短。', text);
        await engine.index([long]);
        expect(await find(engine, phrase('压轴的话在这里'))).toEqual(['long_p2']);
        expect(await find(engine, phrase(text.slice(30_000, 30_040)))).toEqual(['long_p2']);
        expect(await engine.article('long')).toEqual(long);
      }));

    it('takes articles without words, without paragraphs, without anything known', () =>
      lend(async ({ engine }) => {
        const none = article('none', {});
        const blank = article('blank', {}, '', '　', '有字。');
        const titled = article('titled', { title: '只有标题', date: '2024-01-01' }, '……');
        await engine.index([none, blank, titled]);
        for (const a of [none, blank, titled]) expect(await engine.article(a.id)).toEqual(a);
        expect(await find(engine, word('只有标题'))).toEqual(['titled_p1']);
        expect((await engine.search(request(ALL))).total).toBe(4);
        expect(await engine.stats()).toMatchObject({ articles: 3, paragraphs: 4, undated: 2 });
        expect(await engine.delete(['none'])).toBe(1);
      }));

    it('takes an article of 1,500 paragraphs, in order', () =>
      lend(async ({ engine }) => {
        const many = article('many', { title: '长篇' }, ...Array.from({ length: 1500 }, (_, i) => `第${i + 1}段，共一千五百段。`));
        await engine.index([many]);
        expect(await engine.article('many')).toEqual(many);
        const result = await engine.search(request(word('共一千五百段'), { sort: 'oldest', size: 100, page: 15 }));
        expect(result.hits.map((h) => h.paragraph.ordinal)).toEqual(Array.from({ length: 100 }, (_, i) => 1401 + i));
        expect(result).toMatchObject({ total: 1500, totalArticles: 1 });
      }));

    it('counts a thousand values of one facet', () =>
      lend(async ({ engine }) => {
        const names = Array.from({ length: 1000 }, (_, i) => `第${String(i).padStart(3, '0')}区`);
        await engine.index(names.map((name, i) => article(`d${i}`, { districts: [name], authors: names.slice(0, 50) }, [`栏目${i}`, '千区一文。'])));
        const asked = request(word('千区'), { facets: FACETS, filters: filters({ district: { only: names.slice(0, 300) } }) });
        const { facets, total } = await engine.search(asked);
        expect(total).toBe(300);
        expect(facets.district).toEqual(names.map((value) => ({ value, count: 1 })));
        expect(facets.section).toHaveLength(300);
        expect(facets.author).toEqual(names.slice(0, 50).map((value) => ({ value, count: 300 })));
        expect((await everything(engine, { ...asked, facets: [] })).hits).toHaveLength(300);
      }));

    it('counts every one of twelve thousand values', () =>
      lend(async ({ engine }) => {
        const names = Array.from({ length: 12_000 }, (_, i) => `记者${String(i).padStart(5, '0')}`);
        await engine.index([article('a', { authors: names, districts: ['北区'] }, '众人合写。', '一段。'), article('b', { authors: names.slice(-1) }, '一人独写。')]);
        const { facets, total } = await engine.search(request(ALL, { facets: ['author'], filters: filters({ author: { only: [names[0]!, names.at(-1)!] } }) }));
        expect(total).toBe(3);
        expect(facets.author?.[0]).toEqual({ value: names.at(-1), count: 3 });
        expect(facets.author?.slice(1)).toEqual(names.slice(0, -1).map((value) => ({ value, count: 2 })));
      }));

    it('takes headings and names longer than any index key', () =>
      lend(async ({ engine }) => {
        const heading = noise(700);
        await engine.index([article('h', { title: noise(900), authors: [heading] }, [heading, '正文。']), article('i', {}, [`${heading}二`, '正文。'])]);
        const result = await engine.search(request(ALL, { facets: ['section', 'author'], filters: filters({ section: { only: [heading] } }) }));
        expect(result.hits.map((h) => h.article.id)).toEqual(['h']);
        expect(result.facets.section?.map((c) => c.value).sort()).toEqual([heading, `${heading}二`]);
        expect(await find(engine, field('section', phrase(heading.slice(300, 360))))).toHaveLength(2);
        expect(await find(engine, field('author', phrase(heading.slice(0, 600))))).toEqual(['h_p1']);
      }));

    it('answers a long pasted text and a plan of many parts', () =>
      lend(async ({ engine }) => {
        const text = noise(3000);
        await engine.index([article('p', {}, text), article('q', {}, [...text].reverse().join(''))]);
        expect(await find(engine, phrase(text.slice(0, 2500)))).toEqual(['p_p1']);
        const parts = Array.from({ length: 60 }, (_, i) => phrase(text.slice(i * 7, i * 7 + 3)));
        expect(await find(engine, and(...parts))).toEqual(['p_p1']);
      }));
  });
}
