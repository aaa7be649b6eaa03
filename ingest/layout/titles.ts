/** Which heading is the title of which article. A title is never a section, and none is better than a wrong one. */
import type { Layout } from './articles.ts';
import { hasWriter, isTitleLike, isWriting } from './roles.ts';
import { isBox, isBracketed, isKickerOver, isLabel, isSeriesName, isSmaller, isSubtitleLine, isUnderLines, linesOf } from './kickers.ts';
import { hasInnerSpace, isDashed, isSubtitle } from './shapes.ts';
import { breaksSentence } from './title-breaks.ts';
import { claimApart } from './torn-titles.ts';
import type { Draft } from './torn-titles.ts';
import type { Unit } from './units.ts';

/** The name of the column, and the kicker under it. */
const KICKERS = 2;
/** A title of so many lines, and what is second to it; one more line over them is none of it. */
const MOST_LINES = 3;
/** A title of so many characters may be whole: clauses of their own that white space parts from it are second to it. */
const WHOLE = 7;
/** Of three lines as long, the first leads up to the title and the last is second to it. */
const WHOLE_BLOCK = 11;
/** Names of things are shorter than the lines of a title. */
const SHORT = 6;

export function giveTitles(parts: readonly (readonly Unit[])[]): Layout[] {
  const drafts = parts.map((part): Draft => ({ part, title: ownTitle(part), apart: false }));
  claimApart(drafts);
  const taken = new Set(drafts.flatMap(({ title }) => title));
  return drafts.map(({ part, title }) => {
    const subtitle = title.length > 2 || (title.length > 1 && isUnderTitle(title.at(-1)!, title[0]!)) ? title.at(-1)! : null;
    const main = subtitle ? title.slice(0, -1) : title;
    return { title: joined(main), subtitle, units: part.filter((unit) => !taken.has(unit)).map((unit) => (main[0] !== undefined && isRightOver(unit, main[0]) ? because(unit, 'kicker or label over the title') : unit)) };
  });
}

/** One more reason, for the trace. */
const because = (unit: Unit, reason: string): Unit => ({ ...unit, rules: unit.rules.map(([no, rule]) => [no, `${rule}; ${reason}`] as const) });

/** A heading at the head of the article that is none of the title below it. */
const isRightOver = (unit: Unit, title: Unit): boolean => unit.kind === 'heading' && unit.origin.lines[1] < title.origin.lines[0] && unit.origin.lines[1] + title.gap + 1 === title.origin.lines[0];

/** Second to the title: by its words, by its smaller letters, or by its length right under it. */
const isUnderTitle = (unit: Unit, title: Unit): boolean => isSubtitle(unit.plain) || (isSmaller(unit, title) ?? (unit.gap > 0 ? title.plain.length >= WHOLE && (/[，：]/u.test(unit.plain) || (title.rules.length === 1 && isSubtitleLine(title.plain, unit.plain) && hasInnerSpace(unit.plain))) && !breaksSentence(title.plain, unit.plain) : (title.rules.length === 1 ? isSubtitleLine(title.plain, unit.plain) : isUnderLines(linesOf(title), unit.plain))));

/**
 * The headings at the head of an article; or the one heading above its byline; or, further down, the
 * first of two heading groups in a row, of which the second heads the text.
 */
function ownTitle(part: readonly Unit[]): Unit[] {
  const top = part.findIndex((unit) => unit.level === 1);
  if (top !== -1) return [part[top]!, ...part.slice(top + 1, top + 2).filter((unit) => unit.kind === 'heading' && isSubtitle(unit.plain))];
  const first = part.findIndex((unit) => unit.kind === 'heading' || isWriting(unit) || hasWriter(unit));
  if (first === -1) return [];
  const head = run(part, first);
  if (head.length > 0 && isTitleLike(head[0]!)) return titleOf(withoutFirstOfAList(head, part.slice(first + head.length)));
  const byline = part.findIndex((unit) => unit.kind === 'byline' && hasWriter(unit));
  const above = part.slice(0, Math.max(byline, 0)).filter((unit) => unit.kind === 'heading');
  if (above.length === 1 && isTitleLike(above[0]!)) return above;
  // Under a lead, the lines right over the writer's name: a column's name, the title, what is second to it.
  const over = runBefore(part, byline);
  if (over.length >= 2 && over.every(isTitleLike) && (isLabel(over[0]!.plain) || isSubtitle(over.at(-1)!.plain))) return titleOf(over);
  const under = byline === first ? run(part, byline + 1) : [];
  if (under.length > 0 && under.every(isTitleLike) && part.slice(0, byline).every((unit) => unit.kind === 'caption' || unit.kind === 'boilerplate')) return under.length >= 2 ? titleOf(under) : [];
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

/** Headings in a row inside the text: the last heads what follows, and the one before may be the title. */
function titleAmid(part: readonly Unit[], from: number): Unit[] {
  for (let i = from; i < part.length; i += 1) {
    if (part[i]!.kind !== 'heading') continue;
    const group = run(part, i);
    const phrases = group.filter((unit) => isTitleLike(unit) && unit.plain.length >= 6);
    const after = part[i + group.length];
    // Two plain headings in a row are one sub-heading in two parts; a title shows by its two lines, or by a third heading.
    const shows = phrases.length === 3 || (phrases.length === 2 && phrases[0]!.rules.length === 2 && phrases[1]!.rules.length === 1);
    if (shows && after && isWriting(after) && phrases[0] === group[0]) return titleOf(phrases.slice(0, -1));
    i += group.length;
  }
  return [];
}

/** The name of a column, or the kicker of the title under it. */
const isOverTitle = (kicker: Unit, next: Unit | undefined): boolean => next !== undefined && !isDashed(next.plain) && (isLabel(kicker.plain) || isKickerOver(kicker, next));

/** Of the lines at the head: a column's label (`回顾`) or a kicker is none of the title, and at most two lines are. */
function titleOf(head: readonly Unit[]): Unit[] {
  const phrases = head.filter(isTitleLike);
  // Under the title such a label heads the first part of the text.
  const part = phrases.findIndex(({ plain }, i) => i > 0 && isBracketed(plain));
  const lines = part === -1 ? phrases : phrases.slice(0, part);
  let start = 0;
  // Of two such lines the second has to be known by its words: few characters may as well be the title's first line.
  while (start < KICKERS && isOverTitle(lines[start]!, lines[start + 1]) && (start === 0 || lines[start]!.plain.length > SHORT || isSeriesName(lines[start]!.plain))) start += 1;
  const whole = start === 0 && lines.length === MOST_LINES && lines.every(({ plain, gap, rules }, i) => rules.length === 1 && plain.length > WHOLE_BLOCK && (i === 0 || gap === 0));
  if (whole) return lines.slice(1);
  if (start === 0 && lines.length > MOST_LINES && lines.every(({ gap }, i) => i === 0 || gap === 0)) start = 1;
  const second = lines.findIndex((unit, i) => i > start && (isUnderTitle(unit, lines[start]!) || (i === start + 2 && unit.gap === 0 && isUnderLines([lines[start]!.plain, lines[start + 1]!.plain], unit.plain))));
  return second === -1 ? lines.slice(start, start + 2) : lines.slice(start, second + 1).slice(-3);
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
