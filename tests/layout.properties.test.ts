/** What holds for every text, also for none a newspaper would print. */
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toArticles } from '../ingest/assemble.ts';
import { layoutPage } from '../ingest/layout/page.ts';
import { squash } from '../ingest/layout/typography.ts';
import type { Article, Paragraph } from '../src/domain.ts';
import { column } from './fixtures/typeset.ts';

const read = (text: string, form: 'plain' | 'marked' = 'plain'): Article[] => toArticles({ kind: 'page', file: 'a.txt', text, form, meta: {} }, { today: '2026-06-01' });

const PIECES = ['新闻', '记者', '本报讯', '（', '）', '，', '。', '；', '：', '“', '”', '！', '？', ' ', '\u3000', '\n', '\n\n', '张三', '李小明', '本报记者', '摄', '文/', '①', '·', '一、', '二是', '2024年3月5日', '26.5', '%', 'English', 'words', '下转第三版', '责编', '哈尔滨市', '香坊区', '3 ', '——', '問', '答：', '記者'];
const pageText = fc.array(fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...PIECES) }, { weight: 2, arbitrary: fc.stringMatching(/^[\u4e00-\u4eff]{1,30}$/) }, { weight: 1, arbitrary: fc.string({ maxLength: 8 }) }), { maxLength: 120 }).map((pieces) => pieces.join(''));

