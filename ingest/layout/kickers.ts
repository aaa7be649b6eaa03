/** What stands over a title and is none of it: the name of a column, and the kicker (引题) that leads up to it. */
import { SUPPLEMENTS } from './page-titles.ts';
import { GENRE, hasInnerSpace, isSubtitle, isNamedTitle } from './shapes.ts';
import { breaksSentence } from './title-breaks.ts';
import { phrasesOf } from './typography.ts';
import type { Unit } from './units.ts';
import { isVerseTitle } from './verse-forms.ts';

/** `从“一块铁皮”到“一台整车”` over who went that way. */
const FROM_TO = /^从[^，：]{2,12}到[^，：]{2,12}$/u;
/** A title is set larger and so is shorter than its kicker; the lines of one title are about as long as each other. */
const LONGER = 1.3;
/** The same without white space between. */
const LONGER_BY_FAR = 1.7;
/** Nobody breaks a title so that so little is left for its second line. */
const LONGER_BY_MOST = 3;
const FEWEST = 4;
/** Three real titles in a hundred are shorter: such a line is rather the rest of one. No longer one is set so large. */
const TITLE = { least: 6, most: 15 };
/** No title is broken after so few, with more than twice as many to come. */
const NO_LINE = 4;
/** Nobody breaks a shorter title over two lines. */
const ONE_LINE = 10;
/** So long a first line is rather the whole of a title. */
const LONG_TITLE = 11;
/** A shorter question may be the first line of a title. */
const EXCLAIMED = 8;
/** Nobody sets two lines so long as one title. */
const WHOLE_LINE = 16;
/** Nor three lines so long. */
const THREE_WHOLE = { each: 10, together: 38 };
/** `排一处险 安一片心` over what was done. */
const PAIR = 9;
const LONGER_THAN_PAIR = 1.4;
/** Nor two lines that are so long together. */
const LONGEST = 33;
/** Lines of one title differ by less. */
const UNLIKE = 3;
/** With white space under it a column's name is of so many characters. */
const APART = 8;
/** What it is shorter than the title by, and a title than two clauses under it. */
const SHORTER = 1.6;

/** `【正方】` */
export const isBracketed = (plain: string): boolean => /^[【[〔][^】\]〕]{2,18}[】\]〕]$/u.test(plain);

/** `全国联赛第26轮`: what the report is from. */
const ROUND = /^[^，。！？]{2,12}第[一二三四五六七八九十\d]{1,3}(?:轮|场|期|届|站|回|讲)$/u;
/** `新城十年巡礼之二`, `走进车间系列报道③` */
const SERIES = /^[^，。！？]{2,16}(?:之[一二三四五六七八九十]{1,2}|系列(?:报道|评论|访谈|述评)(?:之?[一二三四五六七八九十①-⑳]{0,2}|[（(][一二三四五六七八九十上中下][）)]))$/u;
/** A competition or meeting and nothing of what happened there. */
const EVENT = /^[^，。！？]{0,14}(?:[奥亚全残冬]运会|运动会|锦标赛|联赛|公开赛|邀请赛|挑战赛|对抗赛|精英赛|大奖赛|世界杯|亚洲杯|欧洲杯|博览会|进博会|广交会)(?:半?决赛|[小预总]\p{Script=Han}?赛)?$/u;
/** As papers call their columns: `高质量发展在基层`, `记者走基层`, `奋进新征程`. */
const COLUMN = /^[“”\p{Script=Han}]{1,10}(?:[走在]基层|进行时|新征程|新时代|大家谈|面对面|在行动|在一线|看变化|话振兴|直通车|工作室|倒计时|巡礼|(?:调研|采访|采风|媒体|记者|万里|一线|基层)行|一线见闻|看\p{Script=Han}{2,3})$|^(?:聚焦|关注|走进|直击|特别|独家)[“”\p{Script=Han}]{2,6}$|^(?:聚焦|直击)[“”\p{Script=Han}]{7,9}$|^(?:今日|本期|今晚)?(?:话题|议题|主题|选题|热点|焦点)[：:][^，。？！]{2,20}$|^(?:走[近进]|致敬|寻找|学习)[^，：！？]{0,8}“[^”]{2,8}”$/u;
/** What a page is about, in the words of the day. */
const TOPIC = /^(?:乡村振兴|高质量发展|营商环境|(?:基层|社会|社区)治理|生态文明|共同富裕|平安建设|文明创建|脱贫攻坚|主题教育|项目建设|招商引资|科技创新|绿色发展|改革开放|民生实事|县域经济|产业振兴|防汛抗旱|安全生产|食品安全)$/u;
/** What columns are called by: `知识窗`, `农技课堂`, `医生手记`, `一周要闻`. */
const CALLED = /^[“”《》\p{Script=Han}]{0,4}(?:[评谈语話话谭窗台坛苑榜吧]|随[感笔想]|手记|札记|笔记|日记|课|课堂|讲堂|学堂|论坛|论语|时评|评论|观点|视[点野角界]|观察|关注|聚焦|焦点|热点|要闻|速[览递评]|快讯|短讯|行情|简讯|集锦|综述|连载|摘编|选登|摘登|小说|散文|诗[歌笺选]|副刊|来信|投书|热线|信箱|[之在]线|广角|纵横|万象|百态|故事|人物|档案|百科|知识|常识|资讯|指南|提醒|提示|书架|书评|影评|剧评|新书|新片|专栏|专题|园地|天地|笔谈|对话|访谈|问答|编读|链接|民生|校园|周末|说法|坐堂|追踪|报道|探访|支招|答疑|贴士|新闻)$/u;

