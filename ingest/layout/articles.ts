/** Units → articles: where one ends and the next begins. */
import { giveTitles } from './titles.ts';
import { SALUTATION } from './signatures.ts';
import { hasWriter, isTitleLike, isWriting } from './roles.ts';
import type { Unit } from './units.ts';

export interface Layout {
  readonly title: Unit | null;
  readonly subtitle: Unit | null;
  readonly units: readonly Unit[];
}

/** The articles of a page in the order they stand, each with its own units. */
export function toLayouts(units: readonly Unit[]): Layout[] {
  return giveTitles(adoptOrphans(joinStubs(partAtLoneHeadings(cut(units)))));
}

/** How many units before each index answer to a description; differences give the count of any stretch. */
function tally(units: readonly Unit[], test: (unit: Unit) => boolean): number[] {
  const counts = [0];
  for (const unit of units) counts.push(counts.at(-1)! + (test(unit) ? 1 : 0));
  return counts;
}

function cut(units: readonly Unit[]): Unit[][] {
  const written = tally(units, isWriting);
  // `本报评论员` is nobody, but where it stands a writer is named.
  const writers = tally(units, (unit) => hasWriter(unit) || (unit.kind === 'byline' && unit.credits.length === 0));
  const titles = tally(units, isTitleLike);
  const headings = tally(units, ({ kind }) => kind === 'heading');
  const tops = units.filter((unit) => unit.level === 1).length;
  const underText = bylinesUnderText(units);
  const signedBelow = headsSigned(units);
  const parts: Unit[][] = [];
  let begun = 0;
  const open = (i: number): void => {
    parts.push(units.slice(begun, i));
    begun = i;
  };
  for (const [i, unit] of units.entries()) {
    if (i === 0 || written[i] === written[begun]) continue;
    const named = writers[i]! > writers[begun]!;
    if (unit.level === 1 && tops > 1) open(i);
    else if (unit.dateline) open(headBefore(units, i, begun));
    else if (unit.kind === 'byline' && hasWriter(unit)) {
      const head = headBefore(units, i, begun);
      const titled = titles[head]! > titles[begun]!;
      if (head < i ? named || titled : named && isBeforeText(units, i)) open(head);
    } else if (isTitleLike(unit) && (endsArticle(units, i, underText) || isSalutation(units[i + 1]) || (named && signedBelow[i] === true))) open(i);
    else if (unit.kind === 'heading' && named && isTornEnd(units, i) && headings[i]! - headings[begun]! >= 2) open(i);
  }
  parts.push(units.slice(begun));
  return parts.filter((part) => part.length > 0);
}

/** Start of the title lines right before unit `i`, or `i` itself. */
function headBefore(units: readonly Unit[], i: number, floor: number): number {
  let head = i;
  while (head - 1 > floor && i - head < 3 && (isTitleLike(units[head - 1]!) || (units[head - 1]!.kind === 'byline' && head === i && isTitleLike(units[head - 2]!)))) head -= 1;
  return head;
}

const isBeforeText = (units: readonly Unit[], i: number): boolean => units.slice(i + 1, i + 4).some((unit) => unit.kind === 'body');

/** For each index, whether a byline set under its text stands there or further down. */
function bylinesUnderText(units: readonly Unit[]): boolean[] {
  const later: boolean[] = [];
  for (let i = units.length - 1; i >= 0; i -= 1) {
    const unit = units[i]!;
    later[i] = later[i + 1] === true || (unit.kind === 'byline' && hasWriter(unit) && i > 0 && isWriting(units[i - 1]!));
  }
  return later;
}

/**
 * The unit before heading `i` closes an article: a writer in brackets, a row of marks, or a byline under the text. The
 * latter only where a second byline stands so too: else it follows a lead, and the heading is a section's.
 */
function endsArticle(units: readonly Unit[], i: number, underText: readonly boolean[]): boolean {
  const before = units[i - 1]!;
  if ((before.signed && (isWriting(before) || isWriting(units[i - 2] ?? before))) || before.divider || isNotice(units[i]!)) return true;
  const under = before.kind === 'byline' && hasWriter(before) && i >= 2 && isWriting(units[i - 2]!);
  return under && underText[i] === true;
}

