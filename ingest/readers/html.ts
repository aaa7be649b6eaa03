import { XunbaoError } from '../../src/errors.ts';
import { LIMITS } from '../limits.ts';
import { readWhole } from './bytes.ts';
import { decode, type Decoded } from './encoding.ts';
import { htmlMeta } from './html-meta.ts';
import { mainContent, parseHtml } from './html-content.ts';
import { markedText } from './marked-text.ts';
import { asLines } from './normalise.ts';
import type { ByteSource, ReadOptions, ReadResult } from './reader.ts';

/** A saved web page: the article's own text, without the menus around it. */
export async function* readHtml(source: ByteSource, { signal, report }: ReadOptions): AsyncGenerator<ReadResult> {
  const html = asLines(decodeHtml(await readWhole(source, LIMITS.htmlBytes, signal)), report);
  const document = parseHtml(html);
  const meta = { ...source.meta, ...htmlMeta(document) };
  const text = markedText(mainContent(html, document));
  if (text === '') throw new XunbaoError('unreadable', 'no text in the page');
  yield { document: { kind: 'page', file: source.file, text: withoutTitle(text, meta.title), form: 'marked', meta } };
}

/** The page's own word for its encoding is tried first where the bytes allow it; pages often lie, so strictly. */
function decodeHtml(bytes: Buffer): Decoded {
  const declared = /<meta[^>]{0,200}charset\s{0,9}=\s{0,9}["']?([\w-]{1,20})/i.exec(bytes.subarray(0, 2048).toString('latin1'))?.[1];
  if (declared !== undefined && /^(?:gb2312|gbk|gb18030|big5|big5-hkscs)$/i.test(declared)) {
    try {
      const text = new TextDecoder(/^gb/i.test(declared) ? 'gb18030' : 'big5', { fatal: true }).decode(bytes);
      if (!isUtf8(bytes)) return { text, encoding: declared.toLowerCase(), damaged: 0 };
    } catch {
      // The page says one thing and is another: tell by the bytes.
    }
  }
  return decode(bytes);
}

function isUtf8(bytes: Buffer): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

const bare = (value: string): string => value.replaceAll(/[#\s]/g, '');

/** The title is metadata; the heading that repeats it would be found twice. */
function withoutTitle(text: string, title: string | undefined): string {
  if (title === undefined) return text;
  const [first = '', ...rest] = text.split('\n');
  return bare(first) === bare(title) ? rest.join('\n').trimStart() : text;
}
