import { unlessAborted } from '../src/unless-aborted.ts';

/** `work` on each item, up to `width` at once, its results in the order of the items. A rejection comes out in its turn. */
export async function* ahead<T, R>(items: Iterable<T>, width: number, work: (item: T) => Promise<R>): AsyncGenerator<{ item: T; result: Promise<R> }> {
  const started: { item: T; result: Promise<R> }[] = [];
  const take = (): { item: T; result: Promise<R> } | undefined => started.shift();
  for (const item of items) {
    const result = work(item);
    // Looked at in its turn; until then it must not count as unhandled.
    result.catch(() => undefined);
    started.push({ item, result });
    if (started.length >= width) yield take()!;
  }
  for (let next = take(); next !== undefined; next = take()) yield next;
}

/** The stream until the signal fires; then it ends, even while nothing comes. */
export async function* untilAborted<T>(stream: AsyncIterable<T>, signal: AbortSignal | undefined): AsyncGenerator<T> {
  const iterator = stream[Symbol.asyncIterator]();
  try {
    for (;;) {
      // Raced anew each time: a promise that lives as long as the stream would keep all that it was ever raced against.
      const next = await unlessAborted(iterator.next(), signal);
      if (next.done) return;
      yield next.value;
    }
  } catch (error) {
    if (!signal?.aborted) throw error;
  } finally {
    // Not waited for: a stream in which nothing comes would never answer.
    void iterator.return?.();
  }
}
