/**
 * What can be said of each line of a page: how the rules read it, how it looks, what its words are like, and what stands above and
 * below it. Numbers count by steps, so that a weight is learned for each step (`evidence.ts`).
 */
import { across, insets } from './borders.ts';
import { captionRule, describesDoing, isCreditAlone, isLabelOfPicture } from './captions.ts';
import { parseByline } from './credits.ts';
import { closingCredits } from './closings.ts';
import { datelineOf } from './datelines.ts';
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
import { topics } from './topics.ts';
import type { TraceLine } from './trace.ts';
import { beginsClosed, endsClause, endsText, isHalfOpen, phrasesOf } from './typography.ts';

/** What the rules made of a line, as a trace tells it. */
export type Told = Pick<TraceLine, 'rule' | 'became'>;

export type Value = number | string | boolean;
export type Facts = Readonly<Record<string, Value>>;

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
const topicStep = (alike: number): number => step(alike, 0, 0.01, 0.03, 0.06, 0.1, 0.15, 0.22, 0.3);
const shareStep = (part: number): number => step(part, 0, 0.05, 0.2, 0.4, 0.6, 0.8);
const few = (count: number): number => step(count, 1, 2, 3, 5, 8, 13);

/** No word of a heading is told from a longer line. */
const SHORT = 50;
const FIRST = '“《（【「—·●■▲①〇□◆▪【';
const LAST = '。！？；：，、…—）”》';

/** Characters that a sentence seldom begins with or seldom ends in: they tell whether a line goes on with another. */
const BOUND = '的了着过们地得么吗呢吧个里上下中内外间后前时日月年元人万亿度级次种名家所位只条件点性化率者员起来去出到成等说道是有在和与及或也都就还再更又便才却并但而且因为以于对从向把被将给让使比同跟之其这那此每各某本该我你他她它不没未无很最太一二三两几';
const boundIn = (c: string): string => (BOUND.includes(c) ? c : /\p{Script=Han}/u.test(c) ? '中' : /\d/.test(c) ? '0' : /[A-Za-z]/.test(c) ? 'A' : /[，、；：“（《]/.test(c) ? c : '-');

const placeIn = (marks: string, c: string): string => (marks.includes(c) ? c : /\d/.test(c) ? '0' : /[A-Za-z]/.test(c) ? 'A' : /\p{Script=Han}/u.test(c) ? '' : '?');

export function factsOf({ lines, blocks, page, family }: FirstReading, told: readonly Told[]): Facts[] {
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
  const paragraphs = tally(kinds.map((kind, i) => (kind === 'body' || kind === 'bullet') && told[i - 1]?.became !== told[i]!.became));
  const titles = tally(kinds.map((kind, i) => kind === 'title' && told[i - 1]?.became !== told[i]!.became));
  const questions = tally(lines.map(({ plain }) => plain.endsWith('？'))).at(-1)!;
  const heard = echoes(lines, (i) => (textBelow[i] ?? lines.length) - i - 1, (i) => i - (textAbove[i] ?? -1) - 1);
  const inset = insets({ plain: lines.map(({ plain }) => plain), gaps: lines.map(({ gap }) => gap), closed: (i) => isHead[i]! || alone[i] !== null, short: (i) => columns.isShort(i, false), opens: (i) => sheet.keptIndent && lines[i]!.indent - sheet.margin >= 1.5 });
  const topic = topics(lines, (i) => (textBelow[i] ?? lines.length) - i - 1, (i) => i - (textAbove[i] ?? -1) - 1);
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
      firstBound: boundIn(plain[0]!),
      lastBound: boundIn(plain.at(-1)!),
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
      underParts: isHead[i] ? Math.min(4, paragraphs[stop]! - paragraphs[bottom + 1]!) : '',
      overParts: isHead[i] ? Math.min(4, paragraphs[top]! - paragraphs[(last ?? -1) + 1]!) : '',
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
      across: before === undefined ? '' : across(before.plain, plain),
      over1: before === undefined || next === undefined ? '' : across(before.plain, next.plain),
      over2: before === undefined || lines[i + 2] === undefined ? '' : across(before.plain, lines[i + 2]!.plain),
      inset: inset[i]!,
      topic: topicStep(topic[i]!.alike),
      again: short ? shareStep(topic[i]!.below) : '',
      said: short ? shareStep(topic[i]!.above) : '',
    };
  });
}

const of = (plain: string, what: RegExp): number => plain.match(what)?.length ?? 0;
