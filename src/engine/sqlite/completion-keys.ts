import { spell } from '../../text/pinyin.ts';

/** The keys under which a folded text is found, as it may be typed: its endings, its pinyin and its initials. */
export function keysOf(folded: string): string[] {
  const characters = [...folded];
  const keys = new Set(characters.slice(0, 12).map((_, i) => characters.slice(i).join('')));
  const spelled = spell(folded);
  if (spelled !== null) keys.add(spelled.full).add(spelled.initials);
  return [...keys];
}
