/** Poems, lists of names and other text whose line ends are meant: such lines must not be joined. */
import { opensCaption } from './captions.ts';
import { opensReport } from './datelines.ts';
import type { Line } from './lines.ts';
import { POEMS, UNDER_TITLE } from './lone-names.ts';
import { isAddress, isGreeting } from './openings.ts';
import { namesOfPoems } from './poem-names.ts';
import { isDayAlone, isYearless, tellsWhenWritten } from './printed-day.ts';
import type { Alone } from './shapes.ts';
import { signedPoems } from './signed-poems.ts';
import { isHeadingLike, isTelephone, isValue, namesDocument } from './shapes.ts';
import { dayRows, isRanked, TABLE_ROW, tableRows } from './tables.ts';
import { closesBracket, isClosed, isMostlyLatin, widestOf } from './typography.ts';

const STOPS = /[，。；！？、：,.;!?][”’」』]?$/u;

/** Lines whose ends are meant, with what they are. */
export function keptLines(lines: readonly Line[], alone: readonly (Alone | null)[], skip: (i: number) => boolean): Map<number, string> {
  const kept = new Map<number, string>();
  for (const i of tableRows(lines, (at) => skip(at) && !(alone[at] === null && isRanked(lines[at]!.plain)))) kept.set(i, TABLE_ROW);
  for (const i of wholeRows(lines, skip)) kept.set(i, 'a sentence a line');
  for (const i of dayRows(lines, skip)) kept.set(i, 'day and what happened');
  // Under a poem whose lines have their stops, a line without one that has its writer below.
  const isTitle = (i: number): boolean => alone[i + 1]?.rule === UNDER_TITLE || (alone[i + 1]?.kind === 'byline' && i > 0 && isClosed(lines[i - 1]!.plain) && isHeadingLike(lines[i]!.plain));
  for (const i of verseLines(lines, (at) => skip(at) || kept.has(at), { isByline: (i) => alone[i]?.kind === 'byline', isTitle })) kept.set(i, 'verse');
  for (const i of [...namesOfPoems(lines, (i) => kept.get(i) === 'verse'), ...titlesUnderVerse(lines, kept)]) kept.delete(i);
  for (const [i, what] of signedPoems(lines, alone)) {
    if (what === 'verse') kept.set(i, what);
    else kept.delete(i);
  }
  return kept;
}

/** No line of verse is longer, nor near the width of its column. */
const widestVerse = (column: number): number => (column <= 18 ? 17 : Math.min(column * 0.72, 26));

interface About {
  readonly isByline: (i: number) => boolean;
  /** The writer's bare name stands under line `i`. */
  readonly isTitle: (i: number) => boolean;
}

function verseLines(lines: readonly Line[], skip: (i: number) => boolean, { isByline, isTitle }: About): Set<number> {
  const verse = new Set<number>();
  let run: number[] = [];
  const flush = (): void => {
    if (!isTitleBlock(run) && isVerse(run.map((i) => lines[i]!), column)) for (const i of isCard(run.map((i) => lines[i]!.plain)) ? run.slice(1) : run) verse.add(i);
    run = [];
  };
  const isOverText = (i: number): boolean => lines[i]?.gap === 0 && (isByline(i) || opensReport(lines[i].plain));
  /** A column's name, a title over two lines and what is second to it, right over who wrote the text. */
  const isTitleBlock = (run: readonly number[]): boolean => run.length > 0 && run.length <= 5 && isOverText(run.at(-1)! + 1) && run.every((i) => !/[，。；、：]$/u.test(lines[i]!.plain));
  const column = typicalWidth(lines);
  const widest = widestVerse(column);
  for (const [i, line] of lines.entries()) {
    if (line.gap > 0) flush();
    // The rest of a sentence that fills the line above is the end of a paragraph.
    const before = lines[i - 1];
    const rest = run.length === 0 && line.indent === 0 && before !== undefined && before.width > widest && (isClosed(line.plain) || closesBracket(before.plain, line.plain)) && !isClosed(before.plain) && !isMostlyLatin(line.plain);
    if (rest || skip(i) || isTitle(i) || isNoVerse(line.plain) || opensCaption(line.plain) || line.width > widest) flush();
    else run.push(i);
  }
  flush();
  for (const i of [...freeVerse(lines, column, skip, isByline), ...quotedVerse(lines, column, skip)]) verse.add(i);
  return verse;
}

