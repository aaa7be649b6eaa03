/** Bylines of other forms than role and name: `张三 文/图`, what a web page says of its article, English ones. */
import type { Credit } from '../../src/domain.ts';
import { closedBy } from './byline-words.ts';
import { looksLikeName } from './names.ts';

const DONE = '文\\s?[/／并、]?\\s?[图摄]|图文|摄影报道|文并摄|整理|采写|撰文|撰稿|供稿|编译|报道|文|图|摄影?';
/** `张三（文/图）`, `张三 整理` */
const NAMED_FIRST = new RegExp(`^(\\p{Script=Han}{2,4}?(?:[ \\u3000、]+\\p{Script=Han}{2,4}?){0,3}?)(?:\\s?[/／]\\s?|\\s+|[（(]|(?=文\\s?[/／]\\s?[图摄]))(${DONE})[）)]?$`, 'u');

/** `张三 文 李四 摄` */
const EACH = new RegExp(`(?<=^|[ \\u3000])(\\p{Script=Han}{2,4})[ \\u3000](${DONE})(?=$|[ \\u3000])`, 'gu');
/** `张三（作者系江海大学教师）` */
const WHO_IS = /^(\p{Script=Han}{2,4}(?:[ \u3000、]+\p{Script=Han}{2,4}){0,2})[ \u3000]?[（(]作者(?:均?[系为是]|单位)[^（）()。]{2,40}[）)]$/u;

/** `张三/文 李四/图`, `张三 文/图`: the names come first, and what they did or are after them. */
export function namedFirst(line: string): Credit[] | null {
  const authors = WHO_IS.exec(line)?.[1]?.split(/[ \u3000、]+/u) ?? [];
  if (authors.length > 0 && authors.every(looksLikeName)) return authors.map((name): Credit => ({ name, role: 'author' }));
  const whole = NAMED_FIRST.exec(line);
  const groups = whole ? [whole] : line.replace(EACH, '$1/$2').split(/[ \u3000，；]+/u).map((part) => (/[/／（(]/u.test(part) ? NAMED_FIRST.exec(part) : null));
  const credits: Credit[] = [];
  for (const group of groups) {
    const names = group?.[1]?.split(/[ \u3000、]+/u) ?? [];
    if (names.length === 0 || !names.every(looksLikeName)) return null;
    credits.push(...closedBy(group![2]!, names.map((name): Credit => ({ name, role: 'author' }))));
  }
  return credits;
}

/** `2024年7月19日 来源：江海晚报 作者：张三 李四`: where a web page puts who wrote. */
export const WEB_WRITER = /(?:作者|记者)\s*[:：]/u;
export const isWebByline = (plain: string): boolean => plain.length <= 90 && /^(?:\d{4}[-年/.][^。，]{0,40})?(?:文章)?(?:来源|稿源)\s*[:：]\s*\S{2,16}\s+(?:作者|记者)\s*[:：]/u.test(plain);
const ENGLISH = /^by\s+(?:(?:our|a)\s+)?(?:staff\s+|special\s+)?(?:(?:reporters?|correspondents?|writers?)\s+)?/i;
const ENGLISH_NAME = /^[A-Z][A-Za-z.'’-]*(?: [A-Z][A-Za-z.'’-]*){1,3}$/;

/** `By staff reporter Marian Holt and John Lee`. */
export function englishByline(line: string): Credit[] | null {
  if (line.length > 90 || !ENGLISH.test(line)) return null;
  const names = line.replace(ENGLISH, '').replace(/ in [A-Z][A-Za-z]+$|,\s*(?:Form|Class|Grade|Year)\s\w+$/, '').split(/,\s*|\s+and\s+|\s*&\s*/);
  return names.length <= 4 && names.every((name) => ENGLISH_NAME.test(name)) ? names.map((name): Credit => ({ name, role: 'reporter' })) : null;
}
