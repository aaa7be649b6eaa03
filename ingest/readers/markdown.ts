import { XunbaoError } from '../../src/errors.ts';
import { LIMITS } from '../limits.ts';
import { readWhole } from './bytes.ts';
import { decode } from './encoding.ts';
import { frontMatter } from './front-matter.ts';
import { plainMarkdown } from './plain-markdown.ts';
import { asLines } from './normalise.ts';
import type { ByteSource, ReadOptions, ReadResult } from './reader.ts';

/** Markdown with a YAML header. Without any Markdown mark it is a page of text under another name. */
export async function* readMarkdown(source: ByteSource, { signal, report }: ReadOptions): AsyncGenerator<ReadResult> {
  const { meta, body } = frontMatter(asLines(decode(await readWhole(source, LIMITS.fileBytes, signal)), report), report);
  if (body.trim() === '') throw new XunbaoError('unreadable', 'empty: no text in it');
  const marked = /^#{1,6}\s|^\s*[-*+]\s/m.test(body);
  yield {
    document: { kind: 'page', file: source.file, text: marked ? plainMarkdown(body) : body, form: marked || !isWrapped(body) ? 'marked' : 'plain', meta: { ...source.meta, ...meta } },
  };
}

/** Columns of a newspaper are under 40 characters wide; see notes on the two families of text. */
function isWrapped(body: string): boolean {
  return body.split('\n').every((line) => line.length <= 60);
}
