/** What `work` answers, or at once the reason of `signal` when that comes first. Work that does not listen itself goes on unheard. */
export async function unlessAborted<T>(work: PromiseLike<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return work;
  const listening = new AbortController();
  const stopped = new Promise<never>((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    else signal.addEventListener('abort', () => reject(signal.reason), { once: true, signal: listening.signal });
  });
  try {
    return await Promise.race([work, stopped]);
  } finally {
    listening.abort();
  }
}