/** Fewer lines may be ends of paragraphs by chance. */
const FEWEST_WHOLE = 3;

/** `任命张三为局长；`: clauses that each begin as the first does, one to a line, and none near the width of the column. */
function wholeRows(lines: readonly Line[], skip: (i: number) => boolean): number[] {
  const widest = typicalWidth(lines) * 0.75;
  const found: number[] = [];
  const isWhole = (i: number): boolean => lines[i] !== undefined && !skip(i) && lines[i].width <= widest && /^[^。；]{5,}[。；]$/u.test(lines[i].plain);
  for (let from = 0; from < lines.length; from += 1) {
    let end = from;
    while (isWhole(end) && (end === from || lines[end]!.gap === 0)) end += 1;
    if (end - from >= FEWEST_WHOLE && lines[from + 1]!.plain.startsWith(lines[from]!.plain.slice(0, 2))) for (let i = from; i < end; i += 1) found.push(i);
    from = Math.max(from, end - 1);
  }
  return found;
}

/** Lines that make a poem under a poet's name. */
const NAMED = 4;

/** What short lines of notices say, and the title over poems: `春天（组诗）`. */
const isNoVerse = (plain: string): boolean => namesDocument(plain) || /(?:公告|通告|启事|声明|讣告)$|^[（(](?:作者|编者|据)[^（）()]*[）)]$/u.test(plain) || isDayAlone(plain) || isYearless(plain) || /^[【[][^】\]]{2,8}[】\]]$/u.test(plain) || isAddress(plain) || isGreeting(plain) || isTelephone(plain.replace(/。$/u, '')) || POEMS.test(plain);

/** `人物名片`, and under it `姓名：……`, `年龄：……`: the first line heads the others. */
const isCard = ([head = '', ...rows]: readonly string[]): boolean => !/[：:，。；]/u.test(head) && rows.every((row) => /^\p{Script=Han}{1,8}[：:]/u.test(row));

function isVerse(lines: readonly Line[], column: number): boolean {
  if (lines.length < 4 || lines.filter(({ plain }) => isValue(plain)).length >= 2) return false;
  const stopped = lines.filter(({ plain }) => STOPS.test(plain)).length / lines.length;
  const widths = lines.map(({ width }) => width);
  if (stopped >= 0.75) return true;
  // Verse breaks its lines where it breathes; prose in a very narrow column breaks them anywhere.
  if (lines.filter(({ plain }) => /[，。；].*\p{Script=Han}/u.test(plain)).length * 4 >= lines.length) return false;
  if (stopped < 0.25 && widths.every((width) => width === widths[0]) && [4, 5, 6, 7].includes(widths[0]!)) return true;
  // Wrapped text fills its column evenly; free verse does not.
  const uneven = widths.slice(1).filter((width, i) => Math.abs(width - widths[i]!) >= 2).length / (lines.length - 1);
  return uneven >= 0.6 && widestOf(widths) <= Math.max(column * 0.75, 12);
}

/**
 * Stanzas without a single stop in six lines and more, none of them near the width of a column: no
 * prose goes on so long without one, and no column is filled so unevenly.
 */
