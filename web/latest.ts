/**
 * One job at a time; of those that come meanwhile only the newest is done. Nobody waits long for a
 * job that is no longer wanted: after `PATIENCE_MS` it is given up.
 */
const PATIENCE_MS = 3000;

export interface Turn {
  /** Aborted when the job has been given up. */
  readonly signal: AbortSignal;
  /** Whether no newer job has come. */
  isWanted(): boolean;
}

export function latestOnly<Job>(run: (job: Job, turn: Turn) => Promise<void>): (job: Job) => void {
  let waiting: Job | null = null;
  let current: AbortController | null = null;

  async function work(): Promise<void> {
    while (waiting !== null) {
      const job: Job = waiting;
      waiting = null;
      const controller = new AbortController();
      current = controller;
      await run(job, { signal: controller.signal, isWanted: () => waiting === null && !controller.signal.aborted });
    }
    current = null;
  }

  return (job) => {
    waiting = job;
    if (current === null) void work();
    else {
      const late = current;
      setTimeout(() => late.abort(), PATIENCE_MS);
    }
  };
}
