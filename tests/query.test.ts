import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Query } from '../src/query/ast.ts';
import { parseQuery } from '../src/query/parse.ts';
import { explain } from '../src/query/explain.ts';
import { demanded } from '../src/query/relaxation.ts';
import { planTerms, type Plan } from '../src/query/plan.ts';
import { understand } from '../src/query/understand.ts';

/** A tree as a person would write it, to compare by. */
function show(query: Query): string {
  switch (query.kind) {
    case 'all':
      return '*';
    case 'and':
      return `(${query.clauses.map(show).join(' & ')})`;
    case 'or':
      return `(${query.clauses.map(show).join(' | ')})`;
    case 'not':
      return `-${show(query.clause)}`;
    case 'word':
      return query.text;
    case 'phrase':
      return `"${query.text}"`;
    case 'prefix':
      return `${query.text}*`;
    case 'field':
      return `${query.field}:${show(query.clause)}`;
    case 'years':
      return `${query.from ?? ''}..${query.to ?? ''}`;
  }
}

const read = (q: string): string => show(parseQuery(q).query);
const warned = (q: string): string[] => parseQuery(q).warnings.map(({ code }) => code);

describe('parseQuery', () => {
  it.each([
    ['营商环境', '营商环境'],
    ['营商环境 民企', '(营商环境 & 民企)'],
    ['"五区叠加"', '"五区叠加"'],
    ['“五区叠加” 「一江居中」', '("五区叠加" & "一江居中")'],
    ['地铁 -"2号线" -换乘', '(地铁 & -"2号线" & -换乘)'],
    ['教育 OR 医疗', '(教育 | 医疗)'],
    ['教育|医疗', '(教育 | 医疗)'],
    ['a b OR c', '((a & b) | c)'],
    ['(教育 OR 医疗) 新区', '((教育 | 医疗) & 新区)'],
    ['title:营商环境', 'title:营商环境'],
    ['author：张三 section:“民生”', '(author:张三 & section:"民生")'],
    ['district:(香坊 OR 南岗)', 'district:(香坊 | 南岗)'],
    ['year:2021..2023', '2021..2023'],
    ['year：２０２１', '2021..2021'],
    ['year:2021..', '2021..'],
    ['year:2023..2021', '2021..2023'],
    ['year:none 桥', '(.. & 桥)'],
    ['营 商 环 境', '营商环境'],
    ['优 化 ， 营 商 新区', '(优化，营商 & 新区)'],
    ['基 站 5 G', '基站5G'],
    ['a b', '(a & b)'],
    ['机器*', '机器*'],
    ['3:2获胜', '3:2获胜'],
    ['covid-19', 'covid-19'],
    ['', '*'],
    ['   ', '*'],
  ])('reads %s as %s', (q, tree) => {
    expect(read(q)).toBe(tree);
  });

  it('places characters joined over their spaces where they stand, as one clause', () => {
    expect(parseQuery('桥 梁 -隧道').query).toMatchObject({ clauses: [{ kind: 'word', text: '桥梁', at: [0, 3] }, { kind: 'not' }] });
    expect(explain('桥 梁', parseQuery('桥 梁').query)).toMatchObject([{ at: [0, 3], kind: 'word' }]);
  });

  it('cuts what is too long, says from where on and never between two halves of a character', () => {
    const { query, warnings } = parseQuery(`${'图'.repeat(1999)}😀书馆`);
    expect(query).toMatchObject({ kind: 'word', text: '图'.repeat(1999) });
    expect(warnings).toEqual([{ at: 1999, code: 'too_long', about: ['1999', '😀书馆', '4'] }]);
    expect(warned('图'.repeat(2000))).toEqual([]);
  });

  it('takes quotation marks inside pasted text as text', () => {
    expect(read('机关不“吃”企业养老金')).toBe('机关不“吃”企业养老金');
    expect(read('“亮剑”十四年')).toBe('“亮剑”十四年');
  });

  it.each(['"没有闭合', '(没有闭合', 'title:', 'year:去年', '- 词', 'OR 词', '词 OR', '词)', '""', '机*器'])('says what it could not use in %s, and keeps its words', (q) => {
    const { warnings, query } = parseQuery(q);
    expect(warnings.length).toBeGreaterThan(0);
    for (const { at } of warnings) expect(at).toBeLessThanOrEqual(q.length);
    if (/[没词去机]/u.test(q)) expect(show(query)).toMatch(/[没词去机]/u);
  });

  it('has nothing to say about plain words', () => {
    expect(warned('营商环境 "五区叠加" -新区 year:2021')).toEqual([]);
  });

  it('never throws and points inside the text, whatever is typed', () => {
    const typed = fc.array(fc.constantFrom('营商', ' ', '"', '“', '”', '「', '」', '(', ')', '（', 'OR', '|', '-', ':', '：', 'title', 'year', '2021', '..', '*', '\ud83d', '😀', '\u0000'), { maxLength: 40 }).map((parts) => parts.join(''));
    fc.assert(fc.property(fc.oneof(typed, fc.string({ unit: 'binary' })), (q) => {
      const { query, warnings } = parseQuery(q);
      for (const { at } of warnings) expect(at >= 0 && at <= q.length).toBe(true);
      understand(query);
    }), { numRuns: 500 });
  });

  // Quadratic time or deep recursion would end in the test's time-out or a stack overflow.
  it.each(['(', ')', '"', '“', '-', 'title:', 'year:', 'OR ', 'a ', '*', '：', '“a”b', '中', '1', '一', '1万', ',1', '。', '\u0301'])('reads 100 kB of %s', (piece) => {
    const { query } = parseQuery(piece.repeat(100_000 / piece.length));
    expect(understand(query)).toBeTypeOf('object');
  });
});

