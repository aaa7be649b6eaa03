/** The parts of the adapter that decide without a server. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { and, equal, not, oneOf, or } from '../src/engine/meilisearch/expression.ts';
import { NOT_STATED, fromFacetKey, toFacetKey } from '../src/engine/meilisearch/facet-key.ts';
import { planFilter } from '../src/engine/meilisearch/filter.ts';
import { gramsFor, gramsOf, hasGrams } from '../src/engine/meilisearch/grams.ts';
import { rankingQuery } from '../src/engine/meilisearch/ranking.ts';
import { phrase } from './contract/harness.ts';

describe('grams', () => {
  it('let through every text that holds the string', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary', minLength: 1, maxLength: 200 }), fc.string({ unit: 'binary' }), (before, form, after) => {
        const texts = [before + form + after];
        const stored = new Set(gramsOf(texts));
        expect(gramsFor(form).every((gram) => stored.has(gram))).toBe(true);
        expect(hasGrams(form, texts)).toBe(true);
      }),
    );
  });

  it('say on both sides the same of any text', () => {
    const unit = fc.constantFrom('山', '水', '边', '😀');
    fc.assert(
      fc.property(fc.array(fc.string({ unit })), fc.string({ unit, minLength: 1 }), (texts, form) => {
        const stored = new Set(gramsOf(texts));
        expect(gramsFor(form).every((gram) => stored.has(gram))).toBe(hasGrams(form, texts));
      }),
    );
  });

  it('stay few however long the string is', () => {
    expect(gramsFor('天地玄黄宇宙洪荒日月盈昃辰宿列张'.repeat(500)).length).toBeLessThanOrEqual(64);
  });
});

describe('facet keys', () => {
  it('come back as they went in, whatever the value', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 90 }), (value) => {
        expect(fromFacetKey(toFacetKey(value))).toBe(value);
      }),
    );
    expect(fromFacetKey(toFacetKey(null))).toBeNull();
    expect(toFacetKey('香坊区')).toBe('香坊区');
    expect(toFacetKey(NOT_STATED)).not.toBe(NOT_STATED);
  });

  it('differ where the server would see no difference, and fit into its 468 bytes', () => {
    const key = fc.string({ unit: 'binary', maxLength: 600 }).map(toFacetKey);
    fc.assert(fc.property(key, (k) => Buffer.byteLength(k) <= 468 && k === k.trim().normalize('NFKD').toLowerCase()));
  });
});

describe('filter expressions', () => {
  it('fold constants away', () => {
    expect(and([true, 'a = 1', true])).toBe('a = 1');
    expect(and(['a = 1', false])).toBe(false);
    expect(or([false, false])).toBe(false);
    expect(or(['a = 1', 'b = 2', 'a = 1'])).toBe('(a = 1 OR b = 2)');
    expect(not(or([]))).toBe(true);
    expect(oneOf('a', [])).toBe(false);
  });

  it('cannot be broken out of', () => {
    expect(equal('author', 'x" OR role = "gone')).toBe('author = "x\\" OR role = \\"gone"');
    expect(equal('author', 'x\\')).toBe('author = "x\\\\"');
  });

  it('bound a plan from both sides where grams prove nothing', () => {
    const plan = { kind: 'not', plan: phrase('人工智能') } as const;
    expect(planFilter(plan, 'possible')).toBe(true);
    expect(planFilter(plan, 'certain')).toMatch(/^\(NOT \(grams/);
    expect(planFilter(phrase('人工'), 'certain')).toBe(planFilter(phrase('人工'), 'possible'));
  });
});

describe('ranking query', () => {
  it('holds nothing that Meilisearch would take for an operator', () => {
    fc.assert(fc.property(fc.array(fc.string({ unit: 'binary' })), (words) => !/["“”]|\s-/.test(rankingQuery(words).slice('"xunbao" '.length))));
    expect(rankingQuery([])).toBe('');
  });
});
