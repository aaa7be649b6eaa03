import { spell } from '../../text/pinyin.ts';

/** The keys under which a folded text is found, as it may be typed: its endings, its pinyin and its initials. */
export function keysOf(folded: string): string[] {
  const characters = [...folded];
  const keys = new Set(characters.slice(0, 12).map((_, i) => characters.slice(i).join('')));
  const spelled = spell(folded);
  if (spelled !== null) keys.add(spelled.full).add(spelled.initials);
  return [...keys];
}

/** What stands between a key and its text, in one string: half a million of them are sorted and sent between threads. */
const BETWEEN = '\u0000';

export const completionsOf = (folded: string): string[] => keysOf(folded).map((key) => key + BETWEEN + folded);

export function parsedCompletion(completion: string): [key: string, text: string] {
  const at = completion.indexOf(BETWEEN);
  return [completion.slice(0, at), completion.slice(at + 1)];
}
