/** Blocks → units: the text of each block mended, and what it is on the page. */
import type { Credit, Mend, Origin, ParagraphKind } from '../../src/domain.ts';
import type { Block } from './block.ts';
import type { Family } from './family.ts';
import type { Line } from './lines.ts';
import { captionCredit, captionRule } from './captions.ts';
import { closingCredits, datelineCredits, datelineOf, parseByline } from './credits.ts';
import { headingNumber, markerOf } from './markers.ts';
import { isDayAlone } from './masthead.ts';
import { mend, undouble } from './mend.ts';
import { simplified } from './script.ts';
import type { PageContext } from './shapes.ts';
import { isHeadingLike, isSubtitle } from './shapes.ts';
import { isClosed } from './typography.ts';

export interface Unit {
  readonly kind: ParagraphKind;
  readonly text: string;
  /** `text` in simplified characters. */
  readonly plain: string;
  readonly origin: Origin;
  /** Blank lines before it. */
  readonly gap: number;
  /** Markdown level of a heading; 0 when the page has only its looks. */
  readonly level: number;
  /** The number a heading carries. */
  readonly number: number | null;
  readonly credits: readonly Credit[];
  /** Opens a news report (`本报讯`). */
  readonly dateline: boolean;
  /** Ends with a writer in brackets, as short items do. */
  readonly signed: boolean;
  readonly portraits: boolean;
  /** The rule for each line, and the one that gave the kind. */
  readonly rules: readonly (readonly [line: number, rule: string])[];
}

interface Kind {
  readonly kind: ParagraphKind;
  readonly rule: string;
}

export function toUnits(blocks: readonly Block[], family: Family, page: PageContext): Unit[] {
  const kinds: Kind[] = [];
  for (const [i, block] of blocks.entries()) kinds.push(kindOf(block, kinds[i - 1], blocks[i + 1], family));
  markEnumeratedHeadings(blocks, kinds);
  markLetterEnds(blocks, kinds);
  markSignatures(blocks, kinds);
  markTopCaptions(blocks, kinds);
  return mergeTwoLineHeadings(blocks.map((block, i) => unit([block], kinds[i]!, page)), blocks, page);
}

function kindOf(block: Block, before: Kind | undefined, next: Block | undefined, family: Family): Kind {
  const first = block.lines[0]!;
  const mark = first.mark?.kind;
  if (mark === 'heading') return { kind: 'heading', rule: 'Markdown heading' };
  if (mark === 'table') return { kind: 'body', rule: 'table row' };
  if (block.alone) return { kind: block.alone.kind === 'portraits' ? 'caption' : block.alone.kind, rule: block.alone.rule };
  const plain = textOf(block);
  const caption = captionRule(plain);
  if (caption !== null) return { kind: 'caption', rule: caption };
  if (mark === 'bullet') return { kind: 'bullet', rule: 'Markdown bullet' };
  if (block.verse) return { kind: 'body', rule: 'verse' };
  const marker = markerOf(first);
  const single = block.lines.length === 1 || (block.lines.length === 2 && plain.length <= 40);
  const headed = single && isHeadingLike(plain);
  if (marker === 'bullet') {
    const mark = first.plain[0];
    const leads = headed && plain.length <= 24 && mark !== '·' && mark !== '•' && next !== undefined && next.alone === null && markerOf(next.lines[0]!) === null && !isHeadingLike(next.lines[0]!.plain);
    return leads ? { kind: 'heading', rule: 'short line with a mark before text' } : { kind: 'bullet', rule: 'bullet mark' };
  }
  if (marker === 'ordinal' || marker === 'numbered') {
    if (headed && plain.length <= 40) return { kind: 'heading', rule: `${marker} heading` };
    return marker === 'numbered' ? { kind: 'bullet', rule: 'numbered item' } : { kind: 'body', rule: 'ordinal sentence' };
  }
  if (marker === 'dash' && headed && plain.length <= 40 && before?.kind === 'heading') return { kind: 'heading', rule: 'dash under a heading' };
  if (marker === 'dash' || marker === 'speaker' || marker === 'enumerated') return { kind: 'body', rule: `${marker} mark` };
  if (headed && (block.apart || (family === 'prose' && plain.length <= 42))) return { kind: 'heading', rule: 'short line without a full stop' };
  return { kind: 'body', rule: 'running text' };
}

