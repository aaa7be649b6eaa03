/** The head of a page: among the lines that say the day, the number and who edited it stands what the page is called (`人物`, `要闻·综合`). */
import type { Line } from './lines.ts';
import { parseByline } from './credits.ts';
import { opensReport } from './datelines.ts';
import { isHeadingLike, isSubtitle, type Alone } from './shapes.ts';

export const PAGE_NAME: Alone = { kind: 'boilerplate', rule: 'name of the page' };

/** Rarely is a line of names longer. */
const MOST_NAMED = 18;
/** Rarely has a head more lines. */
const MOST = 8;
/** With a dot between, or with so few characters, a line names something; a title of so few has another above or below it. */
const NAME = /^(?:“\p{Script=Han}{2,4}”)?\p{Script=Han}{2,6}(?:\s?[·•|｜]\s?\p{Script=Han}{2,6})?$|^\p{Script=Han}{2}[ \u3000]\p{Script=Han}{2}$/u;
/** The same put together of the paper's name, what the page is called and its number, each of few characters. */
const NAMES = /^(?:[“”\p{Script=Han}]{2,8}|[A-H]?\d{1,2}版?|第\d{1,2}版)(?:[ \u3000·•|｜/]{1,3}(?:[“”\p{Script=Han}]{2,6}|[A-H]?\d{1,2}版?)){1,3}$/u;
const NUMBER = /^[A-H]?\d{1,2}$/u;
/** A first line of text is as wide as the second, and no column is narrower; a title is not, or white space follows it. */
const UNLIKE = 2;
const COLUMN = 13;

/** What pages are called that are no column of articles: `教育周刊·对话`, `青禾日报 年终特刊`, `人物·第218期`. */
const CALLED = /^(?:[“”\p{Script=Han}\d]{2,14}[ \u3000|｜]{1,2})?[“”\p{Script=Han}\d]{1,10}(?:周刊|副刊|专刊|特刊|专版|周末|特别报道)(?:[ \u3000·•|｜]{1,3}\p{Script=Han}{2,6})?$|^(?:周刊|副刊|专刊|特刊|专版|特别报道)[ \u3000·•|｜]{1,3}\p{Script=Han}{2,6}$|^[“”\p{Script=Han}]{2,10}[ \u3000]?[·•|｜ ][ \u3000]?总?第\d{1,4}期$/u;
/** `05 深度`, `特别报道 08`: no page number is set with a zero but one, and a list counts from 01. */
const NUMBERED = /^0[2-9](?:[ \u3000]+[“”·\p{Script=Han}]{2,10}){1,2}$|^[“”·\p{Script=Han}]{2,12}[ \u3000]+0[2-9]$/u;

/** `8 县区新闻`, `2 要闻 11月19日`, `以案说法 | 5`, `专题 06-07`: a name and a page, where nothing on the page counts on from it. */
const PAGED = /^[A-H]?\d{1,2}[ \u3000|｜/·]{1,3}\p{Script=Han}{2,6}(?:[ \u3000·]\p{Script=Han}{2,6}|[ \u3000]\d{1,2}月\d{1,2}日)?$|^\p{Script=Han}{2,6}(?:[ \u3000·]\p{Script=Han}{2,6})?[ \u3000|｜/·]{1,3}[A-H]?\d{1,2}(?:[-—–]\d{1,2})?$/u;

/** Another line bears the number before or after that of `head`. */
function isCounted(lines: readonly Line[], head: string): boolean {
  const page = Number(/(?<![\d-])\d{1,2}/u.exec(head)?.[0]);
  return lines.some(({ plain }) => /^\d{1,2}[ \u3000|｜/·.、]/u.test(plain) && Math.abs(Number.parseInt(plain, 10) - page) === 1);
}

/** The first line or two, where they say what the page is called, or which it is. */
export function topNames(lines: readonly Line[]): number[] {
  const [first, second] = lines;
  if (first === undefined || second === undefined || first.mark !== null || first.indent >= 1) return [];
  if (CALLED.test(first.plain)) return /^0[2-9]$/u.test(second.plain) ? [0, 1] : [0];
  if (CALLED.test(second.plain) && second.gap === 0 && /^\p{Script=Han}[\p{Script=Han} ]{1,6}$/u.test(first.plain)) return [0, 1];
  if (PAGED.test(first.plain) && !isCounted(lines, first.plain)) return [0];
  if (/^\d/u.test(second.plain) && second.gap === 0 && PAGED.test(`${first.plain} ${second.plain}`) && !isCounted(lines, second.plain)) return [0, 1];
  const counts = lines.some(({ plain }) => plain.startsWith('01'));
  if (!counts && NUMBERED.test(first.plain)) return [0];
  return !counts && NUMBERED.test(`${first.plain} ${second.plain}`) ? [0, 1] : [];
}

/** Names above or between lines that are certain to belong to the head, where a line under the head is left to be the title. */
export function pageNames(lines: readonly Line[], found: readonly (Alone | null)[]): number[] {
  const names: number[] = [];
  let last = -1;
  for (let i = 0; i < Math.min(MOST, lines.length); i += 1) {
    if (found[i]?.kind === 'boilerplate') last = i;
    else if (lines[i]!.mark === null && (NAME.test(lines[i]!.plain) || (lines[i]!.plain.length <= MOST_NAMED && NAMES.test(lines[i]!.plain)) || (i > 0 && NUMBER.test(lines[i]!.plain)))) names.push(i);
    else break;
  }
  // Its number may be the last line of the head.
  if (last >= 0 && names.includes(last + 1) && NUMBER.test(lines[last + 1]!.plain)) last += 1;
  const above = names.filter((i) => i <= last);
  return above.length > 0 && mayBeTitle(lines, found, last + 1) ? above : [];
}

function mayBeTitle(lines: readonly Line[], found: readonly (Alone | null)[], i: number): boolean {
  const [line, next] = [lines[i], lines[i + 1]];
  if (line === undefined || next === undefined || found[i]) return false;
  if (!isHeadingLike(line.plain) || isSubtitle(line.plain) || parseByline(line.plain, new Set()) !== null) return false;
  const after = lines[i + 2];
  if (isHeadingLike(next.plain) && after !== undefined && (found[i + 2]?.kind === 'byline' || opensReport(after.plain))) return true;
  return next.gap > 0 || found[i + 1] !== null || line.width < COLUMN || Math.abs(next.width - line.width) > UNLIKE;
}
