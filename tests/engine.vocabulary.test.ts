/** The vocabulary that engines on servers complete and guess from, against a scan of all its words. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Vocabulary, type Counted } from '../src/engine/vocabulary.ts';
import { foldText } from '../src/text/fold.ts';
import { spell } from '../src/text/pinyin.ts';

const word = (text: string, count = 3): Counted => ({ kind: 'word', text, count });

/** Few characters, so that pieces recur. */
const texts = fc.uniqueArray(fc.string({ unit: fc.constantFrom('灯', '塔', '光', '重', '庆', 'a', '1', '\n'), minLength: 1, maxLength: 5 }), { maxLength: 40 });

describe('the vocabulary', () => {
  it('completes to all and only the words that hold what is typed or sound as it begins', () =>
    fc.assert(
      fc.asyncProperty(texts, fc.string({ unit: fc.constantFrom('灯', '塔', '庆', 'a', 'd', 'g', 't', 'deng', 'chong'), minLength: 1, maxLength: 3 }), async (all, typed) => {
        const counted = all.map((text, i) => word(text, 3 + i));
        const completed = (await Vocabulary.of(counted)).complete(typed, 100).map(({ text }) => text);
        const spelled = (text: string): boolean => [spell(foldText(text))?.full, spell(foldText(text))?.initials].some((sound) => sound?.startsWith(typed));
        expect(completed).toEqual(all.filter((text) => foldText(text).includes(typed) || spelled(text)).toReversed());
      }),
      { numRuns: 300 },
    ));

  it('offers the commonest words and the shortest names, each to the limit', async () => {
    const vocabulary = await Vocabulary.of([word('灯塔', 5), word('灯光', 9), word('灯', 2), word('灯火', 7), { kind: 'author', text: '灯下客人', count: 1 }, { kind: 'district', text: '灯区', count: 1 }]);
    expect(vocabulary.complete('灯', 2).map(({ text }) => text)).toEqual(['灯区', '灯下客人', '灯光', '灯火']);
  });

  it('guesses commoner words of the same length only, and never from what has no sound', async () => {
    const vocabulary = await Vocabulary.of([word('灯塔', 50), word('登塔', 3), word('志愿者', 40), word('nato', 90)]);
    expect(vocabulary.similar('登塔')).toEqual(['灯塔']);
    expect(vocabulary.similar('灯塔')).toEqual([]);
    expect(vocabulary.similar('自愿者')).toEqual(['志愿者']);
    expect(vocabulary.similar('abcd')).toEqual([]);
  });
});
