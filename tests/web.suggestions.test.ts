import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseQuery } from '../src/query/parse.ts';
import { explain } from '../src/query/explain.ts';
import { cutOut } from '../web/cut.ts';
import { NO_PARAMS, parseParams } from '../web/params.ts';
import { CLOSED, fragment, reduceSuggestions, take, type Suggestion, type SuggestionAction, type Suggestions } from '../web/suggestions.ts';

const of = (kind: Suggestion['kind'], text: string): Suggestion => ({ kind, text, count: 1 });
const taken = (kind: Suggestion['kind'], text: string, before: string, after = '') => take(of(kind, text), before, after, NO_PARAMS);
const run = (...actions: SuggestionAction[]): Suggestions => actions.reduce(reduceSuggestions, CLOSED);
const answered = (typed: string, ...texts: string[]): SuggestionAction => ({ kind: 'answered', typed, items: texts.map((text) => of('word', text)) });

describe('the word being typed', () => {
  it('is what stands before the caret, up to a space, sign or field; pinyin may have spaces', () => {
    expect(['书店 白', '-白', 'title:白', '“白', 'ha er b', '书店 ha er', '书店 ', ''].map(fragment)).toEqual(['白', '白', '白', '白', 'ha er b', 'er', '', '']);
  });

  it('becomes the word or the title, and what stands around it stays', () => {
    expect(taken('word', '白鹭', '书店 白', ' 夜市').q).toBe('书店 白鹭 夜市');
    expect(taken('word', '白鹭', '书店 -title:白').q).toBe('书店 -title:白鹭');
    expect(taken('title', '白鹭回来了', '书店 “白', '”').q).toBe('书店 "白鹭回来了"');
    expect(taken('title', '说"不"', '说').q).toBe('「说"不"」');
  });

  it('becomes a filter and leaves the box, with the signs before it; after a minus it excludes', () => {
    expect(taken('district', '青岚区', '书店 青', ' 夜市')).toMatchObject({ q: '书店 夜市', only: { district: ['青岚区'] } });
    expect(taken('author', '沈知秋', '书店 author:shen')).toMatchObject({ q: '书店', only: { author: ['沈知秋'] } });
    expect(taken('section', '要闻', '-section:“要', '”')).toMatchObject({ q: '', not: { section: ['要闻'] }, only: { section: [] } });
    const on = taken('district', '青岚区', 'qing');
    expect(take(of('district', '青岚区'), 'qinglan', '', on)).toMatchObject({ q: '', only: { district: ['青岚区'] } });
  });

  it('is the only thing that a word taken changes, whatever else was typed', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (before, after) => {
        const { q } = taken('word', '白鹭', before, after);
        expect(q.endsWith(`白鹭${after}`)).toBe(true);
        expect(before.startsWith(q.slice(0, q.length - after.length - 2))).toBe(true);
      }),
    );
  });
});

describe('the list', () => {
  it('drops answers to what is no longer typed, and opens no more once closed', () => {
    const waiting = run({ kind: 'typed', typed: '书' }, { kind: 'typed', typed: '白' });
    expect(reduceSuggestions(waiting, answered('书', '书店'))).toBe(waiting);
    expect(run({ kind: 'typed', typed: '书' }, { kind: 'closed' }, answered('书', '书店'))).toEqual(CLOSED);
  });

  it('stays while the next is under way, closes when the word ends, and leaves out the word itself', () => {
    const shown = run({ kind: 'typed', typed: '白' }, answered('白', '白鹭', '白桦'), { kind: 'typed', typed: '白鹭' });
    expect(shown.items).toHaveLength(2);
    expect(reduceSuggestions(shown, { kind: 'typed', typed: '白鹭 ' })).toEqual(CLOSED);
    expect(reduceSuggestions(shown, answered('白鹭', '白鹭', '白鹭洲')).items).toEqual([of('word', '白鹭洲')]);
  });

  it('is gone through in a circle that leads by the box', () => {
    let state = run({ kind: 'typed', typed: '白' }, answered('白', '白鹭', '白桦'));
    const places = [1, 1, 1, -1, -1].map((step) => (state = reduceSuggestions(state, { kind: 'moved', step: step as 1 | -1 })).active);
    expect(places).toEqual([0, 1, -1, 1, 0]);
  });

  it('keeps the one chosen while an answer was under way, wherever the answer has it', () => {
    const chosen = run({ kind: 'typed', typed: '白' }, answered('白', '白桦', '白鹭'), { kind: 'typed', typed: '白鹭' }, { kind: 'moved', step: -1 });
    expect(reduceSuggestions(chosen, answered('白鹭', '白鹭洲', '白鹭湖', '白鹭'))).toMatchObject({ active: -1 });
    const longer = run({ kind: 'typed', typed: '白' }, answered('白', '白桦', '白鹭洲'), { kind: 'typed', typed: '白鹭' }, { kind: 'moved', step: -1 }, answered('白鹭', '白鹭洲'));
    expect(longer).toMatchObject({ items: [of('word', '白鹭洲')], active: 0 });
  });
});

const without = (q: string, n: number): string => cutOut(q, explain(q, parseQuery(q).query)[n]?.at ?? [0, 0]);

describe('a clause cut out', () => {
  it('leaves the others as they were typed', () => {
    expect(without('书店  "白鹭 回来" -夜市', 1)).toBe('书店 -夜市');
    expect(without('(书店 OR 夜市) 白鹭', 0)).toBe('白鹭');
    expect(without('书店', 0)).toBe('');
  });

  it('is understood no more, and the others are, whatever they are', () => {
    const clause = fc.constantFrom('书店', '"白鹭"', '“夜市”', '-果园', 'title:河', 'year:2021..2023', '(甲乙 OR 丙丁)', '机器*');
    fc.assert(
      fc.property(fc.uniqueArray(clause, { minLength: 1, maxLength: 6 }), fc.nat(), (clauses, pick) => {
        const q = clauses.join(' ');
        const before = explain(q, parseQuery(q).query);
        const n = pick % before.length;
        const rest = without(q, n);
        expect(explain(rest, parseQuery(rest).query).map(({ text }) => text)).toEqual(before.filter((_, i) => i !== n).map(({ text }) => text));
      }),
    );
  });
});

it('synonyms switched off are no search of their own: the front page stays the front page', () => {
  expect(parseParams(new URLSearchParams('synonyms=off')).synonyms).toBe(false);
  expect(parseParams(new URLSearchParams('synonyms=maybe')).synonyms).toBe(true);
});
