/**
 * The words that open a news report and name who sent it: `本报讯（记者张三）`, `新华社北京3月5日电`,
 * `【记者王小明／台北报导】`, `（中央社记者李大华台东18日电）`. What closes one stands in `closings.ts`.
 */
import type { Credit } from '../../src/domain.ts';
import { isWord } from '../../src/text/jieba/bulk.ts';
import { authors } from './byline-words.ts';
import { parseByline } from './credits.ts';
import { closeUp, isNameBySound, looksLikeName, mayBeName } from './names.ts';

/** Extraction leaves blanks beside digits. */
const DAY = '(?: ?(?:\\d{4} ?年 ?)?(?:\\d{1,2} ?月 ?)?\\d{1,2} ?日 ?)?';
const PAPER = '(?:本报|本刊|本网|本台|本社|\\p{Script=Han}{0,6}(?:日报|晚报|晨报|新闻)|\\p{Script=Han}{1,7}报(?=专?[讯电]))';
const AGENCY = '(?:新华社|中新社|中新网|中央社|中通社|央视|人民网|新华网)';
const SENT = '(?:综合外电|综合报[导道]|专[讯电]|(?<!通)讯(?![员息问])|(?<![广水火核风发通用停供送充家机])电(?![话视子影力商网动器脑台邮总])|消息)';
const DATELINE = new RegExp(
  [
    `^[（(【〔［[]?(?:${PAPER}\\p{Script=Han}{0,8}?${DAY}${SENT}|${PAPER}${DAY}\\p{Script=Han}{2,4}专?[讯电](?=[（( \\u3000])|据?${AGENCY}[“”\\p{Script=Han}]{0,12}?${DAY}(?:体育|特稿)?${SENT})[）)】〕］\\]]?`,
    // A paper that is called as no other: who wrote follows in brackets.
    `^\\p{Script=Han}{2,6}(?:电讯|讯|消息)(?=[（(][^（）()]{0,30}(?:记者|通讯员))`,
    // Papers of Taiwan put the reporter where others put the place.
    `^[（(【〔［[](?:${PAPER}|${AGENCY})?[特见实全]?\\p{Script=Han}{0,3}记者[^（）()【】〔〕。，]{2,30}?(?:报[导道]|电|讯)[）)】〕］\\]]`,
  ].join('|'),
  'u',
);
const INSIDE = /^[（(【〔［[](?:本报|本社|中央社|中新社|\p{Script=Han}{1,6}报)?((?:特约|特派|见习|实习|全媒体|驻\p{Script=Han}{1,4})?记者.+)[）)】〕］\]]$/u;

/** The words that open a news report, or `null`. A report may also end with them, in brackets: then nothing opens. */
export function datelineOf(text: string): string | null {
  const opening = text.slice(0, 60);
  const found = DATELINE.exec(opening.replace(/[０-９]/gu, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0)))?.[0];
  return found === undefined || (/^[（(]/u.test(found) && found.length >= text.length) ? null : opening.slice(0, found.length);
}

/** `本报讯（记者张三）` and nothing after it. */
export function isWholeDateline(plain: string): boolean {
  const dateline = datelineOf(plain);
  return dateline !== null && /^\s*(?:[（(][^（）()]{2,40}[）)])?$/u.test(plain.slice(dateline.length));
}

/** A line that can only be the beginning of a report. */
export const opensReport = (plain: string): boolean =>
  /^(?:本|[晚晨早商]|\p{Script=Han}{2,4}(?:晚|日|晨|早|商|都市))报讯/u.test(plain) ||
  (/^(?:本报|本刊|本网|新华社|中新社)/u.test(plain) && /^.{2,24}(?:讯|电)(?:[（( ]|$)/u.test(plain)) || /^[【〔［（(][^】〕］）)]{3,}[】〕］）)]/u.test(datelineOf(plain) ?? '');

