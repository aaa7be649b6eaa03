/** A paragraph as running text, and as the lines it was read from. */
import type { ArticleJson } from '../../src/server/schema.ts';
import { html, type Content } from '../html.ts';
import { marked, type Range } from './text.ts';

export type Paragraph = ArticleJson['paragraphs'][number];

/** Marks within `[start, end)`, counted from there; those that reach out are cut. */
const within = (ranges: readonly Range[], start: number, end: number): Range[] =>
  ranges.flatMap(([s, e]): Range[] => (s < end && e > start ? [[Math.max(s, start) - start, Math.min(e, end) - start]] : []));

/** Text with what is new in it set apart, and the marks inside both. */
export function withFresh(text: string, marks: readonly Range[], fresh: readonly Range[]): Content[] {
  const parts: Content[] = [];
  let at = 0;
  const push = (start: number, end: number, isNew: boolean): void => {
    if (end <= start) return;
    const part = marked(text.slice(start, end), within(marks, start, end));
    parts.push(isNew ? html`<ins>${part}</ins>` : part);
  };
  for (const [start, end] of fresh) {
    push(at, start, false);
    push(start, end, true);
    at = end;
  }
  push(at, text.length, false);
  return parts;
}

interface PrintedLine {
  /** Number in the file, from 1; `null` when the source does not say. */
  readonly number: number | null;
  readonly content: Content[];
}

/** The lines of the file, with every break and space put back where it was taken out. */
export function printedLines({ text, origin }: Paragraph, marks: readonly Range[]): PrintedLine[] {
  const lines: PrintedLine[] = [];
  let number = origin?.lines[0] ?? null;
  let content: Content[] = [];
  let at = 0;
  const push = (end: number): void => {
    content.push(marked(text.slice(at, end), within(marks, at, end)));
    at = end;
  };
  for (const mend of origin?.mends.toSorted((a, b) => a.at - b.at) ?? []) {
    push(mend.at);
    const breaks = mend.was.split('\n').length - 1;
    if (breaks === 0) {
      content.push(/^\s+$/u.test(mend.was) ? html`<span class="mend-space" title="␣">${mend.was}</span>` : html`<s class="mend-twice">${mend.was}</s>`);
      continue;
    }
    lines.push({ number, content });
    content = [];
    number = number === null ? null : lineAfter(number, breaks, origin?.except ?? []);
  }
  push(text.length);
  return [...lines, { number, content }];
}

/** Lines of other paragraphs come first, then the blank ones. */
function lineAfter(number: number, breaks: number, except: readonly number[]): number {
  let next = number + 1;
  while (except.includes(next)) next += 1;
  return next + breaks - 1;
}
