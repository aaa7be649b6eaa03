/** What can be told from the characters of a line alone. */

const HAN = /\p{Script=Han}/u;
/** Set full width in a Chinese column: ideographs, kana, and their punctuation. */
const WIDE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u2014\u2018-\u201d\u2026\u2460-\u24ff\u25a0-\u27bf\u3000-\u303f\uff00-\uff60\uffe0-\uffe6·]/u;
const FINAL = /[。！？!?…][”’」』）》】)"']*$/;
const FINAL_LATIN = /[a-zA-Z0-9%)][.!?]["'”’)]*$/;
const HALF_OPEN = /[；：;:][”’」』]*$/;

export const isHan = (c: string | undefined): boolean => c !== undefined && HAN.test(c);
export const isWide = (c: string | undefined): boolean => c !== undefined && WIDE.test(c);
export const isLatinLetter = (c: string | undefined): boolean => c !== undefined && /[A-Za-z\u00c0-\u024f]/.test(c);
export const isDigit = (c: string | undefined): boolean => c !== undefined && /[0-9]/.test(c);

/** Width in ideographs: a Latin letter or a digit is half of one, a stray space a quarter. */
export function displayWidth(text: string): number {
  let width = 0;
  for (const c of text) width += isWide(c) ? 1 : c === ' ' ? 0.25 : 0.5;
  return width;
}

/** The largest of any number of widths: as arguments of `Math.max` some hundred thousand are too many. */
export const widestOf = (widths: readonly number[]): number => widths.reduce((widest, width) => Math.max(widest, width), 0);

/** Ends as a sentence ends. */
export const isClosed = (text: string): boolean => FINAL.test(text) || FINAL_LATIN.test(text);

/** `……。（记者 张三）`: the brackets that close a short item. */
const SIGNED = /[。！？”][（(][^（）()]{2,40}[）)]$|(?:^|[（(])[^（）()]{0,8}(?:记者|通讯员)[^（）()]{1,30}[）)]$/u;

/** Ends as a sentence ends, or as a signed item does. */
export const endsText = (text: string): boolean => isClosed(text) || SIGNED.test(text);

/** The whole line is the rest of the brackets that the line before opened. */
export const closesBracket = (before: string, plain: string): boolean => plain.length <= 40 && /^[^（(）)]*[）)]$/u.test(plain) && /[（(][^）)]{0,40}$/u.test(before);

/** Line `i` ends a text; its signature may have begun in the line before: `……。（记者 王|小明）`. */
export function endsTextAt(lines: readonly { readonly plain: string }[], i: number): boolean {
  const [before, line] = [lines[i - 1], lines[i]];
  if (line === undefined) return false;
  return endsText(line.plain) || (before !== undefined && closesBracket(before.plain, line.plain) && SIGNED.test(before.plain + line.plain));
}

/** No sentence is open at the end of line `i`: there is none, it is known for something else, or a text ends with it. */
export const isOverAt = (lines: readonly { readonly plain: string }[], alone: readonly (object | null)[], i: number): boolean => lines[i] === undefined || alone[i] !== null || endsTextAt(lines, i);

/** Begins with a mark that closes what stands before it: nothing begins so. */
export const beginsClosed = (text: string): boolean => /^[，。、；：！？”’）》】」』]/u.test(text);

/** Begins with the end of a clause, as only a line in mid-sentence does: `廊，……`, `子里。……`. */
export const endsClause = (text: string): boolean => /^(?:(?![但而可])\p{Script=Han}[，。、；：！？”）》]|\p{Script=Han}{2}[。、；！？”）》])/u.test(text);

/** A number was cut in two between these lines. */
export const isTorn = (before: string, plain: string): boolean => /\d[.,]?$/u.test(before) && /^[\d%]/u.test(plain);

/** Ends in `；` or `：`: a clause is over, the sentence perhaps not. */
export const isHalfOpen = (text: string): boolean => HALF_OPEN.test(text);

/** More Latin letters than ideographs. */
export function isMostlyLatin(text: string): boolean {
  let latin = 0;
  let han = 0;
  for (const c of text) {
    if (isLatinLetter(c)) latin += 1;
    else if (isHan(c)) han += 1;
  }
  return latin > 8 && latin > han * 4;
}

/** Words or phrases set side by side. */
export const phrasesOf = (text: string): string[] => text.split(/[ \u3000]+/u);

/** White space of every kind removed; what remains must survive the mending unchanged. */
export const squash = (text: string): string => text.replace(/\s+/gu, '');