/** Line `i` names who wrote the text under it, or where that is from. */
export const opensText = (lines: readonly { readonly plain: string }[], alone: readonly ({ readonly kind: string } | null)[], i: number): boolean => alone[i]?.kind === 'byline' || (lines[i] !== undefined && opensReport(lines[i].plain));

/** The first such line among the `most` under line `from`, or -1. */
export function textOpening(lines: readonly { readonly plain: string }[], alone: readonly ({ readonly kind: string } | null)[], from: number, most: number): number {
  for (let i = from + 1; i <= from + most && i < lines.length; i += 1) if (opensText(lines, alone, i)) return i;
  return -1;
}

/** The people named in a report's opening, `本报讯（记者张三）` or `本报讯 记者张三报道`. */
export function datelineCredits(text: string, seen: ReadonlySet<string>): Credit[] {
  const dateline = datelineOf(text);
  if (dateline === null) return openingCredits(text, seen);
  const behind = text.slice(dateline.length, dateline.length + 80);
  const after = behind.replace(/^[）)】〕］\]]/u, '').trim();
  // `【本报讯 张三 李四】`: the bracket that the dateline opens is theirs as well.
  const bracket = /^[（(]([^（）()]{1,60})[）)]/u.exec(after) ?? (/^[【〔［[][^】〕］\]]*$/u.test(dateline) ? /^[ \u3000]([^】〕］\]。，]{2,30})[】〕］\]]/u.exec(behind) : null);
  const credits: Credit[] = bracket ? (parseByline(bracket[1]!, seen) ?? namesOnly(bracket[1]!)) : openCredits(after, seen);
  credits.unshift(...creditsInside(dateline, seen));
  const agency = /新华社|中新社|中央社/u.exec(dateline)?.[0];
  if (agency !== undefined) credits.push({ name: agency, role: 'agency' });
  return credits;
}

/** `本报讯（张三 元青）`: beside one that is surely a name stand names. */
function namesOnly(inside: string): Credit[] {
  const words = inside.trim().replace(/(?:本报|见习|实习|特约|全媒体){0,2}(?:记者|通讯员)/gu, ' ').trim();
  // `展 宏 苟志勤`: two characters alone are a name set apart.
  const names = words.replace(/(?<=^|[\s、，])(\p{Script=Han})[ \u3000]+(?=\p{Script=Han}(?:$|[\s、，]))/gu, '$1').split(/[\s、，]+/u);
  const one = names.length === 1 && /^\p{Script=Han}{2,3}$/u.test(names[0]!) && !/综合|整理|本报|特稿|专稿|快讯|上接|消息/u.test(names[0]!);
  return (one || names.some(looksLikeName)) && names.every((name) => mayBeName(name) && name.length <= 3) ? authors(names) : [];
}

/** An introduction is no longer. */
const OPENING = 300;
/** `本报记者张三报道：` */
const TOLD = /^((?:本报|本刊|本台)?(?:见习|实习|特约|特派)?(?:记者|通讯员)[ \u3000]?[\p{Script=Han} \u3000、]{2,12}?)[ \u3000]?报[道导](?=[：:，,\s\d])/u;
/** `据《江海青年报》报道（记者张三）` */
const AMID = /^[^。！？（()）]{2,40}[（(]((?:本报|本刊)?(?:见习|实习|特约|特派)?记者[^（）()。，]{2,24})[）)]/u;

/** `本报记者张三专访市长。`: of whom the paper calls its own. */
const OURS = /(?<=^|[\s。，；：！？”])(?:本报|本刊)(?:特派|特约)?记者[ \u3000]?(\p{Script=Han}{2,3}?)(?=专访|采访|走访|探访|对话|连线|邀请|上[周月]|昨[日天]|日前|近日|前往|来到|走进|独家)/u;

/** `记者和村民来到`, `记者于近日走访` */
const NO_NAME = /^[和与向]|[日天月]$/u;

