/** Worker threads whose entry is TypeScript. Node 20 does not hand tsx's loader on to workers, so each registers it itself. */
import { Worker } from 'node:worker_threads';

export function startWorker(entry: URL): Worker {
  return new Worker(new URL('./worker-entry.mjs', import.meta.url), {
    execArgv: [],
    workerData: { entry: entry.href },
    // Workers here turn over many short strings; a small nursery keeps the process small.
    resourceLimits: { maxYoungGenerationSizeMb: 16 },
  });
}
