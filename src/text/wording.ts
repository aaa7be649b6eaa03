/**
 * Taiwan and Hong Kong wording. `資訊` is `信息`, `寮國` is `老挝`: a second reading of a text or a
 * query, in mainland words. Only words that hold a traditional character are reworded: `程式` in a
 * simplified text is left alone, because nothing says that its writer meant `程序`.
 */
import hongKong from 'opencc-js/dict/HKPhrasesRev';
import taiwan from 'opencc-js/dict/TWPhrasesRev';
import { fold, foldText, type Folded } from './fold.ts';

const words = new Map<string, string>();
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
/** Units that any of the words can begin with; nearly no mainland text holds one. */
const first = new Uint8Array(0x10000);
for (const word of words.keys()) first[word.charCodeAt(0)] = first[word.toUpperCase().charCodeAt(0)] = 1;
const openings = new Set([...words.keys()].map((word) => word.slice(0, 2)));

/** The mainland reading, or `null` when it is the same as `fold(text)`. */
export function foldWording(text: string): Folded | null {
  const found: { at: number; length: number; to: string }[] = [];
  for (let i = 0; i + 1 < text.length; i++) {
    if (first[text.charCodeAt(i)] === 0 || !openings.has(text.slice(i, i + 2).toLowerCase())) continue;
    for (let length = Math.min(longest, text.length - i); length >= 2; length--) {
      const to = words.get(text.slice(i, i + length).toLowerCase());
      if (to === undefined) continue;
      found.push({ at: i, length, to });
      i += length - 1;
      break;
    }
  }
  return found.length === 0 ? null : reword(text, found);
}

function reword(text: string, found: readonly { at: number; length: number; to: string }[]): Folded {
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
