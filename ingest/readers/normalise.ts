import type { ReadOptions } from './reader.ts';
import type { Decoded } from './encoding.ts';

/** Every kind of line end as `\n`, no byte order mark; see `PageDocument.text`. */
export function normaliseLines(text: string): string {
  const unmarked = text.startsWith('\uFEFF') ? text.slice(1) : text;
  return unmarked.replace(/\r\n?|[\u2028\u2029\u0085\v\f]/g, '\n');
}

/** The text of a whole file, ready for layout; damaged characters are reported, never silent. */
export function asLines(decoded: Decoded, report: ReadOptions['report']): string {
  if (decoded.damaged > 0) {
    const line = decoded.text.slice(0, decoded.text.indexOf('\uFFFD')).split('\n').length;
    report({ level: 'warning', line, reason: `${decoded.damaged} unreadable character${decoded.damaged === 1 ? '' : 's'} (U+FFFD) in text read as ${decoded.encoding}` });
  }
  return normaliseLines(decoded.text);
}
