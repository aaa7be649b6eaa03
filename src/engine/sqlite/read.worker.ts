/** Answers reads of one index off the main thread: a method and its arguments in, its value or its fault out. */
import { parentPort, workerData } from 'node:worker_threads';
import { XunbaoError } from '../../errors.ts';
import type { Answer } from '../../pool.ts';
import { openSqlite } from './sqlite.ts';
import type { Read } from './threaded.ts';

const engine = openSqlite((workerData as { dir: string }).dir, { readOnly: true }); // threaded.ts hands it over

parentPort?.on('message', async ({ method, args }: Read) => {
  let answer: Answer;
  try {
    // The port's methods differ in their arguments; `Read` has tied these to this method.
    answer = { value: await (engine[method] as (...args: readonly unknown[]) => Promise<unknown>)(...args) };
  } catch (error) {
    answer = { code: error instanceof XunbaoError ? error.code : null, message: error instanceof Error ? error.message : String(error) };
  }
  parentPort?.postMessage(answer);
});
