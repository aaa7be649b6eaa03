/**
 * Segmentation: folded text into tokens. Numbers with their units and Latin words are kept whole;
 * runs of Chinese characters go through jieba with HMM on and our user dictionary.
 */
import { fileURLToPath } from 'node:url';
import jieba from 'nodejieba';
import { NUMBER, NUMERALS } from './numbers.ts';

/** A token of folded text, `[start, end)` in its UTF-16 units. */
export interface Token {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly type: 'word' | 'number' | 'latin';
}

let loaded = false;

const beside = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

/** The dictionary takes a third of a second, so it waits for the first text. */
function load(): void {
  if (loaded) return;
  // Frequencies and stop words serve jieba's keyword extractor alone, which nothing here asks: as good as empty
  // files (empty ones it refuses) save 30 MB and a fifth of a second.
  jieba.load({ userDict: beside('./user.dict.txt'), idfDict: beside('./no-keywords.dict.txt'), stopWordDict: beside('./no-keywords.dict.txt') });
  loaded = true;
}

const LATIN = /[\p{Script=Latin}\d]+(?:[-.&'’/+][\p{Script=Latin}\d]+)*\+*/uy;
const OTHER = /[\p{L}\p{N}\p{M}]+/uy;
/** Longer runs without any punctuation are no prose; they are cut where they stand. */
const LONGEST_RUN = 1000;
const HAN_RUN = /\p{Script=Han}+/uy;

/** The tokens of a folded text in order, none overlapping; punctuation and spaces stand between them. */
export function cut(folded: string): Token[] {
  load();
  const tokens: Token[] = [];
  for (let at = 0; at < folded.length; ) {
    const begins = beginnings(folded.charCodeAt(at));
    const token = (begins & NUMERAL ? number(folded, at) : null) ?? (begins & LETTER ? match(LATIN, folded, at, 'latin') : null);
    if (token === null && begins & HAN) {
      const end = run(folded, at, tokens);
      if (end !== null) {
        at = end;
        continue;
      }
    }
    const next = token ?? (begins === 0 ? null : match(OTHER, folded, at, 'word'));
    if (next !== null) tokens.push(next);
    at = next?.end ?? at + 1;
  }
  return tokens;
}

/** What a token can be that begins with a UTF-16 unit, looked up once for each: trying every pattern at every place costs more than jieba. */
const NUMERAL = 1;
const LETTER = 2;
const HAN = 4;
const ANY = 8;
const LOOKED_UP = 16;
const looked = new Uint8Array(0x10000);

function beginnings(unit: number): number {
  return (looked[unit] || lookUp(unit)) & ~LOOKED_UP;
}

function lookUp(unit: number): number {
  const character = String.fromCharCode(unit);
  // Half a character may be half of any.
  const half = /\p{Cs}/u.test(character);
  const is = (flag: number, pattern: RegExp): number => (half || pattern.test(character) ? flag : 0);
  return (looked[unit] = LOOKED_UP | is(NUMERAL, NUMERALS) | is(LETTER, /[\p{Script=Latin}\d]/u) | is(HAN, /\p{Script=Han}/u) | is(ANY, /[\p{L}\p{N}\p{M}]/u));
}

const NUMBER_AT = new RegExp(NUMBER.source, 'uy');

function number(text: string, at: number): Token | null {
  const token = match(NUMBER_AT, text, at, 'number');
  // 5g, 3d, c919: digits that run on into letters are the beginning of a Latin word.
  return token !== null && /[\p{Script=Latin}]/u.test(text[token.end] ?? '') ? null : token;
}

function match(pattern: RegExp, text: string, at: number, type: Token['type']): Token | null {
  pattern.lastIndex = at;
  const found = pattern.exec(text);
  return found === null ? null : { text: found[0], start: at, end: at + found[0].length, type };
}

/** A run of Chinese characters, up to the next number; answers where it ends. */
function run(text: string, at: number, tokens: Token[]): number | null {
  HAN_RUN.lastIndex = at;
  const found = HAN_RUN.exec(text);
  if (found === null) return null;
  const longest = at + Math.min(found[0].length, LONGEST_RUN);
  let end = at + 1;
  while (end < longest && !(beginnings(text.charCodeAt(end)) & NUMERAL && isNumber(text, end))) end++;
  for (const word of jieba.cut(text.slice(at, end), true)) {
    tokens.push({ text: word, start: at, end: at + word.length, type: 'word' });
    at += word.length;
  }
  return end;
}

function isNumber(text: string, at: number): boolean {
  NUMBER_AT.lastIndex = at;
  return NUMBER_AT.test(text);
}
