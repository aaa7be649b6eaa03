import { XunbaoError } from '../../src/errors.ts';
import { bytesAsText, LIMITS } from '../limits.ts';
import { reasonOf } from '../problem.ts';
import { recordFrom } from '../record.ts';
import { peek } from './bytes.ts';
import { firstBadByte, sniffEncoding } from './encoding.ts';
import { gunzip } from './gzip.ts';
import { jsonReason } from './json.ts';
import { byteLines, type ByteLine } from './lines.ts';
import type { ByteSource, ReadOptions, ReadResult } from './reader.ts';

/** One article a line, packed with gzip or not (told by its first bytes). Held in memory: one line. */
export async function* readNdjson(source: ByteSource, options: ReadOptions): AsyncGenerator<ReadResult> {
  let lines = 0;
  let filled = 0;
  try {
    for await (const line of byteLines(await textStream(source.open()), LIMITS.lineBytes)) {
      options.signal?.throwIfAborted();
      lines = line.number;
      if (!isEmpty(line)) filled += 1;
      const result = readLine(line, source, options);
      if (result !== null) yield result;
    }
  } catch (error) {
    if (error instanceof XunbaoError || options.signal?.aborted) throw error;
    throw new XunbaoError('unreadable', `${reasonOf(error)}; read up to line ${lines}`, { cause: error });
  }
  if (filled === 0) throw new XunbaoError('unreadable', 'empty');
}

function readLine(line: ByteLine, source: ByteSource, options: ReadOptions): ReadResult | null {
  const read = resultOf(line, source, options);
  if (typeof read !== 'string') return read;
  options.report({ level: 'failure', line: line.number, reason: read });
  return null;
}

/** A string says why there is none. */
function resultOf(line: ByteLine, source: ByteSource, { report, known }: ReadOptions): ReadResult | string | null {
  if ('tooLong' in line) return `a line of ${bytesAsText(line.tooLong)}; the limit is ${bytesAsText(LIMITS.lineBytes)}`;
  const raw = line.number === 1 ? withoutMark(line.bytes) : line.bytes;
  if (isEmpty(line)) return null;
  if (known?.(raw, source)) return null;
  let text: string;
  try {
    text = utf8.decode(raw);
  } catch {
    return `not UTF-8: first bad byte at ${firstBadByte(raw)} of the line`;
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return jsonReason(error, text);
  }
  const document = recordFrom(value, source.file, source.meta);
  if (typeof document === 'string') return document;
  if (text.includes('\uFFFD')) report({ level: 'warning', line: line.number, reason: 'holds U+FFFD: characters were lost before it came here' });
  return { document, line: line.number };
}

const utf8 = new TextDecoder('utf-8', { fatal: true });
const isBlank = (byte: number): boolean => byte === 0x20 || byte === 0x09 || byte === 0x0d;
const isEmpty = (line: ByteLine): boolean => 'bytes' in line && line.bytes.every(isBlank);

function withoutMark(bytes: Uint8Array): Uint8Array {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes;
}

const SNIFFED = 64 * 1024;

/** Unpacked and in UTF-8, whatever it was. */
export async function textStream(stream: AsyncIterable<Uint8Array>): Promise<AsyncIterable<Uint8Array>> {
  let { head, whole } = await peek(stream, SNIFFED);
  if (head[0] === 0x1f && head[1] === 0x8b) {
    ({ head, whole } = await peek(gunzip(whole), SNIFFED));
  }
  const encoding = sniffEncoding(head);
  return encoding === 'utf-8' ? whole : transcoded(whole, encoding);
}

async function* transcoded(stream: AsyncIterable<Uint8Array>, encoding: string): AsyncGenerator<Uint8Array> {
  const decoder = new TextDecoder(encoding);
  for await (const chunk of stream) yield Buffer.from(decoder.decode(chunk, { stream: true }));
  yield Buffer.from(decoder.decode());
}
