/** jieba's dictionary and ours: which strings are words, and how likely each is. */
import { readFileSync } from 'node:fs';
import { Trie } from '../trie.ts';

export interface Dictionary {
  readonly words: Trie;
  /** Natural logarithms of the words' shares of all running text, by node; 0 is no word. */
  readonly weights: Float64Array;
  /** The smallest of jieba's own, which is what an unknown character weighs. */
  readonly least: number;
}

/** A little more than the nodes of jieba's dictionary: a table that need not grow while it is read. */
const ROOM = 1 << 19;

/** Reads files of lines `word frequency tag`. A frequency of `user` holds where both have a word, but is no part of all running text. */
export function readDictionary(main: string, user: string): Dictionary {
  const words = new Trie(ROOM);
  const frequencies: number[] = [];
  let sum = 0;
  let least = Infinity;
  const read = (file: string): void =>
    eachLine(file, (text, start, end, frequency) => {
      const node = words.add(text, start, end);
      while (frequencies.length <= node) frequencies.push(0);
      frequencies[node] = frequency;
    });
  read(main);
  for (const frequency of frequencies) {
    sum += frequency;
    if (frequency > 0 && frequency < least) least = frequency;
  }
  read(user);
  const weigh = (frequency: number): number => (frequency === 0 ? 0 : Math.log(frequency / sum));
  return { words, weights: Float64Array.from(frequencies, weigh), least: weigh(least) };
}

function eachLine(file: string, each: (text: string, start: number, end: number, frequency: number) => void): void {
  const text = readFileSync(file, 'utf8');
  for (let at = 0; at < text.length; ) {
    const word = text.indexOf(' ', at);
    each(text, at, word, Number(text.slice(word + 1, text.indexOf(' ', word + 1))));
    at = text.indexOf('\n', word) + 1 || text.length;
  }
}
