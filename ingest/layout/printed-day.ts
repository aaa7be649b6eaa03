/** How a page prints the day it is of. Patterns of regular expressions with the `u` flag. */
export const YEAR = '(?:\\d{4}|[〇○零一二三四五六七八九]{4}|(?:中华)?民国\\s?(?:\\d{1,3}|[〇零一二三四五六七八九十]{1,3}))';
export const NUMBER = '[\\d〇一二三四五六七八九十]{1,3}';
export const DAY = `${YEAR}\\s*[年./-]\\s*${NUMBER}\\s*[月./-]\\s*${NUMBER}\\s*日?`;
export const WEEKDAY = '(?:星期|周)[一二三四五六日天]';
export const LUNAR = '(?:农历|阴历)?\\s*(?:\\p{Script=Han}{2}年)?[正一二三四五六七八九十冬腊闰]{1,3}月[初十廿卅一二三四五六七八九]{2,3}';
