/** What shows that an article begins: a byline or dateline and the title over it, or a title over something of another kind. */
import { bylinesUnderText, endsArticle, headsSigned, isCredited, isSigned } from './article-ends.ts';
import { isLabel, isSeriesName } from './kickers.ts';
import { isReported } from './lone-titles.ts';
import { hasWriter, isTitleLike, isWriting } from './roles.ts';
import { SALUTATION } from './signatures.ts';
import type { Unit } from './units.ts';

/** What the units of a page tell of its articles, counted once. */
export interface Told {
  readonly units: readonly Unit[];
  readonly written: readonly number[];
  readonly writers: readonly number[];
  readonly titles: readonly number[];
  readonly headings: readonly number[];
  /** Headings that Markdown marks as a page's own. */
  readonly tops: number;
  readonly underText: readonly boolean[];
  readonly signedBelow: readonly boolean[];
  readonly creditedBelow: readonly boolean[];
}

/** The article that is being read. */
export interface Begun {
  readonly at: number;
  /** Articles before it that name their writer at the end. */
  readonly items: number;
  /** Its first text says where it is from. */
  readonly reported: boolean;
}

/** After so many items, each with its writer's name at the end, a heading over a text that ends so is another's title. */
const ITEMS = 2;

export function whatIsTold(units: readonly Unit[]): Told {
  return {
    units,
    written: tally(units, (unit, i) => isWriting(unit) || isPictureNews(units, i)),
    // `本报评论员` is nobody, but where it stands a writer is named.
    writers: tally(units, (unit) => hasWriter(unit) || (unit.kind === 'byline' && unit.credits.length === 0)),
    titles: tally(units, isTitleLike),
    headings: tally(units, ({ kind }) => kind === 'heading'),
    tops: units.filter((unit) => unit.level === 1).length,
    underText: bylinesUnderText(units),
    signedBelow: headsSigned(units, isSigned),
    creditedBelow: headsSigned(units, isCredited),
  };
}

/** How many units before each index answer to a description; differences give the count of any stretch. */
function tally(units: readonly Unit[], test: (unit: Unit, i: number) => boolean): number[] {
  const counts = [0];
  for (const [i, unit] of units.entries()) counts.push(counts.at(-1)! + (test(unit, i) ? 1 : 0));
  return counts;
}

/** The foot of a page has no more lines. */
const FOOT = 8;

/** Words longer than captions are, with who took the picture, under a title and over another or the foot of the page: they are all that is told of it. */
function isPictureNews(units: readonly Unit[], i: number): boolean {
  const [title, words] = [units[i - 1], units[i]];
  if (title === undefined || !isTitleLike(title) || words?.kind !== 'caption' || words.plain.lastIndexOf('。') <= 30 || words.credits.length === 0) return false;
  const next = units.slice(i + 1, i + FOOT).find(({ kind }) => kind !== 'boilerplate');
  return next === undefined || isTitleLike(next);
}

/** Where the article begins that unit `i` shows to have begun, at it or at the title over it; or `null`. */
export function opening(told: Told, begun: Begun, i: number): number | null {
  const { units, writers, titles, headings } = told;
  const unit = units[i]!;
  const named = writers[i]! > writers[begun.at]!;
  const head = headBefore(units, i, begun.at);
  if (unit.level === 1 && told.tops > 1) return i;
  if (unit.dateline) return head;
  const writes = hasWriter(unit) || (unit.credits.length === 0 && isTitleLike(units[i - 1]!) && isBeforeText(units, i));
  if (unit.kind === 'byline' && writes && !(units[i - 1]!.kind === 'byline' && hasWriter(units[i - 1]!))) {
    // At the foot, with no text under it, it stands there with its title as the columns left them.
    if (!named && told.written.at(-1) === told.written[i]) return null;
    // In brackets under a text it ends that.
    const opens = head < i ? named || titles[head]! > titles[begun.at]! : named && isBeforeText(units, i) && !(unit.signed && isWriting(units[i - 1]!));
    return opens ? head : null;
  }
  if (isDeskOverTitle(units, i)) return i;
  if (isTitleLike(unit)) {
    const reports = isReported(units[i + 1]);
    if (reports && (unit.gap > 0 || begun.reported)) return head;
    if (isPictureNews(units, i - 1) || isPictureNews(units, i + 1) || isSalutation(units[i + 1]) || opensColumn(units, i, begun.at)) return i;
    const signed = (named && told.signedBelow[i] === true) || (begun.items >= ITEMS && told.creditedBelow[i] === true);
    if (signed || endsArticle(units, i, told.underText)) return reports ? head : i;
  }
  return unit.kind === 'heading' && named && told.written.at(-1)! > told.written[i]! && isTornEnd(units, i) && headings[i]! - headings[begun.at]! >= 2 ? i : null;
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
