/** Which words of texts are worth suggesting to who types, or to who mistyped. */
import { eachToken } from './jieba/bulk.ts';
import type { PieceType } from './pieces.ts';
import { cut } from './segment.ts';
import { FUNCTION } from './stopwords.ts';

/** Two to eight characters, or a Latin name. */
const WORTHY = /^(?:\p{Script=Han}{2,8}|[\p{Script=Latin}\d.+&-]{2,24})$/u;

export const isWorthy = (word: string): boolean => WORTHY.test(word) && !FUNCTION.has(word);

const isCandidate = (start: number, end: number, type: PieceType): boolean => end - start > 1 && type !== 'number';

/** Tells where everything stands in a folded text that could be such a word, as often as it stands there. */
export function eachCandidate(folded: string, word: (start: number, end: number) => void): void {
  eachToken(folded, (start, end, type) => {
    if (isCandidate(start, end, type)) word(start, end);
  });
}

/** The worthy words of a folded text, each once. */
export const worthyWords = (folded: string): string[] =>
  [...new Set(cut(folded).flatMap(({ text, start, end, type }) => (isCandidate(start, end, type) ? [text] : [])))].filter(isWorthy);
