import { createRequire } from 'node:module';
import path from 'node:path';
import { getDocument, PasswordResponses, VerbosityLevel, type PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { XunbaoError } from '../../src/errors.ts';
import { LIMITS } from '../limits.ts';
import { reasonOf } from '../problem.ts';
import { readWhole } from './bytes.ts';
import { normaliseLines } from './normalise.ts';
import { withoutFurniture, type PrintedPage } from './pdf-furniture.ts';
import { columnLines, EMPTY, type Piece, type PrintedLine } from './pdf-columns.ts';
import type { ByteSource, ReadOptions, ReadResult } from './reader.ts';

// Chinese PDFs refer to character maps (GBK-EUC-H, UniGB-UCS2-H …) that they do not carry.
const HOME = path.dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));

/** The text layer, column by column; wraps are left to the layout. Pages are divided by a blank line. */
export async function* readPdf(source: ByteSource, { signal, report }: ReadOptions): AsyncGenerator<ReadResult> {
  const bytes = await readWhole(source, LIMITS.pdfBytes, signal);
  const loading = getDocument({
    data: new Uint8Array(bytes),
    cMapUrl: `${path.join(HOME, 'cmaps')}/`,
    cMapPacked: true,
    standardFontDataUrl: `${path.join(HOME, 'standard_fonts')}/`,
    verbosity: VerbosityLevel.ERRORS,
    isEvalSupported: false,
    disableFontFace: true,
    useSystemFonts: false,
  });
  // Without a listener the library asks for a password forever.
  loading.onPassword = (_: unknown, reason: number) => {
    void loading.destroy();
    encrypted = reason === PasswordResponses.NEED_PASSWORD;
  };
  let encrypted = false;
  try {
    const document = await loading.promise;
    const pages: PrintedPage[] = [];
    for (let number = 1; number <= document.numPages; number += 1) {
      signal?.throwIfAborted();
      pages.push(await printedPage(document, number));
    }
    const lines = linesOf(pages, report);
    yield { document: { kind: 'page', file: source.file, text: lines.map(({ text }) => text).join('\n'), sizes: lines.map(({ size }) => size), form: 'plain', meta: source.meta } };
  } catch (error) {
    if (error instanceof XunbaoError || signal?.aborted) throw error;
    if (encrypted) throw new XunbaoError('unreadable', 'encrypted PDF: it asks for a password', { cause: error });
    throw new XunbaoError('unreadable', `not a readable PDF: ${reasonOf(error)}`, { cause: error });
  } finally {
    await loading.destroy();
  }
}

async function printedPage(document: PDFDocumentProxy, number: number): Promise<PrintedPage> {
  const page = await document.getPage(number);
  const [, bottom = 0, , top = 0] = page.view;
  const { items } = await page.getTextContent();
  const pieces: Piece[] = [];
  for (const item of items) {
    if (!('str' in item) || item.str.trim() === '') continue;
    const [, slope = 0, c = 0, d = 0, x = 0, y = 0] = item.transform as number[];
    // Text on its side is a watermark or a rule's label; in the lines it would only stand in the way.
    if (Math.abs(slope) < 0.1 * Math.abs(d)) pieces.push({ text: item.str, x, y, width: item.width, size: Math.hypot(c, d) });
  }
  page.cleanup();
  return { number, top, bottom, pieces };
}

function linesOf(pages: readonly PrintedPage[], report: ReadOptions['report']): PrintedLine[] {
  const silent = pages.filter(({ pieces }) => pieces.length === 0).map(({ number }) => number);
  if (silent.length === pages.length) throw new XunbaoError('unreadable', 'scanned page without a text layer; run OCR on it first');
  if (silent.length > 0) report({ level: 'warning', reason: `page ${silent.join(', ')} has no text layer (a scan?) and was left out` });
  const lines = withoutFurniture(pages).flatMap((page, i) => [...(i > 0 ? [EMPTY] : []), ...columnLines(page.pieces)]);
  const lost = lines.reduce((sum, { text }) => sum + text.split('\uFFFD').length - 1, 0);
  if (lost > 0) report({ level: 'warning', reason: `${lost} characters without a known meaning in the PDF's fonts (U+FFFD)` });
  // A mark that ends lines has no place inside one.
  return lines.map(({ text, size }) => ({ text: normaliseLines(text).replaceAll('\n', ' '), size }));
}
