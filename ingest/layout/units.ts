/** Blocks → units: the text of each block mended, and what it is on the page. */
import type { Credit, Mend, Origin, ParagraphKind } from '../../src/domain.ts';
import type { Block } from './block.ts';
import type { Family } from './family.ts';
import { isDivider } from './furniture.ts';
import { mergeTwoLineHeadings } from './heading-lines.ts';
import type { Line } from './lines.ts';
import { writersOf } from './known-bylines.ts';
import { captionCredit } from './captions.ts';
import { parseByline } from './credits.ts';
import { closingCredits } from './closings.ts';
import { datelineCredits, datelineOf } from './datelines.ts';
import { headingNumber, markerOf } from './markers.ts';
import type { Kind } from './kinds.ts';
import { DATELINE_ALONE, kindsOf } from './kinds.ts';
import { mend, undouble } from './mend.ts';
import { simplified } from './script.ts';
import { HELPED } from './shapes.ts';
import type { PageContext } from './shapes.ts';
import { isSignature, signersOf } from './signatures.ts';
import { TABLE_ROW } from './tables.ts';

export interface Unit {
  readonly kind: ParagraphKind;
  readonly text: string;
  /** `text` in simplified characters. */
  readonly plain: string;
  readonly origin: Origin;
  /** Of its letters, in points, where the source knows it. */
  readonly size: number | null;
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
  /** A signature, a day or a helper's name in a line of its own, as under letters and notices. */
  readonly over: boolean;
  readonly portraits: boolean;
  /** A row of marks between articles, or between the parts of one. */
  readonly divider: boolean;
  /** The rule for each line, and the one that gave the kind. */
  readonly rules: readonly (readonly [line: number, rule: string])[];
}

export function toUnits(blocks: readonly Block[], family: Family, page: PageContext): Unit[] {
  const kinds = kindsOf(blocks, family, page);
  return mergeTwoLineHeadings(
    blocks.map((block, i) => unit([block], kinds[i]!, page)),
    (from, end, rule) => unit(blocks.slice(from, end), { kind: 'heading', rule }, page),
  );
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

export function unit(parts: readonly Block[], kind: Kind, page: PageContext): Unit {
  const lines = parts.flatMap((block) => block.lines);
  const flowing = kind.kind === 'body' || kind.kind === 'bullet' || kind.kind === 'caption';
  const heading = kind.kind === 'heading';
  const portraits = parts.some((block) => block.alone?.kind === 'portraits');
  const names = portraits || parts[0]!.alone?.kind === 'names';
  const enumerated = heading && markerOf(lines[0]!) === 'enumerated';
  const mended = mend(lines, { between: heading && !enumerated && !/《[^》]*$/u.test(lines[0]!.plain) ? 'space' : 'flow', stray: flowing && !names && !isSignature(kind.rule) && parts[0]!.kept !== TABLE_ROW && lines[0]!.mark?.kind !== 'table' });
  const { text, mends } = heading ? undouble(mended) : mended;
  const plain = simplified(text);
  const mark = lines[0]!.mark;
  return {
    kind: kind.kind,
    text,
    plain,
    origin: originOf(lines, mends),
    size: lines[0]!.size,
    gap: lines[0]!.gap,
    level: mark?.kind === 'heading' ? mark.level : 0,
    number: heading ? headingNumber(plain) : null,
    credits: creditsOf(kind, text, plain, page),
    dateline: (kind.kind === 'body' || kind.rule === DATELINE_ALONE) && datelineOf(plain) !== null,
    over: kind.rule === HELPED || isSignature(kind.rule),
    signed: ((kind.kind === 'body' || kind.kind === 'bullet') && closingCredits(plain, page.seen).length > 0) || (kind.kind === 'byline' && /^[（(][^（）()]+[）)]$/u.test(plain)),
    portraits,
    divider: kind.kind === 'boilerplate' && isDivider(plain),
    rules: parts.flatMap((block) => block.lines.map((line, i) => [line.no, i === 0 ? `${block.rules[i]!}; ${kind.rule}` : block.rules[i]!] as const)),
  };
}

/** `（青岭县 郁春）` */
function inBrackets(plain: string, page: PageContext): Credit[] | null {
  const credits = /^[（(].+[）)]$/u.test(plain) ? closingCredits(plain, page.seen) : [];
  return credits.length > 0 ? credits : null;
}

function bylineCredits(plain: string, page: PageContext): Credit[] {
  const told = parseByline(plain, page.seen) ?? inBrackets(plain, page);
  if (told !== null) return told;
  return datelineOf(plain) === null ? writersOf(plain, page.seen) : datelineCredits(plain, page.seen);
}

function creditsOf({ kind, rule }: Kind, text: string, plain: string, page: PageContext): Credit[] {
  const found = ((): Credit[] => {
    if (kind === 'byline') return bylineCredits(plain, page);
    const signers = signersOf(plain, rule);
    if (signers.length > 0) return signers.map((name): Credit => ({ name, role: 'author' }));
    if (kind === 'body' || kind === 'bullet') return [...datelineCredits(plain, page.seen), ...closingCredits(plain, page.seen)];
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
