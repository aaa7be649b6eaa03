/** What stands in a folded text: numbers with their units and Latin words, each a whole, and runs of Chinese characters, which are to be cut. */
import { NUMBER, NUMERALS } from './numbers.ts';

export type PieceType = 'run' | 'word' | 'number' | 'latin';

/** Longer runs without any punctuation are no prose; they are cut where they stand. */
const LONGEST_RUN = 1000;

const LATIN = /[\p{Script=Latin}\d]+(?:[-.&'’/+][\p{Script=Latin}\d]+)*\+*/uy;
const OTHER = /[\p{L}\p{N}\p{M}]+/uy;
const HAN_AT = /\p{Script=Han}/uy;
const NUMBER_AT = new RegExp(NUMBER.source, 'uy');

/** Tells the pieces of a folded text in order, `[start, end)` in its UTF-16 units, none overlapping; punctuation and spaces stand between them. */
export function eachPiece(folded: string, piece: (start: number, end: number, type: PieceType) => void): void {
  for (let at = 0; at < folded.length; ) {
    const begins = beginnings(folded.charCodeAt(at));
    let end = begins & NUMERAL ? number(folded, at) : at;
    if (end > at) piece(at, end, 'number');
    else if ((end = begins & LETTER ? match(LATIN, folded, at) : at) > at) piece(at, end, 'latin');
    else if ((end = begins & HAN ? run(folded, at) : at) > at) piece(at, end, 'run');
    else if ((end = begins === 0 ? at : match(OTHER, folded, at)) > at) piece(at, end, 'word');
    else end++;
    at = end;
  }
}

/** What a piece can be that begins with a UTF-16 unit, looked up once for each: trying every pattern at every place costs more than cutting. */
const NUMERAL = 1;
const LETTER = 2;
const HAN = 4;
const ANY = 8;
const HALF = 16;
const LOOKED_UP = 32;
const looked = new Uint8Array(0x10000);

function beginnings(unit: number): number {
  return (looked[unit] || lookUp(unit)) & ~LOOKED_UP;
}

function lookUp(unit: number): number {
  const character = String.fromCharCode(unit);
  // Half a character may be half of any.
  const half = /\p{Cs}/u.test(character);
  const is = (flag: number, pattern: RegExp): number => (half || pattern.test(character) ? flag : 0);
  const flags = is(NUMERAL, NUMERALS) | is(LETTER, /[\p{Script=Latin}\d]/u) | is(HAN, /\p{Script=Han}/u) | is(ANY, /[\p{L}\p{N}\p{M}]/u);
  return (looked[unit] = LOOKED_UP | flags | (half ? HALF : 0));
}

/** Where a pattern that begins at a place ends; the place itself where it does not fit. */
function match(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : at;
}

function number(text: string, at: number): number {
  const end = match(NUMBER_AT, text, at);
  // 5g, 3d, c919: digits that run on into letters are the beginning of a Latin word.
  return end > at && /[\p{Script=Latin}]/u.test(text[end] ?? '') ? at : end;
}

/** Where a run of Chinese characters ends, which is before the next number. */
function run(text: string, at: number): number {
  const longest = Math.min(text.length, at + LONGEST_RUN);
  let end = at;
  while (end < longest) {
    const begins = beginnings(text.charCodeAt(end));
    if (!(begins & HAN) || (begins & NUMERAL && end > at && match(NUMBER_AT, text, end) > end)) break;
    const next = begins & HALF ? match(HAN_AT, text, end) : end + 1;
    if (next === end) break;
    end = next;
  }
  return end;
}
