/** What shows that an article is over: who wrote it stands under its text, or something of another kind begins. */
import { hasWriter, isTitleLike, isWriting } from './roles.ts';
import type { Unit } from './units.ts';

/** A writer's name in a line right under a text. */
const isUnderText = (units: readonly Unit[], i: number): boolean => units[i]!.kind === 'byline' && hasWriter(units[i]!) && i > 0 && isWriting(units[i - 1]!);

/** For each index, whether a byline set under its text stands there or further down. */
export function bylinesUnderText(units: readonly Unit[]): boolean[] {
  const later: boolean[] = [];
  for (let i = units.length - 1; i >= 0; i -= 1) {
    later[i] = later[i + 1] === true || isUnderText(units, i);
  }
  return later;
}

/**
 * The unit before heading `i` closes an article: a writer in brackets, a row of marks, or a byline under the text. The
 * latter only where a second byline stands so too: else it follows a lead, and the heading is a section's.
 */
export function endsArticle(units: readonly Unit[], i: number, underText: readonly boolean[]): boolean {
  const before = units[i - 1]!;
  if ((before.signed && (isWriting(before) || isWriting(units[i - 2] ?? before))) || before.divider || isNotice(units[i]!)) return true;
  // A teacher's words belong to what the pupil wrote, and what the editors found out to the letter that asked: `点评`, `编辑调查`.
  if (before.over) return units[i]!.plain.length > ANSWER;
  return isUnderText(units, i - 1) && underText[i] === true;
}

/** A column of short items: `便民简讯`, `乡镇短波`, `一句话新闻`. */
const ITEMS = /^\p{Script=Han}{0,4}(?:[简短快要零展书影文资]讯(?:[二三四五六七八九]则)?|简明新闻|短波|集纳|集锦|拾零|速递|速览|信息窗|信箱|来信|来[信论函电稿](?:摘登|选登|摘编)|一句话新闻|微建议|微言|新?书架|招[考生聘]信息)$/u;
/** What helps its readers, with a name of its own: `昨日菜价`, `春播小贴士`, `健康问答`, `周末去哪儿`. */
const SERVICE = /^(?:[今昨明]日|市场|农贸市场|本周|一周)(?:菜价|肉价|行情|天气|油价|路况)$|^\p{Script=Han}{2,6}(?:小贴士|去哪儿|问答|[您你]问我答|帮[您你]问)$|^(?:停[水电气]|便民|供[水电热气]|招聘|农事|出行)(?:信息|提醒)$/u;
/** Names of answers are no longer. */
const ANSWER = 5;

/** What is made known in a form of its own. */
const NOTICE = /^[^，。：]{0,12}“[^“”]{2,8}”名单$|^[^，。：]{1,24}(?:获奖|表彰|入选|录取|中[标奖])(?:人员|单位|个人|\p{Script=Han}{2,4})?名单$|^[^，。：]{2,10}(?:批发|零售|收购|市场)价格$|^[^，。：]{0,20}(?:公告|通告|讣告|启事|布告|更正|挂失|(?:^|遗失|致歉|郑重)声明|停[水电气](?:通知|公告)?|招领|寻[物人]|公示|(?:讲座|演出|活动|赛事|展览|节目|下期)预告)$/u;

/** A section of a report bears no such name. */
function isNotice({ plain }: Unit): boolean {
  // Names of two characters are spread over three places.
  const name = plain.replace(/(?<=\p{Script=Han})[ \u3000]+(?=\p{Script=Han})/gu, '');
  return ITEMS.test(name) || SERVICE.test(name) || NOTICE.test(plain);
}

type Closing = (units: readonly Unit[], i: number) => boolean;

/** In brackets, or as letters are: by who it was that wrote. */
export const isSigned: Closing = (units, i) => units[i]!.signed || (units[i]!.over && units[i]!.credits.length > 0);

/** Signed, or with the writer's name in a line under the text. */
export const isCredited: Closing = (units, i) => isSigned(units, i) || isUnderText(units, i);

/** For each heading that may be a title, whether the text under it, with the numbered parts it has, ends with who wrote it. */
export function headsSigned(units: readonly Unit[], closes: Closing): boolean[] {
  const signed: boolean[] = [];
  let last: boolean | null = null;
  for (let i = units.length - 1; i >= 0; i -= 1) {
    const unit = units[i]!;
    if (isWriting(unit) || closes(units, i)) last ??= closes(units, i);
    else if (isTitleLike(unit)) {
      signed[i] = last === true;
      if (units[i - 1]?.kind !== 'heading') last = null;
    }
  }
  return signed;
}
