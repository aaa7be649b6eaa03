/** The head of a page: among the lines that say the day, the number and who edited it stands what the page is called (`人物`, `要闻·综合`). */
import type { Line } from './lines.ts';
import { parseByline } from './credits.ts';
import { isIndexLine } from './furniture.ts';
import { mayBePaper } from './masthead.ts';
import { textOpening } from './datelines.ts';
import { DESKS, SUPPLEMENTS } from './page-titles.ts';
import { NUMBER, YEAR } from './printed-day.ts';
import { isHeadingLike, isSubtitle, type Alone } from './shapes.ts';
import { BLOCK } from './title-lines.ts';

export const PAGE_NAME: Alone = { kind: 'boilerplate', rule: 'name of the page' };

export const INDEX_HEAD: Alone = { kind: 'boilerplate', rule: 'over where to read on' };
/** `导读` over what else the paper holds; over the first words of a text it heads those. */
export const headsIndex = (lines: readonly Line[], i: number): boolean => /^(?:今日|本期|内页|要闻)?(?:导读|导航|看点)$/u.test(lines[i]!.plain) && lines[i + 1] !== undefined && isIndexLine(lines[i + 1]!.plain);

/** Rarely has a head more lines, or a line of it more characters. */
const MOST = 8;
const LONGEST = 30;
/** Names of desks and columns. */
const SHORT = 6;
/** A first line of text is as wide as the second, and no column is narrower; a title is not, or white space follows it. */
const UNLIKE = 2;
const COLUMN = 13;

/** What a head is put together of: names of few characters … */
const NAME = new RegExp(`^(?:(?:“\\p{Script=Han}{2,4}”)?\\p{Script=Han}{2,8}|\\p{Script=Han}{4,14}(?:${SUPPLEMENTS}))$`, 'u');
/** … and what is no part of a title in a line of such: `06-07`, `B3`, `第七版`, `2022年5月`, `2023.9.14`, `2021年11月第44期`, `每周四出版`, `SPORTS`. */
const MARK = new RegExp(`^(?:[A-Z]?\\d{1,2}(?:[-—–][A-Z]?\\d{1,2})?版?|第[一二三四五六七八九十\\d]{1,3}版|${YEAR}[年.]${NUMBER}(?:月|[.月]${NUMBER}日?)?|\\d{1,2}月\\d{1,2}日|(?:${YEAR}年(?:${NUMBER}月)?)?总?第\\d{2,6}[号期]|今日\\d{1,3}版|每[周月日]\\p{Script=Han}{0,3}出版|[A-Z]{3,})$`, 'u');
/** `开发区周报 Tech Zone Weekly` */
const IN_ENGLISH = /^\p{Script=Han}{2,8}(?:报|周刊|月刊|杂志)[ \u3000|｜]+[A-Z][A-Za-z]+(?: [A-Z][A-Za-z]+)*$/u;

/** A day alone may head a letter. */
const DAY = new RegExp(`^${YEAR}[年.]${NUMBER}(?:月|[.月]${NUMBER}日?)$|^[\\d年月日.]+$`, 'u');

/** The pieces of a line that is put together of nothing else; `null` for any other line. */
function piecesOf(plain: string): readonly string[] | null {
  if (plain.length > LONGEST) return null;
  if (IN_ENGLISH.test(plain)) return plain.split(/[ \u3000|｜]+/u, 1);
  const pieces = plain.replace(/^(\p{Script=Han})[ \u3000](\p{Script=Han})$/u, '$1$2').split(/[ \u3000|｜·•/／]+/u);
  if (pieces.length > 5 || !pieces.every((piece) => NAME.test(piece) || MARK.test(piece))) return null;
  // Two phrases side by side are a title, unless they are short.
  return pieces.some((piece) => MARK.test(piece)) || pieces.length === 1 || pieces.every(({ length }) => length <= SHORT) ? pieces : null;
}

/** Another line bears the number before or after that of `head`: it counts parts of the text. */
function isCounted(lines: readonly Line[], head: string): boolean {
  const page = Number(/(?<![\d-])\d{1,2}/u.exec(head)?.[0]);
  return lines.some(({ plain }) => /^\d{1,2}[ \u3000|｜/·]/u.test(plain) && Math.abs(Number.parseInt(plain, 10) - page) === 1);
}

/** What pages are called that are no column of articles: `教育周刊·对话`, `青禾日报 年终特刊`. */
const CALLED = new RegExp(`^(?:[“”\\p{Script=Han}\\d]{2,14}[ \\u3000|｜]{1,2})?[“”\\p{Script=Han}\\d]{1,10}(?:${SUPPLEMENTS}|周末)(?:[ \\u3000·•|｜]{1,3}\\p{Script=Han}{2,6})?$|^\\p{Script=Han}{2,6}[ \\u3000]{1,2}(?:${SUPPLEMENTS})$|^(?:${SUPPLEMENTS})[ \\u3000·•|｜]{1,3}\\p{Script=Han}{2,6}$`, 'u');

/** `教育·科学`: what two desks make together. */
const TWO_DESKS = new RegExp(`^(?:${DESKS})[·•｜|](?:${DESKS})$`, 'u');

/** The lines at the top that name the page or number it, beside those in `found`. */
export function pageNames(lines: readonly Line[], found: readonly (Alone | null)[]): number[] {
  const names: number[] = [];
  let last = -1;
  let marked = false;
  for (let i = 0; i < Math.min(MOST, lines.length - 1); i += 1) {
    const { plain, mark, indent } = lines[i]!;
    const pieces = mark === null && indent < 1 ? piecesOf(plain) : null;
    if (found[i]?.kind === 'boilerplate') last = i;
    else if (pieces === null) break;
    else {
      names.push(i);
      if ((marked && mayBePaper(plain)) || (pieces.some((piece) => MARK.test(piece)) && !(last === -1 && DAY.test(plain) && /[年月]/u.test(plain)) && !isCounted(lines, plain)) || (i === 0 && (IN_ENGLISH.test(plain) || CALLED.test(plain) || TWO_DESKS.test(plain)))) [last, marked] = [i, true];
    }
  }
  // A name alone over who edited the page is its title, unless another stands below.
  return marked || mayBeTitle(lines, found, last + 1) ? names.filter((i) => i <= last) : [];
}

function mayBeTitle(lines: readonly Line[], found: readonly (Alone | null)[], i: number): boolean {
  const [line, next] = [lines[i], lines[i + 1]];
  if (line === undefined || next === undefined || found[i]) return false;
  if (!isHeadingLike(line.plain) || isSubtitle(line.plain) || parseByline(line.plain, new Set()) !== null) return false;
  const end = textOpening(lines, found, i, BLOCK);
  if (end > i + 1 && lines.slice(i, end).every(({ plain }) => isHeadingLike(plain))) return true;
  return next.gap > 0 || found[i + 1] !== null || line.width < COLUMN || Math.abs(next.width - line.width) > UNLIKE;
}
