/** What a paragraph must hold to be found. */
import { describe, expect, it } from 'vitest';
import type { Article } from '../../src/domain.ts';
import type { Plan } from '../../src/query/plan.ts';
import { article, ENGINE_ARTICLES } from '../fixtures/engine-articles.ts';
import { ALL, NONE, and, field, find, loaded, not, or, phrase, places, request, run, typed, word, years } from './harness.ts';
import type { OpenedEngine } from './harness.ts';

/** Titles above a byline, a caption and running text, and above a caption alone. */
const TITLED = [
  article('t01', { title: '石桥修旧如旧' }, '通讯员 沈安', '工地一角。', '工匠照着老样子凿榫，一块一块往上垒。'),
  article('t02', { title: '渡口留影' }, '撑篙人收工。'),
].map((a): Article => ({ ...a, paragraphs: a.paragraphs.map((p, i) => ({ ...p, kind: (['byline', 'caption', 'body'] as const)[a.id === 't02' ? 1 : i]! })) }));

export function matching(open: () => Promise<OpenedEngine>): void {
  describe('matching', () => {
    const engine = loaded(open, [...ENGINE_ARTICLES, ...TITLED]);
    const found = async (plan: Plan | string): Promise<string[]> =>
      (await find(engine(), typeof plan === 'string' ? typed(plan) : plan)).sort();

    it('finds a word inside a longer word', async () => {
      expect(await found(word('书记'))).toEqual(['a07_p1']);
      expect(await found(word('处理'))).toEqual(['a05_p2', 'a11_p2', 'a18_p2', 'a21_p3']);
      expect(await found(word('学生'))).toEqual(['a03_p1', 'a19_p1', 'a19_p2']);
    });

    it('finds single characters and pieces that are no word', async () => {
      expect(await found(phrase('蜂'))).toEqual(['a19_p1']);
      expect(await found(phrase('展银'))).toEqual(['a05_p1']);
      expect(await found(phrase('号线试'))).toEqual(['a08_p1']);
    });

    it('finds a phrase only where its characters stand side by side', async () => {
      expect(await found(phrase('人工智能'))).toEqual(['a01_p2', 'a03_p1']);
      expect(await found(phrase('农业发展'))).toEqual(['a05_p1', 'a18_p1']);
      expect(await found(phrase('农业发展银行'))).toEqual(['a05_p1']);
      expect(await found(phrase('人机器'))).toEqual([]);
    });

    it('tells a phrase from its pieces in a paragraph that holds them all apart', async () => {
      expect(await found(phrase('机器人产业园'))).toEqual(['a01_p1']);
      expect(await found(phrase('会修机器人'))).toEqual([]);
    });

    it('folds width, case, traditional characters and Taiwan wording on both sides', async () => {
      expect(await found(phrase('國際論壇'))).toEqual(['a04_p1']);
      expect(await found(phrase('国际论坛'))).toEqual(['a04_p1']);
      expect(await found('信息科技 软件')).toEqual(['a04_p3']);
      expect(await found('"資訊科技"')).toEqual(['a04_p3']);
      expect(await found(phrase('Ｃ９１９'))).toEqual(['a06_p1', 'a15_p1']);
      expect(await found(phrase('5351.7'))).toEqual(['a05_p1']);
      expect(await found(phrase('98%'))).toEqual(['a11_p3']);
    });

    it('finds numbers and Latin letters that touch Chinese text', async () => {
      expect(await found('5G')).toEqual(['a06_p1', 'a06_p2']);
      expect(await found(phrase('5g'))).toEqual(['a06_p1', 'a06_p2']);
      expect(await found(phrase('进5g建'))).toEqual(['a06_p1']);
    });

    it('searches title and subtitle with the first paragraph, once', async () => {
      expect(await found(word('春耕备耕'))).toEqual(['a05_p1']);
      expect(await found(word('首批企业'))).toEqual(['a01_p1']);
      expect(await found(and(phrase('冠军'), phrase('评委')))).toEqual([]);
      expect(await found(and(phrase('冠军'), phrase('决赛')))).toEqual(['a22_p1']);
    });

    it('searches a title with running text, not with the byline or caption above it', async () => {
      expect(await found(word('石桥'))).toEqual(['t01_p3']);
      expect(await found(and(word('石桥'), word('工匠')))).toEqual(['t01_p3']);
      expect(await found(word('渡口'))).toEqual(['t02_p1']);
    });

    it('lets no phrase span the border of title and text', async () => {
      expect(await found(phrase('灯会亮起'))).toEqual([]);
      expect(await found(phrase('落幕冠军'))).toEqual([]);
    });

    it('demands all words', async () => {
      expect(await found('柳河区 机器人')).toEqual(['a01_p1']);
      expect(await found(and(word('机器'), word('人群')))).toEqual(['a25_p3']);
    });

    it('takes any form of a term', async () => {
      expect(await found(word('粮票', '蜂蜜'))).toEqual(['a07_p2', 'a19_p1']);
    });

    it('takes either side of OR', async () => {
      expect(await found('粮票 OR 蜂蜜')).toEqual(['a07_p2', 'a19_p1']);
      expect(await found(or(and(word('夜市'), word('摊位')), phrase('白鹳'), NONE))).toEqual(['a13_p1', 'a14_p2']);
    });

    it('excludes by the whole excluded string and demands nothing of it', async () => {
      expect(await found('机器人 -"人工智能"')).toEqual(['a01_p1', 'a25_p2']);
      expect(await found(and(word('机器'), not(phrase('机器人产业'))))).toEqual(['a16_p1', 'a16_p2', 'a25_p1', 'a25_p3']);
      const all = await found(ALL);
      expect((await found(not(word('机器')))).length).toBe(all.length - (await found(word('机器'))).length);
    });

    it('excludes a paragraph only for the very string, not for its pieces elsewhere', async () => {
      // a03_p2 holds 人工, 智能 and 产业, but never 人工智能.
      expect(await found(and(word('产业'), not(phrase('人工智能'))))).toEqual(['a01_p1', 'a03_p2', 'a25_p2', 'a25_p3']);
    });

    it('answers a run like all of its terms, the ones standing together first', async () => {
      const hits = (await engine().search(request(run('机器', '人', '产业')))).hits;
      expect(places(hits).sort()).toEqual(['a01_p1', 'a01_p2', 'a25_p2', 'a25_p3']);
      expect(places(hits).at(-1)).toBe('a25_p3');
    });

    it('finds by field all paragraphs of the article, by section those in it', async () => {
      expect(await found('title:地铁三号线')).toEqual(['a08_p1', 'a08_p2', 'a08_p3']);
      expect(await found(field('title', word('冠军')))).toEqual(['a22_p1', 'a22_p2']);
      expect(await found('author:晚秋')).toEqual(['a13_p1', 'a13_p2', 'a16_p1', 'a16_p2', 'a19_p1', 'a19_p2', 'a19_p3']);
      expect(await found('author:"li wei"')).toEqual(['a11_p1', 'a11_p2', 'a11_p3', 'a15_p1', 'a15_p2']);
      expect(await found('district:北岭 section:应急')).toEqual(['a17_p1', 'a17_p2']);
      expect(await found(field('section', or(word('应急'), word('政务'))))).toEqual(['a12_p1', 'a12_p2', 'a17_p1', 'a17_p2']);
      expect(await found(field('title', phrase('园首批')))).toEqual([]);
    });

    it('bounds the year of the article, either end open', async () => {
      expect(await found(years(2020, 2020))).toEqual(['a24-' + 'x'.repeat(124) + '_p1', 'a24-' + 'x'.repeat(124) + '_p2', 'a25_p1', 'a25_p2', 'a25_p3']);
      expect(await found(and(years(null, 2021), word('老')))).toEqual(['a07_p1', 'a16_p1']);
      expect(await found(and(years(2025, null), field('section', word('数据'))))).toEqual(['a23_p1', 'a23_p2']);
      expect(await found(and(years(null, null), field('title', word('无日期'))))).toEqual([]);
    });

    it('takes emoji, rare characters and punctuation literally', async () => {
      expect(await found(phrase('😀'))).toEqual(['a20_p1']);
      expect(await found(phrase('姓𠮷'))).toEqual(['a20_p2']);
      expect(await found(phrase('a_b 100%'))).toEqual(['a20_p3']);
      expect(await found(phrase('a%b'))).toEqual([]);
      expect(await found(phrase('c:\\路径'))).toEqual(['a20_p3']);
      expect(await found(phrase('"直引号"'))).toEqual(['a20_p3']);
      expect(await found(phrase('" OR title:"'))).toEqual([]);
    });

    it('finds a paragraph by the whole of its text, however long', async () => {
      for (const article of ENGINE_ARTICLES) {
        const text = article.paragraphs[0]!.text;
        expect(places((await engine().search(request(phrase(text)))).hits)).toContain(`${article.id}_p1`);
      }
    });

    it('counts a query of many words without losing any', async () => {
      const words = ['柳河', '依托', '老厂房', '建设', '机器人', '产业园', '计划', '引进', '二十', '家', '企业', '房建', '区依'];
      expect(await found(and(...words.map((w) => word(w))))).toEqual(['a01_p1']);
      expect(await found(and(...words.map((w) => phrase(w)), phrase('公交车')))).toEqual([]);
    });

    it('finds nothing for a plan that can match nothing', async () => {
      const result = await engine().search(request(NONE, { facets: ['year'] }));
      expect(result).toMatchObject({ hits: [], total: 0, totalArticles: 0, facets: { year: [] } });
    });

    it('never relaxes exact terms, fields and exclusions, and never silently', async () => {
      expect(await engine().search(request(and(phrase('蜂蜜'), phrase('彩灯'))))).toMatchObject({ total: 0, relaxed: null });
      expect((await engine().search(request(and(word('机器'), word('排班'))))).relaxed).toBeNull();

      const plan = and(word('机器人'), word('蜂蜜'), phrase('产业'), not(phrase('柳河')), field('title', word('机器')));
      const { hits, relaxed, total } = await engine().search(request(plan));
      expect(total).toBe(hits.length);
      expect(relaxed === null).toBe(total === 0);
      for (const place of places(hits)) expect(['a25_p2', 'a25_p3', 'a01_p2']).toContain(place);
      if (relaxed !== null) expect(relaxed.optional.length).toBeGreaterThan(0);
    });

    it('demands of the article of a relaxed hit every word it calls required', async () => {
      const labels = ['机器人', '产业园', '烤冷面'];
      const { hits, relaxed } = await engine().search(request(and(...labels.map((l) => word(l)))));
      expect(relaxed === null).toBe(hits.length === 0);
      if (relaxed === null) return;
      expect([...relaxed.required, ...relaxed.optional].sort()).toEqual([...labels].sort());
      for (const { article } of hits) {
        const whole = JSON.stringify(await engine().article(article.id));
        for (const label of relaxed.required) expect(whole).toContain(label);
      }
    });

    it('answers hits with the article and the paragraph as they were printed', async () => {
      const { hits } = await engine().search(request(phrase('营商环境'), { sort: 'newest' }));
      const given = ENGINE_ARTICLES.find(({ id }) => id === 'a04')!;
      const { paragraphs, ...head } = given;
      expect(hits).toEqual([
        { article: head, paragraph: paragraphs[0] },
        { article: head, paragraph: paragraphs[1] },
      ]);
    });
  });
}
