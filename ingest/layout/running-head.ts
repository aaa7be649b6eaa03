/** The running head and foot of a page: lines put together of nothing but the paper's name, the day, the number, the page, its editors and how to reach them. */
import { DAY, LUNAR, MONTH, NUMBER, WEEKDAY } from './printed-day.ts';

export interface RunningHead {
  /** As in the line; `null` where it names none. */
  readonly paper: string | null;
  /** `A10`, `2`. */
  readonly page: string | null;
}

const DAYS = new RegExp(DAY, 'gu');
const WEEKDAYS = new RegExp(WEEKDAY, 'gu');
const LUNAR_DAYS = new RegExp(LUNAR, 'gu');
const LONGEST = 110;
/** Names of desks and columns (`封面故事`) beside what is certain. */
const MOST_NAMES = 2;

const NAME = '(?:\\p{Script=Han}{2,4}|\\p{Script=Han}[ \\u3000]\\p{Script=Han})(?=$|[ \\u3000|｜/／、，])';
const STAFF = new RegExp(`(?<!\\p{Script=Han})(?:本[版期刊])?(?:值班|责任|执行|实习|见习|美术|视觉|文字|图片|版式)?(?:编辑|主编|责编|美编|编委|总编|主任|校对|检校|审读|审校|版式|组版|排版|制版|制图|策划|统筹|设计)(?:[ \\u3000]?[：:/／][ \\u3000]?|[ \\u3000]+)${NAME}(?:[ \\u3000、]${NAME})?`, 'gu');
const CONTACT = [
  /(?:(?:本报|本社|报社|编辑部)?[社地]址|(?:来信|来稿|投稿)请?寄)[ \u3000]?[：:][ \u3000]?[^\s，。]{4,30}/gu,
  /邮(?:编|政编码)[ \u3000]?[：:]?[ \u3000]?\d{6}/gu,
  /\p{Script=Han}{0,6}(?:电话|热线|传真)[ \u3000]?[：:]?[ \u3000]?\d[\d—–()（）-]{2,20}/gu,
  /(?:E-?mail|\p{Script=Han}{0,4}(?:邮箱|信箱))?[ \u3000]?[：:]?[ \u3000]?[\w.-]{1,40}@[\w.-]{3,40}/giu,
  /(?:网址[ \u3000]?[：:][ \u3000]?)?(?:https?:\/\/|www\.)[\w./-]{3,60}/giu,
];
const ISSUE = [
  /(?:\d{4}年)?[（(]?总?第[ \u3000]?\d{1,6}[ \u3000]?期(?:[（(]总第?\d{1,6}期[）)])?[）)]?/gu,
  /(?:今日|本期|共)[ \u3000]?\d{1,3}[ \u3000]?版|(?:零售|定价)\S{0,8}元\S{0,4}/gu,
  /国内统一(?:连续出版物号|刊号)[ \u3000]?[：:]?[ \u3000]?(?:CN[ \u3000]?)?[\d-]{4,12}|邮发代号[ \u3000]?[：:]?[ \u3000]?[\d-]{3,8}/gu,
  /(?<!\p{Script=Han})(?:\p{Script=Han}{2,12}(?:主办|主管|承办|出版)|内部资料|免费(?:交流|赠阅))(?!\p{Script=Han})/gu,
];
/** A monthly or weekly says no day. */
const MONTHS = new RegExp(`(?<![\\d〇一二三四五六七八九])${MONTH}(?!${NUMBER}?日)`, 'gu');
const YEARLESS = /(?<![\d年])\d{1,2}月\d{1,2}日(?:出版)?(?![\d\p{Script=Han}])/gu;
const FOLIO = /(?<![^\s·|｜/／])(?:第[ ]?)?([A-Z]?\d{1,3})[ ]?版?(?![^\s·|｜/／])/u;
const PAPER = /(?<!\p{Script=Han})\p{Script=Han}{2,8}(?:报|周刊|周末)(?:社)?(?!\p{Script=Han})/u;
/** The paper's name in pinyin. */
const PINYIN = /(?<![A-Za-z])[A-Z]{3,}(?:[ ][A-Z]{2,})*(?![A-Za-z\d])/gu;

/** Takes the known pieces out one kind after the other; what is left has to be short names. */
export function runningHeadOf(plain: string): RunningHead | null {
    // A page may be called by a name in quotation marks: `“南浦”副刊`.
  const unquoted = plain.replace(/^“(\p{Script=Han}{2,4})”(?=\p{Script=Han}{2}(?:[ \u3000]|$))/u, '$1');
  if (plain.length > LONGEST || plain.length < 6 || /[。！？；“”]/u.test(unquoted)) return null;
  let rest = unquoted;
  const take = (pattern: RegExp): boolean => {
    const left = rest.replace(pattern, '|');
    const took = left !== rest;
    rest = left;
    return took;
  };
  const contacts = CONTACT.filter(take).length;
  const staff = take(STAFF);
  const day = take(DAYS);
  take(WEEKDAYS);
  take(LUNAR_DAYS);
  const issues = ISSUE.filter(take).length;
  take(YEARLESS);
  take(MONTHS);
  const folio = FOLIO.exec(rest);
  if (folio) take(FOLIO);
  const paper = PAPER.exec(rest);
  if (paper) take(PAPER);
  const pinyin = take(PINYIN);
  // One alone may stand anywhere: a day in a title, an address in a notice.
  const kinds = [contacts > 0, staff, day, issues > 0, folio !== null, paper !== null, pinyin].filter(Boolean).length;
  if (!(kinds >= 2 || contacts >= 2 || issues >= 2) || !(contacts > 0 || staff || day || issues > 0)) return null;
  const names = rest.split(/[\s|｜·•/／,，:：—□■-]+/u).filter((token) => token !== '');
  if (names.length > MOST_NAMES || !names.every((name) => /^\p{Script=Han}{1,6}$/u.test(name))) return null;
  return { paper: paper === null ? null : paper[0], page: folio === null ? null : (folio[1] ?? '').replace(/^([A-Z]?)0+(?=\d)/u, '$1') };
}
