/** Poems one after another, each with its writer's name in brackets under its last line: `（冼小楼）`. */
import type { Line } from './lines.ts';
import { mayBeName } from './names.ts';
import type { Alone } from './shapes.ts';
import { isHeadingLike } from './shapes.ts';
import { endsText } from './typography.ts';
import { VERSE_WIDTH } from './verse-forms.ts';

export const POET: Alone = { kind: 'byline', rule: 'who wrote the poem' };

/** The title of a poem is narrower still. */
const TITLE = 12;
/** Lines that a poem has at least. */
const FEWEST = 3;

const isShort = (lines: readonly Line[], alone: readonly (Alone | null)[], i: number): boolean => lines[i] !== undefined && alone[i] === null && lines[i]!.mark === null && lines[i]!.width <= VERSE_WIDTH;

/** Names in brackets under short lines; prose would have ended with a stop above them. */
export function poets(lines: readonly Line[], alone: readonly (Alone | null)[]): number[] {
  return lines.flatMap(({ plain, gap }, i) => {
    const name = /^[（(](\p{Script=Han}{2,4})[）)]$/u.exec(plain)?.[1];
    if (name === undefined || gap > 0 || !mayBeName(name) || endsText(lines[i - 1]?.plain ?? '。')) return [];
    for (let n = 1; n <= FEWEST; n += 1) if (!isShort(lines, alone, i - n)) return [];
    return [i];
  });
}

/** The lines of such poems: a title, under the poet before or at the head of all, and verse. */
export function signedPoems(lines: readonly Line[], alone: readonly (Alone | null)[]): Map<number, 'title' | 'verse'> {
  const poems = new Map<number, 'title' | 'verse'>();
  const isTitle = (i: number): boolean => lines[i]!.width <= TITLE && isHeadingLike(lines[i]!.plain) && isShort(lines, alone, i + 1);
  for (const [i, what] of alone.entries()) {
    if (what !== POET) continue;
    let first = i;
    while (isShort(lines, alone, first - 1)) first -= 1;
    for (let n = first; n < i; n += 1) poems.set(n, n === first && isTitle(n) ? 'title' : 'verse');
  }
  return poems;
}
