/**
 * What can be said of each line of a page, for the model that reads it a second time (`crf.ts`): how the rules read
 * it, how it looks, what its words are like, and what stands above and below it. Each is a short string; a model's weight
 * belongs to such a string and a label. Numbers count by steps, so that a weight is learned for each step.
 */
import { captionRule, describesDoing, isCreditAlone, isLabelOfPicture } from './captions.ts';
import { parseByline } from './credits.ts';
import { closingCredits, datelineOf } from './datelines.ts';
import { echoes } from './echoes.ts';
import type { FirstReading } from './first-reading.ts';
import { furnitureRule } from './furniture.ts';
import { isBox, isLabel, leadsUp } from './kickers.ts';
import { headingNumber, markerOf } from './markers.ts';
import { closeUp, looksLikeName } from './names.ts';
import { opensParagraph, runsOn } from './openings.ts';
import { isDayAlone } from './printed-day.ts';
import { GENRE, hasInnerSpace, isFigureLabel, isHeadingLike, isSubtitle, isValue } from './shapes.ts';
import { looksSetApart, sheetOf } from './sheet.ts';
import { breaksSentence } from './title-breaks.ts';
import { nearest, running, runsOf, tally } from './runs.ts';
import type { TraceLine } from './trace.ts';
import { beginsClosed, endsClause, endsText, isHalfOpen, phrasesOf } from './typography.ts';

/** What the rules made of a line, as a trace tells it. */
export type Told = Pick<TraceLine, 'rule' | 'became'>;

type Value = number | string | boolean;
type Facts = Readonly<Record<string, Value>>;

/** The step a number stands on. */
const step = (value: number, ...steps: readonly number[]): number => {
  let at = 0;
  while (at < steps.length && value >= steps[at]!) at += 1;
  return at;
};
const size = (length: number): number => step(length, 1, 2, 3, 4, 5, 6, 8, 10, 12, 14, 16, 18, 20, 22, 25, 30, 40, 60);
const share = (part: number): number => step(part, 0.001, 0.1, 0.2, 0.3, 0.45, 0.6);
const times = (ratio: number): number => step(ratio, 0.3, 0.5, 0.7, 0.9, 1.1, 1.4, 1.8, 2.5, 4);
const stretch = (characters: number): number => step(characters, 1, 30, 80, 150, 300, 600, 1000);
const longer = (by: number): number => step(by, -8, -4, -2, -1, 0, 1, 2, 4, 8);
const few = (count: number): number => step(count, 1, 2, 3, 5, 8, 13);

/** No word of a heading is told from a longer line. */
const SHORT = 50;
/** No line of a heading is longer. */
const HEADING = 26;
const FIRST = '“《（【「—·●■▲①〇□◆▪【';
const LAST = '。！？；：，、…—）”》';

const placeIn = (marks: string, c: string): string => (marks.includes(c) ? c : /\d/.test(c) ? '0' : /[A-Za-z]/.test(c) ? 'A' : /\p{Script=Han}/u.test(c) ? '' : '?');

/** What is told of a line. */
export interface Evidence {
  /** Of the line alone; told of its neighbours' neighbours and of its neighbours as well. */
  readonly own: readonly string[];
  /** What of that is told of a line two further. */
  readonly far: readonly string[];
  /** Of several facts together, and of the words. */
  readonly more: readonly string[];
}

export function evidenceOf(reading: FirstReading, told: readonly Told[]): Evidence[] {
  const facts = factsOf(reading, told);
  return facts.map((own, i) => {
    const say = (name: string): string => `${name}=${String(own[name])}`;
    return { own: Object.keys(own).map(say), far: FAR.map(say), more: [...together(facts, i), ...wordsOf(reading.lines[i]!.plain)] };
  });
}

