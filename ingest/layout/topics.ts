/** What lines are about: whether the text above and below a line is about the same, and which of the two speaks of the line's own words. */
import { eachToken } from '../../src/text/jieba/bulk.ts';
import { FUNCTION } from '../../src/text/stopwords.ts';
import type { Line } from './lines.ts';
import { textFrom } from './runs.ts';

export interface Topic {
  /** How alike the text above and the text below are, from 0 to 1; -1 where either has no words. */
  readonly alike: number;
  /** Of the weight of the line's words, the share that comes back below, and above; -1 for a line without words. */
  readonly below: number;
  readonly above: number;
}

/** Characters of text looked at in each direction. */
const NEAR = 350;

/** `toText` and `sinceText` tell how many lines that are no text stand between a line and the text below and above it. */
export function topics(lines: readonly Line[], toText: (i: number) => number, sinceText: (i: number) => number): Topic[] {
  const words = wordsOf(lines);
  const spread = new Map<string, number>();
  for (const own of words) for (const word of new Set(own)) spread.set(word, (spread.get(word) ?? 0) + 1);
  /** A word that is everywhere on the page tells nothing, and a long one more than a short one. */
  const weight = (word: string): number => Math.log((1 + lines.length) / spread.get(word)!) * Math.min(3, word.length);
  const gather = (i: number, by: 1 | -1, passed: number): Map<string, number> => {
    const found = new Map<string, number>();
    for (const word of textFrom(lines, i, by, passed, NEAR).flatMap((n) => words[n]!)) found.set(word, (found.get(word) ?? 0) + 1);
    return found;
  };
  const share = (own: readonly string[], text: ReadonlyMap<string, number>): number => {
    const [all, again] = [[...new Set(own)], [...new Set(own)].filter((word) => text.has(word))].map((some) => some.reduce((sum, word) => sum + weight(word), 0));
    return all === 0 ? -1 : again! / all!;
  };
  return lines.map((_, i) => {
    const [above, below] = [gather(i, -1, sinceText(i)), gather(i, 1, toText(i))];
    return { alike: cosine(above, below, weight), below: share(words[i]!, below), above: share(words[i]!, above) };
  });
}

function cosine(some: ReadonlyMap<string, number>, others: ReadonlyMap<string, number>, weight: (word: string) => number): number {
  const size = (word: string, count: number): number => weight(word) * (1 + Math.log(count));
  const square = (words: ReadonlyMap<string, number>): number => [...words].reduce((sum, [word, count]) => sum + size(word, count) ** 2, 0);
  let both = 0;
  for (const [word, count] of some) both += others.has(word) ? size(word, count) * size(word, others.get(word)!) : 0;
  const all = square(some) * square(others);
  return all === 0 ? -1 : both / Math.sqrt(all);
}

/** The words of each line, of which one that is broken belongs to the line it begins in. */
function wordsOf(lines: readonly Line[]): string[][] {
  const text = lines.map(({ plain }) => plain).join('');
  const words: string[][] = lines.map(() => []);
  let [line, end] = [0, lines[0]?.plain.length ?? 0];
  eachToken(text, (from, to, type) => {
    while (from >= end && line + 1 < lines.length) end += lines[(line += 1)]!.plain.length;
    const word = text.slice(from, to);
    if (type !== 'number' && word.length > 1 && !FUNCTION.has(word)) words[line]!.push(word);
  });
  return words;
}
