/** Counts and spells words off the main thread, which is busy with the gram index meanwhile: texts in, and at the end the counted words out. */
import { parentPort } from 'node:worker_threads';
import { COMMON_ENOUGH } from '../suggestion.ts';
import { eachCandidate } from '../../text/words.ts';
import { completionsOf } from './completion-keys.ts';
import { WordCounts, type Counted } from './words.ts';

/** `null`: no more texts come. */
export type Message = { readonly texts: readonly string[] } | null;

// Spelled as they become common, because at the end the main thread would have to wait for it.
const completions: string[] = [];
const counts = new WordCounts((word) => void completions.push(...completionsOf(word)));
// The dictionary is read while the first texts are still on their way.
eachCandidate('', () => undefined);
parentPort?.on('message', (message: Message) => {
  if (message !== null) counts.add(message.texts);
  const counted: Counted | null = message === null ? { words: counts.atLeast(COMMON_ENOUGH), completions: completions.sort() } : null;
  parentPort?.postMessage(counted);
});