const terms = (q: string): string[] => planTerms(understand(parseQuery(q).query)).map((term) => term.forms[0]!);

describe('understand', () => {
  it('keeps short runs whole and cuts long ones into words', () => {
    expect(terms('薛婧')).toEqual(['薛婧']);
    expect(terms('哈尔滨新区优化营商环境')).toEqual(['哈尔滨新区优化营商环境', '哈尔滨新区', '优化', '营商环境']);
  });

  it('does not demand function words or the phrases people ask with', () => {
    expect(terms('请问优化营商环境的报道是哪天的')).not.toEqual(expect.arrayContaining(['的', '报道', '请问']));
  });

  it.each([
    ['请问优化营商环境是什么时候的事', ['优化', '营商环境']],
    ['帮我找一下老桥修缮的报道', ['老桥', '修缮']],
    ['能不能帮我查一下老桥修缮的情况？', ['老桥', '修缮']],
    ['有没有老桥修缮的新闻', ['老桥', '修缮']],
    ['以前看到过老桥修缮，想找原文', ['老桥', '修缮']],
    ['老桥修缮后来怎么样了', ['老桥', '修缮']],
    ['为什么要修缮老桥', ['修缮', '老桥']],
  ])('takes what frames a question off: %s', (q, expected) => {
    const { words, wholes } = demanded(understand(parseQuery(q).query));
    expect(words.map(({ label }) => label)).toEqual(expected);
    expect(wholes.map(({ label }) => label)).toEqual([expected.join('')]);
  });

  it.each(['讲政治顾大局', '新闻发布会召开', '交通情况', '了解', '的'])('takes nothing off that may be meant: %s', (q) => {
    const { words } = demanded(understand(parseQuery(q).query));
    expect(words.map(({ label }) => label).join('')).toBe(q);
  });

  it('reads characters typed with spaces between them as one word', () => {
    expect(understand(parseQuery('营 商 环 境').query)).toMatchObject(withoutPlaces(understand(parseQuery('营商环境').query)));
  });

  it('looks for all spellings of a number, and for two-character names as newspapers space them', () => {
    const [number] = planTerms(understand(parseQuery('1.2万元').query));
    expect(number!.forms).toEqual(expect.arrayContaining(['12000元', '一万二千元']));
    const [name] = planTerms(understand(parseQuery('王力').query));
    expect(name!.forms).toEqual(['王力', '王 力']);
  });

  it('looks for a quoted string as it is and nothing else', () => {
    expect(understand(parseQuery('"1.2万元"').query)).toMatchObject({ kind: 'term', exact: true, term: { forms: ['1.2万元'] } });
  });
});

function withoutPlaces(plan: Plan): object {
  return JSON.parse(JSON.stringify(plan, (key, value: unknown) => (key === 'at' || key === 'label' ? undefined : value))) as object;
}
