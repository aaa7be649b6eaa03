/** The lines at the head of an article: a column's name and a kicker, the title itself, and what is second to it. */
import { isTitleLike } from './roles.ts';
import { areThreeWhole, isBracketed, isKickerOver, isLabel, isSeriesName, isSmaller, isSubtitleLine, isUnderLines, linesOf } from './kickers.ts';
import { isDashed, isSubtitle } from './shapes.ts';
import { breaksSentence } from './title-breaks.ts';
import type { Unit } from './units.ts';

export interface TitleBlock {
  readonly title: readonly Unit[];
  readonly subtitle: Unit | null;
}

export const UNTITLED: TitleBlock = { title: [], subtitle: null };

/** The name of the column, and the kicker under it. */
const KICKERS = 2;
/** Names of things are shorter than the lines of a title. */
export const SHORT = 6;
/** A title of so many lines, and what is second to it; one more line over them is none of it. */
const MOST_LINES = 3;
/** A title of so many characters may be whole: clauses of their own that white space parts from it are second to it. */
const WHOLE = 7;

/** Of the lines at the head: a column's label (`回顾`) or a kicker is none of the title, and at most two lines are. */
export function titleBlock(head: readonly Unit[]): TitleBlock {
  const phrases = head.filter(isTitleLike);
  // Under the title such a label heads the first part of the text.
  const part = phrases.findIndex(({ plain }, i) => i > 0 && isBracketed(plain));
  const lines = part === -1 ? phrases : phrases.slice(0, part);
  const together = lines.every(({ gap, rules }, i) => rules.length === 1 && (i === 0 || gap === 0));
  if (together && areThreeWhole(lines)) return { title: lines.slice(1, 2), subtitle: lines[2]! };
  let start = 0;
  // Of two such lines the second has to be known by its words: few characters may as well be the title's first line.
  while (start < KICKERS && isOverTitle(lines[start]!, lines[start + 1]) && (start === 0 || lines[start]!.plain.length > SHORT || isSeriesName(lines[start]!.plain))) start += 1;
  if (start === 0 && lines.length > MOST_LINES && lines.every(({ gap }, i) => i === 0 || gap === 0)) start = 1;
  const [first, next, third] = lines.slice(start);
  if (first === undefined) return UNTITLED;
  if (next === undefined) return { title: [first], subtitle: null };
  // Nothing else is second to a title that has a line with a dash under it.
  if (third !== undefined && !isDashed(next.plain) && isDashed(third.plain) && isUnderTitle(next, first)) return { title: [next], subtitle: third };
  if (isUnderTitle(next, first)) return { title: [first], subtitle: next };
  const under = third !== undefined && (isUnderTitle(third, first) || (third.gap === 0 && isUnderLines([first.plain, next.plain], third.plain))) ? third : null;
  return { title: [first, next], subtitle: under };
}

const isOverTitle = (kicker: Unit, next: Unit | undefined): boolean => next !== undefined && !isDashed(next.plain) && (isDashed(kicker.plain) || isLabel(kicker.plain) || isKickerOver(kicker, next));

/** Second to the title: by its words, by its smaller letters, or by its length under it. */
export function isUnderTitle(unit: Unit, title: Unit): boolean {
  if (isSubtitle(unit.plain)) return true;
  const smaller = isSmaller(unit, title);
  if (smaller !== null) return smaller;
  if (title.rules.length > 1) return unit.gap === 0 && isUnderLines(linesOf(title), unit.plain);
  if (isSubtitleLine(title.plain, unit.plain)) return true;
  return unit.gap > 0 && title.plain.length >= WHOLE && /[，：]/u.test(unit.plain) && !breaksSentence(title.plain, unit.plain);
}
