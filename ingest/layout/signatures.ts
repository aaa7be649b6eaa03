/** Who signs a letter or a notice stands in short lines under its text, which look like headings. */
import { isWord } from '../../src/text/jieba/bulk.ts';
import { textOf } from './block.ts';
import type { Block } from './block.ts';
import type { Kind } from './kinds.ts';
import { isDayAlone, isYearless, tellsWhenWritten } from './printed-day.ts';
import { markerOf } from './markers.ts';
import { closeUp, looksLikeName } from './names.ts';
import { namesDocument } from './shapes.ts';
import { breaksSentence } from './title-breaks.ts';
import { endsText } from './typography.ts';

const SIGNED_BY = 'name that signs';
const SIGNED_OVER_DAY = 'signature over a day';
const LETTER_END = 'end of a letter';
const SIGNED_FOR = 'office that signs';

const SIGNED_ON = 'day under a text';
/** Who signed, or when: the text above is over. */
export const isSignature = (rule: string): boolean => [SIGNED_BY, SIGNED_OVER_DAY, SIGNED_FOR, SIGNED_ON].includes(rule);

/** Who signs takes no more characters. */
const SIGNER = 24;

/** An office that signs what it made known. */
const OFFICE = /^(?!关于|.*(?:召开|举行|举办|成立|启动|走进))[^，：！？]{2,24}(?:编辑部|委员会|办公室|指挥部|组委会|管委会|筹委会|[局厅署处院部馆校社会]|[支总大中]队|(?:派出|研究|事务|交易|卫生|司法|管理|检测|检验|服务|供电)所|公司|中心|集团|医院|学校|人民政府)$/u;

/** A short line under the text with a day below it, or the last line and an office's name: who wrote the letter or notice, and when. */
export function markSignatures(blocks: readonly Block[], kinds: Kind[]): void {
  for (const [i, block] of blocks.entries()) {
    if (i < 1 || block.lines.length !== 1 || kinds[i]!.kind === 'boilerplate') continue;
    // A telephone may stand between the text and who signs it.
    const text = kinds[i - 1]!.kind === 'boilerplate' ? i - 2 : i - 1;
    const above = textOf(blocks[i - 1]!);
    // Under a whole paragraph a day without its year may head the next part.
    const day = isDayAlone(block.lines[0]!.plain) || (kinds[i]!.kind === 'heading' && !isText(kinds[i + 1]) && tellsWhenWritten(block.lines[0]!.plain)) || (isYearless(block.lines[0]!.plain) && above.length <= SIGNER && !endsText(above));
    if (day && i >= 2 && kinds[i - 1]!.kind === 'heading' && block.lines[0]!.gap <= 1 && above.length <= SIGNER && isText(kinds[kinds[i - 2]!.kind === 'boilerplate' ? i - 3 : i - 2])) kinds[i - 1] = { kind: 'body', rule: SIGNED_OVER_DAY };
    if (!isText(kinds[text])) continue;
    if (day) kinds[i] = { kind: 'body', rule: SIGNED_ON };
    else if (kinds[i]!.kind === 'heading' && OFFICE.test(textOf(block)) && !headsDocument(blocks, i) && (endsPage(kinds, i) || (kinds[i + 1]?.kind === 'heading' && !breaksSentence(textOf(block), textOf(blocks[i + 1]!))))) kinds[i] = { kind: 'body', rule: SIGNED_FOR };
    else if (kinds[i]!.kind === 'heading' && (namesSigning(textOf(block)).length > 0 || closesLetter(blocks, kinds, i))) kinds[i] = { kind: 'body', rule: SIGNED_BY };
  }
}

/** An office's name that goes on in the next line as the title of what it made known: `县人大常委会|任免名单`. */
const headsDocument = (blocks: readonly Block[], i: number): boolean => blocks[i + 1]?.lines[0]!.gap === 0 && namesDocument(textOf(blocks[i]!) + textOf(blocks[i + 1]!));

/** `编辑同志：` in a paragraph of its own. */
export const SALUTATION = /^[^，。；：、\d]{2,12}[：:]$/u;