/**
 * `一是做好惠民实事。` heads the items under it; in a row of `一是…二是…` it is an item itself. Several
 * that each stand between blank lines with text of their own below head that text.
 */
function markEnumeratedHeadings(blocks: readonly Block[], kinds: Kind[]): void {
  const sentences = blocks.flatMap((block, i) => {
    const plain = textOf(block);
    return markerOf(block.lines[0]!) === 'enumerated' && kinds[i]!.kind === 'body' && plain.length <= 40 && /^[^。；]+[。]?$/u.test(plain) ? [i] : [];
  });
  const isOverText = (i: number): boolean => {
    const next = blocks[i + 1];
    return blocks[i]!.lines[0]!.gap > 0 && next !== undefined && next.lines[0]!.gap > 0 && kinds[i + 1]!.kind === 'body' && markerOf(next.lines[0]!) === null && textOf(next).length > 40;
  };
  const overText = sentences.length >= 2 && sentences.every(isOverText);
  for (const i of sentences) {
    if (kinds[i + 1]?.kind === 'bullet') kinds[i] = { kind: 'heading', rule: 'enumerated sentence over bullets' };
    else if (overText) kinds[i] = { kind: 'heading', rule: 'enumerated sentences over text' };
  }
}

/** A short line with a day below it, under the text: who wrote the letter or notice, and when. */
function markSignatures(blocks: readonly Block[], kinds: Kind[]): void {
  for (const [i, block] of blocks.entries()) {
    if (i < 2 || block.lines.length !== 1 || !isDayAlone(block.lines[0]!.plain) || kinds[i]!.kind === 'boilerplate') continue;
    const signed = kinds[i - 1]!.kind === 'heading' && block.lines[0]!.gap <= 1 && textOf(blocks[i - 1]!).length <= 24;
    const text = kinds[signed ? i - 2 : i - 1]!.kind;
    if (text !== 'body' && text !== 'bullet') continue;
    kinds[i] = { kind: 'body', rule: 'day under a text' };
    if (signed) kinds[i - 1] = { kind: 'body', rule: 'signature over a day' };
  }
}

/** `此致`, `敬礼` and the signature under them are the letter's last lines, not headings. */
function markLetterEnds(blocks: readonly Block[], kinds: Kind[]): void {
  for (const [i, block] of blocks.entries()) {
    if (!/^(?:此致|敬礼|顺颂|祝(?:好|您|你)|谨启|专此)/u.test(block.lines[0]!.plain)) continue;
    for (let j = i; j < Math.min(i + 4, blocks.length); j += 1) {
      const plain = textOf(blocks[j]!);
      if (plain.length > 24 || (j > i + 1 && blocks[j]!.lines[0]!.gap > 1)) break;
      if (kinds[j]!.kind === 'heading' || kinds[j]!.kind === 'caption') kinds[j] = { kind: 'body', rule: 'end of a letter' };
    }
  }
}

/**
 * Sentences above the title belong to pictures: there is no other text up there. A longer paragraph
 * among them means that text was set there, and then nothing is certain.
 */
function markTopCaptions(blocks: readonly Block[], kinds: Kind[]): void {
  const top = kinds.findIndex(({ kind }) => kind === 'heading' || kind === 'byline');
  const limit = kinds[top]?.kind === 'heading' ? 64 : 40;
  const above = kinds.slice(0, Math.max(top, 0)).map((kind, i) => ({ kind, i, plain: textOf(blocks[i]!) })).filter(({ kind }) => kind.kind === 'body');
  if (above.some(({ plain, i }) => plain.length > limit || /[。！？].*[。！？]/u.test(plain) || !isClosed(plain) || datelineOf(plain) !== null || blocks[i]!.verse)) return;
  for (const { i } of above) kinds[i] = { kind: 'caption', rule: 'sentence above the title' };
}

