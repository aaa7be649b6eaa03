/** What single lines look like, apart from the column they stand in. */
import { endsCaption } from './captions.ts';
import { isWebByline } from './byline-forms.ts';
import { parseByline } from './credits.ts';
import { datelineOf } from './datelines.ts';
import { furnitureRule } from './furniture.ts';
import type { Line } from './lines.ts';
import { markerOf } from './markers.ts';
import { namesOn } from './page-names.ts';
import { isPortraitRow, namesAlone, withoutCredits } from './name-rows.ts';
import { looksLikeName } from './names.ts';
import { isMostlyLatin, phrasesOf } from './typography.ts';

/** What the whole page knows and a line does not. */
export interface PageContext {
  /** Names standing apart somewhere on the page. */
  readonly seen: ReadonlySet<string>;
  /** All text of the page in simplified characters, without white space and rows of names. */
  readonly flat: string;
  /** Names in lines of nothing else. */
  readonly rows: ReadonlySet<string>;
  /** Who speaks: what stands before a colon at the head of a line. */
  readonly speakers: ReadonlySet<string>;
  /** Names already looked for in `flat`, and how often they stand there, up to twice. */
  readonly told: Map<string, number>;
}

export function pageContext(lines: readonly Line[]): PageContext {
  const plain = lines.map((line) => line.plain);
  return { seen: namesOn(plain), flat: plain.map(withoutCredits).join('').replace(/\s+/gu, ''), rows: new Set(plain.flatMap(namesAlone)), speakers: new Set(plain.flatMap((line) => /^(\p{Script=Han}{2,4})[：:]/u.exec(line)?.[1] ?? [])), told: new Map() };
}

export interface Alone {
  readonly kind: 'byline' | 'boilerplate' | 'caption' | 'portraits' | 'names' | 'speaker';
  readonly rule: string;
  /** Set when the line goes on with the one before it. */
  readonly joins?: true;
}

/** `理工大学教授 张三` */
const GUEST = /^(?![—─访]|专访|对话)[^，。：]{4,30}[ \u3000]+(\p{Script=Han}{2,4})$/u;

export const HELPED = 'who helped a pupil';
/** Who helped the pupil that wrote, and is no writer: `指导老师：张三`. */
const TAUGHT = /^[（(]?(?:指导|辅导)(?:老师|教师|家长)[：:/／ \u3000][ \u3000]?\p{Script=Han}{2,4}(?:[ \u3000]\p{Script=Han}{1,3})?[）)]?$/u;

/** A line that is complete in itself and no part of running text, or `null`. */
export function standsAlone(line: Line, page: PageContext): Alone | null {
  const { plain } = line;
  const furniture = furnitureRule(plain);
  if (furniture !== null) return { kind: 'boilerplate', rule: furniture };
  if (TAUGHT.test(plain)) return { kind: 'names', rule: HELPED };
  if (isWebByline(plain)) return { kind: 'byline', rule: 'web byline' };
  if (plain.length > 1 && plain.length <= 90 && datelineOf(plain) === null && parseByline(plain, page.seen) !== null) return { kind: 'byline', rule: 'byline' };
  if (isPortraitRow(plain, page) && phrasesOf(plain).length >= 3) return { kind: 'portraits', rule: 'row of names' };
  const guest = GUEST.exec(plain)?.[1];
  if (guest !== undefined && page.speakers.has(guest)) return { kind: 'names', rule: 'who speaks below' };
  if (isPortraitRow(plain, page)) return { kind: 'portraits', rule: 'row of names' };
  // Words that open a caption may be followed by more of it on the next line; a credit ends it.
  if (endsCaption(plain)) return { kind: 'caption', rule: 'ends in a picture credit' };
  return null;
}

