/**
 * Lines → the text of a paragraph. Only white space is ever taken away or turned into one space,
 * and each such place is kept as a `Mend`, so that the lines can be shown as they stood.
 */
import type { Mend } from '../../src/domain.ts';
import { looksLikeName } from './names.ts';
import { isDigit, isHan, isLatinLetter, isMostlyLatin, isWide } from './typography.ts';

export interface Mended {
  readonly text: string;
  readonly mends: Mend[];
}

export interface MendOptions {
  /** Between lines: nothing between ideographs (`flow`), or always a space (`space`), as in headings. */
  readonly between: 'flow' | 'space';
  /** Drop stray spaces inside lines: in running text only, never in headings, bylines and rows of names. */
  readonly stray: boolean;
}

export function mend(lines: readonly { text: string; gap: number }[], { between, stray }: MendOptions): Mended {
  const mends: Mend[] = [];
  // Pieces, not one growing string: looking at its end each time would copy it each time.
  const pieces: string[] = [];
  let length = 0;
  const push = (piece: string): void => {
    pieces.push(piece);
    length += piece.length;
  };
  for (const [i, line] of lines.entries()) {
    const before = lines[i - 1];
    if (before !== undefined) {
      mends.push({ at: length, was: '\n'.repeat(line.gap + 1) });
      push(between === 'space' ? ' ' : glueFor(before.text, line.text));
    }
    let from = 0;
    // English keeps the spaces beside its dashes and curly quotes.
    const latin = stray && isMostlyLatin(line.text);
    for (const match of stray ? line.text.matchAll(/\s+/gu) : []) {
      const [space] = match;
      if (!isStray(line.text, match.index, space.length, latin)) continue;
      push(line.text.slice(from, match.index));
      mends.push({ at: length, was: space });
      from = match.index + space.length;
    }
    push(line.text.slice(from));
  }
  return { text: pieces.join(''), mends };
}

function glueFor(before: string, after: string): string {
  const [a, b] = [before.at(-1), after[0]];
  if (isLatinLetter(a) && isLatinLetter(b)) return ' ';
  if (isMostlyLatin(before) && isMostlyLatin(after)) return a === '-' || a === '—' || isHan(a) || isHan(b) ? '' : ' ';
  if (a === '-' || isWide(a) || isWide(b)) return '';
  return '';
}

/**
 * A heading whose shadow or outline was extracted as a second text: `冰城冰城 踔厉奋发踔厉奋发`. A piece
 * of one or two characters counts only beside longer ones, alone it may be meant (`天天`). What is dropped is kept as a mend.
 */
export function undouble({ text, mends }: Mended): Mended {
  const pieces = text.split(' ');
  // Beside a piece that is printed once, a doubled one has to be longer to be no reduplication.
  const every = pieces.every((piece) => piece.length >= 4 && isDoubled(piece)) && pieces.some((piece) => piece.length >= 6);
  const once = (piece: string): boolean => every || (piece.length >= 12 && isDoubled(piece));
  if (!pieces.some(once)) return { text, mends };
  const dropped: Mend[] = [];
  let out = '';
  for (const piece of pieces) {
    const half = once(piece) ? piece.length / 2 : piece.length;
    out += (out === '' ? '' : ' ') + piece.slice(0, half);
    if (half < piece.length) dropped.push({ at: out.length, was: piece.slice(half) });
  }
  return { text: out, mends: [...mends, ...dropped] };
}

const isDoubled = (piece: string): boolean => piece.length % 2 === 0 && piece.slice(0, piece.length / 2) === piece.slice(piece.length / 2);

/** A space that the setting of the page made, not the writer: it touches an ideograph, or parts two digits. */
function isStray(line: string, at: number, length: number, latin: boolean): boolean {
  const [a, b] = [line[at - 1], line[at + length]];
  if (latin && !isHan(a) && !isHan(b)) return false;
  if (isDigit(a) && isDigit(b)) return true;
  const before = line.slice(Math.max(0, at - 60), at);
  if (isAmongNames(before) || isBeforeSigner(before, line.slice(at + length))) return false;
  if (isWide(a) && isWide(b)) return !isRow(line, at, length);
  if (isWide(a) || isWide(b)) return true;
  return (isDigit(a) && b === '%') || (isDigit(b) && a === '.');
}

/** After `本报讯`, after a role, or inside the brackets that name the writers. */
const isAmongNames = (before: string): boolean =>
  /(?:记者|通讯员|作者|記者|通訊員)$/u.test(before) || /[（(][^（）()]*(?:记者|通讯员|記者|通訊員)[^（）()]*$/u.test(before) || /^[【〔［]?(?:本报|本報|本刊)[^，。（(]{0,16}(?:讯|電|电|訊)(?:[ \u3000]?[（(][^（()）。，]{0,20}|[ \u3000]\p{Script=Han}{2,3}|[ \u3000]?(?:记者|通讯员|实习生|記者|通訊員|實習生)[ \u3000]?\p{Script=Han}{2,3})*$/u.test(before);

/** `（白鹭市莲塘小学 柳河清）`, `（柳河清 文）`, `（柳河清 白鹭市退休教师）` and `……。 柳河清`, at the end of the line. */
const isBeforeSigner = (before: string, after: string): boolean => (/[（(][^（）()，。]{2,24}$/u.test(before) && /^\p{Script=Han}{1,4}[）)]$/u.test(after)) || (/[（(]\p{Script=Han}{2,3}$/u.test(before) && /^\p{Script=Han}{5,20}[）)]$/u.test(after)) || (/[。！？”]$/u.test(before) && /^\p{Script=Han}{2,3}$/u.test(after) && looksLikeName(after));

/** In a row of short words (`张三 李四 王五`) the spaces are what tells them apart. */
function isRow(line: string, at: number, length: number): boolean {
  const before = /(?:^|[\s、：:（(])(\p{Script=Han}{2,4})$/u.exec(line.slice(Math.max(0, at - 6), at));
  const after = /^(\p{Script=Han}{2,4})(?=$|[\s、。）)])/u.exec(line.slice(at + length, at + length + 6));
  return before !== null && after !== null;
}
