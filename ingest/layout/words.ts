/**
 * Paragraphs of a language with words. Such a line is broken where the next word had no room; if there was
 * room for it, it begins something else.
 */
import type { Line } from './lines.ts';
import type { Alone } from './shapes.ts';
import { endsText, isHan, isMostlyLatin, widestOf } from './typography.ts';

/** Fewer may be a title, a name and a slogan. */
const FEWEST = 3;
/** Lines that come nowhere near the width of the column are rows of something. */
const NEAR = 0.8;
/** Letters differ in width: a line of many narrow ones has more, and a full one may look as if there were room by this share. */
const UNEVEN = 0.15;

export const WORDS = 'the next word had no room';

/** Of each line in a run of such text whether it goes on with the line before. */
export function wordWrap(lines: readonly Line[], alone: readonly (Alone | null)[]): ReadonlyMap<number, boolean> {
  const wraps = new Map<number, boolean>();
  const inWords = lines.map(({ plain, mark }, i) => alone[i] === null && mark === null && isInWords(plain));
  const written = lines.filter(({ plain }, i) => inWords[i] && isMostlyLatin(plain));
  if (written.length < FEWEST) return wraps;
  const column = widestOf(written.map(({ plain }) => plain.length));
  for (let from = 0; from < lines.length; from += 1) {
    let end = from;
    while (inWords[end]) end += 1;
    const isText = lines.slice(from, end).some(({ plain }) => plain.length >= column * NEAR);
    if (isText && end - from > 1) for (let i = from; i < end; i += 1) wraps.set(i, i > from && goesOn(lines[i - 1]!, lines[i]!, column));
    from = Math.max(from, end - 1);
  }
  return wraps;
}

const isInWords = (plain: string): boolean => /\p{Script=Latin}/u.test(plain) && ![...plain].some(isHan);

function goesOn({ plain: before }: Line, { plain, gap }: Line, column: number): boolean {
  const room = column - before.length - 1 - plain.split(/\s/u, 1)[0]!.length;
  if (room >= (endsText(before) ? 0 : column * UNEVEN)) return false;
  return gap === 0 || (!endsText(before) && /^\p{Ll}/u.test(plain));
}
