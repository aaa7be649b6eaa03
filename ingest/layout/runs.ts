/** What stands around each line: counts before it, the nearest of a kind, and the run of headings it is in. */

/** Sums of what stands before each index. */
export function running(values: readonly number[]): number[] {
  const sums = [0];
  for (const value of values) sums.push(sums.at(-1)! + value);
  return sums;
}

/** How many answer before each index. */
export const tally = (flags: readonly boolean[]): number[] => running(flags.map(Number));

/** Headings and the like between a line and the text it is over or under: no more of them are passed over. */
const PASSED = 4;

/** The lines of text below or above line `i`, behind those that are passed over, until they hold so many characters. */
export function textFrom(lines: readonly { readonly plain: string }[], i: number, by: 1 | -1, passed: number, characters: number): number[] {
  const found: number[] = [];
  let read = 0;
  for (let n = i + by * (Math.min(passed, PASSED) + 1); lines[n] !== undefined && read < characters; n += by) {
    found.push(n);
    read += lines[n]!.plain.length;
  }
  return found;
}

/** For each index the nearest other one in a direction that answers, if any. */
export function nearest(flags: readonly boolean[], by: 1 | -1): (number | undefined)[] {
  const found: (number | undefined)[] = [];
  let last: number | undefined;
  for (let i = by === 1 ? flags.length - 1 : 0; i >= 0 && i < flags.length; i -= by) {
    found[i] = last;
    if (flags[i]) last = i;
  }
  return found;
}

interface Run {
  /** First and last line of the run of headings this line is in; the line itself where it is in none. */
  readonly top: number;
  readonly bottom: number;
  /** The last heading line before it and the first after it. */
  readonly last: number | undefined;
  readonly following: number | undefined;
}

export function runsOf(isHead: readonly boolean[]): Run[] {
  const [before, after] = [nearest(isHead, -1), nearest(isHead, 1)];
  const tops: number[] = [];
  const bottoms: number[] = [];
  for (let i = 0; i < isHead.length; i += 1) tops[i] = isHead[i] && isHead[i - 1] ? tops[i - 1]! : i;
  for (let i = isHead.length - 1; i >= 0; i -= 1) bottoms[i] = isHead[i] && isHead[i + 1] ? bottoms[i + 1]! : i;
  return isHead.map((_, i) => ({ top: tops[i]!, bottom: bottoms[i]!, last: before[tops[i]!], following: after[bottoms[i]!] }));
}
