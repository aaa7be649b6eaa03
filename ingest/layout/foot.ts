/** What the columns left over at the foot of a page: headings and titles torn from their texts. */
import { isHeadingLike } from './shapes.ts';
import type { Sheet } from './sheet.ts';
import { endsTextAt } from './typography.ts';

/** More lines are rarely left. */
const FOOT = 12;
/** A line of text that is over may be as narrow. */
const NARROW = 0.7;

/** After all text, one of several short lines without a mark: headings and titles that were torn from their texts. */
export function isInFoot({ lines, alone, typical }: Sheet, i: number): boolean {
  if (lines.length - i > FOOT) return false;
  const isLeft = (n: number): boolean => alone[n] !== null || (isHeadingLike(lines[n]!.plain) && !lines[n]!.plain.includes('，') && lines[n]!.width <= typical * NARROW);
  let top = i;
  while (top > 0 && i - top < FOOT && isLeft(top - 1)) top -= 1;
  if (!endsTextAt(lines, top - 1)) return false;
  const left = [...lines.keys()].slice(top);
  return left.length >= LEFT && left.every(isLeft) && left.some((n) => alone[n] !== null);
}

/** Fewer may sign the text. */
const LEFT = 4;
