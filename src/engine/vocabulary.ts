/**
 * The words and names of an index in memory, for engines whose server can count them all at once but
 * cannot look them up by pinyin or by what they resemble. 100,000 of them take some 30 MB.
 */
import { setImmediate as turn } from 'node:timers/promises';
import type { FacetName } from '../domain.ts';
import { foldText } from '../text/fold.ts';
import { spell, type Spelled } from '../text/pinyin.ts';
import { Lines } from './lines.ts';
import { COMMON_ENOUGH, MUCH_COMMONER, oneCharacterApart } from './suggestion.ts';

export interface Counted {
  readonly kind: 'word' | Exclude<FacetName, 'year'>;
  readonly text: string;
  /** Paragraphs. */
  readonly count: number;
}

/** Looking up their pinyin takes 25 µs each; others get a turn after so many. */
const AT_ONCE = 200;

export class Vocabulary {
  /** The commonest first. */
  readonly #entries: readonly Counted[];
  readonly #counts: ReadonlyMap<string, number>;
  readonly #folded: Lines;
  /** Pinyin whole and by initials; of what has none, nothing. */
  readonly #sounds: Lines;
  readonly #initials: Lines;

  private constructor(entries: readonly Counted[], spelled: ReadonlyMap<Counted, Spelled | null>) {
    this.#entries = entries;
    this.#counts = new Map(entries.flatMap(({ kind, text, count }) => (kind === 'word' ? [[text, count]] : [])));
    this.#folded = new Lines(entries.map(({ text }) => oneLine(foldText(text))));
    this.#sounds = new Lines(entries.map((entry) => spelled.get(entry)?.full ?? ''));
    this.#initials = new Lines(entries.map((entry) => spelled.get(entry)?.initials ?? ''));
  }

  static async of(counted: readonly Counted[]): Promise<Vocabulary> {
    const entries = counted.filter(({ kind, count }) => kind !== 'word' || count >= COMMON_ENOUGH).sort((a, b) => b.count - a.count);
    const spelled = new Map<Counted, Spelled | null>();
    for (const entry of entries) {
      spelled.set(entry, spell(foldText(entry.text)));
      if (spelled.size % AT_ONCE === 0) await turn();
    }
    return new Vocabulary(entries, spelled);
  }

  /** What the folded `typed` may become, by a part of it or its pinyin: names, the shortest first, and words, the commonest first, at most `limit` of each. */
  complete(typed: string, limit: number): Counted[] {
    const found = this.#numbered([this.#folded.holding(typed), this.#sounds.startingWith(typed), this.#initials.startingWith(typed)]);
    const names = found.filter(({ kind }) => kind !== 'word').sort((a, b) => a.text.length - b.text.length);
    return [...names.slice(0, limit), ...found.filter(({ kind }) => kind === 'word').slice(0, limit)];
  }

  /** Much commoner words that sound like `word` or differ from it in one character, the commonest first. */
  similar(word: string): string[] {
    const characters = [...word];
    const sound = spell(word)?.full;
    const least = MUCH_COMMONER * Math.max(1, this.#counts.get(word) ?? 0);
    const alike = sound === undefined ? [] : this.#numbered([this.#sounds.equal(sound)]);
    const near = characters.length < 3 ? [] : this.#entries.filter(({ text }) => text.length === word.length && oneCharacterApart([...text], characters));
    const found = new Set([...alike, ...near].filter(({ kind, text, count }) => kind === 'word' && count >= least && text.length === word.length && text !== word));
    return [...found].sort((a, b) => b.count - a.count).map(({ text }) => text);
  }

  #numbered(searches: readonly Iterable<number>[]): Counted[] {
    const numbers = new Set(searches.flatMap((numbers) => [...numbers]));
    return Array.from(Uint32Array.from(numbers).sort(), (number) => this.#entries[number]!);
  }
}

const oneLine = (text: string): string => text.replaceAll('\n', ' ');
