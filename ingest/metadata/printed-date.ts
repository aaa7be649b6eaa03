/** The day of publication, only where the page prints it as such: masthead, dateline, or a labelled line. */
import { datelineOf } from '../layout/credits.ts';
import { isMasthead } from '../layout/furniture.ts';
import { datesIn, isoDate, monthDayIn } from './dates.ts';

export interface PrintedDate {
  readonly date: string | null;
  readonly year: number;
}

const LABELLED = /^(?:发布|刊发|发表|出版|见报|更新)?(?:日期|时间)\s*[:：]/u;
const ALONE = /^[（(]?\s*(?:\d{4}|[〇○零一二三四五六七八九]{4})\s*[年./-]\s*[\d〇一二三四五六七八九十]{1,3}\s*[月./-]\s*[\d〇一二三四五六七八九十]{1,3}\s*日?\s*[）)]?$/u;

/**
 * `lines` are the page's lines in simplified characters; the masthead counts for every article on it.
 * A date standing alone counts only near the top: further down it is the end of a letter or a decree.
 */
export function mastheadDate(lines: readonly string[]): PrintedDate | null {
  for (const [i, line] of lines.entries()) {
    if (line.length > 60) continue;
    if (!isMasthead(line) && !LABELLED.test(line) && !(i < 6 && ALONE.test(line))) continue;
    const date = datesIn(line).find(({ day }) => day !== null);
    if (date) return { date: isoDate(date.year, date.month!, date.day!), year: date.year };
  }
  return null;
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
