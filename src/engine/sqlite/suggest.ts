/** Completions of what is being typed: names and words of this corpus, then titles that hold it. */
import type { FacetName } from '../../domain.ts';
import { foldText } from '../../text/fold.ts';
import type { Suggestion } from '../engine.ts';
import type { Db } from './database.ts';
import type { PostingsReader } from './postings.ts';
import { isDead, type Segment, type Snapshot } from './snapshot.ts';
import { complete } from './vocabulary.ts';

/** Longer texts are pasted, and complete to nothing. */
const LONGEST = 24;
/** How many titles are looked at for the best ones. */
const TITLES_READ = 40;

export function suggest(db: Db, reader: PostingsReader, snapshot: Snapshot, typed: string, limit: number): Suggestion[] {
  const folded = foldText(typed).trim();
  // Pinyin is often typed with its syllables apart.
  const key = /^[a-z' ]+$/.test(folded) ? folded.replace(/[' ]/g, '') : folded;
  if (key === '' || key.length > LONGEST) return [];
  const found: Suggestion[] = [];
  for (const { kind, text } of complete(db, key, limit * 3)) {
    if (kind === 'year') continue;
    const count = kind === 'word' ? wordCount(reader, snapshot, text) : valueCount(snapshot, kind, text);
    if (count > 0) found.push({ text, kind, count });
  }
  const titles = key.length >= 2 ? titlesWith(db, reader, snapshot, key) : [];
  const ofTitles = Math.min(titles.length, Math.max(2, limit - found.length));
  const ordered = dropEnclosed(once(found)).sort((a, b) => b.count - a.count);
  return [...ordered.slice(0, limit - ofTitles), ...titles.slice(0, ofTitles)];
}

/** One line for one text: as the value of a facet where it is one, which says more than the bare word. */
function once(found: readonly Suggestion[]): Suggestion[] {
  const kept = new Map<string, Suggestion>();
  for (const suggestion of found) {
    const other = kept.get(suggestion.text);
    if (other === undefined || KINDS.indexOf(suggestion.kind) < KINDS.indexOf(other.kind)) kept.set(suggestion.text, suggestion);
  }
  return [...kept.values()];
}
const KINDS: readonly Suggestion['kind'][] = ['district', 'author', 'word', 'section', 'title'];

/** 运营 beside 运营商 with the same count says nothing: only the longer one was ever printed. */
function dropEnclosed(found: readonly Suggestion[]): Suggestion[] {
  return found.filter((a) => a.kind !== 'word' || !found.some((b) => b.kind === 'word' && b.text.length > a.text.length && b.text.startsWith(a.text) && b.count >= a.count));
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

/** Titles that hold the key, those that begin with it first, then the shortest. */
function titlesWith(db: Db, reader: PostingsReader, snapshot: Snapshot, key: string): Suggestion[] {
  const read = db.prepare<[number], { title: string | null }>("SELECT head ->> 'title' AS title FROM article WHERE num = ?");
  const found: { text: string; at: number; count: number }[] = [];
  let looked = 0;
  for (const segment of [...snapshot.segments].reverse()) {
    const { docs, title } = reader.postings(segment, [key]);
    const { article, num, first } = segment.columns;
    for (let i = docs.length - 1; i >= 0 && looked < TITLES_READ; i--) {
      const a = article[docs[i]!]!;
      if (title[i] === 0 || isDead(segment, a)) continue;
      looked++;
      const text = read.get(num[a]!)?.title;
      const at = typeof text !== 'string' ? -1 : foldText(text).indexOf(key);
      if (typeof text === 'string' && at >= 0) found.push({ text, at, count: first[a + 1]! - first[a]! });
    }
  }
  found.sort((a, b) => Number(a.at > 0) - Number(b.at > 0) || a.text.length - b.text.length);
  return [...new Map(found.map(({ text, count }) => [text, { text, kind: 'title' as const, count }])).values()];
}

