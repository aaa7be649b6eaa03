/** The words of a byline that say what a person did: `本报见习记者`, `文/`, `摄影：`, `整理`. */
import type { Credit } from '../../src/domain.ts';
import { looksLikeName } from './names.ts';

export type Role = Credit['role'];

const OUTLET = '(?:本报|本刊|本台|本网|本社|[\\p{Script=Han}]{0,8}(?:日报|晚报|晨报|早报|时报|都市报|商报)|(?![\\p{Script=Han}]{0,7}[由图本])[\\p{Script=Han}]{1,8}(?:报(?:·[\\p{Script=Han}]{1,6}?)?|新闻网|新闻社|电视台|广播电台|客户端|融媒体中心|周刊)|\\p{Script=Han}{2,4}(?=[全融]媒体?记者)|新华社|中新社|中新网|人民网|新华网|央视)';
const ADJECTIVE = '(?:首席|资深|全媒体?|融媒体?|见习|实习|学生|校园|青年|居民|市民|社区|特约|特派|驻[\\p{Script=Han}]{1,6}?|文体|摄影|文字|本报)';
const NOUN = '(?:记者站|记者(?!手记|观察|调查|札记|见闻|走访|探访|探店|体验|来信|留言|在现场|连线|节|证)|实习生|通讯员|评论员|特约撰稿人|撰稿人|撰稿|作者|摄影师|摄影|摄|编译|编辑(?!部|调查|点评|手记|推荐|寄语|按|后记|同志)|文(?=[\\s:：/／]))';
export const ROLE = new RegExp(`^(?:${OUTLET}\\s?)?${ADJECTIVE}{0,3}${NOUN}`, 'u');
const DESK = /^(?:文图|图文|文字|撰文|整理|采写|翻译|编译|编写|撰写|撰述|特[约約]撰述|执笔人?|点评人?|评点|摘编|供稿|文|图片|图|摄影|摄像|摄|供图|制图|绘图|视频)(?:[、和&＋+/／·•](?:图|摄|文|片|摄影))?\s*[/／:：丨|◎●■]\s*/u;
/** The same set off by a space only: then a name has to follow, titles begin with such words as well. */
const SPACED_DESK = /^(?:[文图]\s*[/／＋+&并·•]\s*[文图摄]|撰文|文字|摄影|图片|制图|供图)\s+(?=(?:本报|本刊)?(?:记者|通讯员|(\p{Script=Han}{2,4})))/u;

/** Behind others who are named these words are no heading. */
const SPACED_BEHIND = /^(?:采写|执笔|整理|编译|绘图|插[图画]|漫画|统筹|策划|编辑)\s+(?=\p{Script=Han}{2,4})/u;

/** `文/`, `摄影：`, or the same set off by a space only; behind others who are `named` so pen names follow it too. */
export const deskMark = (rest: string, named: boolean): RegExpExecArray | null => spacedDesk(rest, named) ?? DESK.exec(rest);

function spacedDesk(rest: string, named: boolean): RegExpExecArray | null {
  const found = SPACED_DESK.exec(rest) ?? (named ? SPACED_BEHIND.exec(rest) : null);
  return found !== null && (named || found[1] === undefined || looksLikeName(found[1])) ? found : null;
}

export const authors = (names: readonly string[]): Credit[] => names.map((name) => ({ name, role: 'author' }));

export function roleOf(words: string): Role {
  if (/摄|供图|制图|绘图|插[图画]|漫画|^图/.test(words) && !/文/.test(words)) return 'photographer';
  if (/编辑|编译|责编|统筹|策划/.test(words)) return 'editor';
  if (/通讯员/.test(words)) return 'correspondent';
  if (/见习|实习/.test(words)) return 'trainee';
  if (/记者/.test(words)) return 'reporter';
  return 'author';
}

/** `张三 摄` and `张三 文/图`: what stands after the names says what they are for. */
export function closedBy(tail: string, credits: Credit[]): Credit[] {
  if (tail.endsWith('译')) return credits.map(({ name }): Credit => ({ name, role: 'editor' }));
  if (/文|报道|采写|撰/.test(tail)) return /图|摄/.test(tail) ? [...credits, ...credits.map(({ name }): Credit => ({ name, role: 'photographer' }))] : credits;
  if (/摄|图/.test(tail)) return credits.map(({ name }): Credit => ({ name, role: 'photographer' }));
  return credits;
}
