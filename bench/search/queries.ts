/**
 * Two hundred queries drawn from the texts by how many paragraphs hold their words. Words have two
 * characters, so that engines which index pairs of characters must agree on every total.
 */
import type { Article } from '../../src/domain.ts';
import { foldText } from '../../src/text/fold.ts';
import { cut } from '../../src/text/segment.ts';
import { parseQuery } from '../../src/query/parse.ts';
import { understand } from '../../src/query/understand.ts';
import { random } from './random.ts';

export const KINDS = ['stop word', 'common', 'two words', 'three words', 'rare', 'phrase', 'prefix', 'filtered', 'by date'] as const;
export type Kind = (typeof KINDS)[number];

export interface BenchQuery {
  readonly kind: Kind;
  /** Folded strings of which a paragraph (or its article's title, which belongs to the first) holds every one. */
  readonly strings: readonly string[];
  /** As typed into 寻报. */
  readonly typed: string;
  readonly district?: string;
  readonly years?: readonly [from: number, to: number];
  readonly newest?: true;
}

const STOP_WORDS = ['的', '在', '是', '了', '和'];
const COUNTS = { common: 35, 'two words': 40, 'three words': 20, rare: 30, phrase: 25, prefix: 15, filtered: 20, 'by date': 10 };
const HAN_PAIR = /^\p{Script=Han}{2}$/u;
const SPACED_PAIR = /(\p{Script=Han}) (?=(\p{Script=Han}))/gu;

export async function drawQueries(articles: AsyncIterable<Article>): Promise<BenchQuery[]> {
  const next = random(7);
  const pick = <T>(list: readonly T[]): T => list[next(list.length)]!;
  const drawnFrom: { text: string; districts: readonly string[]; year: number | null }[] = [];
  for await (const { paragraphs, districts, year } of articles) for (const { text } of paragraphs) drawnFrom.push({ text: foldText(text), districts, year });
  const texts = drawnFrom.map(({ text }) => text);
  const frequency = new Map<string, number>();
  for (const text of texts) for (const word of wordsOf(text)) frequency.set(word, (frequency.get(word) ?? 0) + 1);
  // Peers do not know that 八年 is 8年, nor that a name may be printed with a space in it.
  const spaced = new Set(texts.flatMap((text) => [...text.matchAll(SPACED_PAIR)].map(([, first, second]) => `${first}${second}`)));
  for (const word of frequency.keys()) if (isSpelledOtherwise(word) || spaced.has(word)) frequency.delete(word);
  const between = (low: number, high: number): Set<string> => new Set([...frequency].filter(([, n]) => n >= low && n <= high).map(([word]) => word));
  const common = between(texts.length / 100, texts.length / 5);
  const middling = between(texts.length / 1000, texts.length / 5);
  const rare = [...between(2, 20)];

  const togetherIn = (text: string, n: number): string[] | null => {
    const words = [...wordsOf(text)].filter((word) => middling.has(word));
    return words.length < n ? null : Array.from({ length: n }, () => words.splice(next(words.length), 1)[0]!);
  };
  const together = (n: number): string[] => {
    for (;;) {
      const words = togetherIn(pick(texts), n);
      if (words !== null) return words;
    }
  };
  const passage = (): string => {
    for (;;) {
      const text = pick(texts);
      const run = pick(text.match(/\p{Script=Han}{4,}/gu) ?? ['']);
      const length = 4 + next(5);
      if (run.length >= length) return run.slice(0, length);
    }
  };
  const draw: Record<keyof typeof COUNTS, () => Omit<BenchQuery, 'kind'>> = {
    common: () => words([pick([...common])]),
    'two words': () => words(together(2)),
    'three words': () => words(together(3)),
    rare: () => words([pick(rare)]),
    phrase: () => {
      const strings = [passage()];
      return { strings, typed: `"${strings[0]}"` };
    },
    prefix: () => {
      const strings = [pick([...middling])];
      return { strings, typed: `${strings[0]}*` };
    },
    filtered: () => {
      for (;;) {
        const { text, districts, year } = pick(drawnFrom);
        const found = togetherIn(text, 1 + next(2));
        if (found === null) continue;
        if (districts.length > 0 && next(2) === 0) return { ...words(found), district: pick(districts) };
        if (year !== null) return { ...words(found), years: [year - next(3), year + next(2)] };
      }
    },
    'by date': () => ({ ...words(together(1)), newest: true }),
  };
  const drawn = (Object.keys(COUNTS) as (keyof typeof COUNTS)[]).flatMap((kind) => Array.from({ length: COUNTS[kind] }, () => ({ kind, ...draw[kind]() })));
  return [...STOP_WORDS.map((word) => ({ kind: 'stop word' as const, ...words([word]) })), ...drawn];
}

const words = (strings: readonly string[]) => ({ strings, typed: strings.join(' ') });

function isSpelledOtherwise(word: string): boolean {
  const plan = understand(parseQuery(word).query);
  return plan.kind !== 'term' || plan.term.forms.some((form) => form.replace(' ', '') !== word);
}

const wordsOf = (text: string): Set<string> => new Set(cut(text).map((token) => token.text).filter((word) => HAN_PAIR.test(word)));
