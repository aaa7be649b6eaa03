import { Readable } from 'node:stream';
import { parse, CsvError } from 'csv-parse';
import { XunbaoError } from '../../src/errors.ts';
import { fieldOf, metaFrom } from '../fields.ts';
import { bytesAsText, LIMITS } from '../limits.ts';
import { reasonOf } from '../problem.ts';
import { paragraphsOf, withId } from '../record.ts';
import { peek } from './bytes.ts';
import { textStream } from './ndjson.ts';
import type { ByteSource, ReadOptions, ReadResult } from './reader.ts';

interface Row {
  readonly record: string[];
  /** `lines`: the last line of the file read so far, from 1. */
  readonly info: { readonly lines: number };
}

/** A table with a heading row, an article a row. Columns are known by their names or by the manifest's `columns`. */
export async function* readCsv(source: ByteSource, options: ReadOptions): AsyncGenerator<ReadResult> {
  const { head, whole } = await peek(await textStream(source.open()), 64 * 1024);
  if (head.length === 0) throw new XunbaoError('unreadable', 'empty');
  let tooLarge = 0;
  const parser = parse({
    bom: true,
    delimiter: delimiterOf(head.toString('utf8')),
    info: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    max_record_size: LIMITS.lineBytes,
    skip_records_with_error: true,
    on_skip: (error) => {
      const line = Number(error?.['lines']);
      // A row too large is complained of again and again until it ends.
      if (error?.code === 'CSV_MAX_RECORD_SIZE') {
        if (line !== tooLarge) options.report({ level: 'failure', line, reason: `a row of more than ${bytesAsText(LIMITS.lineBytes)}, the limit` });
        tooLarge = line;
        return undefined;
      }
      options.report({ level: 'failure', ...(line > 0 && { line }), reason: reasonOf(error) });
      return undefined;
    },
  });
  const bytes = Readable.from(whole, { objectMode: false });
  bytes.once('error', (error) => parser.destroy(error));
  let columns: string[] | null = null;
  try {
    for await (const { record, info } of bytes.pipe(parser) as AsyncIterable<Row>) {
      options.signal?.throwIfAborted();
      if (columns === null) columns = headings(record, source);
      else {
        const result = readRow(record, columns, info.lines, source, options);
        if (result !== null) yield result;
      }
    }
  } catch (error) {
    if (error instanceof XunbaoError || options.signal?.aborted) throw error;
    const line = error instanceof CsvError ? ` at line ${String(error['lines'])}` : '';
    throw new XunbaoError('unreadable', `${reasonOf(error)}${line}`, { cause: error });
  } finally {
    bytes.destroy();
  }
  if (columns === null) throw new XunbaoError('unreadable', 'no rows');
}

/** The headings with the manifest's mapping applied; without a column for the text there is nothing to index. */
function headings(row: readonly string[], source: ByteSource): string[] {
  const names = row.map((name) => source.columns?.[name.trim()] ?? name.trim());
  if (!names.some((name) => fieldOf(name) === 'text')) {
    throw new XunbaoError('unreadable', `no column for the text among ${names.slice(0, 12).join(', ')}; name one "text" or 正文, or map it under "columns" in _meta.yml`);
  }
  return names;
}

function readRow(values: readonly string[], columns: readonly string[], line: number, source: ByteSource, { report, known }: ReadOptions): ReadResult | null {
  if (known?.(Buffer.from(JSON.stringify(values)), source)) return null;
  const row = Object.fromEntries(columns.map((name, at) => [name, values[at] ?? '']));
  const { meta, complaints } = metaFrom(row);
  for (const complaint of complaints) report({ level: 'warning', line, reason: complaint });
  if (values.some((value) => value.includes('\uFFFD'))) report({ level: 'warning', line, reason: 'unreadable characters (U+FFFD)' });
  const paragraphs = columns.flatMap((name, at) => (fieldOf(name) === 'text' ? paragraphsOf(values[at] ?? '') : []));
  if (paragraphs.length === 0) {
    report({ level: 'failure', line, reason: 'the row has no text' });
    return null;
  }
  return { document: withId({ kind: 'record', file: source.file, meta: { ...source.meta, ...meta }, paragraphs }), line };
}

/** The separator that cuts the heading row into most columns. */
function delimiterOf(head: string): string {
  const first = head.split('\n', 1)[0] ?? '';
  const counts = [',', '\t', ';', '，'].map((mark) => ({ mark, count: first.split(mark).length }));
  return counts.reduce((best, next) => (next.count > best.count ? next : best)).mark;
}
