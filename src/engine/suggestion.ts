/** What engines that suggest have in common: how what is typed is read, and which completions are offered in which order. */
import { foldText } from '../text/fold.ts';
import type { Suggestion } from './engine.ts';

/** A word is completed to from so many paragraphs on; rarer ones are mostly wrong cuts. */
export const COMMON_ENOUGH = 3;
/** A word is only taken for another that is so many times commoner. */
export const MUCH_COMMONER = 5;

/** Titles that are looked at for the best ones. */
export const TITLES_READ = 40;

/** Longer texts are pasted, and complete to nothing. */
const LONGEST = 24;

/** What completions are looked up by; `null` when there is nothing to complete. */
export function typedKey(typed: string): string | null {
  const folded = foldText(typed).trim();
  // Pinyin is often typed with its syllables apart.
  const key = /^[a-z' ]+$/.test(folded) ? folded.replace(/[' ]/g, '') : folded;
  return key === '' || key.length > LONGEST ? null : key;
}

/** The completions that find most, then a few of the titles. */
export function offered(completions: readonly Suggestion[], titles: readonly Suggestion[], limit: number): Suggestion[] {
  const found = completions.filter(({ count }) => count > 0);
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

/** Those that hold the key, the ones that begin with it first, then the shortest, each title once. */
export function titlesWith<T extends Pick<Suggestion, 'text'>>(key: string, titles: readonly T[]): T[] {
  const found = titles.map((title) => ({ title, at: foldText(title.text).indexOf(key) })).filter(({ at }) => at >= 0);
  found.sort((a, b) => Number(a.at > 0) - Number(b.at > 0) || a.title.text.length - b.title.text.length);
  return [...new Map(found.map(({ title }) => [title.text, title])).values()];
}

export function oneCharacterApart(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.filter((c, i) => c !== b[i]).length === 1;
}
