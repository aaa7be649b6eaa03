/** Clippings as a file to work with elsewhere. */
import { csvRow } from '../csv.ts';
import type { Clipping } from '../keep.ts';
import { ris } from './records.ts';
import { gbt7714 } from './styles.ts';

export interface CollectionFile {
  readonly name: string;
  readonly type: string;
  readonly text: string;
}

export const FORMATS = ['Markdown', 'CSV', 'RIS'] as const;
export type CollectionFormat = (typeof FORMATS)[number];

export function collection(format: CollectionFormat, clippings: readonly Clipping[]): CollectionFile {
  switch (format) {
    case 'Markdown':
      return { name: 'xunbao-clippings.md', type: 'text/markdown', text: clippings.map(markdown).join('\n') };
    case 'CSV':
      // With a byte order mark, without which spreadsheets take UTF-8 for something else.
      return { name: 'xunbao-clippings.csv', type: 'text/csv', text: `\uFEFF${csvRow(COLUMNS)}${clippings.map((clipping) => csvRow(cells(clipping))).join('')}` };
    case 'RIS':
      return { name: 'xunbao-clippings.ris', type: 'application/x-research-info-systems', text: clippings.map(({ reference, text }) => ris(reference, text)).join('\r\n') };
  }
}

const COLUMNS = ['text', 'title', 'authors', 'paper', 'date', 'year', 'page', 'paragraph', 'url', 'kept'];
const cells = ({ reference: r, text, ordinal, kept }: Clipping): string[] =>
  [text, r.title ?? '', r.authors.join('; '), r.paper ?? '', r.date ?? '', r.year === null ? '' : String(r.year), r.page ?? '', String(ordinal), r.url, kept];

/** Signs that Markdown would take for marks, and the beginning of a list, are escaped. */
const plain = (text: string): string => text.replace(/[\\`*_[\]<>#|~]/g, '\\$&').replace(/^(\s*)([-+]|\d+[.)])/gm, '$1\\$2');

function markdown({ reference, text }: Clipping): string {
  const cited = gbt7714(reference).slice(0, -reference.url.length - 1);
  return `${text.trim().split(/\r?\n/).map((row) => `> ${plain(row)}`).join('\n')}\n>\n> ${plain(cited)}<${reference.url.replaceAll('>', '%3E')}>\n`;
}
