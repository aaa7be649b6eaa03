/** Marks: where the forms of terms stand in a printed text. Computed here for every engine alike. */
import { printed, type Folded } from './fold.ts';
import { readings } from './wording.ts';

export type Range = [start: number, end: number];

/** Marks of one text beyond this are left out; nobody sees them and hostile texts have millions. */
const MAX_MARKS = 1000;

const WORD_UNIT = /[\p{Script=Latin}\p{Nd}]/u;

/** What marks the terms in one text after another: printed ranges, ascending, never overlapping, that hold any of their forms. */
export function highlighter(terms: readonly { readonly forms: readonly string[] }[]): (text: string) => Range[] {
  const forms = [...new Set(terms.flatMap((term) => term.forms))].sort((a, b) => b.length - a.length);
  if (forms.length === 0) return () => [];
  return (text) => merge(readings(text).flatMap((reading) => find(reading, forms)));
}

function find(reading: Folded, forms: readonly string[]): Range[] {
  const ranges: Range[] = [];
  for (const form of forms) {
    const places = occurrences(reading.text, form);
    // 5g inside 15gb is only a mark when the text has no better one.
    const whole = places.filter((at) => !cutsWord(reading.text, at) && !cutsWord(reading.text, at + form.length));
    for (const at of whole.length > 0 ? whole : places) ranges.push(printed(reading, at, at + form.length));
  }
  return ranges;
}

function occurrences(text: string, form: string): number[] {
  const places: number[] = [];
  for (let at = text.indexOf(form); at >= 0 && places.length < MAX_MARKS; at = text.indexOf(form, at + form.length)) places.push(at);
  return places;
}

/** Whether a place lies inside a number or a Latin word. */
const cutsWord = (text: string, at: number): boolean => at > 0 && at < text.length && WORD_UNIT.test(text[at - 1]!) && WORD_UNIT.test(text[at]!);

function merge(ranges: Range[]): Range[] {
  const merged: Range[] = [];
  for (const [start, end] of ranges.sort((a, b) => a[0] - b[0] || b[1] - a[1])) {
    const last = merged.at(-1);
    if (last !== undefined && start <= last[1]) last[1] = Math.max(last[1], end);
    else merged.push([start, end]);
  }
  return merged;
}

export interface Snippet {
  text: string;
  highlights: Range[];
}

const SENTENCE_END = /[。！？!?；;\n]/u;
const CLAUSE_END = /[，,、：:]/u;

/**
 * A piece of at most `length` units around the densest marks, beginning at a sentence where one
 * begins near enough, otherwise at a clause; `…` stands for what was left out.
 */
export function snippet(text: string, highlights: readonly Range[], length = 120): Snippet {
  if (text.length <= length) return { text, highlights: highlights.map(([s, e]) => [s, e]) };
  const first = densest(highlights, length);
  const start = opening(text, first, length);
  let end = whole(text, Math.min(text.length, start + length));
  // A mark at the edge is shown whole or not at all.
  for (const [s, e] of highlights) if (s < end && e > end) end = e - end <= 20 ? e : s;
  const before = start > 0 ? '…' : '';
  const shift = before.length - start;
  const inside = highlights.filter(([s, e]) => s >= start && e <= end);
  return {
    text: before + text.slice(start, end) + (end < text.length ? '…' : ''),
    highlights: inside.map(([s, e]) => [s + shift, e + shift]),
  };
}

/** Start of the mark with which a window of `length` covers most marked text. */
function densest(highlights: readonly Range[], length: number): number {
  let best = highlights[0]?.[0] ?? 0;
  let most = 0;
  let covered = 0;
  let last = 0;
  for (let first = 0; first < highlights.length; first++) {
    const [start, end] = highlights[first]!;
    while (last < highlights.length && highlights[last]![1] <= start + length) {
      covered += highlights[last]![1] - highlights[last]![0];
      last++;
    }
    if (covered > most) {
      most = covered;
      best = start;
    }
    if (last > first) covered -= end - start;
    else last = first + 1;
  }
  return best;
}

function opening(text: string, mark: number, length: number): number {
  const earliest = Math.max(0, mark - Math.floor(length / 2));
  if (earliest === 0) return 0;
  let clause = -1;
  for (let at = mark; at > earliest; at--) {
    if (SENTENCE_END.test(text[at - 1]!)) return whole(text, at);
    if (clause < 0 && CLAUSE_END.test(text[at - 1]!)) clause = at;
  }
  return whole(text, clause >= 0 ? clause : Math.max(0, mark - Math.floor(length / 4)));
}

/** The nearest offset at or before `at` that does not split a surrogate pair. */
function whole(text: string, at: number): number {
  const unit = text.charCodeAt(at);
  return unit >= 0xdc00 && unit <= 0xdfff ? at - 1 : at;
}
