/** What the archive holds of each year, or of each day of a year. */
import { compareKeys } from '../counts.ts';
import type { Holding } from '../engine.ts';
import type { Db } from './database.ts';
import { date, isDead, type Snapshot } from './snapshot.ts';

interface PaperRow {
  readonly day: string | null;
  readonly year: number | null;
  readonly paper: string | null;
  readonly articles: number;
}

/** An index on all that it reads answers alone. */
const PAPERS = 'SELECT day, year, paper, count(*) AS articles FROM article';
const GROUPED = 'GROUP BY day, year, paper';

export function holdings(db: Db, snapshot: Snapshot, year: number | null): Holding[] {
  const held = new Map<string | null, { articles: number; paragraphs: number; papers: Map<string | null, number> }>();
  for (const segment of snapshot.segments) {
    const { num, first, day } = segment.columns;
    for (let a = 0; a < num.length; a++) {
      if (isDead(segment, a)) continue;
      const key = keyOf(day[a]!, year);
      if (key === undefined) continue;
      let holding = held.get(key);
      if (holding === undefined) held.set(key, (holding = { articles: 0, paragraphs: 0, papers: new Map() }));
      holding.articles++;
      holding.paragraphs += first[a + 1]! - first[a]!;
    }
  }
  for (const { day, year: ofYear, paper, articles } of papers(db, year)) {
    const papersOf = held.get(year === null ? (day?.slice(0, 4) ?? (ofYear === null ? null : pad(ofYear))) : day)?.papers;
    papersOf?.set(paper, (papersOf.get(paper) ?? 0) + articles);
  }
  return [...held]
    .sort(([a], [b]) => compareKeys(a, b))
    .map(([key, holding]) => ({ ...holding, key, papers: [...holding.papers].sort(([a], [b]) => compareKeys(a, b)).map(([paper, articles]) => ({ paper, articles })) }));
}

function papers(db: Db, year: number | null): PaperRow[] {
  if (year === null) return db.prepare<[], PaperRow>(`${PAPERS} ${GROUPED}`).all();
  const dated = db.prepare<[string, string], PaperRow>(`${PAPERS} WHERE day BETWEEN ? AND ? ${GROUPED}`).all(`${pad(year)}-01-01`, `${pad(year)}-12-31`);
  return [...dated, ...db.prepare<[number], PaperRow>(`${PAPERS} WHERE day IS NULL AND year = ? ${GROUPED}`).all(year)];
}

/** `undefined` for what lies in another year. */
function keyOf(day: number, year: number | null): string | null | undefined {
  const ofYear = Math.floor(day / 10_000);
  if (year === null) return day === 0 ? null : pad(ofYear);
  if (ofYear !== year) return undefined;
  return day % 10_000 === 0 ? null : date(day);
}

const pad = (year: number): string => String(year).padStart(4, '0');
