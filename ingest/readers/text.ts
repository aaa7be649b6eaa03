import { XunbaoError } from '../../src/errors.ts';
import { LIMITS } from '../limits.ts';
import { readWhole } from './bytes.ts';
import { decode } from './encoding.ts';
import { frontMatter } from './front-matter.ts';
import { asLines } from './normalise.ts';
import type { ByteSource, ReadOptions, ReadResult } from './reader.ts';

/** Text as an extractor printed it. A YAML header is understood here too. */
export async function* readText(source: ByteSource, { signal, report }: ReadOptions): AsyncGenerator<ReadResult> {
  const { meta, body } = frontMatter(asLines(decode(await readWhole(source, LIMITS.fileBytes, signal)), report), report);
  if (body.trim() === '') throw new XunbaoError('unreadable', 'empty: no text in it');
  yield { document: { kind: 'page', file: source.file, text: body, form: 'plain', meta: { ...source.meta, ...meta } } };
}
