import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fold, foldText, printed } from '../src/text/fold.ts';
import { foldWording } from '../src/text/wording.ts';

/** What people and PDF extractors put into texts: both scripts, full width, marks, surrogates, spaces. */
const text = fc.stringMatching(/^[\u4e00-\u9fff０-９Ａ-Ｚａ-ｚa-z0-9臺灣資訊總體 　.,，。％·•\u200b㎡①😀]{0,40}$/u);
const marked = text.map((given) => given.replace(/[a-z]/gu, '$&\u0301'));

describe('fold', () => {
  it.each([
    ['５３５１．７亿元', '5351.7亿元'],
    ['營商環境', '营商环境'],
    ['ＱＦＬＰ Gdp', 'qflp gdp'],
    ['哈尔滨　　新区', '哈尔滨 新区'],
    ['约翰•基', '约翰·基'],
    ['㎡', 'm2'],
    ['零\u200b宽', '零宽'],
  ])('reads %s as %s', (given, folded) => {
    expect(foldText(given)).toBe(folded);
    expect(fold(given).text).toBe(folded);
  });

  it('gives the same text with and without places', () => {
    fc.assert(fc.property(fc.oneof(text, marked, fc.string({ unit: 'grapheme' })), (given) => {
      expect(fold(given).text).toBe(foldText(given));
    }));
  });

  it('folds a piece of a text to a piece of the folded text, which literal search rests on', () => {
    const piece = fc.stringMatching(/^[\u4e00-\u9fff０-９Ａ-Ｚa-z臺灣資訊，。％]{1,30}$/u);
    fc.assert(fc.property(piece, fc.nat(), fc.nat(), (given, a, b) => {
      const start = a % given.length;
      const cut = given.slice(start, start + 1 + (b % given.length));
      expect(foldText(given)).toContain(foldText(cut));
    }));
  });

  it('knows where every folded unit is printed, in order and inside the text', () => {
    fc.assert(fc.property(fc.oneof(text, marked, fc.string({ unit: 'grapheme' })), (given) => {
      const folded = fold(given);
      let last = 0;
      for (let i = 0; i < folded.text.length; i++) {
        const [start, end] = printed(folded, i, i + 1);
        expect(start).toBeGreaterThanOrEqual(last);
        expect(end).toBeGreaterThan(start);
        expect(end).toBeLessThanOrEqual(given.length);
        last = start;
      }
    }));
  });

  it('takes a run of a hundred thousand combining marks in its stride', () => {
    expect(foldText(`e${'\u0301'.repeat(100_000)}`).length).toBeLessThan(100);
  });
});

describe('foldWording', () => {
  it.each([
    ['資訊', '信息'],
    ['寮國總理訪問紐西蘭', '老挝总理访问新西兰'],
    ['軟體', '软件'],
  ])('reads %s in mainland words', (given, reworded) => {
    expect(foldWording(given)?.text).toBe(reworded);
  });

  it('leaves words alone that are written alike in both scripts or not traditional at all', () => {
    for (const given of ['程式', '资讯', '营商环境', '']) expect(foldWording(given)).toBeNull();
  });

  it('marks the printed word, though the reading is longer or shorter', () => {
    const given = '訪問克羅埃西亞。';
    const reading = foldWording(given)!;
    const at = reading.text.indexOf('克罗地亚');
    const [start, end] = printed(reading, at, at + 4);
    expect(given.slice(start, end)).toBe('克羅埃西亞');
  });
});