/** What everything on the page is there for, and no word of what happened: `喜迎市第十五次党代会`, `纪念大桥通车六十周年`, `临港发展圆桌会议发言摘登`. */
const OCCASION = /^致敬[^，。：！？]{2,10}$|^\p{Script=Han}{0,6}工作报告(?:[（(]?(?:摘要|全文|节选|摘登)[）)]?)?$|^(?:喜迎|热烈庆祝|庆祝|纪念|迎接|献礼|学习贯彻)[^，。：！？]{4,20}$|^[^，。：！？]{4,20}(?:周年|摘登|特别报道|特别策划|系列报道|系列评论)$|^[^，。：！？]{2,10}届[^，。：！？]{2,12}(?:次会议|大会|全会)$/u;

/** `……调研时强调`, `……工作会议召开`: somebody spoke, and the title says what. */
const LEADS_UP = /(?:强调|指出|要求|提出|表示|召开\p{Script=Han}{0,10}会议?|举行(?:第\p{Script=Han}{1,4}次)?(?:集体|专题)学习|会议?(?:在\p{Script=Han}{2,4})?(?:召开|举行)|引起(?:关注|反响|热议)|[昨今][日天晚]?(?:收官|闭幕|开幕|落幕|开赛|启动|揭晓))[：:]?$/u;

/** As pages are called at their head: `鹿角区专版`, `政府工作报告解读 特别报道`, `“十四五”成就巡礼`, `人物·第218期`. */
const PAGE = new RegExp(`^[“”\\p{Script=Han}\\d·•｜| \\u3000]{0,14}(?:${SUPPLEMENTS}|特别策划|成就巡礼)$|^[\\p{Script=Han}\\d]{2,10}[·•｜|][ \\u3000]?(?:第?\\d{1,4}期|\\p{Script=Han}{2,6})$`, 'u');

/** `生态立区 产业强区 文旅活区`, `老字号 新赛道`: phrases as long as each other, three or more of them or two of three characters. */
const isSlogan = (plain: string): boolean => /^\p{Script=Han}{2,7}(?:[ \u3000]+\p{Script=Han}{2,7}){2,}$|^\p{Script=Han}{3}[ \u3000]+\p{Script=Han}{3}$/u.test(plain) && new Set(phrasesOf(plain).map(({ length }) => length)).size === 1;

