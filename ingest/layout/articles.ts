/** Units → articles: where one ends and the next begins. */
import { bylinesUnderText, endsArticle, headsSigned, isCredited, isSigned } from './article-ends.ts';
import { giveTitles } from './titles.ts';
import { isLabel, isSeriesName } from './kickers.ts';
import { isReported, partAtLoneTitles } from './lone-titles.ts';
import { hasWriter, isTitleLike, isWriting } from './roles.ts';
import { SALUTATION } from './signatures.ts';
import type { Unit } from './units.ts';

export interface Layout {
  readonly title: Unit | null;
  readonly subtitle: Unit | null;
  readonly units: readonly Unit[];
}

/** The articles of a page in the order they stand, each with its own units. */
export function toLayouts(units: readonly Unit[]): Layout[] {
  return giveTitles(adoptOrphans(joinStubs(partAtLoneTitles(cut(units)))));
}

/** How many units before each index answer to a description; differences give the count of any stretch. */
function tally(units: readonly Unit[], test: (unit: Unit, i: number) => boolean): number[] {
  const counts = [0];
  for (const [i, unit] of units.entries()) counts.push(counts.at(-1)! + (test(unit, i) ? 1 : 0));
  return counts;
}

/** Words longer than captions are, with who took the picture, between two titles: they are all that is told of it. */
const isPictureNews = (units: readonly Unit[], i: number): boolean => units[i]?.kind === 'caption' && units[i].plain.length > 30 && units[i].credits.length > 0 && units[i - 1] !== undefined && isTitleLike(units[i - 1]!) && units[i + 1] !== undefined && isTitleLike(units[i + 1]!);

/** After so many items, each with its writer's name at the end, a heading over a text that ends so is another's title. */
const ITEMS = 2;

function cut(units: readonly Unit[]): Unit[][] {
  const written = tally(units, (unit, i) => isWriting(unit) || isPictureNews(units, i));
  // `本报评论员` is nobody, but where it stands a writer is named.
  const writers = tally(units, (unit) => hasWriter(unit) || (unit.kind === 'byline' && unit.credits.length === 0));
  const titles = tally(units, isTitleLike);
  const headings = tally(units, ({ kind }) => kind === 'heading');
  const tops = units.filter((unit) => unit.level === 1).length;
  const underText = bylinesUnderText(units);
  const signedBelow = headsSigned(units, isSigned);
  const creditedBelow = headsSigned(units, isCredited);
  const parts: Unit[][] = [];
  let begun = 0;
  /** Whether the first text of this article says where it is from; found once. */
  let reported: boolean | null = null;
  const opensReported = (): boolean => (reported ??= isReported(units.find((unit, n) => n >= begun && isWriting(unit))));
  let items = 0;
  const open = (i: number): void => {
    parts.push(units.slice(begun, i));
    if (isCredited(units, i - 1)) items += 1;
    begun = i;
    reported = null;
  };
  for (const [i, unit] of units.entries()) {
    if (i === 0 || written[i] === written[begun]) continue;
    const named = writers[i]! > writers[begun]!;
    if (unit.level === 1 && tops > 1) open(i);
    else if (unit.dateline) open(headBefore(units, i, begun));
    else if (unit.kind === 'byline' && hasWriter(unit) && !(units[i - 1]!.kind === 'byline' && hasWriter(units[i - 1]!))) {
      const head = headBefore(units, i, begun);
      const titled = titles[head]! > titles[begun]!;
      // In brackets under a text it ends that.
      if (head < i ? named || titled : named && isBeforeText(units, i) && !(unit.signed && isWriting(units[i - 1]!))) open(head);
    } else if (isDeskOverTitle(units, i)) open(i);
    else if (isTitleLike(unit) && (isPictureNews(units, i - 1) || isPictureNews(units, i + 1) || endsArticle(units, i, underText) || isSalutation(units[i + 1]) || opensColumn(units, i, begun) || (isReported(units[i + 1]) && (unit.gap > 0 || opensReported())) || (named && signedBelow[i] === true) || (items >= ITEMS && creditedBelow[i] === true))) open(isReported(units[i + 1]) ? headBefore(units, i, begun) : i);
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

/** The name of a column over a title, as this article had one: the next begins. */
function opensColumn(units: readonly Unit[], i: number, begun: number): boolean {
  const heads = (at: number): boolean => units[at]?.kind === 'heading' && isLabel(units[at]!.plain) && units[at + 1] !== undefined && isTitleLike(units[at + 1]!) && units[at + 1]!.plain.length > units[at]!.plain.length;
  return (heads(begun) || isSeriesName(units[i]!.plain)) && heads(i) && units[i + 2] !== undefined && (isWriting(units[i + 2]!) || units[i + 2]!.kind === 'byline');
}

/** `本报评论员` between a text and the title of its comment. */
const isDeskOverTitle = (units: readonly Unit[], i: number): boolean =>
  units[i]!.kind === 'byline' && units[i]!.credits.length === 0 && units[i - 1]!.kind !== 'heading' && units[i + 1] !== undefined && isTitleLike(units[i + 1]!) && units[i + 2] !== undefined && isWriting(units[i + 2]!);

const isSalutation = (unit: Unit | undefined): boolean => unit?.kind === 'body' && SALUTATION.test(unit.plain);

/** Headings, then names under portraits: what the columns above left over. Text under a heading after them is another's. */
const isTornEnd = (units: readonly Unit[], i: number): boolean => i >= 2 && units[i - 1]!.portraits && units[i - 2]!.kind === 'heading';

/** A title and byline with no more than a lead belong to the text before them when that has neither. */
function joinStubs(parts: readonly Unit[][]): Unit[][] {
  const joined: Unit[][] = [];
  for (const part of parts) {
    const before = joined.at(-1);
    const [byline, text] = [part.findIndex((unit) => unit.kind === 'byline'), part.findIndex(isWriting)];
    const stub = part.filter(isWriting).length <= 1 && byline !== -1 && (text === -1 || byline < text) && part.some(isTitleLike) && !part.some((unit) => unit.dateline);
    if (stub && before && joined.length > 1 && !before.some(hasWriter)) joined[joined.length - 1] = [...part, ...before];
    else joined.push(part);
  }
  return joined;
}

/** `（上接第一版）`: its text has its title on another page. */
const isTurnedHere = ({ kind, plain }: Unit): boolean => kind === 'boilerplate' && /[上转]接/u.test(plain);

/** Text above the first title with no heading of its own is the beginning of that article, set elsewhere on the page. */
function adoptOrphans(parts: readonly Unit[][]): Unit[][] {
  const [first, second, ...rest] = parts;
  if (!first || !second || first.some((unit) => unit.kind === 'heading' || hasWriter(unit) || unit.signed || isTurnedHere(unit))) return [...parts];
  return [[...first, ...second], ...rest];
}
