/** Matches over time, beside all paragraphs of that time. */
import type { Interval, SearchRequest, TrendBucket } from '../engine.ts';
import { Tally } from './filter.ts';
import { matching } from './search.ts';
import type { PostingsReader } from './postings.ts';
import { isDead, type Snapshot } from './snapshot.ts';

/** What a day is divided by to name its bucket, and how long a key of that precision is. */
const PRECISION = { year: { by: 10_000, digits: 4 }, month: { by: 100, digits: 6 }, day: { by: 1, digits: 8 } } as const;

export function trends(request: SearchRequest, interval: Interval, snapshot: Snapshot, reader: PostingsReader): TrendBucket[] {
  const { kept } = matching(request, snapshot, reader, () => new Tally(snapshot, request.filters, []));
  const { by, digits } = PRECISION[interval];
  const buckets = new Map<number, { count: number; paragraphs: number }>();
  const bucket = (day: number): { count: number; paragraphs: number } => {
    const key = interval === 'year' || day % 10_000 !== 0 ? Math.floor(day / by) : 0;
    let found = buckets.get(key);
    if (found === undefined) buckets.set(key, (found = { count: 0, paragraphs: 0 }));
    return found;
  };
  snapshot.segments.forEach((segment, s) => {
    const { article, day, first, num } = segment.columns;
    for (let a = 0; a < num.length; a++) if (!isDead(segment, a)) bucket(day[a]!).paragraphs += first[a + 1]! - first[a]!;
    for (const doc of kept[s]!) bucket(day[article[doc]!]!).count++;
  });
  return [...buckets]
    .sort(([a], [b]) => (a === 0 ? 1 : b === 0 ? -1 : a - b))
    .map(([key, counts]) => ({ key: key === 0 ? null : name(String(key).padStart(digits, '0')), ...counts }));
}

const name = (key: string): string => [key.slice(0, 4), key.slice(4, 6), key.slice(6)].filter(Boolean).join('-');