/** The name of a column or page: two to four characters, in brackets, with a dot (`走基层·一线`), or with an instalment's number (`连载⑫`, `旧事（之三）`). */
export const isLabel = (plain: string): boolean =>
  plain.length <= 4 || COLUMN.test(plain) || TOPIC.test(plain) || PAGE.test(plain) || OCCASION.test(plain) || isSlogan(plain) || (plain.length <= 8 && CALLED.test(plain)) || ROUND.test(plain) || SERIES.test(plain) || EVENT.test(plain) || /^[■□●◆◇▲★☆]\s?\p{Script=Han}{2,8}$/u.test(plain) || isBracketed(plain) || /^[“”\p{Script=Han}]{2,12} ?[·•|｜] ?[“”\p{Script=Han}]{2,10}$/u.test(plain) || /^\p{Script=Han}{2,10}(?:[①-⑳㉑-㉟❶-❿]|[（(]之?[一二三四五六七八九十\d]{1,3}[）)])$/u.test(plain);

export function isKickerOver(kicker: Unit, title: Unit): boolean {
  if (kicker.rules.length > 1 || kicker.level > 0 || isSubtitle(title.plain) || isNamedTitle(kicker.plain)) return false;
  const smaller = isSmaller(kicker, title);
  if (smaller !== null) return smaller;
  // Two lines that belong together are a whole title; what is second to one would not need two, being set smaller.
  if (title.rules.length > 1 && isOverLines(kicker.plain, linesOf(title))) return true;
  if (title.gap === 0 && isSubtitleLine(kicker.plain, title.plain)) return false;
  if (title.rules.length > 1) return true;
  if (isKickerLine(kicker.plain, title.plain)) return true;
  const { length } = kicker.plain.replace(/[“”《》·]/gu, '');
  return title.gap > 0 && !breaksSentence(kicker.plain, title.plain) && (isLongerBy(LONGER, kicker.plain, title.plain) || (length <= APART && title.plain.length >= length * SHORTER));
}

/** A heading inside a text may be broken after four characters of twelve; over a writer's name stands a title, and that is not. */
const ANYWHERE = 2.4;
const OVER_WRITER = 1.75;

/** Few characters over a long line: nobody breaks a heading there. */
export const isNameOver = (kicker: string, title: string, times = ANYWHERE): boolean => /^(?![他她它我你这那])\p{Script=Han}{2,4}$/u.test(kicker) && title.length >= Math.max(kicker.length === 2 ? 5 : 7, kicker.length * times) && !breaksSentence(kicker, title);

/** Of two lines without white space between, the first leads up to the second or names the column. */
export function isKickerLine(kicker: string, title: string): boolean {
  if (leadsUp(kicker) || isVerseTitle(title) || isNameOver(kicker, title, OVER_WRITER)) return true;
  if (isNamedTitle(kicker)) return false;
  if (breaksSentence(kicker, title)) return false;
  if (isPair(kicker) && kicker.length <= PAIR && title.length >= kicker.length * LONGER_THAN_PAIR && !hasInnerSpace(title) && !/^[在以让为把用从向与和更再]/u.test(title)) return true;
  if ((FROM_TO.test(kicker) && title.length >= ONE_LINE) || (GENRE.test(kicker) && !isSubtitle(title))) return true;
  if (isLongerBy(LONGER_BY_FAR, kicker, title) || (isLongerBy(LONGER, kicker, title) && isPair(kicker) && !hasInnerSpace(title))) return true;
  // So few characters are set on one line.
  if (kicker.length + title.length < ONE_LINE || (kicker.length <= NO_LINE && title.length > kicker.length * 2)) return true;
  // Two phrases on a line are a whole title, unless the line above is of its length.
  return Math.abs(title.length - kicker.length) >= UNLIKE && hasInnerSpace(title) && title.length >= ONE_LINE && title.length <= TITLE.most + 1 && !hasInnerSpace(kicker) && !/[，！？]./u.test(kicker);
}

/** `小学校办起“大食堂” 家长当起“监督员”` */
function isPair(plain: string): boolean {
  const [first, second, third] = phrasesOf(plain);
  return hasInnerSpace(plain) && second !== undefined && third === undefined && Math.abs(first!.length - second.length) <= 1;
}