function freeVerse(lines: readonly Line[], column: number, skip: (i: number) => boolean, isByline: (i: number) => boolean): number[] {
  const widest = widestVerse(column);
  const isShort = (i: number): boolean => !skip(i) && !isNoVerse(lines[i]!.plain) && !tellsWhenWritten(lines[i]!.plain) && lines[i]!.width <= widest && lines[i]!.gap <= 2 && !/^.{1,4}[：:]|[：:]$|\p{Script=Han}[ \u3000]+\p{Script=Han}/u.test(lines[i]!.plain) && !isValue(lines[i]!.plain);
  const isBare = (i: number): boolean => isShort(i) && !/[，。；、！]/u.test(lines[i]!.plain);
  const found: number[] = [];
  for (let from = 0; from < lines.length; from += 1) {
    // A line alone between blank ones is a title.
    if (!isBare(from) || lines[from + 1] === undefined || lines[from + 1]!.gap > 0) continue;
    const named = isByline(from - 1);
    let end = from + 1;
    // Lines of a poem may pause as well.
    while (end < lines.length && (named ? isShort(end) && !lines[end]!.plain.includes('。') : isBare(end))) end += 1;
    const last = end;
    if (lines[end - 1]!.gap > 0) end -= 1;
    // Over a writer's name stands the next title, perhaps with the name of its column.
    else if (isByline(end)) end = end - 2 > from && lines[end - 2]!.gap > 0 ? end - 2 : end - 1;
    const widths = lines.slice(from, end).map(({ width }) => width);
    const close = lines.slice(from + 1, end).filter(({ gap }) => gap === 0).length;
    // Couplets look like headings over two lines, but not under a poet's name.
    const stanzas = named ? close * 2 >= end - from : close * 3 >= (end - from) * 2 - 2;
    if (end - from >= (named ? NAMED : 6) && stanzas && isUneven(widths)) for (let i = from; i < end; i += 1) found.push(i);
    from = last - 1;
  }
  return found;
}

/** Fewer lines under a colon may be anything. */
const FEWEST_QUOTED = 3;

/** Lines of a poem or song that the text quotes: under a colon, each less than half as wide as the column, without a full stop, and the text goes on under them. */
function quotedVerse(lines: readonly Line[], column: number, skip: (i: number) => boolean): number[] {
  const found: number[] = [];
  const isQuoted = (i: number): boolean => lines[i]?.gap === 0 && !skip(i) && lines[i].width <= column / 2 && /^[^。：；\d（）]{2,}$/u.test(lines[i].plain);
  for (let from = 1; from < lines.length; from += 1) {
    if (!isQuoted(from) || skip(from - 1) || lines[from - 1]!.width <= column / 2 || !/[：:]$/u.test(lines[from - 1]!.plain)) continue;
    let end = from;
    while (isQuoted(end)) end += 1;
    if (end - from >= FEWEST_QUOTED && (lines[end] === undefined || lines[end]!.width > column / 2)) for (let i = from; i < end; i += 1) found.push(i);
    from = end;
  }
  return found;
}

/** The last short line of a poem is the title of what follows, where that begins with an indent right below; unless the text quotes the poem and goes on. */
function titlesUnderVerse(lines: readonly Line[], kept: ReadonlyMap<number, string>): number[] {
  let over = -1;
  return lines.flatMap((line, i) => {
    if (kept.get(i) !== 'verse') over = i;
    const next = lines[i + 1];
    if (over === i || i - over < 2 || isText(lines[over]) || next === undefined || next.gap > 0 || next.indent < 2) return [];
    return line.indent === 0 && next.width > line.width * 2 && !/^\p{Script=Han}{2,6}[：:]/u.test(next.plain) && isHeadingLike(line.plain) ? [i] : [];
  });
}

/** A wide line over a poem, or one that ends a sentence, is text; a title or a poet's name is shorter. */
const isText = (line: Line | undefined): boolean => line !== undefined && (line.width > 16 || isClosed(line.plain));

/** The width most full lines come to. */
export function typicalWidth(lines: readonly Line[]): number {
  const widths = lines.map(({ width }) => width).sort((a, b) => a - b);
  return widths[Math.floor(widths.length * 0.75)] ?? 0;
}

/** Lines of verse differ in width; those of a list do not. */
function isUneven(widths: readonly number[]): boolean {
  const widest = widestOf(widths);
  return widths.some((width) => widest - width >= 2);
}
