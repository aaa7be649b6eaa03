/** Where one paragraph follows another and nothing visible says so: no gap, no indent, and a last line that is full. */
import type { Article } from '../../src/domain.ts';
import type { Expected } from './score.ts';
import { displayWidth, endsText, squash } from './typography.ts';

/** Lines on each side that tell how wide the column is. */
const NEAR = 6;
/** Wider lines are paragraphs, and each shows its end. */
const COLUMN = 42;
/** A line that leaves no more room than this is full. */
const ROOM = 2;

/** Numbers of the lines at which a paragraph begins invisibly: as expected, and as found. */
export function invisibleBorders(text: string, expected: Expected, articles: readonly Article[]): { want: string[]; got: string[] } {
  const lines = text.split('\n');
  const isInvisible = (no: number): boolean => {
    const [before = '', line = ''] = [lines[no - 2], lines[no - 1]];
    const widest = Math.max(...lines.slice(Math.max(0, no - 1 - NEAR), no - 1 + NEAR).map((near) => displayWidth(near.trim())));
    return no > 1 && widest <= COLUMN && !/^\s/u.test(line) && endsText(before.trim()) && displayWidth(before.trim()) >= widest - ROOM;
  };
  const named = (numbers: readonly number[]): string[] => numbers.filter(isInvisible).map((no) => `line ${no}`);
  return { want: named(startsOf(lines, expected)), got: named(articles.flatMap(({ paragraphs }) => paragraphs.flatMap(({ kind, origin }) => (kind === 'body' && origin ? [origin.lines[0]] : [])))) };
}

/** The lines at which the expected paragraphs begin, in the order they stand in. */
function startsOf(lines: readonly string[], expected: Expected): number[] {
  const ends: number[] = [];
  let flat = '';
  for (const line of lines) {
    flat += squash(line);
    ends.push(flat.length);
  }
  let from = 0;
  return expected.articles.flatMap(({ paragraphs = [] }) => paragraphs).flatMap(({ kind, text }) => {
    const at = kind === 'body' ? flat.indexOf(squash(text), from) : -1;
    if (at === -1) return [];
    from = at + 1;
    return [ends.findIndex((end) => end > at) + 1];
  });
}
