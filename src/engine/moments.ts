/**
 * Moments to stamp with what is written, milliseconds since 1970, each later than the one before and than
 * `last`, whatever is done to the clock: readers see by the latest that an index has changed.
 */
export function moments(last: number): () => number {
  let latest = last;
  return () => (latest = Math.max(Date.now(), latest + 1));
}
