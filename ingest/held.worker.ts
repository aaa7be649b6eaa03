/** Reads files off the main thread: a held file or page in, its articles and problems out. */
import { parentPort } from 'node:worker_threads';
import type { Answer } from '../src/pool.ts';
import { read, type HeldFile, type HeldPage } from './held.ts';

parentPort?.on('message', async (held: HeldFile | HeldPage) => {
  const answer: Answer = { value: await read(held) };
  parentPort?.postMessage(answer);
});
