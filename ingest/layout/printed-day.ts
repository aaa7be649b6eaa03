/** How a page prints the day it is of. Patterns of regular expressions with the `u` flag. */
export const YEAR = '(?:\\d{4}|[〇○零一二三四五六七八九]{4}|(?:中华)?民国\\s?(?:\\d{1,3}|[〇零一二三四五六七八九十]{1,3}))';
export const NUMBER = '[\\d〇一二三四五六七八九十]{1,3}';
export const DAY = `${YEAR}\\s*[年./-]\\s*${NUMBER}\\s*[月./-]\\s*${NUMBER}\\s*日?`;
export const MONTH = `${YEAR}年${NUMBER}月`;
export const WEEKDAY = '(?:星期|周)[一二三四五六日天]';
export const LUNAR = '(?:农历|阴历)?\\s*(?:\\p{Script=Han}{2}年)?[正一二三四五六七八九十冬腊闰]{1,3}月[初十廿卅一二三四五六七八九]{2,3}';

const ALONE = new RegExp(`^[（(]?\\s*${DAY}(?:\\s*\\d{1,2}[:：]\\d{2}(?:[:：]\\d{2})?)?\\s*[）)]?$`, 'u');
/** `2022年10月，青石岭`, `2022年10月3日于青石岭`: when and where a poem or an essay was written. */
const WRITTEN = new RegExp(`^[（(]?${YEAR}\\s?[年./-]\\s?(?:(?:[初仲深晚暮]?[春夏秋冬]|岁末|年末|岁尾)月?|(?:${NUMBER}|[正冬腊])\\s?(?:月|[./-]))(?:\\s?${NUMBER}\\s?日?)?(?:[，、 \\u3000]{1,2}|[写作]?于|[写改定]于)?\\p{Script=Han}{0,8}[）)]?$`, 'u');

/** `1月19日于青石岭`: the report's letter is dated by the day it was sent. */
const SENT = new RegExp(`^[（(]?${NUMBER}\\s?月\\s?${NUMBER}\\s?日(?:[写作]?于\\p{Script=Han}{2,10}|(?:夜|深夜|晚|凌晨|清晨|晨|午后)(?:[写作]?于\\p{Script=Han}{2,10})?)[）)]?$`, 'u');

/** A day that stands alone in its line, as at the foot of a letter. */
export const isDayAlone = (plain: string): boolean => ALONE.test(plain);

/** The day or month a text was written, with or without the place. */
export const tellsWhenWritten = (plain: string): boolean => ALONE.test(plain) || (plain.length <= 24 && (WRITTEN.test(plain) || SENT.test(plain)));

/** `6月21日`: who signs a letter or a notice leaves the year out. */
const YEARLESS = new RegExp(`^${NUMBER}\\s?月\\s?${NUMBER}\\s?日$`, 'u');
export const isYearless = (plain: string): boolean => YEARLESS.test(plain);