/** All that counts for line `i`: what is told of a neighbour has its distance before it, and that alone where there is none. */
export const countingFor = (evidence: readonly Evidence[], i: number): string[] => [
  ...evidence[i]!.own,
  ...evidence[i]!.more,
  ...[-2, -1, 1, 2].flatMap((by) => {
    const other = evidence[i + by];
    return other === undefined ? [`${by}`] : (Math.abs(by) === 1 ? other.own : other.far).map((string) => `${by}${string}`);
  }),
];

/** Of a line two further up or down. */
const FAR = ['kind', 'rule', 'join', 'headed', 'ends', 'alone', 'rel', 'gap', 'fill', 'last', 'dateline', 'byline', 'label', 'box', 'toText', 'sinceText', 'signed', 'begins'];

/** Facts that say more together than each alone. */
const TOGETHER: readonly (readonly string[])[] = [
  ['kind', 'len'], ['kind', 'rel'], ['kind', 'rule'], ['headed', 'len'], ['headed', 'toText', 'sinceText'], ['kind', 'drift'], ['kind', 'far'], ['kind', 'toText', 'sinceText', 'aboveEnds'],
  ['kind', 'textDateline', 'toText'], ['headed', 'aboveEnds', 'textDateline'], ['headed', 'rel', 'gap', 'gapAfter'], ['kind', 'gap', 'gapAfter'], ['another', 'kind'], ['kind', 'cohesion'], ['headed', 'aboveSigned'], ['kind', 'label', 'toText'],
  ['run', 'runAt'], ['run', 'runAt', 'kind'], ['run', 'runAt', 'toNext', 'toLast'], ['run', 'runAt', 'underByline', 'underDateline'], ['under', 'over', 'head'], ['under', 'kind'], ['lastKind', 'nextKind', 'kind'],
  ['lastLonger', 'lastKind', 'kind'], ['nextLonger', 'nextKind', 'kind'], ['underSigned', 'kind', 'lastByline'], ['underDateline', 'lastDateline', 'nextDateline', 'head'], ['underByline', 'lastByline', 'nextByline', 'head'], ['cohesion', 'drift', 'head'],
  ['inner', 'run', 'runAt'], ['label', 'run', 'runAt'], ['commas', 'head', 'run'], ['from', 'head', 'kind'], ['alike', 'head', 'heads'], ['toEnd', 'kind'], ['rel', 'fill', 'last'], ['aboveEnds', 'head', 'gap'],
  ['name', 'spread', 'kind'], ['name', 'toText', 'lastKind'], ['endsInName', 'len'], ['kept', 'kind'], ['marker', 'kind', 'aboveEnds'], ['join', 'kind'], ['first', 'aboveEnds', 'aboveShort'], ['mayBeFirst', 'aboveEnds', 'aboveShort', 'gap'], ['indent', 'keptIndent', 'aboveEnds'],
];

/** The same of a line and its neighbours. */
function together(facts: readonly Facts[], i: number): string[] {
  const [before, own, after] = [facts[i - 1], facts[i]!, facts[i + 1]];
  const found = TOGETHER.map((names) => names.map((name) => `${name}${String(own[name])}`).join('&'));
  const say = (mark: string, ...values: (Value | undefined)[]): void => void found.push(`${mark}:${values.join(',')}`);
  if (after) {
    say('n1', own.kind, after.kind, after.toLast);
    say('n2', own.headed, after.headed, after.toLast, after.gap);
    say('n3', own.headed, after.headed, own.breaksOn, after.gap);
    say('n4', own.kind, after.rule);
    say('n5', own.len, after.len, own.runAt);
    say('n6', own.len, after.len, own.breaksOn, after.gap);
    say('n7', own.len, own.label, after.kind, own.runAt);
  }
  if (before) {
    say('p1', own.kind, before.kind, own.toLast);
    say('p2', own.headed, before.headed, own.toLast, own.gap);
    say('p3', own.kind, before.rule);
    say('p4', before.len, own.len, own.runAt);
    say('p5', before.len, own.len, own.breaksFrom, own.gap);
    say('p6', before.len, before.label, own.kind, own.runAt);
  }
  if (before && after) {
    say('b1', before.kind, own.kind, after.kind);
    say('b2', before.headed, own.headed, after.headed, before.ends, own.gap, after.gap);
  }
  return found;
}

