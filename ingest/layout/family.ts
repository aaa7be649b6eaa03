/** Wrapped columns, or one paragraph a line? */
import type { Line } from './lines.ts';
import { isHeadingLike } from './shapes.ts';
import { isClosed } from './typography.ts';

export type Family = 'wrapped' | 'prose';

/** No newspaper column is wider than this. */
const COLUMN = 42;
/** No line of a wrapped text is. */
const WRAPPED = 60;

/** Told by the longest lines: the share of lines without a full stop says little, items of a list have none. */
export function familyOf(lines: readonly Line[]): Family {
  const widths = lines.map(({ width }) => width).sort((a, b) => b - a);
  if ((widths[0] ?? 0) <= COLUMN) return 'wrapped';
  // A wide caption or notice may stand above wrapped columns: then nearly all other lines are narrow.
  const upper = widths[Math.floor(widths.length / 4)] ?? 0;
  const wide = widths.filter((width) => width > WRAPPED).length;
  if (wide > 0 && !(wide <= 2 && lines.length >= 20 && upper <= COLUMN)) return 'prose';
  const long = lines.filter(({ width }) => width >= upper * 0.8);
  const open = long.filter(({ plain }) => !isClosed(plain) && !isHeadingLike(plain));
  return open.length * 3 >= long.length ? 'wrapped' : 'prose';
}
