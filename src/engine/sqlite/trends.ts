/** Matches over time, beside all paragraphs of that time that pass the same filters. */
import type { Interval, SearchRequest, TrendBucket } from '../engine.ts';
import { Tally } from './filter.ts';
import { matching } from './search.ts';
import type { PostingsReader } from './postings.ts';
import type { Snapshot } from './snapshot.ts';

/** What a day is divided by to name its bucket, and how long a key of that precision is. */
const PRECISION = { year: { by: 10_000, digits: 4 }, month: { by: 100, digits: 6 }, day: { by: 1, digits: 8 } } as const;

export function trends(request: SearchRequest, interval: Interval, snapshot: Snapshot, reader: PostingsReader): TrendBucket[] {
  const { by, digits } = PRECISION[interval];
  const buckets = new Map<number, { count: number; paragraphs: number }>();
  const tally = (plan: SearchRequest['plan'], what: 'count' | 'paragraphs'): void => {
    const { kept } = matching({ ...request, plan }, snapshot, reader, () => new Tally(snapshot, request.filters, []));
    snapshot.segments.forEach(({ columns: { article, day } }, s) => {
      for (const doc of kept[s]!) {
        const time = day[article[doc]!]!;
        const key = interval === 'year' || time % 10_000 !== 0 ? Math.floor(time / by) : 0;
        let bucket = buckets.get(key);
        if (bucket === undefined) buckets.set(key, (bucket = { count: 0, paragraphs: 0 }));
        bucket[what]++;
      }
    });
  };
  tally({ kind: 'all' }, 'paragraphs');
  tally(request.plan, 'count');
  return [...buckets]
    .sort(([a], [b]) => (a === 0 ? 1 : b === 0 ? -1 : a - b))
    .map(([key, counts]) => ({ key: key === 0 ? null : name(String(key).padStart(digits, '0')), ...counts }));
}

const name = (key: string): string => [key.slice(0, 4), key.slice(4, 6), key.slice(6)].filter(Boolean).join('-');
