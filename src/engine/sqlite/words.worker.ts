/** Counts words off the main thread, which is busy with the gram index meanwhile: texts in, and at the end the counted words out, some at a time. */
import { parentPort } from 'node:worker_threads';
import { eachCandidate } from '../../text/words.ts';
import { keysOf } from './completion-keys.ts';
import { WordCounts, type CountedWord } from './words.ts';

/** `least`: how many texts a word must stand in to be told. */
export type Message = { readonly texts: readonly string[] } | { readonly least: number };

/** So many are spelled while those before them are stored. */
const WORDS_AN_ANSWER = 2000;

const counts = new WordCounts();
let told: Generator<CountedWord> | null = null;
// The dictionary is read while the first texts are still on their way.
eachCandidate('', () => undefined);
parentPort?.on('message', (message: Message) => {
  if ('texts' in message) {
    counts.add(message.texts);
    parentPort?.postMessage(null);
    return;
  }
  told ??= counts.from(message.least);
  const words: CountedWord[] = [];
  for (let next = told.next(); !next.done; next = told.next()) {
    if (words.push({ ...next.value, keys: keysOf(next.value.text) }) === WORDS_AN_ANSWER) break;
  }
  parentPort?.postMessage(words);
});
