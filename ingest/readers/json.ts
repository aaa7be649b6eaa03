import { XunbaoError } from '../../src/errors.ts';
import { LIMITS } from '../limits.ts';
import { recordFrom } from '../record.ts';
import { readWhole } from './bytes.ts';
import { decode } from './encoding.ts';
import { asLines } from './normalise.ts';
import type { ByteSource, ReadOptions, ReadResult } from './reader.ts';

/** One article, or an array of them. */
export async function* readJson(source: ByteSource, { signal, report }: ReadOptions): AsyncGenerator<ReadResult> {
  const text = asLines(decode(await readWhole(source, LIMITS.fileBytes, signal)), report);
  const value = parse(text);
  if (!Array.isArray(value)) {
    const document = recordFrom(value, source.file, source.meta);
    if (typeof document === 'string') throw new XunbaoError('unreadable', document);
    yield { document };
    return;
  }
  if (value.length === 0) throw new XunbaoError('unreadable', 'an empty array');
  for (const [index, item] of (value as unknown[]).entries()) {
    const document = recordFrom(item, source.file, source.meta);
    if (typeof document === 'string') report({ level: 'failure', reason: `article ${index + 1} of ${value.length}: ${document}` });
    else yield { document };
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new XunbaoError('unreadable', jsonReason(error, text), { cause: error });
  }
}

/** V8 quotes the text around the fault, which can be long and is hard to find; say the line instead. */
export function jsonReason(error: unknown, text: string): string {
  const message = error instanceof Error ? error.message : String(error);
  const position = /at position (\d+)/.exec(message)?.[1];
  if (position === undefined) return 'not JSON: ends too early';
  const before = text.slice(0, Number(position)).split('\n');
  const column = `column ${(before.at(-1)?.length ?? 0) + 1}`;
  return `not JSON: unexpected ${JSON.stringify(text.charAt(Number(position)) || 'end')} at ${text.includes('\n') ? `line ${before.length}, ` : ''}${column}`;
}
