/** Days of a year, as a calendar lays them out. */
export interface Month {
  /** `YYYY-MM`. */
  readonly key: string;
  /** Squares left empty before the first day; weeks begin on Monday. */
  readonly before: number;
  /** `YYYY-MM-DD` of each day. */
  readonly days: readonly string[];
}

const pad = (n: number): string => String(n).padStart(2, '0');

export function monthsOf(year: string): Month[] {
  return Array.from({ length: 12 }, (_, i) => {
    const key = `${year}-${pad(i + 1)}`;
    // `Date.UTC` would take the years before 100 for those of the twentieth century.
    const first = new Date(`${key}-01T00:00:00Z`);
    const next = new Date(first);
    next.setUTCMonth(i + 1);
    const length = Math.round((next.getTime() - first.getTime()) / 86_400_000);
    return { key, before: (first.getUTCDay() + 6) % 7, days: Array.from({ length }, (_day, d) => `${key}-${pad(d + 1)}`) };
  });
}
