/**
 * Bylines and credit lines: `□本报记者 张三 李四`, `文/本报记者 张三 摄/李四`, `（记者张三 通讯员李四）`,
 * `新华社北京3月5日电（记者张三）`. Who wrote is an author; who took the picture or edited is only credited.
 */
import type { Credit } from '../../src/domain.ts';
import { isShortPlace } from '../metadata/gazetteer.ts';
import { englishByline, isWebByline, namedFirst, WEB_WRITER } from './byline-forms.ts';
import { closedBy, deskMark, ROLE, roleOf } from './byline-words.ts';
import type { Role } from './byline-words.ts';
import { closeUp, looksLikeName, splitNames } from './names.ts';

/** Pictures that the people of the story gave. */
const PROVIDED = /[\s，、；;（(]*(?:图片?\s*[/／:：由]?\s*)?(?:受访者|受访单位|受访人|采访对象|当事人|主办方)(?:供图|提供图片|提供|图)[）)]?$/u;
/** `张三 文 李四 摄`: words after names say what those did, and more names follow. */
const CLOSES_GROUP = /^(文|撰文|报[道导]|摄影?|图|供图|制图)[\s，、；;/／]+(?=.+[/／\s](?:摄影?|图|供图|制图|文|编译|翻译|译)$)/u;
/** `[美] 丽贝卡·斯通`: where a foreign writer is from. */
const NATION = /^[[（(【〔]\p{Script=Han}{1,5}[\]）)】〕]\s?(?=\p{Script=Han}+[·•・]\p{Script=Han})/u;
const WORKPLACE = /^\p{Script=Han}{2,16}(?:医院|学院|大学|中学|小学|研究院|研究所|[科院室所系校局]|中心|公司|协会|学会|教授|研究员|主任|[医教律]师|医生|老师|[校园院馆所]长)$/u;
/** Where a correspondent works, before the name. */
const AT_WORK = /^\p{Script=Han}{0,12}(?:[一二三四五六七八九十中小]院|医院|[镇乡区县街市厂公校院]\p{Script=Han}{0,3}[办局部]|宣传[部办科]|公司|法院|检察院|[公分]局|支队|大队|[大中小]学|学院|派出所|集团|中心)$/u;
/** What a writer is, in brackets: `萧又宁（国小教师）`. */
const POST = /^[（(][^（）()，。]{2,16}[）)]$/u;
const LEAD = /^(?:[□■◎●○◇◆▲△☆★〇◤◢▌＊*@\s]|口(?!述))+/u;
const SEPARATOR = /^[\s、，,；;/／|丨&＆·和□■◎●]+/u;
const TAIL = /^(?:编译|翻译|译|文\s*[/／]?\s*[图摄]|文并摄|摄影报道|图文报道|综合报道|综合整理|报道|报导|整理|采写|撰文|供图|摄制|摄影|制图|摄|图|文)[。.]?$/u;
const FROM = /^(?:发自\s?\p{Script=Han}{2,6}(?:[、 ]\p{Script=Han}{2,6}){0,3}(?:报[道导])?|(\p{Script=Han}{2,5}?)(?:摄影|综合)?(?:报[道导]|电|讯))$/u;
/** `／台北报导` */
const PLACED = /\s?[／/]\s?\p{Script=Han}{2,6}?(?:即时|综合|连线|专题)?报[导道]$/u;
/** What else a line tells of its writers. */
const ASIDE = /^(?:单位|来源|稿源|责编|编辑|编审|日期|时间)\s*[:：].*$/u;
/** No byline is longer, with all it says of pictures and places. */
const LONGEST = 200;
/** Who told the story is not who wrote it. */
const TELLER = /^(?:口述|讲述人?|受访者?|嘉宾)\s*[:：/／|丨]\s*(?:\p{Script=Han}{2,6}\s+|[^：:]{2,30}?\s+(?=(?:文字)?(?:整理|记录|采写|撰文|执笔|文|本报|记者)))|^\p{Script=Han}{2,6}\s?(?:口述|讲述)[\s，、]+/u;
/** `答复人：市某站 张三`: who answers a reader's question wrote the answer. */
const ANSWERS = /^(?:本期)?(?:(?:解答|答复|回复|答疑|回答)(?:人|者|律师|专家|医生)|本期律师)[：:][ \u3000]?(?:[^，。：；！？]{2,24}[ \u3000])?(\p{Script=Han}{2,4})$/u;
/** `通讯员 张三参与采写` */
const TOOK_PART = /[ \u3000]?参与(?:采写|报道|整理)$/u;
/** Who gave a picture may be an office. */
const OFFICE = /(?:中心|公司|集团|单位|协会|学会)$|^\p{Script=Han}{3,}[局部社办委院校馆台报网]$/u;
/** `实 习 生 张 三`: as wide as the lines beside it. */
const SPACED_ROLE = /(?:本[ \u3000]+报[ \u3000]+)?(?:记[ \u3000]+者|通[ \u3000]+讯[ \u3000]+员|实[ \u3000]+习[ \u3000]+生)/gu;
/** Who was asked, and where they work: nobody of them wrote. */
const ASKED = /^(?:受访(?:专家|医生|人|者|嘉宾|单位)|(?:指导|咨询|支持|审核)专家|专家支持|采访对象)[ \u3000]?[：:][^。，；！？]{2,40}$/u;
/** `本报记者整理`: nobody is named. */
const NAMELESS = /^(?:本报|本刊)(?:记者|编辑|通讯员)?(?:综合)?(?:整理|采写|报道|编辑)$/u;
/** `记者追访`, `编辑调查` head a part of the text unless what follows is a name for certain. */
const BARE = /^(?:记者|编辑)(\p{Script=Han}{2})$/u;
const TOKEN = /^[\p{Script=Han}·•・]+|^[A-Z][A-Za-z.'-]*(?: [A-Z][A-Za-z.'-]*){0,3}/u;

