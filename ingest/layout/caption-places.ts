/** Words under pictures that look like any sentence and are told by their place among the other blocks. */
import { textOf } from './block.ts';
import type { Block } from './block.ts';
import { describesDoing } from './captions.ts';
import { datelineOf } from './datelines.ts';
import type { Kind } from './kinds.ts';
import { isHeadingLike } from './shapes.ts';
import { isClosed } from './typography.ts';

export function markCaptions(blocks: readonly Block[], kinds: Kind[]): void {
  markTopCaptions(blocks, kinds);
  markCaptionsAmidText(blocks, kinds);
  markLastCaptions(blocks, kinds);
}

/** What is to be seen, and nothing that is done: `老码头一角。` */
const VIEW = /^(?![他她它我你这那])(?!.*[了过着是说想])[^，。：“”]{4,22}(?:一角|一景|全景|全貌|外景|夜景|晨景|雪景|鸟瞰|俯瞰|生产线)。$/u;

/** Where one picture's words name who took it, a short sentence between gaps that says what people are doing stands under another picture. */
function markCaptionsAmidText(blocks: readonly Block[], kinds: Kind[]): void {
  if (!kinds.some(({ kind }) => kind === 'caption')) return;
  for (const [i, block] of blocks.entries()) {
    const apart = (block.lines[0]!.gap > 0 || block.lines.length === 1) && (blocks[i + 1]?.lines[0]!.gap ?? 1) > 0;
    const headed = block.lines.length === 1 && (kinds[i + 1]?.kind === 'heading' || apart);
    if (kinds[i]!.kind === 'body' && ((apart && describesDoing(textOf(block))) || (headed && VIEW.test(textOf(block))))) kinds[i] = { kind: 'caption', rule: 'people and what they are doing, or a view' };
  }
}

/**
 * Sentences above the title belong to pictures: there is no other text up there. A longer paragraph
 * among them means that text was set there, and then nothing is certain.
 */
function markTopCaptions(blocks: readonly Block[], kinds: Kind[]): void {
  const top = kinds.findIndex(({ kind }) => kind === 'heading' || kind === 'byline');
  const limit = kinds[top]?.kind === 'heading' ? 64 : 40;
  // No picture asks a question: over what is second to it, or at the head of the page, it is a title.
  const head = kinds.findIndex(({ kind }) => kind !== 'boilerplate');
  const asked = [kinds[top]?.kind === 'heading' && blocks[top]!.lines[0]!.gap === 0 ? top - 1 : -1, head].find((i) => kinds[i]?.kind === 'body' && blocks[i]!.lines.length === 1 && /[？！]$/u.test(textOf(blocks[i]!)) && isHeadingLike(textOf(blocks[i]!)));
  if (asked !== undefined) kinds[asked] = { kind: 'heading', rule: 'question at the head of the page' };
  if (asked === head) return;
  const above = kinds.slice(0, Math.max(top, 0)).map((kind, i) => ({ kind, i, plain: textOf(blocks[i]!) })).filter(({ kind }) => kind.kind === 'body');
  if (above.some(({ plain, i }) => plain.length > limit || /[。！？].*[。！？]/u.test(plain) || !isClosed(plain) || datelineOf(plain) !== null || blocks[i]!.kept !== null)) return;
  for (const { i } of above) kinds[i] = { kind: 'caption', rule: 'sentence above the title' };
}

/** Where something is, or what is to be seen: `孩子们在新校园里上体育课。`, `低空装备产业园试飞场。` */
const SEEN = /^(?![他她它我你这那])[^，。“”]{2,12}在[^，。“”]{2,16}。$|^(?![他她它我你这那])[^，。：]{4,24}(?:一角|一景|全景|全貌|外景|夜景|现场|景象|场景|车间|生产线|场|馆|园|桥|楼|路|湖|河)。$/u;
const SHORT_SENTENCE = /^(?![他她它我你这那“])[^。！？“”]{4,40}。$/u;

/** After the text, at the foot of the page: what is to be seen on a picture, and short sentences between such lines, of pages that show pictures. */
function markLastCaptions(blocks: readonly Block[], kinds: Kind[]): void {
  const shows = blocks.some((block, i) => (kinds[i]!.kind === 'byline' && /摄影报道|[文图][/／+＋]?[图文]/u.test(textOf(block))) || kinds[i]!.kind === 'caption' || kinds[i]!.rule === 'picture notice');
  if (!shows) return;
  const isShort = (i: number): boolean => kinds[i]!.kind === 'body' && blocks[i]!.lines.length === 1 && blocks[i]!.kept === null && SHORT_SENTENCE.test(textOf(blocks[i]!));
  let from = blocks.length;
  while (from > 1 && (kinds[from - 1]!.kind === 'boilerplate' || kinds[from - 1]!.kind === 'caption' || isShort(from - 1))) from -= 1;
  // The last paragraph of a text may be short as well: the first of the pictures is told by its words.
  const first = blocks.findIndex((block, i) => i >= from && (kinds[i]!.kind === 'caption' || (isShort(i) && block.lines[0]!.gap > 0 && SEEN.test(textOf(block)))));
  if (first === -1) return;
  for (let i = first; i < blocks.length; i += 1) if (isShort(i)) kinds[i] = { kind: 'caption', rule: 'what is to be seen, after the text' };
}
