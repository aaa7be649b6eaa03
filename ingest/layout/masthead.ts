/** What a page prints about itself: the paper's name, the day, the number and the name of the page. */
import { furnitureRule } from './furniture.ts';
import { hanNumber } from './markers.ts';
import { DESKS, SUPPLEMENTS } from './page-titles.ts';
import { DAY, isDayAlone, LUNAR as BY_MOON, NUMBER, WEEKDAY as ON } from './printed-day.ts';
import { runningHeadOf } from './running-head.ts';
import { endsText } from './typography.ts';

export interface Masthead {
  /** As printed; `null` where the line does not name it. */
  readonly paper: string | null;
  /** `A4`, `3`. */
  readonly page: string | null;
  /** Name of the rule that told it. */
  readonly rule: string;
}

interface Printed {
  readonly text: string;
  /** `text` in simplified characters, unit for unit. */
  readonly plain: string;
}

const DATE = new RegExp(`^[^。，]{0,16}${DAY}`, 'u');
const ANYWHERE = new RegExp(DAY, 'u');
/** `3月5日 星期二`: the year stands in the file's name or nowhere. */
const SHORT_DAY = new RegExp(`${NUMBER}\\s?月\\s?${NUMBER}\\s?日(?=\\s?(?:星期|周)[一二三四五六日天])`, 'u');
const WEEKDAY = new RegExp(ON, 'u');
const LUNAR = new RegExp(BY_MOON, 'u');
const DAILY = '(?:日报|晚报|晨报|早报|时报|都市报|商报|青年报|法制报|周报)';
const NAMES_DAILY = new RegExp(DAILY, 'u');
const PAPER = new RegExp(`^\\p{Script=Han}{2,8}${DAILY}$|^[A-Z ]{3,20}(?:DAILY|NEWS|POST)$`, 'u');
/** A name that might be a heading as well: `冰城新报`. It needs the day or the page beside it. */
const WEAK_PAPER = /^(?!本)\p{Script=Han}{2,7}(?:(?<![简快短通电喜播])(?:报|讯)|周刊|新闻)$/u;
export const mayBePaper = (plain: string): boolean => WEAK_PAPER.test(plain);
/** `A04要闻`; but `G20峰会` and `T3航站楼` are titles. */
const FOLIO = new RegExp(`^(?:第?\\s*([A-Z]?\\d{1,3})\\s*版|([A-Z]\\d{1,3}(?!\\p{Script=Han})|[A-Z]0\\d|[A-H]\\d{2}(?=(?:${DESKS})$))|第([一二三四五六七八九十]{1,3})版|(\\d{1,3})\\s*版)[/／|·:：-]?(?:\\p{Script=Han}{2,6})?$`, 'u');
/** `要闻 03` */
const NAMED_PAGE = new RegExp(`^(?:${DESKS})\\s?[/／|·]?\\s?0?\\d{1,2}$`, 'u');
/** `图片新闻·简讯  3` */
const DOTTED_PAGE = /^\p{Script=Han}{2,6}[·•｜|]\p{Script=Han}{2,6}\s+\d{1,2}$/u;
const FOLIO_AFTER = /^\p{Script=Han}{2,6}[/／|·:：-]?(?:第?([A-Z]?\d{1,3})版|([A-Z]\d{1,3})|第([一二三四五六七八九十]{1,3})版)$/u;
/** `江风 副刊` */
const SUPPLEMENT = new RegExp(`^\\p{Script=Han}{2,4}[ \\u3000·|｜]+(?:${SUPPLEMENTS})$`, 'u');
/** A page named beyond doubt: `第5版`, `A06`. */
const CODED = /^第|(?<![\w-])[A-H]\d{2}(?!\w)/u;
/** Two pages that are one: `4—5`. */
const SPREAD = /^\d{1,2}\s?[—–-]\s?\d{1,2}$/u;
const EDITION = /^\p{Script=Han}{1,4}[版刊]$/u;
const DESK = /^\p{Script=Han}{2,4}$/u;
/** `农历癸卯年五月初四 今日夏至` */
const LUNAR_LINE = /^(?:农历|阴历)\S{0,8}月\S{2,4}(?:\s\S{2,8})?$/u;
const ISSUE = /^(?:总?第\d{1,6}期|第\d{1,3}个\p{Script=Han}{2,6}[节日]|(?:今日|共)\d{1,3}版|国内统一\S*|CN\S+|邮发代号\S*|创刊\S*|\d{2,5}期)$/u;

