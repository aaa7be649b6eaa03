import mammoth from 'mammoth';
import { fromBufferPromise } from 'yauzl';
import { XunbaoError } from '../../src/errors.ts';
import { LIMITS } from '../limits.ts';
import { reasonOf } from '../problem.ts';
import { readWhole } from './bytes.ts';
import { parseHtml } from './html-content.ts';
import { markedText } from './marked-text.ts';
import type { ByteSource, ReadOptions, ReadResult } from './reader.ts';
import { membersOf } from './zip-directory.ts';

/** A Word document: its paragraphs, headings, lists and tables. */
export async function* readDocx(source: ByteSource, { signal, report }: ReadOptions): AsyncGenerator<ReadResult> {
  const bytes = await readWhole(source, LIMITS.fileBytes, signal);
  if (bytes.subarray(0, 4).toString('latin1') === '\u00D0\u00CF\u0011\u00E0') throw new XunbaoError('unreadable', 'an encrypted document or an old .doc; save it as .docx without a password');
  await refuseBomb(bytes);
  const text = markedText(parseHtml(belowTitle(await html(bytes))).body);
  if (text === '') throw new XunbaoError('unreadable', 'no text in the document');
  if (text.includes('\uFFFD')) report({ level: 'warning', reason: 'holds U+FFFD: characters were lost before it came here' });
  yield { document: { kind: 'page', file: source.file, text, form: 'marked', meta: source.meta } };
}

/** mammoth unpacks without limits, so the directory is judged first. */
async function refuseBomb(bytes: Buffer): Promise<void> {
  try {
    await membersOf(await fromBufferPromise(bytes, { lazyEntries: true, decodeStrings: false }), () => undefined);
  } catch (error) {
    if (error instanceof XunbaoError) throw error;
    throw new XunbaoError('unreadable', `not a Word document: ${reasonOf(error)}`, { cause: error });
  }
}

/** Under a paragraph of the style Title, Word's Heading 1 heads a section: as `#` it would open an article of its own. */
function belowTitle(html: string): string {
  if (html.split('<h1 class="title">').length !== 2) return html;
  return html.replaceAll(/<(\/?)h([1-5])>/g, (_, slash: string, level: string) => `<${slash}h${Number(level) + 1}>`).replace(/(<h1 class="title">[^]*?)<\/h2>/, '$1</h1>');
}

async function html(buffer: Buffer): Promise<string> {
  try {
    const { value } = await mammoth.convertToHtml(
      { buffer },
      {
        styleMap: ["p[style-name='Title'] => h1.title:fresh", 'p.Title => h1.title:fresh', "p[style-name='标题'] => h1.title:fresh", "p[style-name='Subtitle'] => h2:fresh", "p[style-name='副标题'] => h2:fresh"],
        convertImage: mammoth.images.imgElement(() => Promise.resolve({ src: '' })),
        externalFileAccess: false,
      },
    );
    return value;
  } catch (error) {
    throw new XunbaoError('unreadable', `not a readable Word document: ${reasonOf(error)}`, { cause: error });
  }
}
