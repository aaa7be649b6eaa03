/**
 * Filters, totals and facets in one pass over the matching documents. A document that fails only one
 * facet's selection still counts for that facet, so that the siblings of a chosen value keep theirs.
 */
import { FACETS, type FacetName } from '../../domain.ts';
import { compareCounts } from '../counts.ts';
import type { FacetCount, FacetFilter, Filters } from '../engine.ts';
import { isDead, type Segment, type Snapshot } from './snapshot.ts';

const YEARS = 10_000;

interface Selection {
  readonly only: ReadonlySet<number> | null;
  readonly not: ReadonlySet<number> | null;
}

export class Tally {
  total = 0;
  totalArticles = 0;
  readonly #counts: Record<FacetName, Uint32Array | null>;
  readonly #selections: Record<FacetName, Selection>;
  readonly #from: number;
  readonly #to: number;
  readonly #dated: boolean;
  /** No filter at all: most searches, and half of their time. */
  readonly #open: boolean;
  readonly #snapshot: Snapshot;

  constructor(snapshot: Snapshot, filters: Filters, facets: readonly FacetName[]) {
    this.#snapshot = snapshot;
    this.#counts = each((facet) => (facets.includes(facet) ? new Uint32Array(facet === 'year' ? YEARS : snapshot.values[facet].texts.length) : null));
    this.#selections = each((facet) => selection(snapshot, facet, filters.facets[facet]));
    this.#dated = filters.from !== null || filters.to !== null;
    this.#open = !this.#dated && FACETS.every((facet) => this.#selections[facet].only === null && this.#selections[facet].not === null);
    this.#from = Number((filters.from ?? '0001-01-01').replaceAll('-', ''));
    this.#to = Number((filters.to ?? '9999-12-31').replaceAll('-', ''));
  }

  /** Counts the documents and answers those that pass every filter. */
  add(segment: Segment, docs: Uint32Array): Uint32Array {
    if (this.#open && !segment.anyDead) return this.#addAll(segment, docs);
    const { columns } = segment;
    const { district, year, section, author } = this.#selections;
    const kept = new Uint32Array(docs.length);
    let used = 0;
    const bySection = section.only !== null || section.not !== null;
    for (let i = 0; i < docs.length; ) {
      const article = columns.article[docs[i]!]!;
      const end = columns.first[article + 1]!;
      let next = i + 1;
      while (next < docs.length && docs[next]! < end) next++;
      if ((segment.anyDead && isDead(segment, article)) || (this.#dated && !this.#within(columns.day[article]!))) {
        i = next;
        continue;
      }
      const failsDistrict = fails(district, columns.districtAt, columns.districts, article);
      const failsAuthor = fails(author, columns.authorAt, columns.authors, article);
      const failsYear = failsOne(year, columns.year[article]!);
      const failures = Number(failsDistrict) + Number(failsAuthor) + Number(failsYear);
      let passed = 0;
      for (; i < next; i++) {
        const value = columns.section[docs[i]!]!;
        const failsSection = bySection && failsOne(section, value);
        if (failures === 0 && this.#counts.section !== null) this.#counts.section[value]!++;
        if (!failsSection) {
          passed++;
          if (failures === 0) kept[used++] = docs[i]!;
        }
      }
      if (passed === 0) continue;
      if (failures === 0) {
        this.total += passed;
        this.totalArticles++;
      }
      if (failures === Number(failsDistrict)) count(this.#counts.district, columns.districtAt, columns.districts, article, passed);
      if (failures === Number(failsAuthor)) count(this.#counts.author, columns.authorAt, columns.authors, article, passed);
      if (failures === Number(failsYear) && this.#counts.year !== null) this.#counts.year[columns.year[article]!]! += passed;
    }
    return kept.subarray(0, used);
  }

  #addAll({ columns }: Segment, docs: Uint32Array): Uint32Array {
    const { article, first, section, year, districtAt, districts, authorAt, authors } = columns;
    const counts = this.#counts;
    for (let i = 0; i < docs.length; ) {
      const a = article[docs[i]!]!;
      const end = first[a + 1]!;
      const from = i;
      for (; i < docs.length && docs[i]! < end; i++) if (counts.section !== null) counts.section[section[docs[i]!]!]!++;
      this.totalArticles++;
      if (counts.year !== null) counts.year[year[a]!]! += i - from;
      count(counts.district, districtAt, districts, a, i - from);
      count(counts.author, authorAt, authors, a, i - from);
    }
    this.total += docs.length;
    return docs;
  }

  #within(day: number): boolean {
    if (day === 0) return false;
    // Known only by its year: within when the whole year is.
    if (day % 10_000 === 0) return day + 101 >= this.#from && day + 1231 <= this.#to;
    return day >= this.#from && day <= this.#to;
  }

  facets(): Partial<Record<FacetName, FacetCount[]>> {
    const out: Partial<Record<FacetName, FacetCount[]>> = {};
    for (const facet of FACETS) {
      const counts = this.#counts[facet];
      if (counts === null) continue;
      const found: FacetCount[] = [];
      const { texts } = this.#snapshot.values[facet];
      for (let number = 0; number < counts.length; number++) {
        const n = counts[number]!;
        if (n > 0) found.push({ value: number === 0 ? null : facet === 'year' ? String(number) : texts[number]!, count: n });
      }
      out[facet] = found.sort(compareCounts);
    }
    return out;
  }
}

const each = <T>(make: (facet: FacetName) => T): Record<FacetName, T> =>
  Object.fromEntries(FACETS.map((facet) => [facet, make(facet)])) as Record<FacetName, T>;

function selection(snapshot: Snapshot, facet: FacetName, filter: FacetFilter): Selection {
  // A value that stands nowhere gets a number that no document has.
  const number = (value: string | null): number => {
    if (value === null) return 0;
    return facet === 'year' ? Number(value) : (snapshot.values[facet].numbers.get(value) ?? -1);
  };
  const set = (values: FacetFilter['only']): Set<number> | null => (values.length === 0 ? null : new Set(values.map(number)));
  return { only: set(filter.only), not: set(filter.not) };
}

function failsOne({ only, not }: Selection, value: number): boolean {
  return (only !== null && !only.has(value)) || (not !== null && not.has(value));
}

function fails({ only, not }: Selection, at: Uint32Array, values: Uint32Array, article: number): boolean {
  if (only === null && not === null) return false;
  const from = at[article]!;
  const to = at[article + 1]!;
  if (from === to) return failsOne({ only, not }, 0);
  let found = only === null;
  for (let i = from; i < to; i++) {
    if (not?.has(values[i]!)) return true;
    if (only?.has(values[i]!)) found = true;
  }
  return !found;
}

function count(counts: Uint32Array | null, at: Uint32Array, values: Uint32Array, article: number, by: number): void {
  if (counts === null) return;
  const from = at[article]!;
  const to = at[article + 1]!;
  if (from === to) counts[0]! += by;
  for (let i = from; i < to; i++) counts[values[i]!]! += by;
}
