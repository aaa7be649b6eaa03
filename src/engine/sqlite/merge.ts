/** Segments are put together while there are too many of one size: searching costs a look-up in each. */
import { emptyLists, freeze, readColumns, type ColumnLists, type Columns } from './columns.ts';
import type { Db } from './database.ts';
import { packBlocks } from './gram-lists.ts';
import { GONE, MergedLists, type Part } from './merged-lists.ts';
import { dropSegment, placeArticles, writeSegment, type SegmentRow } from './segment.ts';

/** A segment of this many units is not merged further: positions must stay below 2^31. */
const MAX_UNITS = 2 ** 30;
/** Segments of about one size that are put together into one. */
const MERGE_FACTOR = 8;

/**
 * What to put together next: the oldest `MERGE_FACTOR` segments of about one size, or a segment that
 * is mostly dead; `null` when all is well.
 */
export function chooseMerge(rows: readonly SegmentRow[]): SegmentRow[] | null {
  const wasted = rows.find((row) => countBits(row.dead) * 2 > row.articles);
  if (wasted !== undefined) return [wasted];
  const tiers = new Map<number, SegmentRow[]>();
  for (const row of rows) {
    const peers = tiers.get(tier(row)) ?? [];
    peers.push(row);
    tiers.set(tier(row), peers);
    const units = peers.reduce((n, peer) => n + peer.units, 0);
    if (peers.length === MERGE_FACTOR && units < MAX_UNITS) return peers;
  }
  return null;
}

const tier = ({ units }: SegmentRow): number => Math.floor(Math.log(Math.max(units, 4096)) / Math.log(MERGE_FACTOR));

function countBits(bytes: Uint8Array): number {
  let count = 0;
  for (let byte of bytes) for (; byte > 0; byte &= byte - 1) count++;
  return count;
}

/** Writes one segment that holds the living articles of several, and deletes those. */
export function mergeSegments(db: Db, rows: readonly SegmentRow[]): void {
  const lists = emptyLists();
  let units = 0;
  const parts = rows.map(({ id, dead }): Part => {
    const columns = readColumns(db, id);
    const shifts = new Int32Array(columns.ordinal.length).fill(GONE);
    const begin = units;
    let anyDead = false;
    for (let a = 0; a < columns.num.length; a++) {
      if ((dead[a >> 3]! & (1 << (a & 7))) !== 0) {
        anyDead = true;
        continue;
      }
      shifts.fill(units - columns.start[columns.first[a]!]!, columns.first[a]!, columns.first[a + 1]!);
      units = appendArticle(lists, columns, a, units);
    }
    return { id, columns, shift: anyDead ? null : begin, shifts };
  });
  lists.start.push(units);
  lists.first.push(lists.ordinal.length);
  lists.districtAt.push(lists.districts.length);
  lists.authorAt.push(lists.authors.length);
  const columns = freeze(lists);
  if (columns.num.length > 0) placeArticles(db, writeSegment(db, columns, packBlocks(new MergedLists(db, parts))), columns);
  for (const { id } of rows) dropSegment(db, id);
}

function appendArticle(lists: ColumnLists, from: Columns, a: number, units: number): number {
  const shift = units - from.start[from.first[a]!]!;
  const article = lists.num.length;
  lists.first.push(lists.ordinal.length);
  for (let d = from.first[a]!; d < from.first[a + 1]!; d++) {
    lists.start.push(from.start[d]! + shift);
    lists.body.push(from.body[d]! + shift);
    lists.article.push(article);
    lists.ordinal.push(from.ordinal[d]!);
    lists.section.push(from.section[d]!);
    lists.kind.push(from.kind[d]!);
  }
  for (const name of ['num', 'day', 'year'] as const) lists[name].push(from[name][a]!);
  lists.districtAt.push(lists.districts.length);
  lists.authorAt.push(lists.authors.length);
  for (let i = from.districtAt[a]!; i < from.districtAt[a + 1]!; i++) lists.districts.push(from.districts[i]!);
  for (let i = from.authorAt[a]!; i < from.authorAt[a + 1]!; i++) lists.authors.push(from.authors[i]!);
  return from.start[from.first[a + 1]!]! + shift;
}
