/**
 * Citations that check themselves. The link to a quoted paragraph carries what can be told from its
 * text: `p7.1f3a9c02.Qx7fK2.UpeaXDpT` is its place, a hash of it whole, two characters of hash for each
 * clause, and a few of its first words, in signs that no address has to escape. The text itself is not in it, so what has changed is found clause by
 * clause, and a text that has gone can still be searched for.
 */
import { createHash } from 'node:crypto';
import type { Paragraph } from '../domain.ts';

export type Quoted = Pick<Paragraph, 'ordinal' | 'text'>;
type Range = [start: number, end: number];

export type CiteCheck =
  /** The text stands in paragraph `ordinal`, letter for letter; `cited` is where it stood. */
  | { readonly kind: 'unchanged' | 'moved'; readonly cited: number; readonly ordinal: number }
  /** `fresh` was not there when it was cited, `gone` clauses of then are no more. */
  | { readonly kind: 'changed'; readonly cited: number; readonly ordinal: number; readonly fresh: Range[]; readonly gone: number }
  /** `words` are some of the cited text; `''` when the link does not say. */
  | { readonly kind: 'gone'; readonly cited: number; readonly words: string };

/** Clauses beyond these are in the hash of the whole only, or the link would grow without end. */
const CLAUSES = 24;
const WORDS = 8;

/** Breaks and spaces are the page's, and a better reading of the page may mend them otherwise. */
const bare = (text: string): string => text.replace(/\s/gu, '');
const wholeHash = (text: string): string => createHash('sha256').update(bare(text)).digest('hex').slice(0, 8);

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** Twelve bits of FNV-1a: a page has thousands of clauses, and each is hashed whenever it is shown. */
function clauseHash(text: string): string {
  let hash = 0x811c9dc5;
  for (const unit of bare(text)) hash = Math.imul(hash ^ (unit.codePointAt(0) ?? 0), 0x01000193);
  const bits = ((hash >>> 24) ^ (hash >>> 12) ^ hash) & 0xfff;
  return (DIGITS[bits >> 6] ?? '') + (DIGITS[bits & 63] ?? '');
}

function clauses(text: string): Range[] {
  return [...text.matchAll(/[^，。；：！？,;!?\n]+[，。；：！？,;!?\n”’」』）)]*/gu)].map(({ 0: clause, index }) => [index, index + clause.length]);
}

/** The beginning of the longest run of letters among the first: what a search finds best. */
function tellingWords(text: string): string {
  const runs = (text.slice(0, 120).match(/[\p{L}\p{N}]+/gu) ?? []).slice(0, 5);
  const longest = runs.reduce((best, run) => (run.length > best.length ? run : best), '');
  return Array.from(longest).slice(0, WORDS).join('');
}

/** The value of `?cite=` for a paragraph as it stands now. */
export function citeOf({ ordinal, text }: Quoted): string {
  const marks = clauses(text).slice(0, CLAUSES).map(([start, end]) => clauseHash(text.slice(start, end)));
  return [`p${ordinal}`, wholeHash(text), marks.join(''), encoded(tellingWords(text))].join('.');
}

const CITE = /^p([1-9]\d{0,6})\.([0-9a-f]{8})(?:\.([\w-]{0,200}))?(?:\.([\w-]{0,60}))?$/u;

/** Two bytes a sign; escaped for an address, Chinese would take nine. */
const encoded = (words: string): string => Buffer.from(words, 'utf16le').toString('base64url');

function decoded(code: string): string {
  const words = Buffer.from(code, 'base64url').toString('utf16le');
  return /^[\p{L}\p{N}]{1,30}$/u.test(words) ? words : '';
}

/** Words of the cited text, to search for when its article is gone; `''` when the link does not say. */
export const citedWords = (value: string): string => decoded(CITE.exec(value)?.[4] ?? '');

/** How `paragraphs` stand to what was cited; `null` when the value is none of ours. */
export function checkCite(value: string, paragraphs: readonly Quoted[]): CiteCheck | null {
  const [, ordinal = '', hash = '', marks = '', code = ''] = CITE.exec(value) ?? [];
  if (hash === '') return null;
  const words = decoded(code);
  const cited = Number(ordinal);
  const there = paragraphs.find((p) => p.ordinal === cited);
  const same = [there, ...paragraphs].find((p) => p !== undefined && wholeHash(p.text) === hash);
  if (same !== undefined) return { kind: same === there ? 'unchanged' : 'moved', cited, ordinal: same.ordinal };
  const then = new Set(marks.match(/../g));
  const near = closest(paragraphs, there, then, words);
  if (near === undefined) return { kind: 'gone', cited, words };
  const now = clauses(near.text);
  // Clauses behind the last that was noted cannot be judged, so they are not called new.
  const judged = then.size < CLAUSES ? now : now.slice(0, CLAUSES);
  const fresh = judged.filter((clause) => !then.has(hashAt(near.text, clause)));
  const kept = new Set(now.map((clause) => hashAt(near.text, clause)));
  return { kind: 'changed', cited, ordinal: near.ordinal, fresh, gone: [...then].filter((mark) => !kept.has(mark)).length };
}

const hashAt = (text: string, [start, end]: Range): string => clauseHash(text.slice(start, end));

/** The paragraph that kept most of the cited clauses, or the one at the cited place that still begins so. */
function closest(paragraphs: readonly Quoted[], there: Quoted | undefined, then: ReadonlySet<string>, words: string): Quoted | undefined {
  let best: Quoted | undefined;
  let most = 0;
  for (const p of there === undefined ? paragraphs : [there, ...paragraphs]) {
    const kept = new Set(clauses(p.text).map((clause) => hashAt(p.text, clause)).filter((mark) => then.has(mark))).size;
    if (kept > most) [best, most] = [p, kept];
  }
  // One clause alone is alike by chance once in four thousand; among many paragraphs that happens.
  if (most >= 2 || (best !== undefined && best === there)) return best;
  return there !== undefined && words !== '' && there.text.includes(words) ? there : undefined;
}
