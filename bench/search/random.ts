/** A number from 0 to below `n`. */
export type Random = (n: number) => number;

/** Marsaglia's xorshift: the same seed gives the same numbers on every machine. */
export function random(seed: number): Random {
  let state = seed * 2_654_435_761 || 1;
  return (n) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % n;
  };
}
