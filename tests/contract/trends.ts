/** Matches over time, beside what there is of that time. */
import { describe, expect, it } from 'vitest';
import type { Article } from '../../src/domain.ts';
import type { Filters, Interval, TrendBucket } from '../../src/engine/engine.ts';
import type { Plan } from '../../src/query/plan.ts';
import { ENGINE_ARTICLES } from '../fixtures/engine-articles.ts';
import { ALL, filters, loaded, request, word, type OpenedEngine } from './harness.ts';
import { scan } from './scan.ts';

const LENGTH = { year: 4, month: 7, day: 10 } as const;

function keyOf({ date, year }: Article, interval: Interval): string | null {
  if (date !== null) return date.slice(0, LENGTH[interval]);
  return interval === 'year' && year !== null ? String(year) : null;
}

/** What a scan of everything counts. */
function expected(plan: Plan, narrowed: Filters, interval: Interval): TrendBucket[] {
  const counts = (p: Plan): Map<string | null, number> => {
    const found = new Map<string | null, number>();
    for (const { article } of scan(ENGINE_ARTICLES, p, narrowed).rows) found.set(keyOf(article, interval), (found.get(keyOf(article, interval)) ?? 0) + 1);
    return found;
  };
  const matching = counts(plan);
  return [...counts(ALL)]
    .map(([key, paragraphs]) => ({ key, count: matching.get(key) ?? 0, paragraphs }))
    .sort((a, b) => ((a.key ?? '~') < (b.key ?? '~') ? -1 : 1));
}

export function trends(open: () => Promise<OpenedEngine>): void {
  describe('over time', () => {
    const engine = loaded(open, ENGINE_ARTICLES);
    const cases: [name: string, plan: Plan, narrowed: Filters][] = [
      ['everything', ALL, filters({})],
      ['a word', word('河畔'), filters({})],
      ['a word between two days', word('账本'), filters({}, { from: '2021-01-01', to: '2022-12-31' })],
      ['a value left out', ALL, filters({ year: { not: ['2022'] } })],
      ['what is not stated', ALL, filters({ district: { only: [null] } })],
    ];
    describe.each(['year', 'month', 'day'] as const)('by %s', (interval) => {
      it.for(cases)('%s', async ([, plan, narrowed], { skip }) => {
        if (engine().trends === undefined) skip('the engine does not count over time');
        const counted = await engine().trends?.(request(plan, { filters: narrowed }), interval);
        expect(counted).toEqual(expected(plan, narrowed, interval));
      });
    });
  });
}
