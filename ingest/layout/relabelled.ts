/** Labels of lines → articles. */
import type { ParagraphKind } from '../../src/domain.ts';
import type { Layout } from './articles.ts';
import type { Block } from './block.ts';
import type { FirstReading } from './first-reading.ts';
import { goesOn, whatIs } from './labels.ts';
import type { Label } from './labels.ts';
import type { Line } from './lines.ts';
import { hasWriter, isWriting } from './roles.ts';
import type { PageContext } from './shapes.ts';
import { TABLE_ROW } from './tables.ts';
import { phrasesOf } from './typography.ts';
import { unit } from './units.ts';
import type { Unit } from './units.ts';

const KINDS: Readonly<Record<string, ParagraphKind>> = { title: 'heading', subtitle: 'heading', kicker: 'heading', row: 'body' };
const kindOf = (what: string): ParagraphKind => KINDS[what] ?? (what as ParagraphKind);

interface Piece {
  readonly what: string;
  readonly lines: Line[];
}

/** Lines that are one thing; a paragraph is taken up again after what came between. */
function piecesOf(lines: readonly Line[], labels: readonly Label[]): Piece[] {
  const pieces: Piece[] = [];
  let paragraph: Piece | undefined;
  for (const [i, line] of lines.entries()) {
    const label = labels[i]!;
    const what = whatIs(label);
    const flows = what === 'body' || what === 'bullet';
    const open = flows ? paragraph : pieces.at(-1)?.what === what ? pieces.at(-1) : undefined;
    if (goesOn(label) && open !== undefined && line.mark === null) {
      open.lines.push(line);
      continue;
    }
    const piece = { what, lines: [line] };
    pieces.push(piece);
    if (flows) paragraph = piece;
    // A sentence stays open over captions and furniture, and ends at whatever else begins.
    else if (what !== 'caption' && what !== 'boilerplate') paragraph = undefined;
  }
  return pieces;
}

interface Read {
  readonly what: string;
  readonly unit: Unit;
}

/** The articles of a page whose lines are what the labels say. */
export function articlesOf({ lines, blocks, layouts, page }: FirstReading, labels: readonly Label[]): Layout[] {
  const before = new Map<number, Unit>();
  const begins = new Set<number>();
  for (const { title, subtitle, units } of layouts) {
    const own = [title, subtitle, ...units].filter((each) => each !== null);
    for (const each of own) for (const [no] of each.rules) before.set(no, each);
    begins.add(own.flatMap(({ rules }) => rules).reduce((first, [no]) => Math.min(first, no), Number.POSITIVE_INFINITY));
  }
  const blockOf = new Map(blocks.flatMap((block) => block.lines.map((line) => [line.no, block] as const)));
  const read = piecesOf(lines, labels).map((piece): Read => ({ what: piece.what, unit: unitOf(piece, before.get(piece.lines[0]!.no), blockOf, page) }));
  return titled(cut(read, begins), layouts);
}

const LEARNED = 'learned from pages';

/** The unit of the first reading where that is the same; else a new one, with its reasons as far as they hold. */
function unitOf({ what, lines }: Piece, was: Unit | undefined, blockOf: ReadonlyMap<number, Block>, page: PageContext): Unit {
  const kind = kindOf(what);
  if (was?.kind === kind && was.rules.length === lines.length && lines.every(({ no }, i) => was.rules[i]![0] === no)) return was;
  const [own] = lines.map(({ no }) => blockOf.get(no)!);
  const rules = new Map(was?.rules);
  const reason = was?.kind === kind ? (was.rules[0]![1].split('; ')[1] ?? LEARNED) : `${what}: ${LEARNED}`;
  const block: Block = {
    lines,
    rules: lines.map(({ no }) => rules.get(no)?.split('; ')[0] ?? LEARNED),
    alone: was?.kind === kind ? own!.alone : null,
    apart: false,
    kept: what === 'row' ? (own!.kept ?? (phrasesOf(lines[0]!.plain).length > 1 ? TABLE_ROW : 'verse')) : lines.length === 1 ? own!.kept : null,
  };
  return unit([block], { kind, rule: reason }, page);
}

/** An article begins at its title, with the kickers over it, or where the rules saw one begin without a title. */
function cut(read: readonly Read[], begins: ReadonlySet<number>): Read[][] {
  const parts: Read[][] = [];
  let part: Read[] = [];
  const close = (): void => {
    if (part.length > 0) parts.push(part);
    part = [];
  };
  for (const [i, each] of read.entries()) {
    const opens = isHead(each) && !isHead(read[i - 1]) && headOf(read, i).some(({ what }) => what === 'title');
    const untitled = begins.has(each.unit.rules[0]![0]) && isWriting(each.unit) && !isHead(read[i - 1]) && read[i - 1]?.what !== 'heading' && !(each.what === 'row' && read[i - 1]?.what === 'row');
    if (part.length > 0 && (opens || untitled) && part.some(({ unit, what }) => what === 'title' || isWriting(unit))) close();
    part.push(each);
  }
  close();
  return parts;
}

const isHead = (read: Read | undefined): boolean => read !== undefined && (read.what === 'title' || read.what === 'kicker' || read.what === 'subtitle');

/** The lines of a title block from `i` on. */
function headOf(read: readonly Read[], i: number): readonly Read[] {
  let end = i;
  while (isHead(read[end])) end += 1;
  return read.slice(i, end);
}

function titled(parts: readonly Read[][], first: readonly Layout[]): Layout[] {
  return joinHeadless(parts).map((part) => {
    const title = part.find(({ what }) => what === 'title')?.unit;
    const subtitle = part.find(({ what }) => what === 'subtitle')?.unit ?? null;
    const units = part.map(({ unit }) => unit).filter((each) => each !== title && each !== subtitle);
    return title === undefined ? withFirstTitle(units, subtitle, first) : { title, subtitle, units };
  });
}

/** Where nothing looks like a title any more, what the rules took for one is still the best that is known. */
function withFirstTitle(units: readonly Unit[], subtitle: Unit | null, first: readonly Layout[]): Layout {
  const lines = new Map(units.flatMap((each) => (each.kind === 'heading' ? each.rules.map(([no]) => [no, each] as const) : [])));
  const found = first.find(({ title }) => title !== null && title.rules.every(([no]) => lines.has(no)));
  if (!found?.title) return { title: null, subtitle, units };
  const taken = new Set(found.title.rules.map(([no]) => lines.get(no)!));
  return { title: found.title, subtitle, units: units.filter((each) => !taken.has(each)) };
}

/** Text without a title and a title without a text are one article; so is text above the first title and its beginning elsewhere. */
function joinHeadless(parts: readonly Read[][]): Read[][] {
  const rest = [...parts];
  const isText = (part: readonly Read[]): boolean => part.some(({ unit }) => isWriting(unit));
  const isTitled = (part: readonly Read[]): boolean => part.some(({ what }) => what === 'title');
  const headless = rest.filter((part) => isText(part) && !isTitled(part));
  const bare = rest.filter((part) => !isText(part) && isTitled(part));
  if (headless.length === 1 && bare.length === 1) return rest.flatMap((part) => (part === bare[0] ? [] : part === headless[0] ? [[...part, ...bare[0]!]] : [part]));
  const [first, second, ...others] = rest;
  if (first && second && first === headless[0] && !first.some(({ unit }) => unit.kind === 'heading' || hasWriter(unit) || unit.signed || /[上转]接/u.test(unit.plain))) return [[...first, ...second], ...others];
  return rest;
}
