/** What the ingest tests share: an engine that only remembers, and files made on the spot. */
import { createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { finished } from 'node:stream/promises';
import { afterAll } from 'vitest';
import { ZipFile } from 'yazl';
import type { Article } from '../src/domain.ts';
import { XunbaoError } from '../src/errors.ts';
import type { Engine, EngineStats, IndexOptions, IndexReport } from '../src/engine/engine.ts';
import { freshReading } from '../ingest/dry-run.ts';
import { problemAsText, type Problem } from '../ingest/problem.ts';

const folders: string[] = [];
// Said here, where it is heard: within a test a hook comes too late.
afterAll(() => Promise.all(folders.map((dir) => rm(dir, { recursive: true, force: true }))));

/** A folder that goes when the tests of the file are done. */
export async function folder(files: Readonly<Record<string, string | Uint8Array>> = {}): Promise<string> {
  const dir = await mkdtemp(path.join(tmpdir(), 'xunbao-ingest-'));
  folders.push(dir);
  await put(dir, files);
  return dir;
}

export async function put(dir: string, files: Readonly<Record<string, string | Uint8Array>>): Promise<void> {
  for (const [name, content] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(dir, name)), { recursive: true });
    await writeFile(path.join(dir, name), content);
  }
}

export interface Outcome {
  readonly articles: Article[];
  readonly problems: Problem[];
  /** `name:line: reason`, the folder's path left out. */
  readonly lines: string[];
}

/** Reads as `--dry-run` does. */
export async function readAll(dir: string, ...names: string[]): Promise<Outcome> {
  const problems: Problem[] = [];
  const paths = names.length === 0 ? [dir] : names.map((name) => path.join(dir, name));
  const { articles } = freshReading({ paths, onProblem: (problem) => problems.push(problem) });
  const read: Article[] = [];
  for await (const article of articles) read.push(article);
  return { articles: read, problems, lines: problems.map((problem) => problemAsText(problem).replace(`${dir}/`, '')) };
}

export const texts = (article: Article | undefined): string[] => (article?.paragraphs ?? []).filter(({ kind }) => kind === 'body' || kind === 'bullet').map(({ text }) => text);

/** Honours the port as far as an ingest sees it: batches, acknowledgements, rebuild and swap. */
export class MemoryEngine implements Engine {
  readonly name = 'memory';
  readonly capabilities = { exactTotals: true, exactPhrases: true, durable: false };
  stored = new Map<string, Article>();
  /** Articles it was given to index, over all runs. */
  given = 0;
  #indexId = 'index-1';
  readonly batch: number;
  /** Fails once it has taken this many articles. */
  failAfter = Number.POSITIVE_INFINITY;
  onArticle: (count: number) => void = () => undefined;

  constructor(batch = 3) {
    this.batch = batch;
  }

  async index(articles: AsyncIterable<Article> | Iterable<Article>, { rebuild = false, signal, onCommit }: IndexOptions = {}): Promise<IndexReport> {
    const target = rebuild ? new Map<string, Article>() : this.stored;
    let held: Article[] = [];
    let count = 0;
    const commit = (): void => {
      for (const article of held) target.set(article.id, article);
      held = [];
      onCommit?.(count);
    };
    for await (const article of articles) {
      signal?.throwIfAborted();
      if (count >= this.failAfter) throw new XunbaoError('engine_unavailable', 'the engine went away');
      held.push(article);
      count += 1;
      this.given += 1;
      this.onArticle(count);
      if (held.length >= this.batch) commit();
    }
    signal?.throwIfAborted();
    commit();
    if (rebuild) {
      this.stored = target;
      this.#indexId = `${this.#indexId}+`;
    }
    return { articles: count, paragraphs: 0 };
  }

  delete(ids: readonly string[]): Promise<number> {
    return Promise.resolve(ids.filter((id) => this.stored.delete(id)).length);
  }

  stats(): Promise<EngineStats> {
    return Promise.resolve({ engine: 'memory', version: '0', indexId: this.#indexId, articles: this.stored.size, paragraphs: 0, firstDate: null, lastDate: null, undated: 0, lastIngest: null });
  }

  search(): never {
    throw new XunbaoError('engine_failed', 'an ingest does not search');
  }

  ids(): never {
    throw new XunbaoError('engine_failed', 'an ingest does not walk');
  }

  together(): never {
    throw new XunbaoError('engine_failed', 'an ingest does not walk');
  }

  article(id: string): Promise<Article | null> {
    return Promise.resolve(this.stored.get(id) ?? null);
  }

  async ready(): Promise<void> {}
  async close(): Promise<void> {}
}

export async function zipFile(file: string, members: Readonly<Record<string, string | Uint8Array>>): Promise<void> {
  const zip = new ZipFile();
  for (const [name, content] of Object.entries(members)) zip.addBuffer(Buffer.from(content), name);
  zip.end();
  await finished(zip.outputStream.pipe(createWriteStream(file)));
}

/** The least Word accepts: a style and a text a paragraph. */
export async function docxFile(file: string, paragraphs: readonly { readonly style?: string; readonly text: string }[]): Promise<void> {
  const body = paragraphs.map(({ style, text }) => `<w:p>${style === undefined ? '' : `<w:pPr><w:pStyle w:val="${style}"/></w:pPr>`}<w:r><w:t>${text}</w:t></w:r></w:p>`).join('');
  const xml = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
  await zipFile(file, {
    '[Content_Types].xml': `${xml}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`,
    '_rels/.rels': `${xml}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`,
    'word/document.xml': `${xml}<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${body}</w:body></w:document>`,
  });
}

export interface Printed {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly size?: number;
}

/** A PDF whose Chinese font is only named, as old newspaper PDFs are: reading it takes the library's character maps. */
export function pdfBytes(pages: readonly (readonly Printed[])[], encrypt = false): Buffer {
  const objects: string[] = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Count ${pages.length} /Kids [${pages.map((_, index) => `${6 + 2 * index} 0 R`).join(' ')}] >>`,
    '<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [4 0 R] >>',
    '<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> /DW 1000 /FontDescriptor 5 0 R >>',
    '<< /Type /FontDescriptor /FontName /STSong-Light /Flags 4 /FontBBox [0 -200 1000 900] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 80 >>',
  ];
  for (const [index, page] of pages.entries()) {
    const stream = page.map(({ text, x, y, size = 10 }) => `BT /F1 ${size} Tf 1 0 0 1 ${x} ${y} Tm <${hexOf(text)}> Tj ET`).join('\n');
    objects.push(`<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Resources << /Font << /F1 3 0 R >> >> /Contents ${7 + 2 * index} 0 R >>`);
    objects.push(`<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`);
  }
  let out = '%PDF-1.4\n';
  const offsets = objects.map((object, index) => {
    const at = out.length;
    out += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return at;
  });
  const start = out.length;
  out += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('')}`;
  // A password that nobody knows: the check value matches none.
  const secret = '00'.repeat(32);
  const security = encrypt ? ` /Encrypt << /Filter /Standard /V 1 /R 2 /O <${secret}> /U <${secret}> /P -4 >> /ID [<${secret}> <${secret}>]` : '';
  return Buffer.from(`${out}trailer << /Size ${objects.length + 1} /Root 1 0 R${security} >>\nstartxref\n${start}\n%%EOF\n`, 'latin1');
}

function hexOf(text: string): string {
  const bytes = Buffer.from(text, 'utf16le');
  return bytes.swap16().toString('hex');
}
