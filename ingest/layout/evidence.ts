/**
 * What is said of each line of a page, for the model that reads it a second time (`crf.ts`): the facts of a line (`facts.ts`), those of
 * its neighbours, and some together. Each is a short string; a model's weight belongs to such a string and a label.
 */
import { factsOf } from './facts.ts';
import type { Facts, Told, Value } from './facts.ts';
import type { FirstReading } from './first-reading.ts';
import { isHeadingLike } from './shapes.ts';

/** No line of a heading is longer. */
const HEADING = 26;

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
  ['across', 'over1', 'kind'], ['across', 'over1', 'over2'], ['across', 'fill'], ['across', 'kind', 'rel'], ['inset', 'kind'], ['inset', 'fill'], ['inset', 'doing'], ['inset', 'rel', 'last'], ['firstBound', 'kind'], ['lastBound', 'kind'], ['inset', 'lastBound'], ['inset', 'firstBound'], ['firstBound', 'first'],
  ['topic', 'kind'], ['topic', 'head', 'gap'], ['topic', 'head', 'heads'], ['again', 'said', 'head'], ['again', 'said', 'kind'], ['topic', 'said', 'head'], ['topic', 'head', 'titles'], ['topic', 'under', 'head'], ['underParts', 'overParts', 'under', 'over'], ['underParts', 'overParts', 'kind', 'lastKind'], ['underParts', 'overParts', 'head', 'heads'], ['underParts', 'under', 'lastKind', 'nextKind'],
];

/** The same of a line and its neighbours. */
function together(facts: readonly Facts[], i: number): string[] {
  const [before, own, after] = [facts[i - 1], facts[i]!, facts[i + 1]];
  const found = TOGETHER.map((names) => names.map((name) => `${name}${String(own[name])}`).join('&'));
  const say = (mark: string, ...values: (Value | undefined)[]): void => void found.push(`${mark}:${values.join(',')}`);
  if (after) {
    say('w2', own.lastBound, after.firstBound);
    say('n1', own.kind, after.kind, after.toLast);
    say('n2', own.headed, after.headed, after.toLast, after.gap);
    say('n3', own.headed, after.headed, own.breaksOn, after.gap);
    say('n4', own.kind, after.rule);
    say('n5', own.len, after.len, own.runAt);
    say('n6', own.len, after.len, own.breaksOn, after.gap);
    say('n7', own.len, own.label, after.kind, own.runAt);
  }
  if (before) {
    say('w1', before.lastBound, own.firstBound);
    say('p1', own.kind, before.kind, own.toLast);
    say('p2', own.headed, before.headed, own.toLast, own.gap);
    say('p3', own.kind, before.rule);
    say('p4', before.len, own.len, own.runAt);
    say('p5', before.len, own.len, own.breaksFrom, own.gap);
    say('p6', before.len, before.label, own.kind, own.runAt);
  }
  if (before && after) {
    say('w3', before.lastBound, after.firstBound, own.ends);
    say('w4', before.lastBound, after.firstBound, own.kind);
    say('b1', before.kind, own.kind, after.kind);
    say('b2', before.headed, own.headed, after.headed, before.ends, own.gap, after.gap);
  }
  return found;
}

/** Paragraphs are parted by something that can be seen on this page. */
const isParted = (own: readonly string[]): boolean => own.includes('gapped=true') || own.includes('keptIndent=true');

/** That is so, and nothing is seen before this line. */
export const showsNoBreak = ({ own }: Evidence): boolean => own.includes('join=no indent after a full line') || (own.includes('join=column full') && isParted(own));

/** That is so, and no word of this line's neighbours says that it stands amid a sentence, or it goes on with one. */
export const isPlainlyOn = ({ own }: Evidence): boolean => isParted(own) && own.some((evidence) => /^inset=(?:$|.*resumes$)/u.test(evidence)) && own.includes('gap=0');

/** On this page a paragraph is a line. */
export const standsAlone = ({ own }: Evidence): boolean => own.includes('join=one paragraph a line');

/** Of the words themselves, not of what they are like. */
export const isOfWords = (evidence: string): boolean => /^[$^~]/u.test(evidence);

/** How the line begins and ends, and the words of a short one. */
function wordsOf(plain: string): string[] {
  if (plain.length > HEADING + 4) return [`^^${plain.slice(0, 2)}`];
  const found = [`$${plain.slice(-1)}`, `$$${plain.slice(-2)}`, `$$$${plain.slice(-3)}`, `^${plain.slice(0, 1)}`, `^^${plain.slice(0, 2)}`];
  if (plain.length <= HEADING && isHeadingLike(plain)) for (let i = 0; i + 1 < plain.length; i += 1) found.push(`~${plain.slice(i, i + 2)}`);
  return found;
}
