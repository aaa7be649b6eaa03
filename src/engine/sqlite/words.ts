/** Which words of texts are worth suggesting, in how many of the texts each stands, and how each is typed. */
import { foldText } from '../../text/fold.ts';
import { spell } from '../../text/pinyin.ts';
import { cut } from '../../text/segment.ts';
import { FUNCTION } from '../../text/stopwords.ts';

export interface CountedWord {
  readonly text: string;
  readonly count: number;
  /** What is typed for it: its endings, its pinyin and its initials. */
  readonly keys: readonly string[];
}

/** Two to eight characters, or a Latin name. */
const WORTHY = /^(?:\p{Script=Han}{2,8}|[\p{Script=Latin}\d.+&-]{2,24})$/u;

export class WordCounts {
  readonly #counts = new Map<string, number>();

  add(texts: readonly string[]): void {
    for (const text of texts) {
      const words = new Set<string>();
      for (const token of cut(foldText(text))) if (token.type !== 'number' && WORTHY.test(token.text) && !FUNCTION.has(token.text)) words.add(token.text);
      for (const word of words) this.#counts.set(word, (this.#counts.get(word) ?? 0) + 1);
    }
  }

  *from(least: number): Generator<CountedWord> {
    for (const [text, count] of this.#counts) if (count >= least) yield { text, count, keys: keysOf(text) };
  }
}

/** The keys under which a folded text is found. */
export function keysOf(folded: string): string[] {
  const characters = [...folded];
  const keys = new Set(characters.slice(0, 12).map((_, i) => characters.slice(i).join('')));
  const spelled = spell(folded);
  if (spelled !== null) keys.add(spelled.full).add(spelled.initials);
  return [...keys];
}
