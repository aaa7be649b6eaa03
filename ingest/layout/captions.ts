/** Words under pictures. Some look like any sentence; those are told by their place alone (see `caption-places.ts`, `picture-lines.ts`). */
import { closeUp, looksLikeName } from './names.ts';

/** `张三（左）在……`: who of those in the picture it is. */
const PLACED = /^[^，。：！？（）()“”]{0,12}\p{Script=Han}{2,3}[（(](?:[左右][一二三四五六]?|[前后][左右]|[前后中]排[左右中]?[一二三四五六]?)[）)]/u;
/** Who drew it. */
const DRAWN = /^(?:插图|题图|漫画|插画|手绘|绘画)[ \u3000]?[：:/／][ \u3000]?(?:\p{Script=Han}{2,4}|\p{Script=Han}[ \u3000]\p{Script=Han})$/u;
const ART = '(?:油画|水彩画?|水粉画?|粉画|国画|中国画|版画|木刻|剪纸|书法|篆刻|素描|速写|水墨画?|漫画|插画|年画|农民画|雕塑|摄影)';
/** `晚归（油画） 作者 张三`, `版画 《晚归》 张三 作`: what is shown, and whose work it is. */
const WORK = new RegExp(`^(?:[^，。：（）]{1,16}[（(]${ART}[）)]|${ART}[ \\u3000]?《[^》]{1,16}》)[ \\u3000]*(?:作者[ \\u3000：:]*\\p{Script=Han}{2,4}|\\p{Script=Han}{2,4}[ \\u3000]?[作绘])$`, 'u');
/** `… at work. Photo by Tang Min`, `Photos: Xinhua`. */
const PHOTO_BY = /(?:^|[.!?”"] |[（(])Photos?(?: (?:by|courtesy of|provided by) |: ?)\p{Lu}[^.。]{1,40}[.)）]?$/u;
const CIRCLED = /^[①-⑳❶-❿⓪㉑-㉟]/u;
const OPENS = /^(?:[（(【［[]?图[①-⑳一二三四五六七八九十\d]{1,2}[）)】］\]]?(?:[：:、.\s]|为)|[（(]?[上下左右]图|图[为：:]|(?:上|下|左|右|大|小)图[：:为]|图片说明|题图|(?:从左[至到起]右?|[左右]起)[：:，,]|[▲▼△▽◀▶►◄←→↑↓]\s?(?=\S)|资料图)/u;
const ARCHIVE = /(?:(?:通讯员|受访者|受访单位|当事人|网友|市民|警方|主办方|(?<=[。”！？ ])\p{Script=Han}{1,12}[部局院馆校会司团])(?:供图|提供)|(?:\d{4}年)?资料(?:片|图片?|照片)|(?<=[（(])\p{Script=Han}{2,14}\s?(?:供图|提供)|新华社发|本报资料|网络图片|视频截图)\s*[）)】]?[。.]?$/u;
const CREDIT = /(?:^|[。！？，；\s（(”》])((?:(?:本报|本刊|新华社|中新社|\p{Script=Han}{2,5}报)?(?:见习|实习|首席|特约|摄影|全媒体)?(?:记者|通讯员)?[:：\s]?)(?:\p{Script=Han}{2,4}[ \u3000、]?){1,4})\s?[／/]?\s?(?:摄影?|供图|绘|制图)\s*[）)]?[。.]?$/u;
const BEFORE_NAMES = /^.*(?:记者|通讯员)[:：\s]?|^.*?(?:新华社|本报|[报社])[:：\s]?/u;

/** `萤火虫幼虫（放大约四倍）。` */
const SCALED = /[（(](?:放大|约?为原大|局部|效果图|示意图|显微照片)[^（）()]{0,8}[）)][。]?$/u;

/** `街道供图`, `（资料图片）`: where the picture above comes from; of all of the page's `本版图片由……提供` tells. */
export const isGiver = (plain: string): boolean => /^[（(]?(?!本[版组报期])\p{Script=Han}{2,14}[ \u3000]?(?:供图|提供)[）)]?$|^[（(]?(?:(?:\d{4}|\p{Script=Han}{2})年)?(?:本报)?资料(?:图片?|照片|片)[）)]?$/u.test(plain);
/** Only who took the picture above, or gave it. */
export const isCreditAlone = (plain: string): boolean => isGiver(plain) || (!/[，。：；]/u.test(plain) && !/^[（(]?本[版组报期][图照]/u.test(plain) && captionCredit(plain) !== null);
/** `图为……`: what came before told of the day and the reason. */
export const POINTS = /^(?:图[为：:]|这是|上图|下图|左图|右图)/u;

export const isCircled = (plain: string): boolean => CIRCLED.test(plain);

/** Name of the rule that makes a paragraph a caption by its words, or `null`. */
export function captionRule(plain: string): string | null {
  if (plain.length > 160) return null;
  // Several in one line, each after a clause, count what is told.
  if (CIRCLED.test(plain) && (endsCaption(plain) || !/[；，][①-⑳]/u.test(plain))) return 'circled number';
  if (opensCaption(plain)) return 'picture words';
  return endsCaption(plain) ? 'ends in a picture credit' : null;
}

export const opensCaption = (plain: string): boolean => OPENS.test(plain) || PLACED.test(plain);

export const endsCaption = (plain: string): boolean => plain.length <= 160 && (DRAWN.test(plain) || SCALED.test(plain) || WORK.test(closeUp(plain)) || ARCHIVE.test(plain) || PHOTO_BY.test(plain) || captionCredit(plain) !== null);

/** People, and what they are doing at this moment: so pictures are described, and no heading is worded. */
const DOING = /^[“”\p{Script=Han}]{0,12}(?:正在|(?:村民|农民|社员|工人|职工|员工|师傅|人员|队员|选手|演员|学生|同学|孩子|老师|老人|市民|居民|群众|游客|读者|志愿者|医生|护士|民警|战士|官兵|记者|代表|干部|们)在)(?!线|岗|场$|行动$|路上$|身边$)[^，。！？ \u3000]{2,24}$/u;
/** The same of anybody whom the page tells of by name or who is of a trade, with the day or what it was done for before it. */
const SHOWN = /^(?:[^，。“”]{2,10}，)?(?:[“”\p{Script=Han}]{0,10}(?:[们员民生工农匠师友客医警兵手队团]|师傅|战士|[工老军商病]人|孩子|儿童|家长|代表|干部|志愿者|[鸟鹭鹤雁鸭鸥鹿猴羊])|(\p{Script=Han}{2,4}?))(?:正在?|[走站坐蹲守跑]?在|[为向])(?!线|岗|场$|行动|路上|身边|一起$|了)[^，。！？]{2,24}。$/u;

/** `图为……。`, `张三（左）……。` */
export const isMarkedSentence = (plain: string): boolean => opensCaption(plain) && plain.length <= 36 && /^[^。！？]{5,}。$/u.test(plain);

/** A short whole sentence that says what people are doing, as no other sentence of its length does: `茶农在采摘秋茶。`. `isKnown` tells whether the page tells of a name elsewhere. */
export function isPictureSentence(plain: string, isKnown: (name: string) => boolean): boolean {
  if (plain.length < 7 || plain.length > 36 || opensCaption(plain)) return isMarkedSentence(plain);
  const shown = SHOWN.exec(plain);
  if (shown === null || /^(?:[我你他她它这那]|记者)/u.test(plain)) return false;
  return shown[1] === undefined || (looksLikeName(shown[1]) && isKnown(shown[1]));
}

/** `老码头一角。`, `新建的跨江大桥。`: what stands under a picture and tells nothing that was done or thought. */
export const isLabelOfPicture = (plain: string): boolean => /^[^，。！？：；（）]{3,22}。$/u.test(plain) && !/^[我你他她它这那就也又还再不没只“]|[了过吧呢吗啊]。$|[是说想]/u.test(plain.replace(/^“(?=[^”]{2,12}”)/u, ''));

export const describesDoing = (plain: string): boolean => DOING.test(plain.replace(/。$/u, ''));

/** Who took the picture, from the end of a caption (`……本报记者 张三摄`): the words before 摄, or `null`. */
export function captionCredit(plain: string): string | null {
  const words = CREDIT.exec(closeUp(plain.slice(-40)))?.[1]?.trim();
  if (words === undefined) return null;
  const names = words.replace(BEFORE_NAMES, '').split(/[ \u3000、]+/u).filter((name) => name !== '');
  const apart = /[。！？”][ \u3000]+\p{Script=Han}{2,3}[ \u3000]?摄影?[）)]?[。.]?$/u.test(plain);
  return names.length > 0 && names.every((name) => looksLikeName(name) || apart || (/(?:本报|社|报)\S{0,4}(?:记者|通讯员)/u.test(words) && name.length <= 4)) ? words : null;
}
