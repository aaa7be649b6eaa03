/**
 * Taiwan and Hong Kong wording. `資訊` is `信息`, `寮國` is `老挝`: a second reading of a text or a
 * query, in mainland words. Only words that hold a traditional character are reworded: `程式` in a
 * simplified text is left alone, because nothing says that its writer meant `程序`.
 */
import hongKong from 'opencc-js/dict/HKPhrasesRev';
import taiwan from 'opencc-js/dict/TWPhrasesRev';
import { fold, foldText, type Folded } from './fold.ts';
import { TrieMap } from './trie.ts';

/** What each becomes; in small letters. */
const words = new TrieMap<string>();
/** The same by their folded letters, and those that hold no traditional character besides. */
const folded = new Map<string, string>();
let longest = 0;
for (const dictionary of [hongKong, taiwan]) {
  for (const entry of dictionary.split('|')) {
    const [from = '', to = ''] = entry.split(' ');
    const printed = from.toLowerCase();
    if (foldText(to) === foldText(from)) continue;
    folded.set(foldText(from), foldText(to));
    if (foldText(from) === printed) continue;
    words.set(printed, foldText(to));
    longest = Math.max(longest, printed.length);
  }
}
/** A few words hold Latin letters, all of them ASCII. */
const small = (unit: number): number => (unit >= 0x41 && unit <= 0x5a ? unit + 0x20 : unit);

interface Found {
  readonly at: number;
  readonly length: number;
  readonly to: string;
}

/** The mainland reading, or `null` when it is the same as `fold(text)`. */
export function foldWording(text: string): Folded | null {
  const found: Found[] = [];
  for (let at = 0; at < text.length; ) {
    const longest = words.child(0, small(text.charCodeAt(at))) === 0 ? null : longestAt(text, at);
    if (longest !== null) found.push(longest);
    at += longest?.length ?? 1;
  }
  return found.length === 0 ? null : reword(text, found);
}

/** A single character is no word to be reworded. */
function longestAt(text: string, at: number): Found | null {
  let found: Found | null = null;
  let node = words.child(0, small(text.charCodeAt(at)));
  for (let end = at + 1; node !== 0 && end < text.length; ) {
    node = words.child(node, small(text.charCodeAt(end++)));
    const to = words.valueAt(node);
    if (to !== undefined) found = { at, length: end - at, to };
  }
  return found;
}

function reword(text: string, found: readonly Found[]): Folded {
  let out = '';
  const start: number[] = [];
  const end: number[] = [];
  const keep = (from: number, to: number): void => {
    const piece = fold(text.slice(from, to));
    for (let i = 0; i < piece.text.length; i++) {
      start.push(from + (piece.places?.start[i] ?? i));
      end.push(from + (piece.places?.end[i] ?? i + 1));
    }
    out += piece.text;
  };
  let done = 0;
  for (const { at, length, to } of found) {
    keep(done, at);
    for (let i = 0; i < to.length; i++) {
      start.push(at);
      end.push(at + length);
    }
    out += to;
    done = at + length;
  }
  keep(done, text.length);
  return { text: out, places: { start: Uint32Array.from(start), end: Uint32Array.from(end) } };
}

/** A folded text in mainland words wherever it could be of Taiwan or Hong Kong: a guess, for when it is found nowhere as it is. */
export function guessWording(text: string): string {
  let out = '';
  for (let i = 0; i < text.length; ) {
    let length = Math.min(longest, text.length - i);
    while (length > 1 && !folded.has(text.slice(i, i + length))) length--;
    const piece = text.slice(i, i + length);
    out += folded.get(piece) ?? piece;
    i += Math.max(1, length);
  }
  return out;
}

/** All readings of a text in which it can be found: letter by letter, and in mainland wording where that differs. */
export function readings(text: string): Folded[] {
  const reworded = foldWording(text);
  return reworded === null ? [fold(text)] : [fold(text), reworded];
}
