/** Blocks → what each is on the page: by its own words first, then by what stands around it. */
import type { ParagraphKind } from '../../src/domain.ts';
import { textOf } from './block.ts';
import type { Block } from './block.ts';
import { markCaptions } from './caption-places.ts';
import { captionRule, describesDoing, isCircled } from './captions.ts';
import { circledHeadings, circledItems } from './circled.ts';
import { closingCredits } from './closings.ts';
import { isWholeDateline } from './datelines.ts';
import type { Family } from './family.ts';
import { isNumberAlone, markerOf } from './markers.ts';
import { isDayAlone } from './printed-day.ts';
import type { Alone, PageContext } from './shapes.ts';
import { UNDER_TITLE } from './lone-names.ts';
import { isDashKicker, isHeadingLike } from './shapes.ts';
import { markLetterEnds, markSignatures } from './signatures.ts';

export interface Kind {
  readonly kind: ParagraphKind;
  readonly rule: string;
}

export function kindsOf(blocks: readonly Block[], family: Family, page: PageContext): Kind[] {
  const kinds: Kind[] = [];
  const listed = listMarks(blocks);
  const [items, headings] = [circledItems(blocks), circledHeadings(blocks)];
  for (const [i, block] of blocks.entries()) kinds.push(headings.has(i) ? { kind: 'heading', rule: 'circled number over a paragraph' } : items.has(i) ? { kind: 'bullet', rule: LISTED } : listed.has(block.lines[0]!.plain[0]!) ? { kind: 'bullet', rule: 'mark that begins item after item' } : kindOf(block, kinds[i - 1], blocks[i - 1], blocks[i + 1], family, page));
  markSingleCharacters(blocks, kinds);
  markEnumeratedHeadings(blocks, kinds);
  markBareItems(blocks, kinds);
  markLetterEnds(blocks, kinds);
  markSignatures(blocks, kinds);
  markCaptions(blocks, kinds);
  return kinds;
}

/** `（一）传真：……`: a label and what it stands for, in a list of such. */
const isContact = (plain: string): boolean => /^[（(][一二三四五六七八九十]{1,3}[）)][ \u3000]?[^，。：；]{2,8}：[^。]{4,}$/u.test(plain);

/** A line wholly in brackets under a text says where it is from or who wrote it: `（作者系……）`. */
const NOTE = /^[（(](?![一二三四五六七八九十\d]{1,3}[）)])[^（）()]*[）)]$/u;

const ALONE: Readonly<Record<Alone['kind'], ParagraphKind>> = { byline: 'byline', boilerplate: 'boilerplate', caption: 'caption', portraits: 'caption', names: 'body', speaker: 'heading' };

/** `▲` points to a picture, unless paragraph after paragraph begins with it, or two that are signed. */
function listMarks(blocks: readonly Block[]): ReadonlySet<string> {
  const found = new Set<string>();
  let [run, mark, signed] = [0, '', 0];
  for (const block of blocks) {
    const { lines, alone } = block;
    const text = textOf(block);
    const first = lines[0]!.plain[0]!;
    run = alone === null && first === mark ? run + 1 : 1;
    mark = first;
    // Words under pictures name who took them; who wrote an item stands in brackets at its end.
    const written = closingCredits(text).some(({ role }) => role !== 'photographer');
    signed = written && alone === null && /[▲△►→]/u.test(first) ? signed + 1 : 0;
    if ((run >= 3 || signed >= 2) && /[▲▼△▽►→]/u.test(mark)) found.add(mark);
  }
  return found;
}

/** `①` under `有四种情况：` counts what is told, not pictures. */
const LISTED = 'circled item under a colon';
/** `老街新开的书店……4版` */
const CONTENTS = /(?:…{2,}|[.．·]{3,})[ \u3000]?第?[A-Z]?\d{1,2}[ \u3000]?版$/u;
export const DATELINE_ALONE = 'dateline in a line of its own';