/** The lines of a page that name the paper, its day or its page. Some only beside another of them. */
export function mastheadsOf(lines: readonly Printed[]): Map<number, Masthead> {
  const found = new Map<number, Masthead>();
  for (const [i, line] of lines.entries()) {
    const masthead = mastheadOf(line);
    if (masthead !== null) found.set(i, masthead);
  }
  const top = lines.slice(0, 6).findIndex(({ plain }) => plain.length > 60 || /[。；，]/u.test(plain));
  for (const [i, { plain }] of lines.slice(0, top === -1 ? 6 : top).entries()) {
    // In brackets it is the day of a speech or a treaty.
    if (!found.has(i) && isDayAlone(plain) && !/^[（(]/u.test(plain)) found.set(i, { paper: null, page: null, rule: 'date line' });
    if (!found.has(i) && i < 4 && SPREAD.test(plain)) found.set(i, { paper: null, page: null, rule: 'folio' });
  }
  for (const i of headAndFoot(lines)) {
    const running = found.has(i) ? null : runningHeadOf(lines[i]!.plain);
    if (running !== null) found.set(i, { ...running, rule: 'running head' });
  }
  const foot = lines.length - 1;
  // In a table the line above is another row.
  if (foot > 0 && !found.has(foot) && /^[A-Z]?\d{1,3}$/u.test(lines[foot]!.plain) && (endsText(lines[foot - 1]!.plain) || found.has(foot - 1) || furnitureRule(lines[foot - 1]!.plain) !== null)) found.set(foot, { paper: null, page: lines[foot]!.plain, rule: 'folio' });
  // Only beside those found so far: a name beside a name proves nothing.
  const certain = new Set(found.keys());
  for (const i of certain) {
    for (const beside of [i - 1, i + 1]) {
      const line = lines[beside];
      if (line !== undefined && beside < 8 && !found.has(beside) && (WEAK_PAPER.test(line.plain) || LUNAR_LINE.test(line.plain))) found.set(beside, { paper: LUNAR_LINE.test(line.plain) ? null : line.text, page: null, rule: 'masthead' });
    }
  }
  // Over who edited it.
  const [head, next] = lines;
  if (head !== undefined && next !== undefined && !found.has(0) && SUPPLEMENT.test(head.plain) && furnitureRule(next.plain) !== null) found.set(0, { paper: null, page: null, rule: 'folio' });
  return found;
}

const HEAD = 5;
const FOOT = 3;

/** The lines a running head or foot can be among. */
const headAndFoot = (lines: readonly unknown[]): number[] => [...lines.keys()].filter((i) => i < HEAD || i >= lines.length - FOOT);

/** A line that says nothing but who printed it, when and on which page; or `null`. */
export function mastheadOf({ text, plain }: Printed): Masthead | null {
  if (plain.length > 90 || /[。！？；]/u.test(plain) || /^[（(]?(?:紧?[下上]|转|详|见|相关)[转接见\p{Script=Han}]{0,6}第/u.test(plain)) return null;
  const date = ANYWHERE.exec(plain) ?? SHORT_DAY.exec(plain);
  const rest = (date === null ? plain : plain.replace(date[0], ' ')).replace(WEEKDAY, ' ').replace(LUNAR, ' ');
  const dated = date !== null && rest !== plain;
  const weekday = WEEKDAY.test(plain);
  let paper: string | null = null;
  let strong = false;
  let page: string | null = null;
  let others = 0;
  let desks = 0;
  for (const token of rest.split(/[\s|·•/／,，:：]+/u)) {
    if (token === '') continue;
    const folio = FOLIO.exec(token) ?? FOLIO_AFTER.exec(token);
    if (folio) page ??= numberOf(folio);
    else if (/^\d{1,2}$/.test(token) && (dated || NAMED_PAGE.test(plain) || DOTTED_PAGE.test(plain))) page ??= String(Number(token));
    else if (paper === null && (PAPER.test(token) || WEAK_PAPER.test(token))) {
      paper = text.slice(plain.indexOf(token)).slice(0, token.length);
      strong = PAPER.test(token);
    } else if (EDITION.test(token) || ISSUE.test(token)) others += 1;
    else if (DESK.test(token)) desks += 1;
    else return dayLine(plain);
  }
  if (others > 0 && desks === 0 && rest === plain && page === null && paper === null && /^总?第\d{1,6}期$/u.test(plain)) return { paper: null, page: null, rule: 'number of the issue' };
  if (desks > 2 || (desks === 2 && page === null)) return dayLine(plain);
  if (dated && (weekday || paper !== null || page !== null || others > 0)) return { paper, page, rule: 'masthead' };
  if (page !== null && (paper !== null || desks + others <= (CODED.test(plain) || DOTTED_PAGE.test(plain) ? 2 : 1))) return { paper, page, rule: paper === null ? 'folio' : 'masthead' };
  return strong && desks <= 1 && others === 0 ? { paper, page: null, rule: 'folio' } : dayLine(plain);
}

/** A day with its weekday, with the paper's or the page's name, or labelled as the day of publication. */
function dayLine(plain: string): Masthead | null {
  if (plain.length > 60 || !DATE.test(plain)) return null;
  const rest = plain.replace(DATE, '');
  const is = WEEKDAY.test(rest) || NAMES_DAILY.test(plain) || /(?:第?\s*[A-Z]?\d{1,3}\s*版|第[一二三四五六七八九十]+版)/u.test(rest) || /^(?:出版|发布|刊发|见报)?(?:日期|时间)\s*[:：]/u.test(plain);
  return is ? { paper: null, page: null, rule: 'masthead' } : null;
}

function numberOf([, ...groups]: RegExpExecArray): string | null {
  const number = groups.find((group) => group !== undefined);
  if (number === undefined) return null;
  if (/^[一二三四五六七八九十]/u.test(number)) return String(hanNumber(number));
  const [, letter = '', digits = ''] = /^([A-Z]?)0*(\d+)$/.exec(number) ?? [];
  return digits === '' ? null : letter + digits;
}
