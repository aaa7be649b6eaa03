/** Segmentation: folded text into tokens. Runs of Chinese characters go through jieba with HMM on and our user dictionary. */
import jieba from 'nodejieba';
import { DICTIONARY, MODEL, NO_KEYWORDS, USER_DICTIONARY } from './jieba/files.ts';
import { eachPiece } from './pieces.ts';

/** A token of folded text, `[start, end)` in its UTF-16 units. */
export interface Token {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly type: 'word' | 'number' | 'latin';
}

let loaded = false;

/** The dictionary takes a third of a second, so it waits for the first text. */
function load(): void {
  if (loaded) return;
  // Nothing here asks the keyword extractor, and without its words (empty files it refuses) 30 MB and a fifth of a second are saved.
  jieba.load({ dict: DICTIONARY, hmmDict: MODEL, userDict: USER_DICTIONARY, idfDict: NO_KEYWORDS, stopWordDict: NO_KEYWORDS });
  loaded = true;
}

/** The tokens of a folded text in order, none overlapping; punctuation and spaces stand between them. */
export function cut(folded: string): Token[] {
  load();
  const tokens: Token[] = [];
  eachPiece(folded, (start, end, type) => {
    if (type !== 'run') tokens.push({ text: folded.slice(start, end), start, end, type });
    else {
      for (const text of jieba.cut(folded.slice(start, end), true)) {
        tokens.push({ text, start, end: start + text.length, type: 'word' });
        start += text.length;
      }
    }
  });
  return tokens;
}