/** What is made known in a form of its own, or as a column of short items: a section of a report bears no such name. */
const isNotice = ({ plain }: Unit): boolean => /^\p{Script=Han}{0,4}(?:[简短快要零]讯|短波|集纳|集锦|拾零|速递|速览|信息窗)$/u.test(plain) || /^[^，。：]{0,20}(?:公告|通告|讣告|启事|布告|更正|挂失|遗失声明|致歉声明|郑重声明|停[水电气]通知|招领|公示|(?:讲座|演出|活动|赛事|展览|节目)预告)$/u.test(plain);

/** For each heading that may be a title, whether the text under it, with the numbered parts it has, ends with who wrote it. */
function headsSigned(units: readonly Unit[]): boolean[] {
  const signed: boolean[] = [];
  let last: Unit | null = null;
  for (let i = units.length - 1; i >= 0; i -= 1) {
    const unit = units[i]!;
    if (isWriting(unit) || unit.signed) last ??= unit;
    else if (isTitleLike(unit)) {
      signed[i] = last?.signed === true;
      if (units[i - 1]?.kind !== 'heading') last = null;
    }
  }
  return signed;
}

/** Headings, then names under portraits: what the columns above left over. Text under a heading after them is another's. */
const isTornEnd = (units: readonly Unit[], i: number): boolean => i >= 2 && units[i - 1]!.portraits && units[i - 2]!.kind === 'heading';

/** A title and byline with no more than a lead belong to the text before them when that has neither. */
function joinStubs(parts: readonly Unit[][]): Unit[][] {
  const joined: Unit[][] = [];
  for (const part of parts) {
    const before = joined.at(-1);
    const stub = part.filter(isWriting).length <= 1 && part.some((unit) => unit.kind === 'byline') && part.some(isTitleLike) && !part.some((unit) => unit.dateline);
    if (stub && before && joined.length > 1 && !before.some(hasWriter)) joined[joined.length - 1] = [...part, ...before];
    else joined.push(part);
  }
  return joined;
}

const isRunningText = ({ kind, plain }: Unit): boolean => kind === 'body' && plain.length > 40;
const isSalutation = (unit: Unit | undefined): boolean => unit?.kind === 'body' && SALUTATION.test(unit.plain);

/** Titles may be so short. */
const LEAST = 7;

/** Names of boxes (`律师说法`, `相关链接`) are no longer, and stand alone. */
const BOX = 6;

/**
 * Parts of a text are two at least, and news under a dateline has none. Where several articles share a page, and none has
 * headings inside its text but one each, such a heading, if it is as long as titles are here, is that of an article that names nobody.
 */
function partAtLoneHeadings(parts: readonly Unit[][]): Unit[][] {
  const inner = parts.map((part) => {
    const text = part.findIndex(isWriting);
    return part.flatMap(({ kind }, i) => (kind === 'heading' && text !== -1 && i > text && part.slice(i).some(isWriting) ? [i] : []));
  });
  if (inner.some((at) => at.length > 1)) return [...parts];
  const heads = parts.map((part) => part.slice(0, Math.max(part.findIndex(isWriting), 0)).filter(isTitleLike));
  const shortest = Math.max(BOX + 1, Math.min(LEAST + 2, ...heads.flatMap((head) => (head.length === 0 ? [] : [Math.max(...head.map(({ plain }) => plain.length))]))) - 2);
  return parts.flatMap((part, n) => {
    const [at] = inner[n]!;
    const heading = at === undefined ? undefined : part[at];
    const isNews = part.slice(0, at).some(({ dateline }) => dateline) && !part.slice(0, at).some((unit) => unit.kind === 'byline' && hasWriter(unit));
    const isTitle = heading !== undefined && isNews && heads[n]!.length > 0 && isTitleLike(heading) && heading.level === 0 && heading.plain.length >= shortest && isRunningText(part[at! + 1]!);
    return isTitle ? [part.slice(0, at), part.slice(at)] : [part];
  });
}

/** `（上接第一版）`: its text has its title on another page. */
const isTurnedHere = ({ kind, plain }: Unit): boolean => kind === 'boilerplate' && /[上转]接/u.test(plain);

/** Text above the first title with no heading of its own is the beginning of that article, set elsewhere on the page. */
function adoptOrphans(parts: readonly Unit[][]): Unit[][] {
  const [first, second, ...rest] = parts;
  if (!first || !second || first.some((unit) => unit.kind === 'heading' || hasWriter(unit) || unit.signed || isTurnedHere(unit))) return [...parts];
  return [[...first, ...second], ...rest];
}
