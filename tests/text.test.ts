import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { highlighter, snippet, type Range } from '../src/text/highlight.ts';
import { spellings } from '../src/text/numbers.ts';
import { cut } from '../src/text/segment.ts';
import { foldText } from '../src/text/fold.ts';

const words = (text: string): string[] => cut(foldText(text)).map((token) => token.text);

describe('segmentation', () => {
  it('keeps numbers with their units whole', () => {
    expect(words('总产值5351.7亿元，占2.51%')).toEqual(expect.arrayContaining(['5351.7亿元', '2.51%']));
  });

  it('keeps names of Latin letters and digits whole', () => {
    expect(words('建设5G基站，C919首航，QFLP试点')).toEqual(expect.arrayContaining(['5g', 'c919', 'qflp']));
  });

  it('takes words of the user dictionary whole', () => {
    expect(words('优化营商环境')).toContain('营商环境');
  });

  it('gives tokens that stand where they say, none overlapping, letters all covered', () => {
    fc.assert(fc.property(fc.oneof(fc.stringMatching(/^[\u4e00-\u9fff0-9a-z一二三万亿元年，。 .%-]{0,40}$/u), fc.string({ unit: 'grapheme' })), (given) => {
      const folded = foldText(given);
      let last = 0;
      for (const { text, start, end } of cut(folded)) {
        expect(folded.slice(start, end)).toBe(text);
        expect(start).toBeGreaterThanOrEqual(last);
        expect(folded.slice(last, start)).not.toMatch(/[\p{Script=Han}\p{Script=Latin}\p{Nd}]/u);
        last = end;
      }
      expect(folded.slice(last)).not.toMatch(/[\p{Script=Han}\p{Script=Latin}\p{Nd}]/u);
    }));
  });

  it('takes a radical, which Unicode calls a sign, for the character that it is', () => {
    expect(words('偏旁⺀，部首⼈')).toEqual(expect.arrayContaining(['偏旁', '部首']));
    expect(words('⺀')).toEqual(['⺀']);
  });
});

describe('spellings', () => {
  it.each([
    [['12000元', '1.2万元', '一万二千元', '12,000元', '1万2千元', '壹万贰仟元']],
    [['2024年', '二〇二四年', '二零二四年', '二○二四年']],
    [['5%', '百分之五', '百分之5']],
    [['5351.7亿元', '5,351.7亿元']],
    [['2000户', '两千户', '二千户']],
    [['3个', '三个']],
    [['十五次', '15次']],
  ])('stand for each other: %s', (same) => {
    const sets = same.map((form) => spellings(form).sort());
    for (const set of sets) expect(set).toEqual(sets[0]);
    expect(sets[0]).toEqual(expect.arrayContaining(same));
  });

  it('do not take a digit after a scale, which is said for thousands, for ones', () => {
    expect(spellings('10001元')).not.toContain('1万1元');
    expect(spellings('1万1元')).toEqual(['1万1元']);
  });

  it('do not make numbers of words', () => {
    for (const word of ['千万', '万一', '十四五', '公里', '一带一路', '']) expect(spellings(word)).toEqual([word]);
  });

  it('agree for every whole number and money unit', () => {
    fc.assert(fc.property(fc.integer({ min: 100, max: 99_999_999 }), (n) => {
      const forms = spellings(`${n}元`);
      for (const form of forms) expect(spellings(form).sort()).toEqual([...forms].sort());
    }), { numRuns: 300 });
  });
});

const marks = (text: string, ...forms: string[]): string[] => highlighter([{ forms }])(text).map(([s, e]) => text.slice(s, e));

describe('highlighter', () => {
  it('marks what is printed, whatever the width, case or script', () => {
    expect(marks('優化營商環境，投资１２,０００元', '营商环境', '12,000元')).toEqual(['營商環境', '１２,０００元']);
  });

  it('marks whole numbers and Latin words where there are any', () => {
    expect(marks('5G网络与15GB流量', '5g')).toEqual(['5G']);
    expect(marks('15GB流量', '5g')).toEqual(['5G']);
  });

  it('joins marks that touch', () => {
    expect(highlighter([{ forms: ['营商'] }, { forms: ['环境'] }])('营商环境')).toEqual([[0, 4]]);
  });

  it('never leaves the text, overlaps, or splits a surrogate pair', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), fc.array(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 3 }), { maxLength: 4 }), (text, forms) => {
      const ranges = highlighter(forms.map((form) => ({ forms: [foldText(form)].filter(Boolean) })))(text);
      wellFormed(text, ranges);
      const cut = snippet(text, ranges, 20);
      wellFormed(cut.text, cut.highlights);
    }));
  });
});

function wellFormed(text: string, ranges: readonly Range[]): void {
  let last = -1;
  for (const [start, end] of ranges) {
    expect(start).toBeGreaterThan(last);
    expect(end).toBeGreaterThan(start);
    expect(end).toBeLessThanOrEqual(text.length);
    last = end;
    for (const at of [start, end]) {
      const unit = text.charCodeAt(at);
      const before = text.charCodeAt(at - 1);
      expect(unit >= 0xdc00 && unit <= 0xdfff && before >= 0xd800 && before <= 0xdbff).toBe(false);
    }
  }
}

describe('snippet', () => {
  const sentence = '这一句写的是别的事情，与检索无关，只占地方而已。';
  const text = `${sentence.repeat(6)}本市持续优化营商环境，企业开办时间缩短到一天。${sentence.repeat(6)}`;
  const ranges = highlighter([{ forms: ['营商环境'] }])(text);

  it('begins at the sentence of the mark and keeps its length', () => {
    const cut = snippet(text, ranges, 60);
    expect(cut.text).toMatch(/^…本市持续优化营商环境/u);
    expect(cut.text.length).toBeLessThanOrEqual(62);
    expect(cut.highlights.map(([s, e]) => cut.text.slice(s, e))).toEqual(['营商环境']);
  });

  it('leaves a short text whole', () => {
    expect(snippet('短文', [[0, 1]], 60)).toEqual({ text: '短文', highlights: [[0, 1]] });
  });
});
