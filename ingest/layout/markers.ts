/** What a line may begin with that makes it the first line of something. */
import { isCircled } from './captions.ts';
import type { Line } from './lines.ts';

export type Marker = 'bullet' | 'circled' | 'ordinal' | 'enumerated' | 'numbered' | 'speaker' | 'dash';

const BULLET = /^[·•●▪■◆◇○▲△★☆►▶→✓✔➢➤◎□﹡*]\s*(?=\S)/u;
const ORDINAL = /^(?:[一二三四五六七八九十]{1,3}、(?![一二三四五六七八九十])|第[一二三四五六七八九十]{1,3}[章节条，、]|[（(][一二三四五六七八九十]{1,3}[）)])/u;
const ENUMERATED = /^(?:[一二三四五六七八九十]{1,3}是|其[一二三四五六七八九十][，,：:])/u;
const NUMBERED = /^(?:[（(]\d{1,2}[）)]|\d{1,2}[、．.)）](?!\d)|\d{1,2}\s+(?=\p{Script=Han}{2}))/u;
const SPEAKER = /^(?:问|答|(?:本报)?记者问?|主持人问?|嘉宾|[QA])\s*[:：]/u;
const DASH = /^(?:——|—\s|–\s|──)/u;

export function markerOf({ plain, mark, speaks }: Pick<Line, 'plain' | 'mark' | 'speaks'>): Marker | null {
  if (mark?.kind === 'bullet') return 'bullet';
  if (isCircled(plain)) return 'circled';
  if (BULLET.test(plain)) return 'bullet';
  if (ORDINAL.test(plain)) return 'ordinal';
  if (ENUMERATED.test(plain)) return 'enumerated';
  if (NUMBERED.test(plain)) return 'numbered';
  if (speaks === true || SPEAKER.test(plain)) return 'speaker';
  if (DASH.test(plain)) return 'dash';
  return null;
}

/** `一`, `02`: the number of a part in a line of its own. */
export const isNumberAlone = (plain: string): boolean => /^(?:[一二三四五六七八九十]{1,3}|0[1-9])$/u.test(plain);

/** Marks that never stand inside a sentence; the others need the sentence before them to be over. */
export const isHard = (marker: Marker): boolean => marker === 'bullet' || marker === 'circled';

/** The number a heading carries (`3 坚定不移…`, `三、…`), or `null`. */
export function headingNumber(plain: string): number | null {
  const arabic = /^(\d{1,2})(?:[、．.)）]|\s+|(?=\p{Script=Han}))/u.exec(plain);
  if (arabic && !/^\d{1,2}(?:月|日|年|号|个|项|家|人|名|岁|亿|万|千|百|天|大|部门|条|届|次|所|省|市|区|县|小时|分|秒|元|米|公里|里|件|位|座|处|后|成|倍|点|度|周|户|张|本|场|轮|只|头|辆|层|把|种|款|支|份|枚|斤|吨|亩|村|校|国|地|期|路|连|胜|比|强|级|时|载|旬|余|多)/u.test(plain)) return Number(arabic[1]);
  const han = /^(?:第)?([一二三四五六七八九十]{1,3})(?:、|章|节)/u.exec(plain);
  return han ? hanNumber(han[1]!) : null;
}

const COUNTED = /^[（(]?(\d{1,2}|[一二三四五六七八九十]{1,3})[）)、．.]/u;

/** `（2）……` after `（1）……`. */
export function countsOn(before: string, plain: string): boolean {
  const [a, b] = [before, plain].map((text) => COUNTED.exec(text)?.[1]);
  return a !== undefined && b !== undefined && valueOf(b) === valueOf(a) + 1;
}

const valueOf = (digits: string): number => (/\d/.test(digits) ? Number(digits) : hanNumber(digits));

/** `十二` → 12. */
export function hanNumber(text: string): number {
  const digits = '零一二三四五六七八九';
  const [tens, ones] = text.includes('十') ? text.split('十') : ['', text];
  const high = text.includes('十') ? (tens === '' ? 1 : digits.indexOf(tens!)) : 0;
  return high * 10 + (ones === undefined || ones === '' ? 0 : digits.indexOf(ones.at(-1)!));
}
