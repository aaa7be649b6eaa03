/** Text → lines: white space, Markdown marks and the place of each line, before anything is decided. */
import { simplified } from './script.ts';
import { displayWidth } from './typography.ts';

/** What a line says about itself by Markdown marks. */
export type Mark = { readonly kind: 'heading'; readonly level: number } | { readonly kind: 'bullet' } | { readonly kind: 'table' } | { readonly kind: 'quote' } | null;

export interface Line {
  /** Place in the source, from 1. */
  readonly no: number;
  /** As printed, without surrounding white space and Markdown marks. */
  readonly text: string;
  /** `text` in simplified characters, unit for unit: what rules look at. */
  readonly plain: string;
  /** White space before the line, in ideographs. */
  readonly indent: number;
  /** Blank lines before it. */
  readonly gap: number;
  readonly width: number;
  /** Of its letters, in points, where the source knows it. */
  readonly size: number | null;
  readonly mark: Mark;
  /** Begins with who speaks, as the page shows by others that begin so. */
  readonly speaks?: true;
}

const RULE = /^(?:[-*_=~]\s*){3,}$/;
const TABLE_RULE = /^\|?[\s:|-]*-[\s:|-]*\|[\s:|-]*$/;

export interface SplitOptions {
  /** Quote marks, tables and `* ` count as Markdown only in text that is known to be marked. */
  readonly marked: boolean;
  /** Of each line of the text, see `PageDocument.sizes`. */
  readonly sizes?: readonly (number | null)[];
}

export function splitLines(text: string, { marked, sizes }: SplitOptions): Line[] {
  const lines: Line[] = [];
  let gap = 0;
  for (const [index, raw] of text.split('\n').entries()) {
    const { text: stripped, mark } = unmark(raw.trim(), marked);
    if (stripped === '') {
      gap += 1;
      continue;
    }
    lines.push({ no: index + 1, text: stripped, plain: simplified(stripped), indent: indentOf(raw), gap, width: displayWidth(stripped), size: sizes?.[index] ?? null, mark });
    gap = 0;
  }
  return lines;
}

function unmark(text: string, marked: boolean): { text: string; mark: Mark } {
  const heading = /^(#{1,6})\s+(.*)$/.exec(text);
  if (heading) return { text: inline(heading[2]!.replace(/\s+#+$/, '')), mark: { kind: 'heading', level: heading[1]!.length } };
  if (RULE.test(text)) return { text: '', mark: null };
  if (/^-\s+\S/.test(text) || (marked && /^[*+]\s+\S/.test(text))) return { text: inline(text.slice(1).trim()), mark: { kind: 'bullet' } };
  if (marked && text.startsWith('|')) return TABLE_RULE.test(text) ? { text: '', mark: null } : { text: inline(text), mark: { kind: 'table' } };
  // Rows that a reader made of HTML and Word tables have no bar at either end.
  if (marked && /\S \| \S/.test(text)) return { text: inline(text), mark: { kind: 'table' } };
  if (marked && /^>\s?/.test(text)) return { text: inline(text.replace(/^(?:>\s?)+/, '')), mark: { kind: 'quote' } };
  return { text: inline(text), mark: null };
}

/** Emphasis marks stand inside numbers and words (`**6.5%左右**`) and would hide them from every search. */
const inline = (text: string): string => text.replace(/\*\*([^*]+)\*\*/g, '$1').trim();

function indentOf(raw: string): number {
  let width = 0;
  for (const c of raw) {
    if (c === '\u3000') width += 1;
    else if (c === '\t') width += 2;
    else if (/\s/.test(c)) width += 0.5;
    else break;
  }
  return width;
}
