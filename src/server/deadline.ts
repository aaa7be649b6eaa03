import { setMaxListeners } from 'node:events';
import { XunbaoError } from '../errors.ts';

/**
 * Runs `work` until it answers, the client goes, or `ms` have passed, whichever is first. The
 * signal asks the work to stop; the race answers in time even when it does not listen.
 */
export async function withDeadline<T>(client: AbortSignal, ms: number, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  // One answer may take many searches, each of which listens.
  setMaxListeners(0, controller.signal);
  // The server's reason is a string, and only an error is caught as one.
  const leave = () => controller.abort(client.reason instanceof Error ? client.reason : new Error(String(client.reason)));
  const timer = setTimeout(() => controller.abort(new XunbaoError('timeout', `no answer within ${ms} ms`)), ms);
  const stopped = new Promise<never>((_, reject) => {
    controller.signal.addEventListener('abort', () => reject(controller.signal.reason as Error), { once: true });
  });
  client.addEventListener('abort', leave, { once: true });
  if (client.aborted) leave();
  try {
    return await Promise.race([work(controller.signal), stopped]);
  } finally {
    clearTimeout(timer);
    client.removeEventListener('abort', leave);
  }
}