function kindOf(block: Block, before: Kind | undefined, above: Block | undefined, next: Block | undefined, family: Family, page: PageContext): Kind {
  const first = block.lines[0]!;
  const mark = first.mark?.kind;
  if (mark === 'heading') return { kind: 'heading', rule: 'Markdown heading' };
  if (mark === 'table') return { kind: 'body', rule: 'table row' };
  if (block.alone) return { kind: ALONE[block.alone.kind], rule: block.alone.rule };
  const plain = textOf(block);
  const caption = captionRule(plain);
  if (caption !== null && isCircled(plain) && (before?.rule === LISTED || (above !== undefined && /[：:]$/u.test(textOf(above))) )) return { kind: 'bullet', rule: LISTED };
  if (caption !== null) return { kind: 'caption', rule: caption };
  if (mark === 'bullet') return { kind: 'bullet', rule: 'Markdown bullet' };
  if (block.kept !== null) return { kind: 'body', rule: block.kept };
  if (NOTE.test(plain) && closingCredits(plain, page.seen).length > 0 && (before?.kind === 'body' || before?.kind === 'bullet')) return { kind: 'byline', rule: 'who wrote, in brackets' };
  if (NOTE.test(plain) && before !== undefined && (before.kind !== 'heading' || /^.\d{4}年.+(?:通过|发布|公布|批准|修正|修订|印发)/u.test(plain))) return { kind: 'body', rule: 'note in brackets' };
  if (block.lines.length === 1 && /^[（(]/u.test(plain) && isDayAlone(plain)) return { kind: 'body', rule: 'day in brackets' };
  if (/^附(?:件|表|录|图)?[一二三\d]{0,2}\s?[:：]/u.test(plain)) return { kind: 'body', rule: 'enclosure' };
  if (plain.length === 1 && next?.alone?.rule === UNDER_TITLE) return { kind: 'heading', rule: 'one character over a name' };
  if (block.lines.length === 1 && /[）)】〕讯电]$/u.test(plain) && isWholeDateline(plain)) return { kind: 'byline', rule: DATELINE_ALONE };
  if (block.lines.length === 1 && isNumberAlone(plain)) return { kind: 'heading', rule: 'number in a line of its own' };
  if (block.lines.length === 1 && CONTENTS.test(plain)) return { kind: 'bullet', rule: 'what stands on another page' };
  const marker = markerOf(first);
  const single = block.lines.length === 1 || (block.lines.length === 2 && plain.length <= 40);
  const headed = single && (isHeadingLike(plain) || isDashKicker(plain, next && textOf(next)));
  if (marker === 'bullet') {
    const mark = first.plain[0];
    // The last item of a list is none.
    const listed = before?.kind === 'bullet' && above?.lines[0]!.plain[0] === mark;
    const leads = headed && !listed && plain.length <= 24 && mark !== '·' && mark !== '•' && next !== undefined && next.alone === null && markerOf(next.lines[0]!) === null && (next.lines.length > 1 || !isHeadingLike(next.lines[0]!.plain));
    if (headed && plain.length <= 8 && next !== undefined && (before === undefined || before.kind === 'boilerplate') && next.alone === null && markerOf(next.lines[0]!) === null && isHeadingLike(textOf(next))) return { kind: 'heading', rule: 'name of a column, with a mark' };
    return leads ? { kind: 'heading', rule: 'short line with a mark before text' } : { kind: 'bullet', rule: 'bullet mark' };
  }
  if (marker === 'ordinal' && isContact(plain) && [above, next].some((block) => block !== undefined && isContact(textOf(block)))) return { kind: 'bullet', rule: 'ordinal item with its label' };
  if (marker === 'ordinal' || marker === 'numbered') {
    if (headed && plain.length <= 40) return { kind: 'heading', rule: `${marker} heading` };
    return marker === 'numbered' ? { kind: 'bullet', rule: 'numbered item' } : { kind: 'body', rule: 'ordinal sentence' };
  }
  if (marker === 'dash' && headed && plain.length <= 40 && (before?.kind === 'heading' || ((before === undefined || before.kind === 'boilerplate') && next !== undefined && isHeadingLike(textOf(next))))) return { kind: 'heading', rule: 'dash under a heading, or over the first' };
  if (marker === 'dash' || marker === 'speaker' || marker === 'enumerated') return { kind: 'body', rule: `${marker} mark` };
  if (headed && block.apart && before !== undefined && before.kind !== 'heading' && next?.alone?.kind !== 'byline' && describesDoing(plain)) return { kind: 'caption', rule: 'people and what they are doing' };
  if (headed && (block.apart || (family === 'prose' && plain.length <= 42))) return { kind: 'heading', rule: 'short line without a full stop' };
  return { kind: 'body', rule: 'running text' };
}

/** `关`, `治`, `富`: where several lines are one character each, they head the parts of the text. */
function markSingleCharacters(blocks: readonly Block[], kinds: Kind[]): void {
  const single = blocks.flatMap((block, i) => (kinds[i]!.kind === 'body' && block.kept === null && /^\p{Script=Han}$/u.test(textOf(block)) ? [i] : []));
  if (single.length >= 2) for (const i of single) kinds[i] = { kind: 'heading', rule: 'one of several single characters' };
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

/** Three and more short lines right under each other with a figure in each are the items of a list that lost its marks. */
function markBareItems(blocks: readonly Block[], kinds: Kind[]): void {
  const isItem = (i: number): boolean => kinds[i]?.kind === 'heading' && blocks[i]!.lines.length === 1 && blocks[i]!.lines[0]!.mark === null && /^(?!\d).{8,}/u.test(textOf(blocks[i]!)) && /\d/u.test(textOf(blocks[i]!));
  for (let from = 0; from < blocks.length; from += 1) {
    let end = from;
    while (isItem(end) && (end === from || blocks[end]!.lines[0]!.gap === 0)) end += 1;
    if (end - from >= 3) for (let i = from; i < end; i += 1) kinds[i] = { kind: 'bullet', rule: 'item without its mark' };
    from = Math.max(from, end - 1);
  }
}