/** Paragraphs are parted by something that can be seen on this page, and nothing is seen before this line. */
export const showsNoBreak = ({ own }: Evidence): boolean => own.includes('join=no indent after a full line') || (own.includes('join=column full') && (own.includes('gapped=true') || own.includes('keptIndent=true')));

/** Of the words themselves, not of what they are like. */
export const isOfWords = (evidence: string): boolean => /^[$^~]/u.test(evidence);

/** How the line begins and ends, and the words of a short one. */
function wordsOf(plain: string): string[] {
  if (plain.length > HEADING + 4) return [`^^${plain.slice(0, 2)}`];
  const found = [`$${plain.slice(-1)}`, `$$${plain.slice(-2)}`, `$$$${plain.slice(-3)}`, `^${plain.slice(0, 1)}`, `^^${plain.slice(0, 2)}`];
  if (plain.length <= HEADING && isHeadingLike(plain)) for (let i = 0; i + 1 < plain.length; i += 1) found.push(`~${plain.slice(i, i + 2)}`);
  return found;
}

function factsOf({ lines, blocks, page, family }: FirstReading, told: readonly Told[]): Facts[] {
  const blockOf = new Map(blocks.flatMap((block) => block.lines.map((line) => [line.no, block] as const)));
  const alone = lines.map(({ no }) => blockOf.get(no)?.alone ?? null);
  const sheet = sheetOf(lines, alone);
  const { columns, typical } = sheet;
  const kinds = told.map(({ became }) => became.split(' ')[0]!);
  const articleOf = (i: number): string | undefined => told[i]?.became.split(' ')[1]?.split('.')[0];
  const rules = told.map(({ rule }) => rule.split('; '));
  const isHead = lines.map((line, i) => /^(?:title|subtitle|heading)$/u.test(kinds[i]!) || (alone[i] === null && isHeadingLike(line.plain) && looksSetApart(line, typical)));
  const isByline = lines.map((_, i) => alone[i]?.kind === 'byline' || kinds[i] === 'byline');
  const isDateline = lines.map(({ plain }) => datelineOf(plain) !== null);
  const isSigned = lines.map(({ plain }) => closingCredits(plain, page.seen).length > 0);
  const isText = lines.map((line, i) => alone[i] === null && line.width >= 12 && !isHeadingLike(line.plain));
  const [textAbove, textBelow] = [nearest(isText, -1), nearest(isText, 1)];
  const runs = runsOf(isHead);
  const characters = running(lines.map(({ plain }) => plain.length));
  const [bylines, datelines, signatures, heads] = [isByline, isDateline, isSigned, isHead].map(tally) as [number[], number[], number[], number[]];
  const titles = tally(kinds.map((kind, i) => kind === 'title' && told[i - 1]?.became !== told[i]!.became));
  const questions = tally(lines.map(({ plain }) => plain.endsWith('？'))).at(-1)!;
  const heard = echoes(lines, (i) => (textBelow[i] ?? lines.length) - i - 1, (i) => i - (textAbove[i] ?? -1) - 1);
  const lengths = new Map<number, number>();
  for (const [i, { plain }] of lines.entries()) if (isHead[i]) lengths.set(plain.length, (lengths.get(plain.length) ?? 0) + 1);
  const end = lines.length;
  return lines.map((line, i): Facts => {
    const { plain } = line;
    const [before, next] = [lines[i - 1], lines[i + 1]];
    const short = plain.length <= SHORT;
    const { top, bottom, last, following } = runs[i]!;
    const [above, below] = [textAbove[i], textBelow[i]];
    const echo = heard[i]!;
    const stop = Math.min(following ?? end, end);
    const under = characters[stop]! - characters[bottom + 1]!;
    const over = characters[top]! - characters[(last ?? -1) + 1]!;
    const credits = [isSigned, isByline].map((flags) => flags.lastIndexOf(true, stop - 1)).filter((n) => n > bottom);
    const lineBelow = (n: number | undefined, flags: readonly boolean[]): boolean | string => (n === undefined ? '' : flags[runs[n]!.bottom + 1] === true);
    const alike = [-1, 0, 1].reduce((sum, by) => sum + (lengths.get(plain.length + by) ?? 0), isHead[i] ? -1 : 0);
    return {
      kind: kinds[i]!,
      rule: rules[i]![1] ?? '',
      join: rules[i]![0]!,
      begins: i === 0 || told[i - 1]!.became !== told[i]!.became,
      another: i > 0 && articleOf(i) !== articleOf(i - 1),
      alone: alone[i]?.kind ?? '',
      len: size(plain.length),
      width: step(line.width, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 24, 30, 40),
      rel: step(line.width / Math.max(1, typical), 0.2, 0.35, 0.5, 0.6, 0.7, 0.8, 0.9, 0.97, 1.03, 1.1, 1.3, 1.6),
      indent: step(line.indent - sheet.margin, -0.5, 0.5, 1.5, 2.5),
      gap: Math.min(3, line.gap),
      gapAfter: Math.min(3, next?.gap ?? 3),
      from: step(i, 1, 2, 3, 4, 6, 10),
      toEnd: step(end - i, 2, 3, 4, 6, 10),
      typical: step(typical, 14, 18, 22, 28, 36),
      lines: step(end, 30, 50, 80),
      fill: step(columns.extent(i) / Math.max(1, columns.reach(i)), 0.3, 0.5, 0.7, 0.8, 0.9, 0.97, 1.01),
      short: columns.isShort(i, false),
      shortFirst: columns.isShort(i, true),
      stump: columns.isStump(i, false),
      first: String(columns.isFirst(i)),
      looksFirst: columns.looksFirst(i),
      mayBeFirst: columns.mayBeFirst(i),
      lostIndent: columns.lostIndent,
      noIndent: columns.noIndent,
      keptIndent: sheet.keptIndent,
      gapped: sheet.gapped,
      broken: sheet.broken,
      family,
      kept: sheet.kept.get(i) ?? '',
      marker: markerOf(line) ?? '',
      opensWith: placeIn(FIRST, plain[0]!),
      last: placeIn(LAST, plain.at(-1)!),
      ends: endsText(plain),
      half: isHalfOpen(plain),
      beginsClosed: beginsClosed(plain),
      clause: endsClause(plain),
      headed: isHeadingLike(plain),
      inner: hasInnerSpace(plain),
      label: short && isLabel(plain),
      box: isBox(plain),
      leadsUp: short && leadsUp(plain),
      subtitle: short && isSubtitle(plain),
      genre: short && GENRE.test(plain),
      value: isValue(plain),
      figure: short && isFigureLabel(plain),
      number: step(short ? (headingNumber(plain) ?? 0) : 0, 1, 2, 3),
      caption: captionRule(plain) ?? '',
      doing: describesDoing(plain),
      pictured: isLabelOfPicture(plain),
      credit: isCreditAlone(plain),
      furniture: furnitureRule(plain) ?? '',
      dateline: isDateline[i]!,
      byline: plain.length <= 90 && parseByline(plain, page.seen) !== null,
      signed: isSigned[i]!,
      day: isDayAlone(plain),
      name: looksLikeName(closeUp(plain)),
      spread: short && closeUp(plain) !== plain,
      endsInName: short && looksLikeName(phrasesOf(closeUp(plain)).at(-1) ?? ''),
      inBrackets: /^[（(][^（）()]+[）)]$/u.test(plain) ? (looksLikeName(closeUp(plain.slice(1, -1))) ? 'name' : 'other') : '',
      opens: opensParagraph(plain),
      runsOn: runsOn(plain),
      digits: step(of(plain, /\d/gu) / plain.length, 0.01, 0.1, 0.2, 0.4),
      commas: Math.min(2, of(plain, /，/gu)),
      stops: Math.min(2, of(plain, /[。！？；]/gu)),
      quotes: Math.min(3, of(plain, /[“”]/gu)),
      colon: /[：:]/u.test(plain),
      pauses: Math.min(2, of(plain, /、/gu)),
      phrases: Math.min(4, phrasesOf(plain).length),
      latin: step(of(plain, /[A-Za-z]/gu) / plain.length, 0.01, 0.3),
      particle: /[的了着]/u.test(plain),
      person: /[我你他她它]/u.test(plain),
      toText: Math.min(9, (below ?? end) - i - 1),
      sinceText: Math.min(9, i - (above ?? -1) - 1),
      textDateline: below === undefined ? '' : isDateline[below]!,
      aboveEnds: above === undefined ? '' : endsText(lines[above]!.plain),
      aboveSigned: above === undefined ? '' : isSigned[above]!,
      aboveShort: above === undefined ? '' : columns.isShort(above, false),
      below: short ? share(echo.below) : '',
      above: short ? share(echo.above) : '',
      far: short ? share(echo.far) : '',
      drift: short ? step(echo.below - echo.above, -0.3, -0.15, -0.05, 0.05, 0.15, 0.3) : '',
      cohesion: step(echo.cohesion, 0.02, 0.05, 0.08, 0.12, 0.2),
      breaksOn: next === undefined ? '' : breaksSentence(plain, next.plain),
      breaksFrom: before === undefined ? '' : breaksSentence(before.plain, plain),
      toNext: next === undefined ? '' : times(next.plain.length / plain.length),
      toLast: before === undefined ? '' : times(before.plain.length / plain.length),
      apart: looksSetApart(line, typical),
      head: isHead[i]!,
      run: isHead[i] ? Math.min(5, bottom - top + 1) : 0,
      runAt: isHead[i] ? Math.min(5, i - top) : '',
      under: stretch(under),
      over: stretch(over),
      underTo: step(under / Math.max(30, over), 0.2, 0.5, 1, 2, 4, 8),
      lastLonger: last === undefined ? '' : longer(plain.length - lines[last]!.plain.length),
      nextLonger: following === undefined ? '' : longer(plain.length - lines[following]!.plain.length),
      lastKind: last === undefined ? '' : kinds[last]!,
      nextKind: following === undefined ? '' : kinds[following]!,
      lastRun: last === undefined ? '' : Math.min(4, last - runs[last]!.top + 1),
      nextRun: following === undefined ? '' : Math.min(4, runs[following]!.bottom - following + 1),
      underByline: isByline[bottom + 1] === true,
      underDateline: isDateline[bottom + 1] === true,
      underSigned: credits.length === 0 ? 0 : Math.max(...credits) >= stop - 2 ? 2 : 1,
      lastByline: lineBelow(last, isByline),
      nextByline: lineBelow(following, isByline),
      lastDateline: lineBelow(last, isDateline),
      nextDateline: lineBelow(following, isDateline),
      bylinesBefore: few(bylines[top]!),
      bylinesAfter: few(bylines[end]! - bylines[bottom + 1]!),
      datelinesBefore: few(datelines[top]!),
      datelinesAfter: few(datelines[end]! - datelines[bottom + 1]!),
      signedBefore: few(signatures[top]!),
      signedAfter: few(signatures[end]! - signatures[bottom + 1]!),
      heads: step(heads[end]!, 2, 4, 6, 9, 13),
      titles: few(titles[end]!),
      titlesBefore: few(titles[i]!),
      questions: few(questions),
      alike: few(alike),
    };
  });
}

const of = (plain: string, what: RegExp): number => plain.match(what)?.length ?? 0;
