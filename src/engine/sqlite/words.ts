/** Which words of texts are worth suggesting, and in how many of the texts each stands. */
import { foldText } from '../../text/fold.ts';
import { cut } from '../../text/segment.ts';
import { FUNCTION } from '../../text/stopwords.ts';

export interface WordCounts {
  readonly words: readonly string[];
  readonly counts: Uint32Array;
}

/** Two to eight characters, or a Latin name. */
const WORTHY = /^(?:\p{Script=Han}{2,8}|[\p{Script=Latin}\d.+&-]{2,24})$/u;

export function countWords(texts: readonly string[]): WordCounts {
  const counts = new Map<string, number>();
  for (const text of texts) {
    const words = new Set<string>();
    for (const token of cut(foldText(text))) if (token.type !== 'number' && WORTHY.test(token.text) && !FUNCTION.has(token.text)) words.add(token.text);
    for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return { words: [...counts.keys()], counts: Uint32Array.from(counts.values()) };
}
