/** Rows of a table that was set with blanks: lines of one build, one under the other, which must not be joined. */
import type { Line } from './lines.ts';
import { isMostlyLatin } from './typography.ts';

export const TABLE_ROW = 'row of a table';

/** Fewer lines alike are chance. */
const FEWEST = 3;
/** Under heads of as many columns two will do. */
const FEWEST_HEADED = 2;
const LONGEST = 60;

/** Indices of the rows, with the line of column heads above them. */
export function tableRows(lines: readonly Line[], skip: (i: number) => boolean): number[] {
  const found: number[] = [];
  for (let from = 0; from < lines.length; from += 1) {
    const build = skip(from) ? null : buildOf(lines[from]!.plain);
    if (build === null) continue;
    let end = from + 1;
    while (end < lines.length && !skip(end) && lines[end]!.gap <= lines[from + 1]!.gap && buildOf(lines[end]!.plain) === build) end += 1;
    const width = cells(lines[from]!.plain).length;
    const heads = lines[from - 1];
    const headed = heads !== undefined && !skip(from - 1) && heads.gap + lines[from]!.gap <= 2 && !/\d(?![\d年月季])|[。，；]/u.test(heads.plain) && cells(heads.plain).length === width && width > 1;
    if (end - from < (headed && width > 2 ? FEWEST_HEADED : FEWEST)) continue;
    // The last rows may have something beside a figure: `（去年同期……）`.
    while (end < lines.length && !skip(end) && lines[end]!.gap === 0 && isLooseRow(lines[end]!.plain, width)) end += 1;
    if (headed) found.push(from - 1);
    for (let i = from; i < end; i += 1) found.push(i);
    from = end - 1;
  }
  return [...found, ...wordRows(lines, skip)];
}

/** As many cells as the rows above, words first and then figures. */
function isLooseRow(plain: string, width: number): boolean {
  const [name = '', ...figures] = cells(plain);
  return plain.length <= LONGEST && !/[。；，！？]/u.test(plain) && figures.length === width - 1 && /^\p{Script=Han}{1,8}$/u.test(name) && figures.every((figure) => /^[+-]?\d/u.test(figure));
}

/** `1 青石蓝鲸 10 3 2 33`: a place, who holds it, and figures. No heading with a number has figures at its end. */
export const isRanked = (plain: string): boolean => /^\d{1,2}[ \u3000]+[\p{Script=Han}A-Za-z·]{2,12}(?:[ \u3000]+[+-]?\d[\d.:%]*){2,}$/u.test(plain);

/** `1956年 ……`, `次年5月 ……` */
const DAY_ROW = /^(?:(?:[12]\d{3}年|次年|同年|当年|翌年)(?:\d{1,2}月)?|\d{1,2}月)(?:\d{1,2}日|[上中下]旬|[初底末])?[ \u3000：:][ \u3000]*[^。；]{2,50}$/u;

/** Lines one under the other that each begin with a day and have no full stop: what happened when. */
export function dayRows(lines: readonly Line[], skip: (i: number) => boolean): number[] {
  const isDay = (i: number): boolean => lines[i] !== undefined && !skip(i) && DAY_ROW.test(lines[i].plain);
  const found: number[] = [];
  for (let from = 0; from < lines.length; from += 1) {
    let end = from;
    while (isDay(end) && (end === from || lines[end]!.gap === lines[from + 1]!.gap)) end += 1;
    if (end - from >= FEWEST) for (let i = from; i < end; i += 1) found.push(i);
    from = Math.max(from, end - 1);
  }
  return found;
}

/** Fewer rows of words alone may be headings of two phrases. */
const FEWEST_WORDS = 4;

/** Rows of a few short words each, as many in one as in the other: `山顶 高`. */
function wordRows(lines: readonly Line[], skip: (i: number) => boolean): number[] {
  const found: number[] = [];
  const width = (i: number): number => {
    const words = lines[i] === undefined || skip(i) ? [] : cells(lines[i]!.plain);
    return words.every((word) => /^\p{Script=Han}{1,5}$/u.test(word)) ? words.length : 0;
  };
  for (let from = 0; from < lines.length; from += 1) {
    let end = from + 1;
    while (width(from) > 1 && width(end) === width(from) && lines[end]!.gap === 0) end += 1;
    if (end - from >= FEWEST_WORDS) for (let i = from; i < end; i += 1) found.push(i);
    from = end - 1;
  }
  return found;
}

const cells = (plain: string): string[] => plain.split(/[ \u3000|｜]+/u);

/** How a row is built: how many cells it has, and which of them is the first with figures in it; `null` for what no table row is. */
function buildOf(plain: string): string | null {
  if (plain.length > LONGEST || /[。；，！？]/u.test(plain) || isMostlyLatin(plain)) return null;
  const kinds = cells(plain).map(buildOfCell);
  const at = kinds.findIndex((kind) => kind.includes('9'));
  if (at === -1) return null;
  if (kinds.length >= 3 && kinds[0] === '文' && kinds.slice(1).every((kind) => kind === '9')) return 'a name and figures';
  if (kinds.length >= 3) return `${kinds.length}: ${at} ${kinds[at]}`;
  if (kinds.length === 2 && kinds[0]!.includes('文') && /^9文?$/u.test(kinds[1]!)) return 'words and a figure';
  // Two cells, or one as of a score (`青石1:1雾渡`), have to be alike in each part.
  return kinds.length === 2 || /^文9.9文$/u.test(kinds[0]!) ? kinds.map((kind) => (kind.startsWith('9') ? '9' : kind)).join(' ') : null;
}

const buildOfCell = (cell: string): string => cell.replace(/[+-]?[\d.,]+%?/gu, '9').replace(/\p{Script=Han}+/gu, '文');