/** A short line under a letter, with nothing below it but the next letter or the next title. */
function closesLetter(blocks: readonly Block[], kinds: readonly Kind[], i: number): boolean {
  const next = blocks[i + 1];
  if ([SIGNED_BY, SIGNED_FOR].includes(kinds[i - 1]!.rule) || markerOf(blocks[i]!.lines[0]!) !== null || textOf(blocks[i]!).length > 16 || (next !== undefined && !['heading', 'boilerplate'].includes(kinds[i + 1]!.kind) && !SALUTATION.test(textOf(next)) && !/^编[后者]/u.test(textOf(next)))) return false;
  // A letter is signed once.
  for (let j = i - 1; j >= 0 && kinds[j]!.kind !== 'heading' && !isSignature(kinds[j]!.rule); j -= 1) if (kinds[j]!.kind === 'body' && SALUTATION.test(textOf(blocks[j]!))) return true;
  return false;
}

/** `白露小学三年级 童小满`, `读者 梁玉珍`, `莲塘村村民 梁玉珍 童小满` */
const SIGNS = new RegExp(
  '^(?:[\\p{Script=Han}\\d]{0,18}(?:[校院系级班村镇乡街社局厂店县市区省州旗矿场]|大队|中心|公司|医院|[小中大]学|学院|[镇乡县区村校院厂站]长|书记|会计|经理|读者|[市村居]民|网友|老师|教师|学生|职工|业主|家长|乘客|顾客|司机|工人|农民|店主|患者|母亲?|父亲?|妈妈|爸爸|奶奶|爷爷|女儿|儿子))' +
    '[ \\u3000]+(\\p{Script=Han}{2,4}(?:[ \\u3000、]+\\p{Script=Han}{2,4}){0,3})(?:[ \\u3000]?等(?:[\\d十百]{1,4}[一二三四五六七八九]?[人户名])?)?$',
  'u',
);

/** Who signs a letter in a line that says where or what they are; nobody in any other. `rule` is what made the line a text. */
export function signersOf(plain: string, rule: string): readonly string[] {
  // Under a pupil's essay stands who helped with it as well.
  if (![SIGNED_BY, SIGNED_OVER_DAY, LETTER_END].includes(rule) || /^[指辅]导/u.test(plain)) return [];
  const bare = closeUp(plain.replace(/[ \u3000]*(?:谨?敬?启|敬?上|谨?识)$/u, ''));
  const named = namesSigning(plain);
  if (named.length > 0) return named;
  const last = rule === SIGNED_OVER_DAY && !/家属 /u.test(bare) ? (/[ \u3000]+(\p{Script=Han}{2,4})$/u.exec(bare)?.[1] ?? '') : '';
  if (looksLikeName(last)) return [last];
  return rule !== SIGNED_BY && looksLikeName(bare) && !bare.startsWith('祝') ? [bare] : [];
}

function namesSigning(plain: string): readonly string[] {
  const names = SIGNS.exec(closeUp(plain))?.[1]?.split(/[ \u3000、]+/u) ?? [];
  return names.every((name) => looksLikeName(name) && (names.length === 1 || !isWord(name))) ? names : [];
}

const isText = (kind: Kind | undefined): boolean => kind?.kind === 'body' || kind?.kind === 'bullet';

/** Nothing but furniture comes after. */
const endsPage = (kinds: readonly Kind[], i: number): boolean => kinds.slice(i + 1, i + 12).every(({ kind }) => kind === 'boilerplate');

/** `此致`, `敬礼` and the signature under them are the letter's last lines, not headings. */
export function markLetterEnds(blocks: readonly Block[], kinds: Kind[]): void {
  for (const [i, block] of blocks.entries()) {
    if (!/^(?:此致|敬礼|顺颂|祝(?:好|您|你)|谨启|专此)/u.test(block.lines[0]!.plain)) continue;
    for (let j = i; j < Math.min(i + 4, blocks.length); j += 1) {
      const plain = textOf(blocks[j]!);
      if (plain.length > 24 || (j > i + 1 && blocks[j]!.lines[0]!.gap > 1)) break;
      const before = textOf(blocks[j - 1] ?? block);
      if (j > i && (tellsWhenWritten(before) || isYearless(before))) break;
      if (kinds[j]!.kind === 'heading' || kinds[j]!.kind === 'caption') kinds[j] = { kind: 'body', rule: namesSigning(plain).length === 0 ? LETTER_END : SIGNED_BY };
    }
  }
}
