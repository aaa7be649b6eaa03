/** What stands over a title and is none of it: the name of a column, and the kicker (引题) that leads up to it. */
import { hasInnerSpace, isSubtitle } from './shapes.ts';
import { breaksSentence } from './title-breaks.ts';
import type { Unit } from './units.ts';

/** A title is set larger and so is shorter than its kicker; the lines of one title are about as long as each other. */
const LONGER = 1.3;
/** The same without white space between. */
const LONGER_BY_FAR = 1.7;
/** No shorter line is a title of its own, and no longer one is set so large. */
const TITLE = { least: 4, most: 15 };
/** Nobody breaks a shorter title over two lines. */
const ONE_LINE = 10;
/** Lines of one title differ by less. */
const UNLIKE = 3;
/** With white space under it a column's name is of so many characters, and the title longer than it by this. */
const APART = 8;
const SHORTER = 1.5;
/** A column's name is not much longer. */
const NAME = 5;

/** `【正方】` */
export const isBracketed = (plain: string): boolean => /^[【[〔][^】\]〕]{2,12}[】\]〕]$/u.test(plain);

/** `全国联赛第26轮`: what the report is from. */
const ROUND = /^[^，。！？]{2,12}第[一二三四五六七八九十\d]{1,3}(?:轮|场|期|届|站|回|讲)$/u;
/** `新城十年巡礼之二`, `走进车间系列报道③` */
const SERIES = /^[^，。！？]{2,16}(?:之[一二三四五六七八九十]{1,2}|系列(?:报道|评论|访谈|述评)(?:之?[一二三四五六七八九十①-⑳]{0,2}|[（(][一二三四五六七八九十上中下][）)]))$/u;
/** A competition or meeting and nothing of what happened there. */
const EVENT = /^[^，。！？]{0,8}(?:[奥亚全残冬]运会|运动会|锦标赛|联赛|公开赛|大奖赛|世界杯|亚洲杯|欧洲杯|博览会|进博会|广交会)$/u;
/** As papers call their columns: `高质量发展在基层`, `记者走基层`, `奋进新征程`. */
const COLUMN = /^\p{Script=Han}{1,8}(?:[走在]基层|进行时|新征程|新时代|大家谈|面对面|在行动|在一线|看变化|话振兴|直通车|工作室|周刊|副刊|专刊|(?:调研|采访|采风|媒体|记者|万里)行)$|^(?:聚焦|关注|走进|直击|特别|独家)[“”\p{Script=Han}]{2,6}$/u;
/** `……调研时强调`, `……工作会议召开`: somebody spoke, and the title says what. */
const LEADS_UP = /(?:强调|指出|要求|提出|表示|会议?(?:在\p{Script=Han}{2,4})?(?:召开|举行))$/u;

/** The name of a column or page: two to four characters, in brackets, with a dot (`走基层·一线`), or with an instalment's number (`连载⑫`, `旧事（之三）`). */
export const isLabel = (plain: string): boolean =>
  plain.length <= 4 || COLUMN.test(plain) || ROUND.test(plain) || SERIES.test(plain) || EVENT.test(plain) || /^[■□●◆◇▲★☆]\s?\p{Script=Han}{2,8}$/u.test(plain) || isBracketed(plain) || /^\p{Script=Han}{2,6} ?[·•|｜] ?\p{Script=Han}{2,6}$/u.test(plain) || /^\p{Script=Han}{2,10}(?:[①-⑳㉑-㉟❶-❿]|[（(]之?[一二三四五六七八九十\d]{1,3}[）)])$/u.test(plain);

export function isKickerOver(kicker: Unit, title: Unit): boolean {
  if (kicker.rules.length > 1 || kicker.level > 0 || isSubtitle(title.plain)) return false;
  const smaller = isSmaller(kicker, title);
  if (smaller !== null) return smaller;
  // Two lines that belong together are a whole title.
  if (title.rules.length > 1) return title.gap > 0 || leadsUp(kicker.plain);
  if (isKickerLine(kicker.plain, title.plain)) return true;
  return title.gap > 0 && !breaksSentence(kicker.plain, title.plain) && (isLongerBy(LONGER, kicker.plain, title.plain) || (kicker.plain.replace(/[“”《》·]/gu, '').length <= APART && title.plain.length >= kicker.plain.length * SHORTER));
}

/** Of two lines without white space between, the first leads up to the second or names the column. */
export function isKickerLine(kicker: string, title: string): boolean {
  if (leadsUp(kicker)) return true;
  if (breaksSentence(kicker, title)) return false;
  if (isLongerBy(LONGER_BY_FAR, kicker, title)) return true;
  // So few characters are set on one line, and the lines of one title are about as long as each other.
  if (kicker.length + title.length < ONE_LINE || (kicker.length <= NAME && title.length >= kicker.length + UNLIKE)) return true;
  // Two phrases on a line are a whole title, unless the line above is of its length.
  return Math.abs(title.length - kicker.length) >= UNLIKE && hasInnerSpace(title) && title.length >= ONE_LINE && !hasInnerSpace(kicker);
}

/** `编者按` under a title: nobody breaks a title before so few characters, unless its sentence needs them. */
export const isBoxUnder = (line: string, next: string): boolean => next.length <= 4 && line.length >= next.length * 2 && !breaksSentence(line, next);

/** Ends in the words that call for a title under them. */
export const leadsUp = (plain: string): boolean => LEADS_UP.test(plain);

/** A label that cannot be the first line of a title instead. */
export const isSeriesName = (plain: string): boolean => COLUMN.test(plain) || (plain.length > 4 && isLabel(plain));

const isLongerBy = (times: number, kicker: string, title: string): boolean => title.length >= TITLE.least && title.length <= TITLE.most && kicker.length >= title.length * times;

/** Set in smaller letters, as far as the source knows the sizes. */
export const isSmaller = (unit: Unit, than: Unit): boolean | null => (unit.size === null || than.size === null ? null : unit.size < than.size * 0.87);
