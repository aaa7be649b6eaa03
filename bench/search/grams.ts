/** What every peer indexes: single characters and pairs of neighbouring characters, folded as 寻报 folds. */
import { foldText } from '../../src/text/fold.ts';

/** Between texts that must not be read as one. */
export const BORDER = '\n';

export const unigrams = (text: string): string[] => Array.from(text).filter((c) => c.trim() !== '');

export function bigrams(text: string): string[] {
  const found: string[] = [];
  for (let i = 0; i + 2 <= text.length; i++) found.push(text.slice(i, i + 2));
  return found.filter((pair) => pair.trim() === pair && pair.length === 2);
}

/** The grams a string is looked for by: itself when it is one, else its pairs. */
export const gramsOf = (string: string): string[] => (string.length === 1 ? [string] : bigrams(string));

/** Titles belong to the first paragraph, as in 寻报. */
export const searchable = (title: string | null, ordinal: number, text: string): string =>
  foldText(ordinal === 1 && title !== null ? `${title}${BORDER}${text}` : text);
