/**
 * What the page prints about its own publication: paper, page and day. A day counts only where the page
 * prints it as such: masthead, dateline, or a labelled line.
 */
import { datelineOf } from '../layout/datelines.ts';
import { mastheadsOf } from '../layout/masthead.ts';
import { isDayAlone, MONTH, NUMBER, YEAR } from '../layout/printed-day.ts';
import { datesIn, isoDate, monthDayIn } from './dates.ts';

export interface PrintedDate {
  readonly date: string | null;
  readonly year: number;
}

const LABELLED = /^(?:发布|刊发|发表|出版|见报|更新)?(?:日期|时间)\s*[:：]/u;

/**
 * `lines` are the page's lines in simplified characters; the masthead counts for every article on it. `year` is what
 * is stated elsewhere, for a masthead without one.
 * A date standing alone counts only near the top: further down it is the end of a letter or a decree.
 */
export function mastheadDate(lines: readonly string[], year: number | null): PrintedDate | null {
  const mastheads = mastheadsOf(lines.map((line) => ({ text: line, plain: line })));
  for (const [i, line] of lines.entries()) {
    if (!mastheads.has(i) && (line.length > 60 || !(LABELLED.test(line) || (i < 6 && isDayAlone(line) && !/^[（(]/u.test(line))))) continue;
    const date = datesIn(line).find(({ day }) => day !== null);
    if (date) return { date: isoDate(date.year, date.month!, date.day!), year: date.year };
    const day = year === null ? null : monthDayIn(line);
    if (day && year !== null) return { date: isoDate(year, ...day), year };
  }
  const month = lines.slice(0, HEAD).map(monthIn).find((found) => found !== null) ?? null;
  return month === null ? null : { date: null, year: month };
}

/** The head of a monthly, or of a page that is made once: `健康周刊 ｜ 2018.11`, `2021年11月第44期`. */
const HEAD = 4;
const LONGEST = 30;
const IS_MONTH = new RegExp(`^(?:${MONTH}(?:总?第\\d{1,6}期)?|${YEAR}\\.${NUMBER})$`, 'u');

/** The year of a month that a piece of the line is, and nothing else. */
function monthIn(line: string): number | null {
  const piece = line.length > LONGEST ? undefined : line.split(/[\s|｜·•/／]+/u).find((part) => IS_MONTH.test(part));
  return piece === undefined ? null : (datesIn(piece.replace(/^(\d{4})\.(\d{1,2})$/u, '$1年$2月'))[0]?.year ?? null);
}

/** The day of a report's dateline, `本报北京2024年3月5日电`; `3月5日电` needs the year from elsewhere. */
export function datelineDate(paragraph: string, year: number | null): PrintedDate | null {
  const dateline = datelineOf(paragraph);
  if (dateline === null) return null;
  const full = datesIn(dateline).find(({ day }) => day !== null);
  if (full) return { date: isoDate(full.year, full.month!, full.day!), year: full.year };
  const day = monthDayIn(dateline);
  return day && year !== null ? { date: isoDate(year, ...day), year } : null;
}

/** The paper and the page number that the lines of a page name, if they name just one. */
export function mastheadNames(lines: readonly { readonly text: string; readonly plain: string }[]): { paper?: string; page?: string } {
  const found = [...mastheadsOf(lines).values()];
  const papers = new Set(found.flatMap(({ paper }) => paper ?? []));
  const pages = new Set(found.flatMap(({ page }) => page ?? []));
  const [paper] = papers;
  const [page] = pages;
  return { ...(papers.size === 1 && paper !== undefined && { paper }), ...(pages.size === 1 && page !== undefined && { page }) };
}
