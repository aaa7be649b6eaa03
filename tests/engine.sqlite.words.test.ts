import fc from 'fast-check';
import { expect, it } from 'vitest';
import { WordNumbers } from '../src/engine/sqlite/word-numbers.ts';

it('every word keeps its number and comes back as it was, however many there are', () => {
  const ideograph = fc.integer({ min: 0x4dfe, max: 0xa001 }).map((unit) => String.fromCharCode(unit));
  const word = fc.oneof({ weight: 4, arbitrary: fc.tuple(ideograph, ideograph).map((pair) => pair.join('')) }, fc.string({ unit: 'binary', minLength: 1, maxLength: 4 }));
  fc.assert(
    fc.property(fc.uniqueArray(word, { maxLength: 300 }), fc.integer({ min: 0, max: 20_000 }), (words, before) => {
      const numbers = new WordNumbers();
      // Enough to have the table grow, in some of the runs more than once.
      for (let i = 0; i < before; i++) numbers.add(`${String.fromCharCode(0x5000 + (i % 141))}${String.fromCharCode(0x9000 + Math.floor(i / 141))}`);
      const fresh = words.filter((word) => numbers.get(word) === undefined);
      const given = fresh.map((word) => [word, numbers.add(word)] as const);
      expect(given.map(([, number]) => number)).toEqual(given.map((_, i) => before + i));
      for (const [word, number] of given) expect(numbers.get(word)).toBe(number);
      const all = new Map(numbers);
      expect(all.size).toBe(before + fresh.length);
      for (const [word, number] of given) expect(all.get(word)).toBe(number);
    }),
    { numRuns: 40 },
  );
});
