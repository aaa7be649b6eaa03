/** Dates and years as Chinese pages print them: `2024年3月5日`, `二〇二四年三月五日`, `２０２４．３．５`, `2024-03-05`, `民国二十四年三月五日`. */

export interface DateFound {
  readonly year: number;
  /** `null` when only the year is printed. */
  readonly month: number | null;
  readonly day: number | null;
  /** Offsets `[start, end)` in the text. */
  readonly at: number;
  readonly end: number;
}

const HAN_DIGITS = '〇一二三四五六七八九';
const YEAR = '[12]\\d{3}|[一二][〇○零0一二三四五六七八九]{3}';
const NUMBER = '\\d{1,2}|[一二三四五六七八九十廿卅〇零]{1,3}';
/** 民国二十四年 is 1935, 民國113年 is 2024. */
const REPUBLIC = '民国\\s?(?<republic>元|\\d{1,3}|[一二三四五六七八九十廿卅〇零]{1,3})';
const UPTO = `(?:[-—–~～至到]\\s?(?:${NUMBER})\\s?)?`;
const FULL = new RegExp(
  `(?<![\\d.])(?:(?<year>${YEAR})|${REPUBLIC})\\s?(?:年\\s?(?:(?<month>${NUMBER})\\s?月\\s?(?:(?<day>${NUMBER})\\s?${UPTO}[日号])?|度)?|(?<mark>[-/.—])\\s?(?<isoMonth>\\d{1,2})\\s?\\k<mark>\\s?(?<isoDay>\\d{1,2})(?![\\d.]))`,
  'gu',
);
/** Without one of these nothing is a date: most paragraphs are spared the search. */
const BETWEEN_NUMBERS = /年|[-/.—]\s?\d/u;
const MONTH_DAY = new RegExp(`(?<![\\d年])(${NUMBER})\\s?月\\s?(${NUMBER})\\s?[日号]`, 'u');
const LUNAR_BEFORE = /(?:农历|阴历|旧历|夏历)\S{0,6}$/u;

/** A lunar date, or a year before our era. */
const NO_DATE_BEFORE = /(?:农历|阴历|旧历|夏历)\S{0,6}$|[公纪]元前\s?约?$/u;

/** Full-width digits and marks to ASCII, unit for unit. */
export const halfWidth = (text: string): string => text.replace(/[０-９．／－]/gu, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0));

/** Every date and bare year of `text`, in order. A lunar date is none. `text` is in simplified characters. */
export function datesIn(text: string): DateFound[] {
  const half = halfWidth(text);
  const found: DateFound[] = [];
  if (!BETWEEN_NUMBERS.test(half)) return found;
  for (const match of half.matchAll(FULL)) {
    if (NO_DATE_BEFORE.test(half.slice(Math.max(0, match.index - 10), match.index))) continue;
    const { year, republic, month, day, isoMonth, isoDay } = match.groups!;
    const date = {
      year: year === undefined ? 1911 + (republic === '元' ? 1 : chineseNumber(republic!)) : chineseNumber(year),
      month: number(month ?? isoMonth),
      day: number(day ?? isoDay),
      at: match.index,
      end: match.index + match[0].length,
    };
    if (isoMonth !== undefined && !isReal(date)) continue;
    found.push(isReal(date) ? date : { ...date, month: null, day: null });
  }
  return found;
}

/** The first `3月5日` without a year, as `[month, day]`. */
export function monthDayIn(text: string): [month: number, day: number] | null {
  const half = halfWidth(text);
  const match = MONTH_DAY.exec(half);
  if (!match || LUNAR_BEFORE.test(half.slice(Math.max(0, match.index - 10), match.index))) return null;
  const [month, day] = [chineseNumber(match[1]!), chineseNumber(match[2]!)];
  return isReal({ year: 2000, month, day }) ? [month, day] : null;
}

export const isoDate = (year: number, month: number, day: number): string => `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;

const number = (text: string | undefined): number | null => (text === undefined ? null : chineseNumber(text));

function isReal({ year, month, day }: { year: number; month: number | null; day: number | null }): boolean {
  if (month === null) return true;
  if (month < 1 || month > 12) return false;
  return day === null || (day >= 1 && day <= new Date(Date.UTC(year, month, 0)).getUTCDate());
}

/** `二〇二四` → 2024, `十二` → 12, `廿五` → 25, `5` → 5. */
function chineseNumber(text: string): number {
  const digits = text.replace(/[零○]/gu, '〇').replace(/[〇一二三四五六七八九]/gu, (c) => String(HAN_DIGITS.indexOf(c)));
  if (/^\d+$/.test(digits)) return Number(digits);
  const [tens = '', ones = ''] = digits.replace('廿', '2十').replace('卅', '3十').split('十');
  return (tens === '' ? 1 : Number(tens)) * 10 + (ones === '' ? 0 : Number(ones));
}
