/** Places named in a text, by full name or alias only: 尚志公园 is not 尚志市, 松北锦鲤 not 松北区. */
import type { TrieMap } from '../../src/text/trie.ts';
import { hasSurname } from '../layout/names.ts';
import { gazetteer } from './gazetteer.ts';
import type { Place, ShortName } from './gazetteer.ts';

export interface Mention {
  readonly place: Place;
  readonly at: number;
  /** Named for comparison (`像浦东新区一样`), not told of. */
  readonly compared: boolean;
}

/** Names that are common words too; they count only beside the city or province they lie in. */
const COMMON = new Set('城区 郊区 矿区 新城区 老城区 东区 西区 南区 北区 市中区 城中区 城东区 城西区 城北区 市北区 市南区 上城区 下城区 解放区 新市区 城关区 向阳区 前进区 古城区 河北区 海南区 新区 开平区 平安区 大堂区 东方市 江山市 平安县 开放区 水城区 山城区 江城区 云城区 榕城区'.split(' '));
export const isCommonName = (name: string): boolean => COMMON.has(name);

/** What turns the end of a name into another word: 江北区域, 和县级, 东方市场. */
const RUNS_ON: Readonly<Record<string, RegExp>> = { 区: /^[域间别块位]/u, 县: /^[级域城]/u, 市: /^[场价值]/u, 旗: /^[帜袍]/u, 省: /^[力钱心事]/u };
const COMPARED_BEFORE = /(?:像|如|比|与|同|和|学习|借鉴|对标|参照|媲美|超过|不同于|类似|版)[^，。；！？]{0,8}$/u;
const COMPARED_AFTER = /^[^，。；！？]{0,10}(?:一样|那样|相比|之后|经验|模式|传奇|被人们誉为|被誉为|等先进地区|等地)/u;

/** Full names in `text` (simplified characters), longest first at each place, none inside another. */
export function mentionsIn(text: string, page: string): Mention[] {
  const { endings } = gazetteer();
  const found: Mention[] = [];
  let floor = 0;
  for (let end = 1; end <= text.length; end += 1) {
    if (endings.child(0, text.charCodeAt(end - 1)) === 0) continue;
    for (const { place, at } of endingAt(endings, text, floor, end)) {
      if (!stands(text.slice(at, end), place, text, at, page)) continue;
      const before = text.slice(Math.max(0, at - 14), at);
      found.push({ place, at, compared: COMPARED_BEFORE.test(before) && COMPARED_AFTER.test(text.slice(end, end + 16)) || /(?:上海)?的?$/u.test(before) && /^(?:一直)?被[^，。]{0,6}誉为/u.test(text.slice(end, end + 10)) });
      floor = end;
      break;
    }
  }
  return found;
}

/** Names that end at `end` and begin at `floor` or behind it, longest first. */
function endingAt(endings: TrieMap<Place>, text: string, floor: number, end: number): readonly { readonly place: Place; readonly at: number }[] {
  const found = [];
  let node = 0;
  for (let at = end - 1; at >= floor; at -= 1) {
    node = endings.child(node, text.charCodeAt(at));
    if (node === 0) break;
    const place = endings.valueAt(node);
    if (place !== undefined) found.push({ place, at });
  }
  return found.reverse();
}

function stands(name: string, place: Place, text: string, at: number, page: string): boolean {
  const after = text.slice(at + name.length, at + name.length + 2);
  if (RUNS_ON[name.at(-1)!]?.test(after) || (/^长(?![江安春])/u.test(after) && endsSurname(text, at))) return false;
  // 山东城区 is not 东城区: a longer short name reaches into the match.
  if (overlapsShort(text, at)) return false;
  if (place.level !== 'district' && place.level !== 'city') return true;
  if (name.length === 2 || COMMON.has(name) || (name.length === 3 && name.endsWith('城市'))) return besideParent(place, text, at) || (name.endsWith('城市') && place.parents.some((parent) => page.includes(parent)));
  return true;
}

/** 张和平区长, 李南岗: a surname stands before, and nothing before that, so a person is named. Some surnames are also words that places follow. */
function endsSurname(text: string, at: number): boolean {
  const before = text[at - 1] ?? '';
  return hasSurname(before) && !/[于向沿连]/u.test(before) && !/\p{Script=Han}/u.test(text[at - 2] ?? '');
}

function overlapsShort(text: string, at: number): boolean {
  const { short } = gazetteer();
  return short.has(text.slice(at - 1, at + 1)) || (at >= 2 && short.has(text.slice(at - 2, at + 1)));
}

/** The short names of provinces and cities that stand anywhere in `text`, with the full ones, in the gazetteer's order. */
export function shortNamesIn(text: string): (readonly [short: string, full: string])[] {
  const { beginnings } = gazetteer();
  const found = new Set<ShortName>();
  for (let at = 0; at + 1 < text.length; at += 1) {
    let node = beginnings.child(0, text.charCodeAt(at));
    for (let end = at + 1; node !== 0; node = beginnings.child(node, text.charCodeAt(end++))) {
      const entry = beginnings.valueAt(node);
      if (entry !== undefined) found.add(entry);
      if (end === text.length) break;
    }
  }
  return [...found].sort((a, b) => a.rank - b.rank).map(({ name, full }) => [name, full] as const);
}

/** Its city or province stands right before it: 晋城城区, 青岛市南区. */
function besideParent({ parents }: Place, text: string, at: number): boolean {
  const before = text.slice(Math.max(0, at - 12), at);
  if (parents.some((parent) => before.endsWith(parent))) return true;
  const { short } = gazetteer();
  for (let from = 0; from < before.length; from += 1) {
    const full = short.get(before.slice(from));
    if (full !== undefined && parents.includes(full)) return true;
  }
  return false;
}

/** A short name safely standing for its full one: at the end of a phrase, never inside 尚志公园 or 松北干线. */
export function shortMentions(text: string, short: string): number {
  let count = 0;
  for (let at = text.indexOf(short); at !== -1; at = text.indexOf(short, at + short.length)) {
    const before = text[at - 1] ?? '';
    const after = text.slice(at + short.length, at + short.length + 2);
    if (!/[新老大小]/u.test(before) && !endsSurname(text, at) && (after === '' || /^(?:[，。、；：！？”’》）\s]|的|在|将|发布|区委|区政府|全区|人)/u.test(after))) count += 1;
  }
  return count;
}
