/** Which words of texts are worth suggesting to who types, or to who mistyped. */
import { cut } from './segment.ts';
import { FUNCTION } from './stopwords.ts';

/** Two to eight characters, or a Latin name. */
const WORTHY = /^(?:\p{Script=Han}{2,8}|[\p{Script=Latin}\d.+&-]{2,24})$/u;

export const isWorthy = (word: string): boolean => WORTHY.test(word) && !FUNCTION.has(word);

/** Everything in a folded text that could be such a word, as often as it stands there. */
export function* candidates(folded: string): Generator<string> {
  for (const { text, type } of cut(folded)) if (text.length > 1 && type !== 'number') yield text;
}

/** Each of them once. */
export const worthyWords = (folded: string): string[] => [...new Set(candidates(folded))].filter(isWorthy);
