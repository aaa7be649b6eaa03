import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { diff } from '../src/text/diff.ts';

const items = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 40 });

it('covers both sequences, calls the same only what is the same, and alternates', () => {
  fc.assert(
    fc.property(items, items, (a, b) => {
      const changes = diff(a, b);
      expect(changes.flatMap((c) => a.slice(...c.a))).toEqual(a);
      expect(changes.flatMap((c) => b.slice(...c.b))).toEqual(b);
      for (const [i, c] of changes.entries()) {
        if (c.same) expect(a.slice(...c.a)).toEqual(b.slice(...c.b));
        expect(c.same).not.toBe(changes[i - 1]?.same);
      }
    }),
  );
});

/** The longest common subsequence by the book. */
function lcs(a: readonly string[], b: readonly string[]): number {
  const best = Array.from({ length: a.length + 1 }, () => Array.from({ length: b.length + 1 }, () => 0));
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) best[i]![j] = a[i] === b[j] ? 1 + best[i + 1]![j + 1]! : Math.max(best[i + 1]![j]!, best[i]![j + 1]!);
  }
  return best[0]![0]!;
}

it('keeps as much in common as there is', () => {
  fc.assert(fc.property(items, items, (a, b) => void expect(diff(a, b).reduce((n, c) => n + (c.same ? c.a[1] - c.a[0] : 0), 0)).toBe(lcs(a, b))));
});

it('gives up on texts that have nothing in common instead of taking for ever', () => {
  const a = Array.from({ length: 20_000 }, (_, i) => `a${i}`);
  expect(diff(a, a.map((item) => `${item}b`))).toEqual([{ a: [0, 20_000], b: [0, 20_000], same: false }]);
});
