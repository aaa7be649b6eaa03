/** Wrapped columns, or one paragraph a line? */
import type { Line } from './lines.ts';
import { isHeadingLike } from './shapes.ts';
import { endsText, isClosed, isHalfOpen, widestOf } from './typography.ts';

export type Family = 'wrapped' | 'prose';

/** No newspaper column is wider than this. */
const COLUMN = 42;
/** No line of a wrapped text is. */
const WRAPPED = 60;
/** Shorter lines may be anything. */
const SENTENCE = 16;

/** Told by the longest lines: the share of lines without a full stop says little, items of a list have none. */
export function familyOf(lines: readonly Line[]): Family {
  const widths = lines.map(({ width }) => width).sort((a, b) => b - a);
  if ((widths[0] ?? 0) <= COLUMN) return isWholeByLine(lines) ? 'prose' : 'wrapped';
  // A wide caption or notice may stand above wrapped columns: then nearly all other lines are narrow.
  const upper = widths[Math.floor(widths.length / 4)] ?? 0;
  const wide = widths.filter((width) => width > WRAPPED).length;
  if (wide > 0 && !(wide <= 2 && lines.length >= 20 && upper <= COLUMN)) return 'prose';
  const long = lines.filter(({ width }) => width >= upper * 0.8);
  const open = long.filter(({ plain }) => !isClosed(plain) && !isHalfOpen(plain) && !isHeadingLike(plain));
  return open.length * 3 >= long.length ? 'wrapped' : 'prose';
}

/** Lines of very different width that all end as paragraphs do: no column was ever filled so. */
function isWholeByLine(lines: readonly Line[]): boolean {
  const widest = widestOf(lines.map(({ width }) => width));
  // A first line without a stop looks like a heading, but headings are not the widest lines.
  const text = lines.filter(({ plain, width }) => width >= SENTENCE && (width > widest * 0.75 || !isHeadingLike(plain)));
  const open = text.filter(({ plain }) => !endsText(plain) && !isHalfOpen(plain));
  return text.length >= 3 && open.length * 8 < text.length;
}
