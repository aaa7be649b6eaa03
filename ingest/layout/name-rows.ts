/** Lines of nothing but names: under portraits, or as a list of who won, signed or came. */
import { furnitureRule } from './furniture.ts';
import type { Line } from './lines.ts';
import { closeUp, looksLikeName } from './names.ts';
import { runningHeadOf } from './running-head.ts';
import type { PageContext } from './shapes.ts';
import { phrasesOf } from './typography.ts';

/** No row of names has more characters. */
const ROW = 40;
/** Rows under portraits are seldom so many. */
const LIST = 3;

/** Names under portraits: nothing but names, some of them told of elsewhere on the page. */
export function isPortraitRow(plain: string, page: PageContext): boolean {
  const names = namesOf(plain);
  if (names.length < 2 || !names.every((name) => /^\p{Script=Han}{2,3}$/u.test(name) || looksLikeName(name))) return false;
  // Among several some may have a rare surname; then the page has to tell of them.
  if (!names.every(looksLikeName)) return names.length > LIST + 1 && names.filter(looksLikeName).length * 4 >= names.length * 3 && isToldOf(names, page);
  if (names.some(({ length }) => length > 4)) return false;
  // Under a letter stands where the writer lives, then the name.
  if (names.length === 2 && page.speakers.has('编辑同志')) return false;
  return isToldOf(names, page) || names.length >= 4;
}

/** Rows that stand one under the other and name people the page does not tell of. */
export function listedNames(lines: readonly Line[], page: PageContext): number[] {
  const found: number[] = [];
  for (let from = 0; from < lines.length; from += 1) {
    let end = from;
    while (end < lines.length && isRow(lines[end]!) && (end === from || lines[end]!.gap === 0)) end += 1;
    if (end - from >= LIST && (isUnderRoll(lines, from) || !isToldOf(lines.slice(from, end).flatMap(({ plain }) => namesOf(plain)), page))) for (let i = from; i < end; i += 1) found.push(i);
    from = Math.max(from, end - 1);
  }
  // Where some rows are a list, so are the shorter runs of them under the next heading.
  const known = new Set(found);
  if (found.length > 0) for (const [i, line] of lines.entries()) if (!known.has(i) && isRow(line) && namesOf(line.plain).length >= 3 && !isToldOf(namesOf(line.plain), page)) found.push(i);
  return found;
}

/** `受表彰人员名单`, and perhaps `（按姓氏笔画排列）` under it. */
const isUnderRoll = (lines: readonly Line[], i: number): boolean => [lines[i - 1], /^[（(].+[）)]$/u.test(lines[i - 1]?.plain ?? '') ? lines[i - 2] : undefined].some((line) => line !== undefined && /(?:名单|名录|光荣榜)[：:]?$/u.test(line.plain));

/** Rare surnames and four characters may stand among the others. */
function isRow({ plain, mark }: Line): boolean {
  const names = mark === null ? namesOf(plain) : [];
  return names.length >= 2 && names.every((name) => /^\p{Script=Han}{2,4}$/u.test(name)) && names.filter(looksLikeName).length * 4 >= names.length * 3;
}

/** The people of a line that is nothing but names, one or several. */
export function namesAlone(plain: string): readonly string[] {
  if (plain.length > ROW) return [];
  const names = looksLikeName(closeUp(plain)) ? [closeUp(plain)] : namesOf(plain);
  return names.every((name) => NAME.test(name)) && names.filter(looksLikeName).length * 2 >= names.length ? names : [];
}

/** What tells of people in a line: names alone do not, nor does who took a picture or wrote, behind the words, nor who edited the page. */
export const withoutCredits = (plain: string): string => (namesAlone(plain).length > 0 || furnitureRule(plain) !== null || runningHeadOf(plain) !== null ? '' : /[）)摄影]$/u.test(plain) ? plain.replace(CREDIT, '') : plain);

const NAME = /^\p{Script=Han}{2,4}$/u;
const CREDIT = /(?<=^|[。！？”）\s])(?:[（(]\p{Script=Han}{2,4}[）)]|\p{Script=Han}{2,4}\s?摄影?)$/u;

/** Names of two characters may be spread, and of three where the names stand wide apart. */
function namesOf(plain: string): string[] {
  if (plain.length > ROW || !/[ \u3000]/u.test(plain)) return [];
  if (/[ \u3000]{2}/u.test(plain)) return plain.split(/[ \u3000]{2,}/u).map((name) => name.replace(/[ \u3000]/gu, ''));
  return phrasesOf(closeUp(plain));
}

const isToldOf = (names: readonly string[], page: PageContext): boolean => names.filter((name) => isTold(page, name)).length * 2 >= names.length;

/** The page tells of whoever is named so, elsewhere than in rows of names and credits. */
export const isTold = (page: PageContext, name: string): boolean => timesTold(page, name) > 0;

/** A sentence is about somebody whom the page names in another place. */
export const occursTwice = (page: PageContext, name: string): boolean => timesTold(page, name) > (page.rows.has(name) ? 0 : 1);

/** How often, up to twice, a name stands in what tells of people. */
function timesTold(page: PageContext, name: string): number {
  const known = page.told.get(name);
  if (known !== undefined) return known;
  // A page of nothing but names must not be searched for each of them.
  if (page.told.size > 300) return 2;
  const first = page.flat.indexOf(name);
  const times = first === -1 ? 0 : page.flat.includes(name, first + name.length) ? 2 : 1;
  page.told.set(name, times);
  return times;
}