/** Under a title that is long for one line stands one longer still, in smaller letters, and no sentence goes on in it; or two clauses that tell how it came, or what he or she did whom the title names. */
export function isSubtitleLine(title: string, subtitle: string): boolean {
  if (leadsUp(title) || isLabel(title) || GENRE.test(title) || breaksSentence(title, subtitle)) return false;
  // A question is a sentence that is over.
  if (title.length > EXCLAIMED && title.endsWith('？')) return true;
  if (/^[他她]们?/u.test(subtitle) && title.length > NO_LINE && subtitle.length >= title.length * LONGER_BY_FAR) return true;
  if (title.length > NO_LINE + 1 && subtitle.includes('，') && !title.includes('，') && subtitle.length >= title.length * SHORTER) return true;
  if (title.length < LONG_TITLE) return false;
  if (title.length + subtitle.length >= LONGEST || Math.min(title.length, subtitle.length) >= WHOLE_LINE) return true;
  return subtitle.length >= title.length + 2 && (!hasInnerSpace(subtitle) || subtitle.length > TITLE.most + 1);
}

/** Right under a title of several lines, longer than any of them. */
export const isUnderLines = (title: readonly string[], under: string): boolean => isLongerThanAll(under, title) && !breaksSentence(title.at(-1)!, under);

/** Right over a title of several lines, longer than any of them. */
export const isOverLines = (over: string, title: readonly string[]): boolean => isLongerThanAll(over, title) && !breaksSentence(over, title[0]!);

const isLongerThanAll = (line: string, others: readonly string[]): boolean => line.length >= LONG_TITLE && others.every(({ length }) => line.length >= length * LONGER);

/** Nobody sets three lines so long as one title: they are a kicker, the title, and what is second to it. */
export const areThreeWhole = (lines: readonly { readonly plain: string }[]): boolean => lines.length === 3 && lines.every(({ plain }) => plain.length >= THREE_WHOLE.each) && lines.reduce((sum, { plain }) => sum + plain.length, 0) >= THREE_WHOLE.together;

/** The lines a heading was printed on; a phrase set off by a space counts as one. */
export const linesOf = ({ plain, rules }: Unit): string[] => (rules.length > 1 ? plain.split(' ') : [plain]);

/** What stands under a title over the first words of the text: `编者按`, `引子`, `核心提示`. */
export const isBox = (plain: string): boolean => /^(?:编者按|编后|编余|编者的话|开栏的?[话语]|引子|引言|题记|序[言章]?|前言|楔子|尾声|后记|结语|导读|提要|\p{Script=Han}{0,2}(?:手记|短评|点评|链接|提示|背景|回放|说法|解读|提醒|声音|嘉宾))$/u.test(plain);

/** Ends in the words that call for a title under them. */
export const leadsUp = (plain: string): boolean => LEADS_UP.test(plain) || plain.endsWith('——');

/** `公 告` over what it is about. */
const FORM = /^(?:公[ \u3000]{0,3}[告示]|通[ \u3000]{0,3}[告知]|布[ \u3000]{0,3}告|启[ \u3000]{0,3}事|声[ \u3000]{0,3}明)$/u;

/** A label that cannot be the first line of a title instead. */
export const isSeriesName = (plain: string): boolean => FORM.test(plain) || COLUMN.test(plain) || TOPIC.test(plain) || CALLED.test(plain) || isBracketed(plain) || (plain.length > 4 && isLabel(plain));

const isLongerBy = (times: number, kicker: string, title: string): boolean => (title.length >= TITLE.least || (title.length >= FEWEST && kicker.length >= title.length * LONGER_BY_MOST)) && title.length <= TITLE.most && kicker.length >= title.length * times;

/** Set in smaller letters, as far as the source knows the sizes. */
export const isSmaller = (unit: Unit, than: Unit): boolean | null => (unit.size === null || than.size === null ? null : unit.size < than.size * 0.87);