const TELEPHONE = /[:：]\s*[\d(（+-][\d()（） -]{5,}/u;

/** `咨询电话：0911-8123456` and nothing else. */
export const isTelephone = (plain: string): boolean => /^\p{Script=Han}{2,8}[:：]\s*[\d(（+][\d()（） 、/—-]{4,}$/u.test(plain);

/** `【走基层】候车室里的春运`: a column's name and the title under it in one line. */
const BEHIND_NAME = /^[【[][^】\]]{2,18}[】\]][^，。；]{4,}/u;
export const isNamedTitle = (plain: string): boolean => BEHIND_NAME.test(plain) && isHeadingLike(plain);

/** `联系人：张女士` */
const CONTACT = /^(?:联系人|启事人|声明人|联系方式|(?:报名|活动|演出|比赛|开放|讲座)?(?:时间|地点))[：:]/u;

/** No full stop, no comma at the end, not too long, and more than a number. */
export function isHeadingLike(plain: string): boolean {
  if (CONTACT.test(plain)) return false;
  if (plain.length < 2 || plain.length > 90 || (plain.length > 48 && !isMostlyLatin(plain))) return false;
  if (/[。；;，、：:,…—-]$/u.test(plain) || /[。；]/u.test(plain)) return false;
  if (/^[，。、；：！？”’）》」』】%)]/u.test(plain)) return false;
  if (/[！？!?][”’」』）》]*$/u.test(plain) && plain.length > (BEHIND_NAME.test(plain) ? 44 : 24)) return false;
  if (datelineOf(plain) !== null || isValue(plain) || TELEPHONE.test(plain) || isTelephone(plain)) return false;
  // A title that is being named goes on in the next line, and with it the sentence.
  if (plain.lastIndexOf('《') > plain.lastIndexOf('》')) return false;
  return /[\p{Script=Han}A-Za-z].*[\p{Script=Han}A-Za-z]/u.test(plain) || /^\d{4}年$/u.test(plain);
}

/** `他在林场的卫生所里一守就是三十三年——` over a title shorter by far: the kicker that it completes. */
export const isDashKicker = (plain: string, next: string | undefined): boolean => /[^—]——$/u.test(plain) && isHeadingLike(plain.slice(0, -2)) && next !== undefined && isHeadingLike(next) && plain.length >= next.length * 1.3;

const DOCUMENT = /^[^，。：]{0,20}关于[^，。：]{4,40}的(?:通知|公告|通告|意见|决定|决议|办法|方案|规定|批复|报告|函|说明|倡议书?|公示)$/u;
/** `2024年度先进单位名单` */
const ROLL = /^[^，。：]{4,30}(?:名单|名录|目录|一览表?|时间表|排行榜)(?:公布|揭晓|出炉)?$/u;

/** Says of itself that it is the title of an official document or of a list. */
export const namesDocument = (plain: string): boolean => DOCUMENT.test(plain) || ROLL.test(plain);

const DASHED = /^(?:——|──|—\s)/u;
/** What a report calls itself in the line under its title: `江海区社区治理观察`. */
export const GENRE = /(?:见闻|纪实|观察|侧记|纪事|扫描|综述|调查|探访|群像|走笔|述评|手记|掠影|透视|特写|巡礼|记事|速写|回眸|走访|札记|实录|小记|直击|一瞥|采风|追踪|解读|始末|摘[要登]|年间|思考)$/u;

/** Whom it is about or where it is from: `访青年歌手格桑`, `来自松江湾的报告`. */
const OF_WHOM = /^(?:访(?![谈问华客欧美日韩俄])|记(?![者录忆得住账取事])|写在|来自.+的(?:报告|报道|蹲点|一线|声音)$)[^，。！？]{4,20}$/u;

/** Who of the leaders came, as party papers say it under the title of a meeting: `王某某出席并讲话`. */
const ATTENDED = /^(\p{Script=Han}{2,4}?)(?:[ \u3000、].{0,12})?(?:(?:出席|主持|讲话|致辞|参加)(?:会议|活动|仪式)?(?:并(?:讲话|致辞|主持|宣布|作报告|揭牌))?|作出?(?:重要)?[批指]示|致信祝贺|发表(?:重要)?讲话)$/u;

