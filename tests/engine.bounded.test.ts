/** Plans too long for a server are asked for in part; these are the promises about the part. */
import { describe, expect, it } from 'vitest';
import { bounded } from '../src/engine/bounded.ts';
import type { Plan } from '../src/query/plan.ts';
import { ALL, and, field, not, or, run, term, word } from './contract/harness.ts';

const part = (plan: Plan, most: number): Plan => bounded(plan, most, ({ forms }) => forms.length).plan;

describe('a plan in part', () => {
  it('is the plan itself while it costs no more than it may', () => {
    const plan = and(run('甲', '乙'), not(word('丙', '丁')), or(word('戊'), field('title', word('己'))));
    expect(bounded(plan, 6, ({ forms }) => forms.length)).toEqual({ plan, isWhole: true });
    expect(bounded(plan, 5, ({ forms }) => forms.length).isWhole).toBe(false);
  });

  it('demands the first words, and of a run the whole for its order', () => {
    expect(part(and(word('甲'), run('乙', '丙', '丁')), 2)).toEqual(and(word('甲'), { kind: 'run', terms: [term('乙')], whole: term('乙丙丁') }));
    expect(part(and(word('甲'), or(word('乙'), word('丙'))), 1)).toEqual(and(word('甲')));
  });

  it('excludes nothing that the plan does not exclude', () => {
    expect(part(and(word('甲'), not(and(word('乙'), word('丙')))), 2)).toEqual(and(word('甲')));
    expect(part(and(word('甲'), not(or(word('乙'), word('丙'))), word('丁')), 2)).toEqual(and(word('甲')));
  });

  it('finds everything when there is no room even for the first', () => {
    expect(part(word('甲', '乙'), 1)).toEqual(ALL);
    expect(part(not(word('甲', '乙')), 1)).toEqual(ALL);
  });
});
