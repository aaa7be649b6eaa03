/**
 * The words and names of an index in memory, for engines whose server can count them all at once but
 * cannot look them up by pinyin or by what they resemble. 100,000 of them take some 30 MB.
 */
import { setImmediate as turn } from 'node:timers/promises';
import type { FacetName } from '../domain.ts';
import { foldText } from '../text/fold.ts';
import { spell, type Spelled } from '../text/pinyin.ts';
import { COMMON_ENOUGH, MUCH_COMMONER, oneCharacterApart } from './suggestion.ts';

export interface Counted {
  readonly kind: 'word' | Exclude<FacetName, 'year'>;
  readonly text: string;
  /** Paragraphs. */
  readonly count: number;
}

interface Entry extends Counted {
  readonly folded: string;
  readonly spelled: Spelled | null;
}

/** Looking up their pinyin takes 25 µs each; others get a turn after so many. */
const AT_ONCE = 200;

export class Vocabulary {
  readonly #entries: readonly Entry[];
  readonly #counts: ReadonlyMap<string, number>;

  private constructor(entries: readonly Entry[]) {
    this.#entries = entries;
    this.#counts = new Map(entries.flatMap(({ kind, text, count }) => (kind === 'word' ? [[text, count]] : [])));
  }

  static async of(counted: readonly Counted[]): Promise<Vocabulary> {
    const entries: Entry[] = [];
    for (const one of counted) {
      if (one.kind === 'word' && one.count < COMMON_ENOUGH) continue;
      const folded = foldText(one.text);
      entries.push({ ...one, folded, spelled: spell(folded) });
      if (entries.length % AT_ONCE === 0) await turn();
    }
    return new Vocabulary(entries.sort((a, b) => b.count - a.count));
  }

  /** What the folded `typed` may become, by a part of it or its pinyin: names, the shortest first, and words, the commonest first, at most `limit` of each. */
  complete(typed: string, limit: number): Counted[] {
    const found = this.#entries.filter(({ folded, spelled }) => folded.includes(typed) || (spelled !== null && (spelled.full.startsWith(typed) || spelled.initials.startsWith(typed))));
    const names = found.filter(({ kind }) => kind !== 'word').sort((a, b) => a.text.length - b.text.length);
    return [...names.slice(0, limit), ...found.filter(({ kind }) => kind === 'word').slice(0, limit)];
  }

  /** Much commoner words that sound like `word` or differ from it in one character, the commonest first. */
  similar(word: string): string[] {
    const characters = [...word];
    const sound = spell(word)?.full;
    const least = MUCH_COMMONER * Math.max(1, this.#counts.get(word) ?? 0);
    const isLike = ({ text, spelled }: Entry): boolean => spelled?.full === sound || (characters.length >= 3 && oneCharacterApart([...text], characters));
    return this.#entries.filter((entry) => entry.kind === 'word' && entry.count >= least && entry.text.length === word.length && entry.text !== word && isLike(entry)).map(({ text }) => text);
  }
}
