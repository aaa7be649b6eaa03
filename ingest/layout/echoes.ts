/** Which words of a line come back in the text above and below it: what a heading is about, its own text says again. */
import type { Line } from './lines.ts';
import { textFrom } from './runs.ts';

export interface Echo {
  /** Of the line's pairs of characters, the share that stands in the next 300 characters of text, in those before, and in the next 900. */
  readonly below: number;
  readonly above: number;
  readonly far: number;
  /** How alike the text above and the text below are, from 0 to 1. */
  readonly cohesion: number;
}

const NEAR = 300;
const FAR = 900;

/** `toText` and `sinceText` tell how many lines that are no text stand between a line and the text below and above it. */
export function echoes(lines: readonly Line[], toText: (i: number) => number, sinceText: (i: number) => number): Echo[] {
  const pairs = lines.map(({ plain }) => pairsOf(plain));
  const gather = (i: number, by: 1 | -1, passed: number, characters: number): Set<string> => new Set(textFrom(lines, i, by, passed, characters).flatMap((n) => pairs[n]!));
  return lines.map((_, i) => {
    const [below, above, far] = [gather(i, 1, toText(i), NEAR), gather(i, -1, sinceText(i), NEAR), gather(i, 1, toText(i), FAR)];
    const own = new Set(pairs[i]);
    return { below: shared(own, below), above: shared(own, above), far: shared(own, far), cohesion: common(above, below) / Math.max(1, Math.sqrt(above.size * below.size)) };
  });
}

const shared = (own: ReadonlySet<string>, text: ReadonlySet<string>): number => (own.size === 0 ? -1 : common(own, text) / own.size);

function common(some: ReadonlySet<string>, others: ReadonlySet<string>): number {
  let count = 0;
  for (const pair of some) if (others.has(pair)) count += 1;
  return count;
}

function pairsOf(plain: string): string[] {
  const found: string[] = [];
  for (let i = 0; i + 1 < plain.length; i += 1) {
    const pair = plain.slice(i, i + 2);
    if (/^[\p{Script=Han}\dA-Za-z]{2}$/u.test(pair)) found.push(pair);
  }
  return found;
}