/** Lines of the source that a paragraph says it was made of. */
function sourceOf(text: string, { origin }: Paragraph): string {
  const [first, last] = origin!.lines;
  return text.split('\n').filter((_, i) => i + 1 >= first && i + 1 <= last && !(origin!.except ?? []).includes(i + 1)).join('\n');
}
/** Markdown marks and doubled headings are taken away on purpose; here only what must stay is looked at. */
const hasMarks = (text: string): boolean => /^\s*(?:#{1,6}\s|-\s)|\*\*|^\s*(?:[-*_=~]\s*){3,}$/mu.test(text);

describe('the text shown is the text extracted', () => {
  test('once white space is removed, each paragraph equals its lines', () => {
    fc.assert(
      fc.property(pageText, (text) => {
        fc.pre(!hasMarks(text));
        for (const article of read(text)) {
          for (const paragraph of article.paragraphs) {
            if (paragraph.kind === 'heading') continue;
            expect(squash(paragraph.text)).toBe(squash(sourceOf(text, paragraph)));
          }
        }
      }),
      { numRuns: 400 },
    );
  });

  test('putting the mends back gives the lines, with the doubled half of a heading as well', () => {
    fc.assert(
      fc.property(pageText, (text) => {
        fc.pre(!hasMarks(text));
        for (const article of read(text)) {
          for (const paragraph of article.paragraphs) {
            let restored = '';
            let from = 0;
            for (const { at, was } of paragraph.origin!.mends) {
              restored += paragraph.text.slice(from, at) + was;
              from = at;
            }
            restored += paragraph.text.slice(from);
            expect(squash(restored)).toBe(squash(sourceOf(text, paragraph)));
          }
        }
      }),
      { numRuns: 400 },
    );
  });

  test('every line becomes something, once', () => {
    fc.assert(
      fc.property(pageText, (text) => {
        fc.pre(!hasMarks(text));
        const traced: number[] = [];
        const became = new Set<string>();
        toArticles({ kind: 'page', file: null, text, form: 'plain', meta: {} }, { trace: (line) => { traced.push(line.line); became.add(line.became); } });
        const lines = text.split('\n').flatMap((line, i) => (line.trim() === '' ? [] : [i + 1]));
        expect(traced).toEqual(lines);
        expect(became).not.toContain('dropped');
      }),
      { numRuns: 300 },
    );
  });
});

describe('ids', () => {
  test('are unique on a page, valid, and the same when it is read again', () => {
    fc.assert(
      fc.property(pageText, fc.constantFrom('plain' as const, 'marked' as const), (text, form) => {
        const articles = read(text, form);
        const ids = articles.flatMap(({ id, paragraphs }) => [id, ...paragraphs.map((paragraph) => paragraph.id)]);
        expect(new Set(ids).size).toBe(ids.length);
        for (const id of ids) expect(id).toMatch(/^[A-Za-z0-9_-]{1,128}$/);
        expect(read(text, form)).toEqual(articles);
      }),
      { numRuns: 200 },
    );
  });

  test('of an article stay when another is added above it and when its text is corrected', () => {
    const second = '河边的新书店\n本报记者 沈一舟\n书店开在旧渡口的候船室里，窗子正对着江面。开业头一个月卖出书籍三千多册。\n';
    const first = '老桥修好了\n本报记者 柳河清\n停用九年的老桥昨天恢复通行，第一辆驶过桥面的是一辆送奶的三轮车，车铃响了一路。\n';
    const alone = read(second)[0]!.id;
    expect(read(first + second).map(({ id }) => id)).toContain(alone);
    expect(read(second.replace('三千多册', '四千多册'))[0]!.id).toBe(alone);
  });
});

/** Sentences long enough to be wrapped, of words no rule looks for. */
const sentence = fc.array(fc.constantFrom('河水', '缓慢', '流过', '这座', '小城', '的', '春天', '工人', '把', '木料', '搬上', '码头', '孩子们', '在', '堤岸', '放', '风筝', '看', '远处', '，', '，'), { minLength: 12, maxLength: 60 }).map((words) => `${words.join('').replace(/，+/gu, '，').replace(/^，|，$/gu, '')}。`);

describe('wrapped columns', () => {
  test.each([20, 24, 28, 32, 37])('of %i places give back their paragraphs when blank lines or indents part them', (width) => {
    fc.assert(
      fc.property(
        fc.array(fc.array(sentence, { minLength: 2, maxLength: 4 }).map((list) => `渡口边${list.join('')}`), { minLength: 4, maxLength: 7 }),
        fc.constantFrom('width' as const, 'characters' as const),
        fc.boolean(),
        (paragraphs, measure, kept) => {
          fc.pre(paragraphs.every((text) => text.length > 3 * width));
          const page = column(paragraphs, { width, measure, indent: kept ? 'kept' : 'lost', gaps: !kept, columnBreak: 0, strays: 0 });
          const got = layoutPage(`江边的一天\n本报记者 沈一舟\n${page}`, 'plain').layouts.flatMap(({ units }) => units.filter(({ kind }) => kind === 'body').map(({ text }) => squash(text)));
          expect(got).toEqual(paragraphs.map(squash));
        },
      ),
      { numRuns: 60 },
    );
  });

  test('a line that goes on with a sentence above it is no caption, though it tells of what is done', () => {
    const water = '河水河水河水河水河水河水河水河水河水河水河水河水河水';
    const told = '渡口边在河水河水河水河水河水河水河水的的河水河水的的，河水河水在河水放河水河水河水河水河水河水河水看河水河水河水。河水的河水河水看，放河水堤岸河水河水放。河水，的河水河水河水河水把孩子们河水河水河水河水的，河水河水的。风筝河水河水风筝河水把河水河水河水河水河水搬上。';
    const paragraphs = [`渡口边${water}。${water}。${water}。`, told, `渡口边${water}。${water}。${water}。`, `渡口边${water}。${water}搬上。${water}。`];
    const page = column(paragraphs, { width: 37, measure: 'width', indent: 'kept', gaps: false, columnBreak: 0, strays: 0 });
    const got = layoutPage(`江边的一天\n本报记者 沈一舟\n${page}`, 'plain').layouts.flatMap(({ units }) => units.filter(({ kind }) => kind === 'body').map(({ text }) => squash(text)));
    expect(got).toEqual(paragraphs);
  });
});

describe('texts that no newspaper would print', () => {
  const hostile = ['这一行没有换行。'.repeat(60_000), '短行\n'.repeat(30_000), '（记者'.repeat(60_000), ' '.repeat(300_000), '张三丰 李四光\n'.repeat(10_000), '*'.repeat(200_000), '二〇'.repeat(100_000), '2024'.repeat(50_000), '这里一直写下去没有句号\n'.repeat(20_000), '渡口 9 9\n'.repeat(20_000), '【记者'.repeat(50_000), '★ '.repeat(100_000), '船工说，水满了。\n'.repeat(20_000)];
  // How fast is measured in bench/; a step that took quadratic time would not come to its end here.
  test.each(hostile.map((text) => [text.slice(0, 8).trim(), text] as const))('%j again and again: no character is lost', (_, text) => {
    const articles = read(text);
    const kept = articles.flatMap(({ title, paragraphs }) => [title ?? '', ...paragraphs.map((paragraph) => paragraph.text)]).join('');
    // Asterisks are Markdown's.
    expect(squash(kept.replaceAll('*', '')).length).toBe(squash(text.replaceAll('*', '')).length);
  });
});