/** What was done at the meeting the title tells of, or how large the thing is. */
const AT_MEETING = /^代表委员热议[^，。：！？]{2,16}$|^(?:总投资|总面积|年度投资|年产值)[^，。：！？]{4,30}$|^(?:参会|与会|会议(?:由|听取|审议))[^，。：！？]{6,26}$/u;
/** `读《大水井》` */
const OF_BOOK = /^[读看评观听]《[^》]{1,16}》(?:[有后]感|之后)?$/u;
/** What makes up the report, as a row: `三代人，一座岛，七十一年`; or who went to see: `记者除夕跟访三个岗位`. */
const UNDER = /^(?=.{8,24}$)[^，。：！？]{0,14}(?:专家|医生|民警|律师|站长|主任|老师|部门)[^，。：！？]{0,4}(?:给出|支招|提醒|回应|解答|解读|建议|提示)[^，。：！？]{0,8}$|^[^，。：！？]{2,6}(?:，[^，。：！？]{2,6}){2,}$|^(?:(?:本报)?记者|本[报刊](?:走[近进访]|探访|对话|专访|直击))[^，。：、 \u3000]{6,20}$|^[^，。：]{2,8}的\p{Script=Han}{1,3}[与和]\p{Script=Han}{1,3}$/u;

/** `对话市医保局局长丁一川`: the talk's title stands above, this says with whom. */
const TALK = /^(?:对话|专访|对谈|访)[^，。：！？“]{3,22}[长任记员授师家人][ \u3000]?(\p{Script=Han}{2,3})$/u;

/** `（按姓氏笔画排列）` */
const ORDERED = /^[（(](?:按|以|排名|共\d|截至)[^（）()。]{2,16}[）)]$/u;

export const isDashed = (plain: string): boolean => DASHED.test(plain);

/** Second to a title: set off by a dash, named for its genre, or telling who was there. */
export const isSubtitle = (plain: string): boolean => isDashed(plain) || ORDERED.test(plain) || AT_MEETING.test(plain) || OF_BOOK.test(plain) || looksLikeName(TALK.exec(plain)?.[1] ?? '') || (plain.length >= 7 && !hasInnerSpace(plain) && (GENRE.test(plain) || OF_WHOM.test(plain) || UNDER.test(plain))) || isAttendance(plain);

/** `应天赐讲话 童谣主持` */
const EACH = /^(\p{Script=Han}{2,4}?)(?:[、]\p{Script=Han}{2,4})*(?:出席|主持|讲话|致辞|参加|列席)(?:会议)?(?:并(?:讲话|致辞|主持))?$/u;

function isAttendance(plain: string): boolean {
  if (plain.length > 30) return false;
  const pieces = phrasesOf(plain);
  return looksLikeName(ATTENDED.exec(plain)?.[1] ?? '') || (pieces.length > 1 && pieces.every((piece) => looksLikeName(EACH.exec(piece)?.[1] ?? '')));
}

/** Two phrases side by side, as headings are set and sentences are not. */
export const hasInnerSpace = (plain: string): boolean => /[\p{Script=Han}”」』！？][ \u3000]+[\p{Script=Han}“「『]/u.test(plain) && phrasesOf(plain).every((part) => part.length >= 2);

/** `3 推动对外开放 融入双循环`: a number, then phrases parted by a space. */
export const isNumberedHeading = (plain: string): boolean => markerOf({ plain, mark: null }) === 'numbered' && isHeadingLike(plain) && hasInnerSpace(plain.replace(/^\d{1,2}\s*/u, ''));

/** A number with its measure word: `1.46万个`. */
const QUANTITY = /^[约近超]?\d(?:[\d.,]*\d)?[万亿千百]{0,2}(?:平方公里|平方千米|平方米|立方米|摄氏度|\p{Script=Han}{1,2}|%|℃)(?:左右|以上|以下|以内)?$/u;
const CALENDAR = /[年月日号时分版期章节条]$/u;
const VALUE = /^(?:同比|比上年|较上年|年均)?(?:增长|下降|增加|减少|提高|达到|达|突破|超过|约|超|完成|实现|新增|降低|控制在)[^，。；]{0,6}\d[\d.,:：]*\s?(?:%|％|[万亿千百余多]{0,2}(?:平方(?:公里|米)|立方米|个百分点|公里\/小时|\p{Script=Han}{0,3}))(?:\/\S{1,4})?(?:左右|以上|以下|以内)?$/u;
const LABEL = /^[^\d，。；：、！？]{2,18}$/u;

export const isValue = (plain: string): boolean => VALUE.test(plain) || (plain.length <= 9 && QUANTITY.test(plain) && !CALENDAR.test(plain));
export const isFigureLabel = (plain: string): boolean => LABEL.test(plain) && !/[ \u3000]/u.test(plain);
