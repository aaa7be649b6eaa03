/** Which heading is the title of which article. A title is never a section, and none is better than a wrong one. */
import type { Layout } from './articles.ts';
import { hasWriter, isTitleLike, isWriting } from './roles.ts';
import { isBox, isLabel } from './kickers.ts';
import { isDashed, isSubtitle } from './shapes.ts';
import { SHORT, titleBlock, UNTITLED } from './title-block.ts';
import type { TitleBlock } from './title-block.ts';
import { claimApart } from './torn-titles.ts';
import type { Draft } from './torn-titles.ts';
import type { Unit } from './units.ts';

export function giveTitles(parts: readonly (readonly Unit[])[]): Layout[] {
  const drafts = parts.map((part): Draft => ({ part, ...ownTitle(part), apart: false }));
  claimApart(drafts);
  const taken = new Set(drafts.flatMap(({ title, subtitle }) => [...title, subtitle]));
  return drafts.map(({ part, title, subtitle }) => ({
    title: joined(title),
    subtitle,
    units: part.filter((unit) => !taken.has(unit)).map((unit) => (title[0] !== undefined && isRightOver(unit, title[0]) ? because(unit, OVER_TITLE) : unit)),
  }));
}

export const OVER_TITLE = 'kicker or label over the title';

/** One more reason, for the trace. */
const because = (unit: Unit, reason: string): Unit => ({ ...unit, rules: unit.rules.map(([no, rule]) => [no, `${rule}; ${reason}`] as const) });

/** A heading at the head of the article that is none of the title below it. */
const isRightOver = (unit: Unit, title: Unit): boolean => unit.kind === 'heading' && unit.origin.lines[1] < title.origin.lines[0] && unit.origin.lines[1] + title.gap + 1 === title.origin.lines[0];

/**
 * The headings at the head of an article; or the one heading above its byline; or, further down, the
 * first of two heading groups in a row, of which the second heads the text.
 */
function ownTitle(part: readonly Unit[]): TitleBlock {
  const top = part.findIndex((unit) => unit.level === 1);
  if (top !== -1) return { title: [part[top]!], subtitle: part.slice(top + 1, top + 2).find((unit) => unit.kind === 'heading' && isSubtitle(unit.plain)) ?? null };
  const first = part.findIndex((unit) => unit.kind === 'heading' || isWriting(unit) || hasWriter(unit));
  if (first === -1) return UNTITLED;
  const head = run(part, first);
  if (head.length > 0 && (isTitleLike(head[0]!) || (head.some(isTitleLike) && part[first + head.length]?.kind === 'byline'))) return titleBlock(withoutFirstOfAList(head, part.slice(first + head.length)));
  const byline = part.findIndex((unit) => unit.kind === 'byline' && hasWriter(unit));
  const above = part.slice(0, Math.max(byline, 0)).filter((unit) => unit.kind === 'heading');
  if (above.length === 1 && isTitleLike(above[0]!)) return { title: above, subtitle: null };
  // Under a lead, the lines right over the writer's name: a column's name, the title, what is second to it.
  const over = runBefore(part, byline);
  if (over.length >= 2 && over.every(isTitleLike) && (isLabel(over[0]!.plain) || isSubtitle(over.at(-1)!.plain))) return titleBlock(endingIn(over, over.length - 1));
  const under = byline === first ? run(part, byline + 1) : [];
  if (under.length > 0 && under.every(isTitleLike) && part.slice(0, byline).every((unit) => unit.kind === 'caption' || unit.kind === 'boilerplate')) return under.length >= 2 || part.filter(({ kind }) => kind === 'heading').length === 1 ? titleBlock(under) : UNTITLED;
  return titleAmid(part, first);
}

/** What is left of a heading without its words: `《》` of a book, `“”` before a name, `：` after a day. */
const shapeOf = ({ plain }: Unit): string => plain.replace(/[\p{L}\p{N}\s]+/gu, '');

/** Where one thing after the other is told of under its own name, the first of these names is no part of the title over them; nor is a box's name. */
function withoutFirstOfAList(head: readonly Unit[], rest: readonly Unit[]): readonly Unit[] {
  const [last, text] = [head.at(-1)!, rest[0]];
  if (head.length >= 2 && text !== undefined && isWriting(text) && isBox(last.plain)) return head.slice(0, -1);
  if (head.length < 2 || last.gap === 0 || text === undefined || !isWriting(text) || text.dateline) return head;
  const others = rest.filter((unit) => unit.kind === 'heading');
  const alike = shapeOf(last) !== '' ? others.length > 0 && others.every((other) => shapeOf(other) === shapeOf(last)) && shapeOf(head.at(-2)!) !== shapeOf(last) : others.length >= 2 && last.plain.length <= SHORT && others.every(({ plain }) => Math.abs(plain.length - last.plain.length) <= 2);
  return alike ? head.slice(0, -1) : head;
}

/** The title whose subtitle is line `second`; of more lines than a title has, the first are headings that were torn from their texts. */
const endingIn = (lines: readonly Unit[], second: number): readonly Unit[] => lines.slice(second > 2 && isSubtitle(lines[second]!.plain) ? second - 1 : 0, second + 1);

/** Headings in a row inside the text: the last heads what follows, and the one before may be the title. */
function titleAmid(part: readonly Unit[], from: number): TitleBlock {
  for (let i = from; i < part.length; i += 1) {
    if (part[i]!.kind !== 'heading') continue;
    const group = run(part, i);
    const phrases = group.filter((unit) => isTitleLike(unit) && unit.plain.length >= 6);
    const after = part[i + group.length];
    // No heading of a part has a line with a dash under it; nor, torn from its text, any line that is second to it.
    const second = phrases.findIndex((unit, n) => n > 0 && (isDashed(unit.plain) || ((after === undefined || (n === 1 && phrases[0]!.rules.length === 2)) && isSubtitle(unit.plain))));
    if (second !== -1) return titleBlock(endingIn(phrases, second));
    // Two plain headings in a row are one sub-heading in two parts; a title shows by its two lines, or by a third heading.
    const shows = phrases.length === 3 || (phrases.length === 2 && phrases[0]!.rules.length === 2 && phrases[1]!.rules.length === 1);
    if (shows && after && isWriting(after) && phrases[0] === group[0]) return titleBlock(phrases.slice(0, -1));
    i += group.length;
  }
  return UNTITLED;
}

function run(part: readonly Unit[], from: number): Unit[] {
  let end = from;
  while (end < part.length && part[end]!.kind === 'heading') end += 1;
  return part.slice(from, end);
}

function runBefore(part: readonly Unit[], end: number): readonly Unit[] {
  let from = end;
  while (from > 0 && part[from - 1]!.kind === 'heading') from -= 1;
  return part.slice(from, Math.max(end, from));
}

function joined(units: readonly Unit[]): Unit | null {
  const [first, ...rest] = units;
  if (first === undefined || rest.length === 0) return first ?? null;
  const lines = units.flatMap(({ origin }) => origin.lines);
  return {
    ...first,
    text: units.map(({ text }) => text).join(' '),
    plain: units.map(({ plain }) => plain).join(' '),
    rules: units.flatMap(({ rules }) => rules),
    origin: { lines: [Math.min(...lines), Math.max(...lines)], mends: [] },
  };
}
