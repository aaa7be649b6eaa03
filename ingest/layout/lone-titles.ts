/** Titles of articles that name nobody: inside a page of news they look like the heading of a part. */
import { looksLikeName } from './names.ts';
import { hasWriter, isTitleLike, isWriting } from './roles.ts';
import type { Unit } from './units.ts';

/** Names of boxes (`律师说法`, `相关链接`) are no longer, and stand alone. */
const BOX = 6;
/** Some title of a page is often short; any heading of so many characters may be one. */
const LONG = 9;
/** More of its characters come back in the text under a title than in the text of the article above it; of a heading by less. */
const MORE = 0.25;

/** `据新华社电`, `据《朝日新闻》报道`: where a short item is from. */
const REPORTED = /^(?:【[^】]{2,10}】)?(?:综合)?据\S{2,14}?(?:报道|电|消息|网站消息)/u;
export const isReported = (unit: Unit | undefined): boolean => unit !== undefined && isWriting(unit) && (unit.dateline || REPORTED.test(unit.plain));

/**
 * Parts of a text are two at least, and news under a dateline has none. Where no article has headings inside its text but
 * one each, such a heading, if it is as long as titles are here and the text under it takes it up, is the title of another.
 */
export function partAtLoneTitles(parts: readonly Unit[][]): Unit[][] {
  const inner = parts.map((part) => {
    const [first, last] = [part.findIndex(isWriting), part.findLastIndex(isWriting)];
    return part.flatMap(({ kind }, i) => (kind === 'heading' && first !== -1 && i > first && i < last ? [i] : []));
  });
  if (inner.some((at) => at.length > 1)) return [...parts];
  const heads = parts.map((part) => part.slice(0, Math.max(part.findIndex(isWriting), 0)).filter(isTitleLike));
  const usual = heads.flatMap((head) => (head.length === 0 ? [] : [Math.max(...head.map(({ plain }) => plain.length))]));
  const shortest = Math.max(BOX + 1, Math.min(LONG, ...usual) - 2);
  return parts.flatMap((part, n) => {
    const [at] = inner[n]!;
    if (at === undefined || heads[n]!.length === 0 || part[at]!.plain.length < shortest) return [part];
    return isLoneTitle(part, at, parts.length === 1 ? MORE : 0) ? [part.slice(0, at), part.slice(at)] : [part];
  });
}

const SPEAKING = /^(\p{Script=Han}{2,4}?)(?:建议|说|表示|认为|指出|介绍|坦言|补充|透露|告诉|估计)/u;

function isLoneTitle(part: readonly Unit[], at: number, more: number): boolean {
  const [heading, text] = [part[at]!, part[at + 1]!];
  const above = part.slice(0, at);
  if (!isTitleLike(heading) || heading.level > 0 || text.kind !== 'body' || text.plain.length <= 40) return false;
  if (!above.some(({ dateline }) => dateline) || above.some((unit) => unit.kind === 'byline' && hasWriter(unit))) return false;
  // Somebody whom the text above tells of goes on speaking.
  const speaker = SPEAKING.exec(text.plain)?.[1] ?? '';
  if (looksLikeName(speaker) && above.some((unit) => isWriting(unit) && unit.plain.includes(speaker))) return false;
  return shared(heading, [text]) > shared(heading, above.filter(isWriting)) + more;
}

/** Of the characters of a heading, the share that stands in the text as well. */
function shared(heading: Unit, text: readonly Unit[]): number {
  const letters = new Set(heading.plain.match(/[\p{Script=Han}\d]/gu) ?? []);
  const known = new Set(text.map(({ plain }) => plain).join(''));
  return [...letters].filter((letter) => known.has(letter)).length / Math.max(1, letters.size);
}
