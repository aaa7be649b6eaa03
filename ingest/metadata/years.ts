/**
 * The year of an article that does not state its date. The most frequent year is often the year
 * looked back on; the latest one that has already come is nearly always the year of writing.
 */
import type { YearBasis } from '../../src/domain.ts';
import { datesIn, halfWidth } from './dates.ts';

export interface YearsFound {
  readonly mentioned: number[];
  readonly latest: { readonly year: number; readonly basis: Extract<YearBasis, 'latest-date' | 'latest-year'> } | null;
}

const EARLIEST = 1900;
/** `2018至2021年`, `2019、2020年`: the first years of a list carry no 年 of their own. */
const LIST = /(?<![\d.])((?:19|20)\d{2})(?=(?:年)?\s?(?:[-—–~～至到、和]{1,2})\s?(?:19|20)\d{2}\s?年)/gu;
const PLAN_BEFORE = /(?:^|[，。；：、“（(\s]|力争|争取|计划|预计|目标|确保|规划)(?:到|至)\s?$|(?:面向|展望)\s?$/u;
const PLAN_RANGE = /[（(《][^（(《）)》]{0,24}(?:19|20)\d{2}\s?年?\s?[-—–~～至]{1,2}\s?$/u;
/** Years to be reached are spoken of so; a month that was reached is not (`到2022年8月，新设企业1.36万户`). */
const FUTURE = /将|力争|争取|计划|预计|目标|确保|规划|实现|建成|基本|达到/u;
const PLAN_IN = /(?:(?:(?<!按)计划|力争|争取|预计|拟|确保|有望)(?:在|于)?|将(?:在|于))\s?$/u;
/** `到“十四五”末的2025年` */
const PERIOD_END = /[到至][“"「]?十[一二三四五六七八九]五[”"」]?(?:规划|时期|期)?末(?:的|，|（|\()?\s?$/u;
/** Even a day is no day of writing here. */
const VALID_UNTIL = /(?:有效期限?|延长|延期|顺延)(?:至|到|为)\s?$/u;
/** `2022—2023学年`, `2023/2024雪季`: which half of it was the time of writing is not said, so the first is taken. */
const SEASON = /(?<![\d.])((?:19|20)\d{2})\s?[-—–~～/至]{1,2}\s?((?:19|20)\d{2})\s?(?:学年|雪季|赛季|财年|采暖[期季]|供[暖热][期季])/gu;
/** `2021—2025年，计划修缮……` */
const RANGE_BEFORE = /(?:19|20)\d{2}\s?年?\s?[-—–~～至到]{1,2}\s?$/u;
const PLANNED_AFTER = /^[，,]?\s?(?:\p{Script=Han}{0,4})(?:计划|规划|拟|力争|将)/u;
/** `2024巴黎奥运会`: events carry their year without 年; `2015名代表参加大会` is a number. */
const EVENT = /(?<![\d.])((?:19|20)\d{2})(?=(?![名人个位家万亿余多元项件场套台辆户届次])[“《（(]?[\p{Script=Han}）)·]{0,12}?(?:奥运会|冬奥会|世界杯|亚运会|亚冬会|世锦赛|全运会|博览会|论坛|峰会|马拉松|文化节|艺术节|冰雪节|音乐节|电影节|锦标赛|公开赛|联赛))/gu;
const PLAN_AFTER = /^(?:远景|(?:底|末)?前|以前)/u;

/** What all three of the patterns above hold. */
const FOUR_DIGITS = /(?:19|20)\d{2}/;

type Best = { readonly year: number; readonly dated: boolean } | null;

const newer = (best: Best, year: number, dated: boolean): Best => (best === null || year > best.year || (year === best.year && dated) ? { year, dated } : best);

/** Years a text speaks of, and the latest of them that can be the year it was written in. `today` is `YYYY-MM-DD`. */
export function yearsIn(texts: readonly string[], today: string): YearsFound {
  const mentioned = new Set<number>();
  let past: Best = null;
  let planned: Best = null;
  for (const text of texts) {
    if (!/[年\d]/.test(text)) continue;
    const half = halfWidth(text);
    if (FOUR_DIGITS.test(half)) {
      for (const match of half.matchAll(LIST)) {
        const year = Number(match[1]);
        mentioned.add(year);
        if (String(year) <= today.slice(0, 4)) past = newer(past, year, false);
      }
      for (const [, first, second] of half.matchAll(SEASON)) {
        for (const year of [first, second]) mentioned.add(Number(year));
        if (first! <= today.slice(0, 4)) past = newer(past, Number(first), false);
      }
      for (const match of half.matchAll(EVENT)) {
        mentioned.add(Number(match[1]));
        if (match[1]! <= today.slice(0, 4)) past = newer(past, Number(match[1]), false);
      }
    }
    for (const { year, month, day, at, end } of datesIn(text)) {
      if (year < EARLIEST || isSpan(text, at, end)) continue;
      mentioned.add(year);
      if (`${year}-${String(month ?? 0).padStart(2, '0')}-${String(day ?? 0).padStart(2, '0')}` > today) continue;
      const dated = day !== null;
      if (dated ? VALID_UNTIL.test(text.slice(Math.max(0, at - 6), at)) : isPlan(text, at, end, month !== null)) planned = newer(planned, year, dated);
      else past = newer(past, year, dated);
    }
  }
  const latest = past ?? planned;
  return { mentioned: [...mentioned].sort((a, b) => a - b), latest: latest && { year: latest.year, basis: latest.dated ? 'latest-date' : 'latest-year' } };
}

/** `近2000年`, `2000年历史`: a length of time, not a year. */
function isSpan(text: string, at: number, end: number): boolean {
  return /[近约逾达长满]$/u.test(text.slice(Math.max(0, at - 1), at)) || /^(?:来|前|的?历史|的?文明|以前|间)/u.test(text.slice(end, end + 3)) && /000/.test(text.slice(at, end));
}

/** `到2035年，`, `2030年前`, `规划（2023—2027年）`: a goal. */
function isPlan(text: string, at: number, end: number, monthly: boolean): boolean {
  const before = text.slice(Math.max(0, at - 28), at);
  const reached = monthly && !FUTURE.test(before.slice(-12).split(/[。；]/u).at(-1)! + text.slice(end, end + 40).split(/[。；]/u)[0]!);
  if (RANGE_BEFORE.test(before) && PLANNED_AFTER.test(text.slice(end, end + 10))) return true;
  return PLAN_RANGE.test(before) || (PLAN_BEFORE.test(before.slice(-5)) && !reached) || PLAN_IN.test(before.slice(-5)) || PERIOD_END.test(before) || PLAN_AFTER.test(text.slice(end, end + 3));
}
