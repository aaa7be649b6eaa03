/** Whether an article is another one printed again: a re-extraction, a reprint, a 通稿 issued twice. */
import type { Article } from '../../src/domain.ts';
import { likeness, sketchOf, type Sketch } from './sketch.ts';

export interface Print extends Sketch {
  /** `YYYY-MM-DD`, `YYYY`, or `''` when nothing is known. */
  readonly day: string;
}

export const printOf = ({ paragraphs, date, year }: Article): Print => ({
  ...sketchOf(paragraphs.flatMap(({ kind, text }) => (kind === 'byline' || kind === 'boilerplate' ? [] : [text]))),
  day: date ?? (year === null ? '' : String(year)),
});

/** A text is printed again within days; what is alike after months is a form filled in anew. */
const NEAR_DAYS = 14;
/** Counted characters from which chance and form explain little of what two texts share. */
const LONG = 300;
const SHORT = 100;

/**
 * How alike two articles have to be. Chosen by looking at the pairs of three years of news (see
 * docs/architecture.md): notices of one form share up to 0.66 of their runs, short ones up to 0.83;
 * a text with one character in twenty wrong shares 0.6 with the right one.
 */
function demanded(a: Print, b: Print): number {
  const length = Math.min(a.length, b.length);
  if (length < SHORT) return areNear(a.day, b.day) ? 0.85 : 1;
  if (length < LONG) return areNear(a.day, b.day) ? 0.72 : 0.95;
  return areNear(a.day, b.day) ? 0.56 : 0.85;
}

export function isRepeat(a: Print, b: Print): boolean {
  const least = demanded(a, b);
  return likeness(a, b, least) >= least;
}

/** As far as it is known: an article without a date is near to all. */
function areNear(a: string, b: string): boolean {
  if (a === '' || b === '') return true;
  if (a.length === 4 || b.length === 4) return a.slice(0, 4) === b.slice(0, 4);
  return Math.abs(Date.parse(a) - Date.parse(b)) <= NEAR_DAYS * 86_400_000;
}
