/** The names that close a report: `……。（记者 张三）`, `……。（青岭县 郁春）`, `……。 本报记者 张三`. */
import type { Credit } from '../../src/domain.ts';
import { isWord } from '../../src/text/jieba/bulk.ts';
import { isShortPlace } from '../metadata/gazetteer.ts';
import { authors } from './byline-words.ts';
import { parseByline } from './credits.ts';
import { closeUp, isNameBySound, looksLikeName, splitNames } from './names.ts';

/** `（娄小东谈一川）`: of fewer characters a phrase may come apart into names as well. */
const GLUED = 5;
const NOBODY: ReadonlySet<string> = new Set();
/** Who is spoken of, not who signs. */
const ADDRESSED = /(?:先生|女士|小姐|师傅|大爷|阿姨|大妈)$/u;
/** `指导教师 张三` under a pupil's essay. */
const TAUGHT = /^(?:指导|辅导)(?:老师|教师|家长)?[：:/／ \u3000]/u;
const LEAD = /^(?:作者单位[：:]|解答人[：:]|综合(?=本报))[ \u3000]?/u;

/** `张三 作者系某校教师`, `作者系本报评论员张三`, `作者为某镇镇长 张三` */
const BIO = /^(\p{Script=Han}{2,4})[ \u3000，]+作者[系为是]|^作者(\p{Script=Han}{2,3})[系为是]|^(\p{Script=Han}{2,3})，[^，。：]{3,20}$|^作者[系为是][^。]{2,24}，笔名(\p{Script=Han}{2,4})$|^作者[系为是][^，。]{0,20}(?:记者|评论员|编辑|研究员|教授|教师)[ \u3000]?(\p{Script=Han}{2,3})$|^作者[系为是][^，。]{2,24}[ \u3000](\p{Script=Han}{2,4})$/u;
/** `张三系某会研究员，李四系记者` */
const EACH_IS = /(?<=^|[，；])(\p{Script=Han}{2,3})系[^，；。：]{2,24}(?:$|[，；])/gu;
/** `张三整理`, `张三 辑` */
const DONE = /^(\p{Script=Han}{2,3})[ \u3000]?(?:综合)?(?:整理|编译|采写|撰文|供稿|辑)$/u;

const AT = '[省市县区州旗乡镇村社院校学局厂司队站部委会办处科室所园馆社组]';
const SCHOOL = '[一二三四五六七八九十]{1,2}[中小]';
const IS = '(?:[市居村网股农牧渔]民|[教医律药技工]师|护士|主任|[校园院所馆处科]长|读者|网友|学生|业主|职工|干部|工人|医生|司机|家长)';
/** `青岭县 `, `读者 `, `江海市第一医院 医生 `: where a letter came from and who sent it, before the name. */
const SENDER = new RegExp(`^(?:\\p{Script=Han}{1,20}${AT}|\\p{Script=Han}{0,18}(?:${SCHOOL}|${IS}))[ \\u3000](?:\\p{Script=Han}{0,6}${IS}[ \\u3000])?(?=\\p{Script=Han}{2,4}$)`, 'u');
/** `张三 某县供销社退休职工` */
const NAME_FIRST = /^(\p{Script=Han}{2,3})[ \u3000](?=\p{Script=Han}{5,24}$)[^ ]*[员师工人长生民兵者户]$/u;
/** `独立理财顾问张三` */
const EXPERT = /^\p{Script=Han}{2,16}(?:顾问|律师|教授|[医药教]师|医生|主任|研究员|评论员|分析师|咨询师|老师)(\p{Script=Han}{2,3})$/u;

/** What else stands in brackets at the end of a text. */
const NO_NAME = /[省市县区镇乡村内外税谈笑旁完]$|[见有接转图版完续略删下上附注]|^(?:掌声|鼓掌|众?笑|节选|摘[录编]|化名|连载|转载|综合|原[文题]|编者|本[报刊]|新华)/u;
const PEN_NAME = /^\p{Script=Han}{2,3}$/u;

/** People credited at the very end of a paragraph. */
export function closingCredits(text: string, seen: ReadonlySet<string> = NOBODY): Credit[] {
  const alone = /[。！？”][ \u3000]+(\p{Script=Han}{2,3})$/u.exec(text)?.[1];
  if (alone !== undefined && looksLikeName(alone)) return authors([alone]);
  const bare = /[。！？”…][ \u3000]?[＊*]?((?:本报|本刊|文[/／]|撰稿|(?:见习|实习|特约|特派)?(?:记者|通讯员|评论员))[^。！？，：；＊*]{2,30})[＊*]?$/u.exec(text);
  if (bare) return parseByline(bare[1]!, seen) ?? [];
  const [, before = '', inside] = /(^|[。！？”…])[ \u3000]?[（(]([^（）()]{2,40})[）)]$/u.exec(text) ?? [];
  if (inside === undefined || TAUGHT.test(inside)) return [];
  const inner = closeUp(inside.trim().replace(LEAD, ''));
  const known = inBracket(inner, seen);
  return known.length > 0 || before === '' || !isPenName(inner) ? known : authors([inner]);
}

function inBracket(inner: string, seen: ReadonlySet<string>): Credit[] {
  const isSomebody = (name: string): boolean => !/[省市县]$/u.test(name) && !isShortPlace(name) && (looksLikeName(name) || isNameBySound(name) || seen.has(name)) && !ADDRESSED.test(name);
  const writer = BIO.exec(inner)?.slice(1).find((name) => name !== undefined);
  if (writer !== undefined && !ADDRESSED.test(writer) && (looksLikeName(writer) || inner.endsWith(`笔名${writer}`))) return authors([writer]);
  const each = [...inner.matchAll(EACH_IS)].map(([, name]) => name!);
  if (each.length > 1 && each.every(isSomebody)) return authors(each);
  const parsed = parseByline(inner, seen);
  if (parsed !== null) return parsed;
  const one = DONE.exec(inner)?.[1] ?? NAME_FIRST.exec(inner)?.[1] ?? EXPERT.exec(inner)?.[1];
  if (one !== undefined && isSomebody(one) && !isWord(one)) return authors([one]);
  const names = inner.replace(SENDER, '').split(/[\s、，]+/u);
  if (names.every(isSomebody)) return authors(names);
  const glued = names.length === 1 && inner.length >= GLUED && !/[省市县区镇乡村]/u.test(inner) ? splitNames(inner, seen) : [];
  return glued.length > 1 && glued.every((name) => looksLikeName(name) || seen.has(name)) ? authors(glued) : [];
}

/** `……。（海哥）`: two or three characters that are no word. */
const isPenName = (inner: string): boolean => PEN_NAME.test(inner) && !NO_NAME.test(inner) && !ADDRESSED.test(inner) && !isShortPlace(inner) && !isWord(inner);
