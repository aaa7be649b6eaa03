/** Text of the archive: always text, never markup, with the query's words marked. */
import type { Messages } from '../i18n.ts';
import { html, type Content } from '../html.ts';

export type Range = readonly [start: number, end: number];

/** `ranges` are `[start, end)` in UTF-16 units, in order and apart; what does not fit is left unmarked. */
export function marked(text: string, ranges: readonly Range[]): Content[] {
  const parts: Content[] = [];
  let at = 0;
  for (const [start, end] of ranges) {
    if (start < at || end <= start || end > text.length) continue;
    if (start > at) parts.push(text.slice(at, start));
    parts.push(html`<mark>${text.slice(start, end)}</mark>`);
    at = end;
  }
  parts.push(text.slice(at));
  return parts;
}

/** What the archive or a reader wrote, within a sentence of the interface: in a language of its own. */
export function quoted(sentence: string, value: string): Content[] {
  const at = value === '' ? -1 : sentence.indexOf(value);
  return at < 0 ? [sentence] : [sentence.slice(0, at), html`<span lang="zh-Hans">${value}</span>`, sentence.slice(at + value.length)];
}

/** A date as far as it is known. */
export function when(item: { readonly date: string | null; readonly year: number | null }, m: Messages): Content {
  if (item.date !== null) return html`<time datetime=${item.date}>${m.date(item.date)}</time>`;
  if (item.year !== null) return html`<time datetime=${String(item.year)}>${m.year(item.year)}</time>`;
  return html`<span class="unstated">${m.undated}</span>`;
}
