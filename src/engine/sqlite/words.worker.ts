/** Counts words off the main thread, which is busy with the gram index meanwhile: texts in, and at the end the counted words out. */
import { parentPort } from 'node:worker_threads';
import { eachCandidate } from '../../text/words.ts';
import { keysOf } from './completion-keys.ts';
import { WordCounts, type CountedWord } from './words.ts';

export type Message = { readonly texts: readonly string[] } | { readonly finish: number };

const counts = new WordCounts();
// The dictionary is read while the first texts are still on their way.
eachCandidate('', () => undefined);
parentPort?.on('message', (message: Message) => {
  if ('texts' in message) {
    counts.add(message.texts);
    parentPort?.postMessage(null);
  } else parentPort?.postMessage(Array.from(counts.from(message.finish), (word): CountedWord => ({ ...word, keys: keysOf(word.text) })));
});
