/** Lines that begin with a circled number and are no words under pictures: items of advice, and headings. */
import { textOf } from './block.ts';
import type { Block } from './block.ts';
import { endsCaption, isCircled } from './captions.ts';
import { isHeadingLike } from './shapes.ts';

/** `①网上：……`, `①防低温。……`: a label and what it stands for. */
const LABELLED = /^.[ \u3000]?[^，。：（）]{2,10}(?:：.|。[^。]*\p{Script=Han}.*[。；]$)/u;
/** What is to be done or left; nothing of the kind is to be seen on a picture. */
const ADVICE = /[要须勿应](?!求|聘|用)|不得|不可|不能|避免|严禁/u;
/** `①凡是……`, `②凡是……`: each begins as sentences that tell what to do begin, and with the same words. */
const RULE = /^.[ \u3000]?((?:凡|如|若|对|遇|不|别|多|少|先|每|慎|勤|早)\p{Script=Han})/u;
const areRules = (texts: readonly string[]): boolean => texts.length >= 3 && texts.every((text) => RULE.exec(text)?.[1]?.[0] === RULE.exec(texts[0]!)?.[1]?.[0] && RULE.test(text));
/** Text of a part is longer. */
const TEXT = 40;

/** Indices of those that stand one after the other, none with a picture's credit, and give advice or have labels. */
export function circledItems(blocks: readonly Block[]): ReadonlySet<number> {
  const found = new Set<number>();
  const isOne = (i: number): boolean => blocks[i] !== undefined && blocks[i]!.alone === null && isCircled(textOf(blocks[i]!));
  for (let from = 0; from < blocks.length; from += 1) {
    let end = from;
    // A new count begins at its first number.
    while (isOne(end) && (end === from || !textOf(blocks[end]!).startsWith('①'))) end += 1;
    const texts = blocks.slice(from, end).map(textOf);
    const told = texts.every((text) => LABELLED.test(text)) || areRules(texts) || texts.filter((text) => ADVICE.test(text)).length * 2 >= texts.length;
    if (texts.length >= 2 && told && !texts.some(endsCaption)) for (let i = from; i < end; i += 1) found.add(i);
    from = Math.max(from, end - 1);
  }
  return found;
}

/** Indices of short ones without a full stop, each over a paragraph, where there are several. */
export function circledHeadings(blocks: readonly Block[]): ReadonlySet<number> {
  const found = blocks.flatMap((block, i) => {
    const [text, next] = [textOf(block), blocks[i + 1]];
    return isCircled(text) && block.lines.length === 1 && block.alone === null && isHeadingLike(text) && next !== undefined && next.alone === null && !isCircled(textOf(next)) && textOf(next).length > TEXT ? [i] : [];
  });
  return new Set(found.length >= 2 ? found : []);
}
