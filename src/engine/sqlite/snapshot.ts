/** The readable side of the index in memory: the segments, their living articles, the facet values. */
import { FACETS, type FacetName } from '../../domain.ts';
import { foldText } from '../../text/fold.ts';
import { readColumns, type Columns } from './columns.ts';
import type { Db } from './database.ts';
import type { SegmentRow } from './segment.ts';

export interface Segment {
  readonly id: number;
  readonly docs: number;
  readonly columns: Columns;
  /** A bit for each article, set when it was replaced or deleted. */
  readonly dead: Uint8Array;
  readonly anyDead: boolean;
}

export interface FacetValues {
  /** Index 0 is "not stated". */
  readonly texts: readonly (string | null)[];
  readonly numbers: ReadonlyMap<string, number>;
  /** The folded texts, for `section:` and its like. */
  readonly folded: readonly string[];
}

export interface Snapshot {
  readonly segments: readonly Segment[];
  readonly values: Readonly<Record<FacetName, FacetValues>>;
  /** Mean length of a paragraph in UTF-16 units. */
  readonly meanLength: number;
}

/** Reads what changed since `previous`: segments never change but for their dead. */
export function readSnapshot(db: Db, previous: Snapshot | null): Snapshot {
  const known = new Map(previous?.segments.map((segment) => [segment.id, segment]));
  const rows = db.prepare<[], SegmentRow>('SELECT id, docs, articles, units, dead FROM segment ORDER BY id').all();
  const segments = rows.map(({ id, docs, dead }): Segment => {
    const columns = known.get(id)?.columns ?? readColumns(db, id);
    return { id, docs, columns, dead, anyDead: dead.some((byte) => byte !== 0) };
  });
  const docs = rows.reduce((n, row) => n + row.docs, 0);
  const units = rows.reduce((n, row) => n + row.units, 0);
  return { segments, values: readValues(db, previous), meanLength: docs === 0 ? 1 : units / docs };
}

function readValues(db: Db, previous: Snapshot | null): Snapshot['values'] {
  const read = (facet: FacetName): FacetValues => {
    const count = db.prepare<[string], { n: number }>('SELECT count(*) AS n FROM value WHERE facet = ?').get(facet)?.n ?? 0;
    const old = previous?.values[facet];
    if (old !== undefined && old.texts.length === count + 1) return old;
    const texts: (string | null)[] = [null];
    const numbers = new Map<string, number>();
    for (const row of db.prepare<[string], { number: number; text: string }>('SELECT number, text FROM value WHERE facet = ?').iterate(facet)) {
      texts[row.number] = row.text;
      numbers.set(row.text, row.number);
    }
    return { texts, numbers, folded: texts.map((text) => (text === null ? '' : foldText(text))) };
  };
  return Object.fromEntries(FACETS.map((facet) => [facet, read(facet)])) as Record<FacetName, FacetValues>;
}

export const isDead = (segment: Segment, article: number): boolean => (segment.dead[article >> 3]! & (1 << (article & 7))) !== 0;

export interface Coverage {
  readonly articles: number;
  readonly paragraphs: number;
  readonly firstDate: string | null;
  readonly lastDate: string | null;
  readonly undated: number;
}

/** What the living articles cover. */
export function coverage({ segments }: Snapshot): Coverage {
  let articles = 0;
  let paragraphs = 0;
  let undated = 0;
  let first = Infinity;
  let last = 0;
  for (const segment of segments) {
    const { num, first: firstDoc, day } = segment.columns;
    for (let a = 0; a < num.length; a++) {
      if (isDead(segment, a)) continue;
      articles++;
      paragraphs += firstDoc[a + 1]! - firstDoc[a]!;
      if (day[a]! % 10_000 === 0) undated++;
      else {
        first = Math.min(first, day[a]!);
        last = Math.max(last, day[a]!);
      }
    }
  }
  return { articles, paragraphs, undated, firstDate: last === 0 ? null : date(first), lastDate: last === 0 ? null : date(last) };
}

/** `YYYYMMDD` as `YYYY-MM-DD`. */
export function date(day: number): string {
  const digits = String(day).padStart(8, '0');
  return `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6)}`;
}
