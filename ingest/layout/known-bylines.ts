/**
 * Who wrote, of a line that is known for a byline by where it stands: `北辰家电总经理 上官云`, `特约撰稿人罗兰（发自挪威）`,
 * `尹阿婆口述 耿有才整理`. Names are what is left when work, places and words of the trade are taken away.
 */
import type { Credit } from '../../src/domain.ts';
import { isWord } from '../../src/text/jieba/bulk.ts';
import { isShortPlace } from '../metadata/gazetteer.ts';
import { roleOf } from './byline-words.ts';
import { isNameBySound, looksLikeName, splitNames } from './names.ts';

const MARKS = /^[^\p{L}（(【[［]+|[＊*■□◆●]+$/gu;
const BREAK = /[\s、，,；;：:/／|丨＋+&【】[\]［］□■○●◎]+/u;
/** Who did something else than write. */
const OTHERS = /^(?:口述|讲述人?|受访(?:专家|医生|者|人)?|嘉宾|采访对象|(?:指导|辅导)(?:老师|教师)?|统筹|策划|审稿|审核|校对|编辑|责编|责任编辑|美编|漫画|插图|插画|绘图|制图|供图|题字|题图|图片?|摄影?|摄像|画|曲|制作|广告|朗诵|翻译|译)$/u;
/** What writers are called and what they did, alone or before or behind a name. */
const WRITES = '(?:(?:特约|特派|特邀|首席|资深|见习|实习|本期|驻站|学生|小|本报|本刊){0,2}(?:记者|通讯员|撰稿人|评论员|撰稿|主笔|作者|记录者)|实习生|(?:解答|答复|回复)人|撰文|执笔|采写|采访|整理|文字|综合|编译|文|诗|词)';
const WRITER = new RegExp(`^(?:.{0,12}?)${WRITES}$`, 'u');
const BEFORE = new RegExp(`^.{0,12}?(?:记者|通讯员|撰稿人|评论员|实习生|主笔|作者|撰文|执笔)(?=\\p{Script=Han}{2,9}$)`, 'u');
const BEHIND = /(?<=^\p{Script=Han}{2,4})(?:口述|讲述|摄影?|供图|综合整理|整理|采写|撰文|编译|报道)$/u;
const SPREAD = /(?<=^|[\s（(：:□■○●])(\p{Script=Han})[ \u3000]+(\p{Script=Han})(?:[ \u3000]+(\p{Script=Han}))?(?=$|[\s（(])/gu;
const POST = /^\p{Script=Han}+[长员师授任记席者班厂院校局所站部队社馆处委科室组办户市县镇乡村系]$/u;
/** No names run together. */
const ORGAN = /(?:[小中大]学|学[校院]|医院|公司|集团|中心|[局部委办社馆])$/u;
/** `□老凡 □丘山` */
const EACH_MARKED = /[□■○●].+[□■○●]/u;
const PEN_NAME = /^\p{Script=Han}{2,3}$/u;

export function writersOf(plain: string, seen: ReadonlySet<string>): Credit[] {
  const line = plain.replace(MARKS, '').replace(/^[（(【[](.*)[）)】\]]$/u, '$1').replace(SPREAD, (_, ...characters: (string | undefined)[]) => characters.slice(0, 3).join(''));
  const credits: Credit[] = [];
  let [role, others]: [Credit['role'], boolean] = ['author', false];
  const tokens = line.replace(/[（(][^（）()]*[）)]/gu, '').split(BREAK).filter((token) => token !== '');
  const pens: string[] = [];
  for (const [i, token] of tokens.entries()) {
    if (OTHERS.test(token)) {
      others = true;
      continue;
    }
    const behind = BEHIND.exec(token)?.[0];
    if ((behind === undefined || WRITER.test(token.slice(0, -behind.length))) && WRITER.test(token) && !looksLikeName(token)) {
      [role, others] = [roleOf(token), false];
      continue;
    }
    if (behind !== undefined && /口述|讲述|摄|供图/u.test(behind)) continue;
    const before = BEFORE.exec(token)?.[0] ?? '';
    if (before !== '') [role, others] = [roleOf(before), false];
    const named = withoutPlace(token.slice(before.length, token.length - (behind?.length ?? 0)));
    if (others) continue;
    // `代县长 苏明`, `高安 李芸`: what somebody is or lives in may look like a name itself.
    const place = i + 1 < tokens.length && (isShortPlace(named) || POST.test(named));
    const names = before === '' && (tokens.length > 1 || ORGAN.test(named)) ? [named] : splitNames(named, seen);
    const sure = names.filter((name) => !place && (looksLikeName(name) || isNameBySound(name) || seen.has(name) || before !== ''));
    credits.push(...sure.map((name): Credit => ({ name, role })));
    if (sure.length > 0 || place || !PEN_NAME.test(named)) continue;
    // Behind a name, and where each has a mark, pen names stand for certain.
    if (EACH_MARKED.test(plain) || (credits.length > 0 && before === '' && behind === undefined && !isWord(named) && !POST.test(named) && !/^本[报刊]/u.test(named))) credits.push({ name: named, role });
    else pens.push(named);
  }
  const pen = pens.at(-1);
  return credits.length > 0 || pen === undefined ? credits : [{ name: pen, role }];
}

/** `牟海涛海州报道` */
function withoutPlace(named: string): string {
  const [, name, from] = /^(\p{Script=Han}{2,3}?)(?:发自)?(\p{Script=Han}{2,4})(?:摄影)?报道$/u.exec(named) ?? [];
  if (name === undefined || from === undefined) return named;
  const longer = name.length === 2 && from.length > 2 && looksLikeName(named.slice(0, 3)) && !isShortPlace(from);
  return longer ? named.slice(0, 3) : name;
}
