/** Counts words off the main thread, which is busy with the gram index meanwhile. */
import { parentPort } from 'node:worker_threads';
import { countWords } from './words.ts';

parentPort?.on('message', (texts: readonly string[]) => parentPort?.postMessage(countWords(texts)));
