/** Completions of what is being typed: names and words of this corpus, then titles that hold it. */
import type { FacetName } from '../../domain.ts';
import type { Suggestion } from '../engine.ts';
import { TITLES_READ, offered, titlesWith, typedKey } from '../suggestion.ts';
import type { Db } from './database.ts';
import type { PostingsReader } from './postings.ts';
import { isDead, type Segment, type Snapshot } from './snapshot.ts';
import { complete } from './vocabulary.ts';

export function suggest(db: Db, reader: PostingsReader, snapshot: Snapshot, typed: string, limit: number): Suggestion[] {
  const key = typedKey(typed);
  if (key === null) return [];
  const found: Suggestion[] = [];
  for (const { kind, text } of complete(db, key, limit * 3)) {
    if (kind !== 'year') found.push({ text, kind, count: kind === 'word' ? wordCount(reader, snapshot, text) : valueCount(snapshot, kind, text) });
  }
  return offered(found, key.length >= 2 ? titles(db, reader, snapshot, key) : [], limit);
}

function wordCount(reader: PostingsReader, snapshot: Snapshot, word: string): number {
  return snapshot.segments.reduce((n, segment) => n + living(segment, reader.postings(segment, [word]).docs), 0);
}

function living(segment: Segment, docs: Uint32Array): number {
  if (!segment.anyDead) return docs.length;
  return docs.reduce((n, doc) => n + (isDead(segment, segment.columns.article[doc]!) ? 0 : 1), 0);
}

const counts = new WeakMap<Snapshot, Partial<Record<FacetName, Uint32Array>>>();

/** Paragraphs under a facet value, counted for all values at once and kept with the snapshot. */
function valueCount(snapshot: Snapshot, facet: Exclude<FacetName, 'year'>, text: string): number {
  let known = counts.get(snapshot);
  if (known === undefined) counts.set(snapshot, (known = {}));
  known[facet] ??= countValues(snapshot, facet);
  return known[facet][snapshot.values[facet].numbers.get(text) ?? 0] ?? 0;
}

function countValues(snapshot: Snapshot, facet: Exclude<FacetName, 'year'>): Uint32Array {
  const counted = new Uint32Array(snapshot.values[facet].texts.length);
  for (const segment of snapshot.segments) {
    const { first, num, section, districtAt, districts, authorAt, authors } = segment.columns;
    const [at, values] = facet === 'district' ? [districtAt, districts] : [authorAt, authors];
    for (let a = 0; a < num.length; a++) {
      if (isDead(segment, a)) continue;
      if (facet === 'section') for (let doc = first[a]!; doc < first[a + 1]!; doc++) counted[section[doc]!]!++;
      else for (let i = at[a]!; i < at[a + 1]!; i++) counted[values[i]!]! += first[a + 1]! - first[a]!;
    }
  }
  counted[0] = 0;
  return counted;
}

/** Titles that hold the key, of the newest paragraphs in the index. */
function titles(db: Db, reader: PostingsReader, snapshot: Snapshot, key: string): Suggestion[] {
  const read = db.prepare<[number], { title: string | null }>("SELECT head ->> 'title' AS title FROM article WHERE num = ?");
  const found: Suggestion[] = [];
  let looked = 0;
  for (const segment of [...snapshot.segments].reverse()) {
    const { docs, title } = reader.postings(segment, [key]);
    const { article, num, first } = segment.columns;
    for (let i = docs.length - 1; i >= 0 && looked < TITLES_READ; i--) {
      const a = article[docs[i]!]!;
      if (title[i] === 0 || isDead(segment, a)) continue;
      looked++;
      const text = read.get(num[a]!)?.title;
      if (typeof text === 'string') found.push({ text, kind: 'title', count: first[a + 1]! - first[a]! });
    }
  }
  return titlesWith(key, found);
}
