/** How words are typed: 哈尔滨 as `haerbin` or `heb`. Heteronyms are read as in the word (重庆 chongqing). */
import { pinyin } from 'pinyin-pro';

export interface Spelled {
  /** Syllables without tones, run together; `v` for ü, as on a keyboard. */
  readonly full: string;
  readonly initials: string;
}

/** `null` for a text without Chinese characters. */
export function spell(folded: string): Spelled | null {
  if (!/\p{Script=Han}/u.test(folded)) return null;
  const syllables = pinyin(folded, { toneType: 'none', type: 'array', v: true }).map((s) => s.toLowerCase().replace(/[^a-z0-9]/g, ''));
  return { full: syllables.join(''), initials: syllables.map((s) => s[0] ?? '').join('') };
}