/** Of words amid a sentence: those who are named for certain, or nobody. */
function peopleIn(words: string | undefined, seen: ReadonlySet<string>): Credit[] {
  const credits = words === undefined ? [] : (parseByline(words.trim(), seen) ?? []);
  return credits.every(({ name }) => looksLikeName(name) || isNameBySound(name)) ? credits : [];
}

/** `（本报记者 张三）昨天……`, `（张三）昨天……`, and who is named in the first sentences. */
function openingCredits(text: string, seen: ReadonlySet<string>): Credit[] {
  for (const form of [TOLD, AMID]) {
    const named = peopleIn(form.exec(text)?.[1], seen);
    if (named.length > 0) return named;
  }
  const inside = /^[（(]([^（）()。，]{2,40})[）)](?=.{8})/u.exec(text)?.[1];
  if (inside === undefined) {
    const ours = OURS.exec(text.slice(0, OPENING))?.[1];
    return ours !== undefined && looksLikeName(ours) && !isWord(ours) && !NO_NAME.test(ours) ? [{ name: ours, role: 'reporter' }] : [];
  }
  return looksLikeName(closeUp(inside)) ? authors([closeUp(inside)]) : /记者|通讯员|实习生/u.test(inside) ? (parseByline(inside, seen) ?? []) : [];
}

function openCredits(after: string, seen: ReadonlySet<string>): Credit[] {
  const told = /^(\p{Script=Han}{2,3})(?:[、 \u3000](\p{Script=Han}{2,3}))?[ \u3000]?报[道导][：:，,]/u.exec(after)?.slice(1).filter((name) => name !== undefined) ?? [];
  if (told.length > 0 && told.every(looksLikeName)) return authors(told);
  const report = peopleIn(TOLD.exec(after)?.[1], seen);
  if (report.length > 0) return report;
  const heard = /^(?:本报)?记者[ \u3000]?(\p{Script=Han}{2,3})(?=从|昨|今|近日|日前)/u.exec(after)?.[1];
  if (heard !== undefined && looksLikeName(heard)) return [{ name: heard, role: 'reporter' }];
  const chain = /^(?:(?:本报)?(?:见习|实习|特约)?(?:记者|通讯员|实习生)[ \u3000]?\p{Script=Han}{2,3}[ \u3000、]+)+(?=\S)/u.exec(after)?.[0];
  if (chain !== undefined) return parseByline(chain.trim(), seen) ?? [];
  const open = /^(?:(\p{Script=Han}{2,3})[、 \u3000])?((?:本报)?(?:见习|实习|特约)?(?:记者|通讯员)[ \u3000]?[\p{Script=Han} \u3000、]{2,20}?)\s*(?:报[道导]|摄影报[道导]|$)/u.exec(after);
  const [, first, named] = open ?? [];
  return named === undefined ? [] : [...(first !== undefined && looksLikeName(first) ? authors([first]) : []), ...(parseByline(named, seen) ?? [])];
}

/** `【记者王小明、李大华／台北报导】`, `（中央社记者李大华台东18日电）` */
function creditsInside(dateline: string, seen: ReadonlySet<string>): Credit[] {
  const inside = INSIDE.exec(dateline)?.[1];
  if (inside === undefined) return [];
  const [names = '', place] = inside.split(/[／/]/u);
  if (place !== undefined) return parseByline(names, seen) ?? [];
  const [, role = '', run = ''] = /^(.*?记者)\s*(\p{Script=Han}+)/u.exec(inside) ?? [];
  const name = nameBeforePlace(run.replace(/(?:综合|即时|专题)?报[导道]$|[综专]?合?外?[电讯]$/u, '').replace(/[廿一二三四五六七八九十\d]{1,3}[日号]$/u, ''));
  return name === null ? [] : (parseByline(role + name, seen) ?? []);
}

/** 李大华 of 李大华台东: most places have two characters, some three. */
function nameBeforePlace(run: string): string | null {
  for (const place of [2, 3, 4, 0]) {
    const name = run.slice(0, Math.max(0, run.length - place));
    if (name.length <= 3 && looksLikeName(name)) return name;
  }
  return null;
}
