/** Headings that ask, in one line or over two: what stands under them answers. */
import type { Columns } from './columns.ts';
import type { Line } from './lines.ts';
import type { Alone } from './shapes.ts';
import { isClosed } from './typography.ts';
import { typicalWidth } from './verse.ts';

/** Questions without a mark of speech, each alone in a short line after a text that is over and before one of several lines: where there are several, they head what answers them. */
export function questionsOver(lines: readonly Line[], alone: readonly (Alone | null)[], columns: Columns): Set<number> {
  const runsOn = (i: number): boolean => lines[i] !== undefined && alone[i] === null && lines[i]!.gap === 0 && !isClosed(lines[i]!.plain);
  const found = lines.flatMap(({ plain }, i) => (i > 0 && alone[i] === null && /^[^“”「」。！：，]{4,20}？$/u.test(plain) && isClosed(lines[i - 1]!.plain) && columns.isShort(i, true) && runsOn(i + 1) ? [i] : []));
  // `一问 钱从哪里来？`: counted, they need no answer of several lines under them.
  const counted = lines.flatMap(({ plain }, i) => (alone[i] === null && COUNTED_WHOLE.test(plain) && columns.isShort(i, true) ? [i] : []));
  return new Set([...(found.length >= 2 ? found : []), ...(counted.length >= 2 ? counted : [])]);
}

const RULE = 'question over two lines';
export const ASKS: readonly [Alone, Alone] = [{ kind: 'speaker', rule: RULE }, { kind: 'speaker', rule: RULE, joins: true }];
/** One alone may be verse, or speech. */
const FEWEST = 2;
/** A line of such a heading leaves as much of its column empty, and the answer under it does not. */
const NARROW = 0.7;

const asks = (first: string, second: string): boolean => /^[^“”「」。！？]{2,16}，$/u.test(first) && /^[^“”「」。！，：]{3,16}？$/u.test(second);

/** `熄灭它们的，` and `是路灯还是农药？`: the first lines of such pairs, after a text that is over and before an answer, where there are several. */
export function questionPairs(lines: readonly Line[], alone: readonly (Alone | null)[]): number[] {
  const narrow = typicalWidth(lines) * NARROW;
  const isFree = (i: number): boolean => lines[i] !== undefined && alone[i] === null && lines[i]!.mark === null;
  const counted = lines.filter(({ plain }) => COUNTED.test(plain)).length;
  const found = lines.flatMap(({ plain, width }, i) => {
    const [second, answer] = [lines[i + 1], lines[i + 2]];
    if (i === 0 || !isFree(i) || !isFree(i + 1) || !isFree(i + 2) || second!.gap > 0 || !asks(plain, second!.plain)) return [];
    return width <= narrow && second!.width <= narrow && answer!.width > narrow && (alone[i - 1] !== null || isClosed(lines[i - 1]!.plain)) ? [i] : [];
  });
  return found.length >= FEWEST || counted >= FEWEST ? found.filter((i) => found.length >= FEWEST || COUNTED.test(lines[i]!.plain)) : [];
}

/** `第一问：房子归谁`, and the rest in the same line or the next. */
const COUNTED = /^第?[一二三四五六七八九十]问[ \u3000：:]?[^。！？]{3,18}/u;
const COUNTED_WHOLE = new RegExp(`${COUNTED.source}？$`, 'u');
