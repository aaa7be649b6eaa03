/**
 * Segmentation: folded text into tokens. Numbers with their units and Latin words are kept whole;
 * runs of Chinese characters go through jieba with HMM on and our user dictionary.
 */
import { fileURLToPath } from 'node:url';
import jieba from 'nodejieba';
import { NUMBER } from './numbers.ts';

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
const LONGEST_NUMBER = 32;
const HAN = /\p{Script=Han}+/uy;

/** The tokens of a folded text in order, none overlapping; punctuation and spaces stand between them. */
export function cut(folded: string): Token[] {
  load();
  const tokens: Token[] = [];
  for (let at = 0; at < folded.length; ) {
    if (isBetween(folded.charCodeAt(at))) {
      at++;
      continue;
    }
    const next = match(NUMBER_AT, folded, at, 'number') ?? match(LATIN, folded, at, 'latin') ?? run(folded, at, tokens) ?? match(OTHER, folded, at, 'word');
    if (next === undefined) {
      at++;
      continue;
    }
    if (typeof next === 'number') at = next;
    else {
      tokens.push(next);
      at = next.end;
    }
  }
  return tokens;
}

const UNKNOWN = 0;
const BETWEEN = 1;
const WITHIN = 2;
/** By UTF-16 unit, filled as units are met. */
const kinds = new Uint8Array(0x10000);

/** Punctuation and spaces, a sixth of a text, with which no token begins: telling them by a table spares four patterns. */
function isBetween(unit: number): boolean {
  if (kinds[unit] === UNKNOWN) kinds[unit] = BEGINS.test(String.fromCharCode(unit)) ? WITHIN : BETWEEN;
  return kinds[unit] === BETWEEN;
}

/** What any token can begin with; half a character says nothing. */
const BEGINS = /[\p{L}\p{N}\p{M}\p{Cs}\p{Script=Han}○]/u;

const NUMBER_AT = new RegExp(NUMBER.source, 'uy');

function match(pattern: RegExp, text: string, at: number, type: Token['type']): Token | undefined {
  pattern.lastIndex = at;
  const found = pattern.exec(text);
  if (found === null) return undefined;
  const end = at + found[0].length;
  // 5g, 3d, c919: digits that run on into letters are the beginning of a Latin word.
  if (type === 'number' && /[\p{Script=Latin}]/u.test(text[end] ?? '')) return undefined;
  return { text: found[0], start: at, end, type };
}

/** A run of Chinese characters, up to the next number; answers where it ends. */
function run(text: string, at: number, tokens: Token[]): number | undefined {
  HAN.lastIndex = at;
  const found = HAN.exec(text);
  if (found === null) return undefined;
  let end = at + Math.min(found[0].length, LONGEST_RUN);
  // Looked for no further than a number of this run can reach, or long texts would cost quadratic time.
  NUMBER.lastIndex = 1;
  const number = NUMBER.exec(text.slice(at, end + LONGEST_NUMBER));
  if (number !== null && at + number.index < end) end = at + number.index;
  for (const word of jieba.cut(text.slice(at, end), true)) {
    tokens.push({ text: word, start: at, end: at + word.length, type: 'word' });
    at += word.length;
  }
  return end;
}
