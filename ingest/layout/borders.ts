/** Whether the words of a text run on over the border of two lines: a word that stands across it says that one goes on with the other. */
import { eachToken } from '../../src/text/jieba/bulk.ts';
import { endsText } from './typography.ts';

/** Words are looked for in so many characters on each side. */
const SIDE = 5;
/** What stands amid a sentence has no more lines. */
const LONGEST = 4;
const HAN = /\p{Script=Han}/u;

/** Of how many characters the word is that stands across the border; 1 where a word ends there, 0 where no ideographs meet. */
export function across(above: string, below: string): number {
  const [left, right] = [above.slice(-SIDE), below.slice(0, SIDE)];
  if (!HAN.test(left.at(-1) ?? '') || !HAN.test(right[0] ?? '')) return 0;
  let found = 1;
  eachToken(left + right, (start, end) => {
    if (start < left.length && end > left.length) found = Math.min(4, end - start);
  });
  return found;
}

interface Lines {
  readonly plain: readonly string[];
  readonly gaps: readonly number[];
  /** Nothing can go on after it. */
  readonly closed: (i: number) => boolean;
  readonly short: (i: number) => boolean;
  /** A paragraph begins here, as can be seen. */
  readonly opens: (i: number) => boolean;
}

/**
 * For each line whether it stands amid a sentence, as words under a picture do: `stop,first`, or `stop,resumes` of the line
 * that goes on with the sentence, with how what stands between ends; '' for all others.
 */
export function insets({ plain, gaps, closed, short, opens }: Lines): string[] {
  const found = plain.map(() => '');
  for (let i = 1; i < plain.length - 1; i += 1) {
    const above = plain[i - 1]!;
    if (found[i] !== '' || closed(i - 1) || endsText(above) || across(above, plain[i]!) > 1) continue;
    // What began right under a line, and ends a sentence over white space, is the end of a paragraph.
    const ends = (n: number): boolean => opens(n) || (gaps[n]! > 0 && gaps[i] === 0 && endsText(plain[n - 1]!));
    const to = resuming(plain, i, above, ends);
    if (to === undefined) continue;
    const end = endsText(plain[to - 1]!) ? 'stop' : short(to - 1) ? 'short' : gaps[to]! > 0 ? 'gap' : 'full';
    for (let n = i; n < to; n += 1) found[n] = `${end},${n === i ? 'first' : 'in'}`;
    found[to] = `${end},resumes`;
  }
  return found;
}

function resuming(plain: readonly string[], from: number, above: string, ends: (n: number) => boolean): number | undefined {
  for (let to = from + 1; to <= from + LONGEST && to < plain.length && !ends(to); to += 1) if (across(above, plain[to]!) > 1 && across(plain[to - 1]!, plain[to]!) < 2) return to;
  return undefined;
}