/**
 * The people of a line that is nothing but a byline, or `null` when anything else stands in it.
 * `seen` are names known from elsewhere on the page; they take glued names apart.
 */
export function parseByline(printed: string, seen: ReadonlySet<string>): Credit[] | null {
  if (printed.length > LONGEST) return null;
  const line = closeUp(printed.replace(SPACED_ROLE, (words) => words.replace(/[ \u3000]/gu, '')));
  const bare = BARE.exec(line)?.[1];
  if (bare !== undefined && !looksLikeName(bare)) return null;
  const english = englishByline(line);
  if (english !== null) return english;
  if (isWebByline(line)) return parseByline(line.slice(line.search(WEB_WRITER)).replace(/(?:编辑|责编|责任编辑|来源)\s*[:：].*$/u, '').trim(), seen);
  const first = namedFirst(line.replace(LEAD, ''));
  if (first !== null) return first;
  const placed = PLACED.test(line);
  const marked = LEAD.test(line) || placed || NATION.test(line);
  let rest = line.replace(LEAD, '').replace(NATION, '').replace(/^[（(【[](.*)[）)】\]]$/u, '$1').trim();
  rest = rest.replace(PROVIDED, '').replace(PLACED, '').replace(TOOK_PART, '');
  const toldBy = TELLER.exec(rest)?.[0] ?? '';
  rest = rest.slice(toldBy.length);
  const written = toldBy === '' ? null : namedFirst(rest);
  if (written !== null) return written;
  if (rest.length > 80) return null;
  if (ASKED.test(rest) || NAMELESS.test(rest.replace(/[ \u3000]/gu, ''))) return [];
  const answers = ANSWERS.exec(rest)?.[1];
  if (answers !== undefined && looksLikeName(answers)) return [{ name: answers, role: 'author' }];
  const credits: Credit[] = [];
  /** Names from here on have not been told what for. */
  let group = 0;
  let role: Role | null = null;
  let desk: string | null = null;
  let named = false;
  while (rest !== '') {
    const tail = TAIL.exec(rest);
    if (tail && credits.length > 0) return named ? [...credits.slice(0, group), ...closedBy(tail[0], credits.slice(group))] : null;
    const closes = credits.length > group ? CLOSES_GROUP.exec(rest) : null;
    if (closes) {
      credits.splice(group, credits.length, ...closedBy(closes[1]!, credits.slice(group)));
      group = credits.length;
      rest = rest.slice(closes[0].length);
      continue;
    }
    const mark = deskMark(rest, credits.length > 0);
    if (mark) {
      desk = mark[0];
      role = roleOf(desk);
      named = true;
      rest = rest.slice(mark[0].length);
      continue;
    }
    const roleMark = ROLE.exec(rest);
    if (roleMark) {
      const found = roleOf(roleMark[0]);
      // 摄/本报记者 names a photographer who is a reporter: the desk decides what the credit is for.
      role = desk !== null && roleOf(desk) === 'photographer' ? 'photographer' : found;
      named = true;
      rest = rest.slice(roleMark[0].length).replace(/^\s*[:：/／|]?\s*/u, '');
      continue;
    }
    // `本报记者 张三 武汉报道`
    const from = credits.length > 0 ? FROM.exec(rest) : null;
    if (from && (from[1] === undefined || isShortPlace(from[1]) || !looksLikeName(from[1]))) return credits;
    if (credits.length > 0 && (ASIDE.test(rest) || POST.test(rest))) return credits;
    const token = TOKEN.exec(rest)?.[0];
    if (token === undefined) return null;
    // `□广东 张三`, `□市第一医院 李四`: where they live or work stands before the name.
    if (credits.length === 0 && marked && ((token.length <= 3 && isShortPlace(token)) || WORKPLACE.test(token)) && looksLikeName(rest.slice(token.length).trim())) {
      rest = rest.slice(token.length).trim();
      continue;
    }
    // `通讯员 市一院 柯达`, `文/镇宣传办 臧小虎`
    if (role !== null && AT_WORK.test(token) && looksLikeName((TOKEN.exec(rest.slice(token.length).trimStart())?.[0] ?? ''))) {
      rest = rest.slice(token.length).trimStart();
      continue;
    }
    // `张三 本报记者 李四`: a writer of the paper is named after one who is not.
    const beforeRole = credits.length === 0 && looksLikeName(token) && /^[ \u3000、]+(?:本报|本刊)?(?:见习|实习|特约)?(?:记者|通讯员)[ \u3000]/u.test(rest.slice(token.length));
    if (role === null && !((marked || beforeRole) && looksLikeName(token))) return null;
    if (role === 'photographer' && OFFICE.test(token) && !looksLikeName(token)) {
      rest = rest.slice(token.length).replace(SEPARATOR, '');
      continue;
    }
    const { names, length } = takeNames(rest, token, seen);
    // Glued names that cannot be told apart still make a byline, if nothing else could stand there.
    if (names.length === 0 && !(role !== null && length >= 4 && length <= 9 && rest.length === length && /^(?:[□■◎●]|\p{Script=Han}*本报|新华社)/u.test(line))) return null;
    for (const name of names) credits.push({ name, role: role ?? (placed ? 'reporter' : 'author') });
    if (names.length > 0) named = true;
    rest = rest.slice(length);
    rest = rest.replace(SEPARATOR, '');
  }
  return named || credits.length > 0 ? credits : null;
}

function takeNames(rest: string, token: string, seen: ReadonlySet<string>): { names: string[]; length: number } {
  const stop = /(?:摄影报道|文\/图|摄影|报道|整理|采写|摄|文|发自\p{Script=Han}{2,6})$/u.exec(token);
  // 文 ends names as well as it says who wrote.
  const namesEnd = stop?.[0] === '文' && token.length <= 3;
  const body = stop && !namesEnd && stop.index >= 2 && !seen.has(token) ? token.slice(0, stop.index) : token;
  const inner = /^(.+?)(?=(?:本报)?(?:见习|实习|特约)?(?:记者|通讯员|实习生))/u.exec(body)?.[1] ?? body;
  return { names: splitNames(inner, seen), length: inner.length };
}
