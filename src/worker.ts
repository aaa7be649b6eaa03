/** Worker threads whose entry is TypeScript. Node 20 does not hand tsx's loader on to workers, so each registers it itself. */
import { Worker } from 'node:worker_threads';

/** `data` is handed to the entry as its `workerData`. `nurseryMb`: how much is allocated between two small collections of garbage. */
export function startWorker(entry: URL, data: Readonly<Record<string, unknown>> = {}, nurseryMb = 16): Worker {
  return new Worker(new URL('./worker-entry.mjs', import.meta.url), {
    execArgv: [],
    workerData: { ...data, entry: entry.href },
    // Workers here turn over many short strings; a small nursery keeps the process small.
    resourceLimits: { maxYoungGenerationSizeMb: nurseryMb },
  });
}
