/** News in brief: where a title stands over one short paragraph, headings below it over one each are titles as well. */
import { datelineOf } from './datelines.ts';
import { isBox } from './kickers.ts';
import { goesOn } from './labels.ts';
import type { Label } from './labels.ts';
import type { Line } from './lines.ts';
import { headingNumber } from './markers.ts';

/** Characters of a brief; more may be the opening of a report whose parts follow. */
const BRIEF = 150;
/** Shorter headings, and questions, head parts of a report as often. */
const SHORTEST = 6;

interface Piece {
  readonly from: number;
  readonly label: Label;
  plain: string;
}

export function titledBriefs(lines: readonly Line[], labels: readonly Label[]): Label[] {
  const pieces: Piece[] = [];
  for (const [i, { plain }] of lines.entries()) {
    const last = pieces.at(-1);
    if (goesOn(labels[i]!) && last !== undefined) last.plain += plain;
    else pieces.push({ from: i, label: labels[i]!, plain });
  }
  const found = [...labels];
  const isItem = (n: number, head: Label): boolean => pieces[n]?.label === head && pieces[n + 1]?.label === 'body' && pieces[n + 1]!.plain.length <= BRIEF;
  const isNamed = ({ plain }: Piece): boolean => plain.length >= SHORTEST && !plain.endsWith('？') && !isBox(plain) && headingNumber(plain) === null;
  const isSent = (n: number): boolean => datelineOf(pieces[n + 1]!.plain) !== null;
  for (let n = 0; n < pieces.length; n += 1) {
    if (!isItem(n, 'title')) continue;
    let end = n + 2;
    // A report is sent once, its parts are not.
    while (isItem(end, 'heading') && isNamed(pieces[end]!) && isSent(end) === isSent(n)) end += 2;
    // What goes on with another paragraph is a report and its parts.
    if (end < pieces.length && !/^(?:title|kicker|heading|boilerplate)$/u.test(pieces[end]!.label)) end -= 2;
    for (let item = n + 2; item < end; item += 2) {
      const { from } = pieces[item]!;
      for (let i = from; i < pieces[item + 1]!.from; i += 1) found[i] = i === from ? 'title' : 'title+';
    }
    n = Math.max(n, end - 1);
  }
  return found;
}