/** Lines are counted without the blank ones, so what lies between two of them shows by `gap`. */
function originOf(lines: readonly Line[], mends: Mend[]): Origin {
  const except: number[] = [];
  for (const [i, line] of lines.entries()) {
    const before = lines[i - 1];
    for (let no = (before?.no ?? line.no) + 1; no < line.no - line.gap; no += 1) except.push(no);
  }
  return { lines: [lines[0]!.no, lines.at(-1)!.no], ...(except.length > 0 ? { except } : {}), mends };
}

const textOf = (block: Block): string => block.lines.map((line) => line.plain).join('');

function unit(parts: readonly Block[], kind: Kind, page: PageContext): Unit {
  const lines = parts.flatMap((block) => block.lines);
  const flowing = kind.kind === 'body' || kind.kind === 'bullet' || kind.kind === 'caption';
  const heading = kind.kind === 'heading';
  const names = parts.some((block) => block.alone?.kind === 'portraits');
  const enumerated = heading && markerOf(lines[0]!) === 'enumerated';
  const mended = mend(lines, { between: heading && !enumerated ? 'space' : 'flow', stray: flowing && !names && lines[0]!.mark?.kind !== 'table' });
  const { text, mends } = heading ? undouble(mended) : mended;
  const plain = simplified(text);
  const mark = lines[0]!.mark;
  return {
    kind: kind.kind,
    text,
    plain,
    origin: originOf(lines, mends),
    gap: lines[0]!.gap,
    level: mark?.kind === 'heading' ? mark.level : 0,
    number: heading ? headingNumber(plain) : null,
    credits: creditsOf(kind.kind, text, plain, page),
    dateline: kind.kind === 'body' && datelineOf(plain) !== null,
    signed: kind.kind === 'body' && closingCredits(plain, page.seen).length > 0,
    portraits: names,
    rules: parts.flatMap((block) => block.lines.map((line, i) => [line.no, i === 0 ? `${block.rules[i]!}; ${kind.rule}` : block.rules[i]!] as const)),
  };
}

function creditsOf(kind: ParagraphKind, text: string, plain: string, page: PageContext): Credit[] {
  const found = ((): Credit[] => {
    if (kind === 'byline') return parseByline(plain, page.seen) ?? parseByline(`□${plain}`, page.seen) ?? [];
    if (kind === 'body') return [...datelineCredits(plain, page.seen), ...closingCredits(plain, page.seen)];
    if (kind === 'caption') {
      const credit = captionCredit(plain);
      const parsed = credit === null ? null : (parseByline(credit, page.seen) ?? parseByline(`摄/${credit}`, page.seen));
      return (parsed ?? []).map(({ name }): Credit => ({ name, role: 'photographer' }));
    }
    return [];
  })();
  // Names are kept as printed: rules saw them in simplified characters, unit for unit.
  return found.map((credit) => {
    const at = plain.indexOf(credit.name);
    return at === -1 ? credit : { ...credit, name: text.slice(at, at + credit.name.length) };
  });
}

/** Two heading lines without a gap are one heading set over two lines; four in a row are four. */
function mergeTwoLineHeadings(units: readonly Unit[], blocks: readonly Block[], page: PageContext): Unit[] {
  const merged: Unit[] = [];
  for (let i = 0; i < units.length; i += 1) {
    let end = i;
    while (end + 1 < units.length && units[i]!.kind === 'heading' && continuesHeading(units[end]!, units[end + 1]!)) end += 1;
    const after = units[end + 1];
    // Three are one only where they stand over a writer's name: as a title does.
    const three = end === i + 2 && after !== undefined && (after.kind === 'byline' || after.dateline);
    if (end === i + 1 || three) {
      merged.push(unit(blocks.slice(i, end + 1), { kind: 'heading', rule: `heading over ${three ? 'three' : 'two'} lines` }, page));
    } else merged.push(...units.slice(i, end + 1));
    i = end;
  }
  return merged;
}

const continuesHeading = (a: Unit, b: Unit): boolean =>
  b.kind === 'heading' && b.gap === 0 && a.level === 0 && b.level === 0 && b.number === null && !/^(?:[（(][一二三四五六七八九十]|[一二三四五六七八九十]{1,3}是)/u.test(b.plain) && !isSubtitle(b.plain) && !isClosed(a.plain) && a.text.length + b.text.length <= 60;
