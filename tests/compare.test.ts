import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareArticles, type Part } from '../src/server/compare.ts';
import { article } from './server.double.ts';

const of = (...texts: string[]) => article({ id: 'x', texts });
const joined = (parts: readonly Part[]): string => parts.map(({ text }) => text).join('');

describe('two versions of a text', () => {
  it('show which figures became others, whole numbers at a time', () => {
    const { rows, figures } = compareArticles(of('全镇新修水渠12.5公里，惠及农户三百二十户。', '渠水直通地头。'), of('全镇新修水渠13.5公里，惠及农户三百五十户。', '渠水直通地头。'));
    expect(rows.map(({ kind }) => kind)).toEqual(['changed', 'same']);
    expect(figures.map(({ left, right }) => [left, right])).toEqual([['12.5公里', '13.5公里'], ['三百二十户', '三百五十户']]);
  });

  it('show words that changed without calling them figures', () => {
    const { rows, figures } = compareArticles(of('镇长说，渠修好了就不愁天旱。'), of('书记说，渠修好了就不愁天旱。'));
    expect(rows[0]).toMatchObject({ kind: 'changed', leftParts: [{ kind: 'other' }, { kind: 'same' }], rightParts: [{ text: '书记', kind: 'other' }, { kind: 'same' }] });
    expect(figures).toEqual([]);
  });

  it('keep paragraphs apart that only one of them has', () => {
    expect(compareArticles(of('甲段写春耕备耕。', '丙段写防汛。'), of('甲段写春耕备耕。', '乙段说的是完全不同的一件事情。', '丙段写防汛。')).rows.map(({ kind }) => kind)).toEqual(['same', 'right', 'same']);
  });

  it('are the same when only script, width and spaces differ', () => {
    expect(compareArticles(of('營商環境 １２ 条'), of('营商环境12条')).rows.map(({ kind }) => kind)).toEqual(['same']);
  });
});

it('every paragraph of both is shown once, in order, and no letter is changed', () => {
  const texts = fc.array(fc.oneof(fc.constantFrom('一二三四五六七八', '一二三四五六七九', '修渠12公里', '修渠13公里', ''), fc.string()), { maxLength: 8 });
  fc.assert(
    fc.property(texts, texts, (a, b) => {
      const { rows } = compareArticles(of(...a), of(...b));
      expect(rows.flatMap((row) => ('paragraph' in row ? (row.kind === 'left' ? [row.paragraph.text] : []) : [row.left.text]))).toEqual(a);
      expect(rows.flatMap((row) => ('paragraph' in row ? (row.kind === 'right' ? [row.paragraph.text] : []) : [row.right.text]))).toEqual(b);
      for (const row of rows) if (row.kind === 'changed') expect([joined(row.leftParts), joined(row.rightParts)]).toEqual([row.left.text, row.right.text]);
    }),
  );
});
