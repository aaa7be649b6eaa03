/** Chance that falls the same way each time, so that what is made or learned by it can be made again. */

/** From 0 to 1, the same row of numbers for a seed (Park and Miller 1988). */
export function diceOf(seed: number): () => number {
  let at = seed;
  return () => (at = (at * 48271) % 2147483647) / 2147483647;
}

export const shuffled = <T>(list: readonly T[], dice: () => number): T[] => list.map((item) => ({ item, at: dice() })).sort((a, b) => a.at - b.at).map(({ item }) => item);
