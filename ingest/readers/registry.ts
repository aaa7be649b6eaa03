/** Which reader takes which bytes, by extension. Readers are loaded when first needed: a PDF library costs a second. */
import path from 'node:path';
import { XunbaoError } from '../../src/errors.ts';
import { unpacked } from './gzip.ts';
import type { ByteSource, Reader, ReadOptions, ReadResult } from './reader.ts';

const text = async (): Promise<Reader> => (await import('./text.ts')).readText;
const markdown = async (): Promise<Reader> => (await import('./markdown.ts')).readMarkdown;
const html = async (): Promise<Reader> => (await import('./html.ts')).readHtml;
const json = async (): Promise<Reader> => (await import('./json.ts')).readJson;
const ndjson = async (): Promise<Reader> => (await import('./ndjson.ts')).readNdjson;
const csv = async (): Promise<Reader> => (await import('./csv.ts')).readCsv;
const docx = async (): Promise<Reader> => (await import('./docx.ts')).readDocx;
const pdf = async (): Promise<Reader> => (await import('./pdf.ts')).readPdf;
const zip = async (): Promise<Reader> => {
  const { readZip } = await import('./zip.ts');
  return (source, options) => readZip(source, options, readAny);
};

const READERS: ReadonlyMap<string, () => Promise<Reader>> = new Map([
  ['.txt', text],
  ['.md', markdown],
  ['.markdown', markdown],
  ['.html', html],
  ['.htm', html],
  ['.json', json],
  ['.ndjson', ndjson],
  ['.jsonl', ndjson],
  ['.csv', csv],
  ['.tsv', csv],
  ['.docx', docx],
  ['.pdf', pdf],
  ['.zip', zip],
]);

/** Told by the name alone, so that a folder's other files are passed over without being opened. */
export function hasReader(name: string): boolean {
  return READERS.has(formatOf(name));
}

/** Formats read piece by piece: their files need not fit into memory. */
export function isStreamed(name: string): boolean {
  return /^\.(?:ndjson|jsonl|csv|tsv|zip)$/.test(formatOf(name));
}

/** What an ingest of it takes is the telling apart of its articles, not only their indexing. */
export const holdsPages = (name: string): boolean => formatOf(name) === '.zip' || (!isStreamed(name) && formatOf(name) !== '.json');

export async function* readAny(source: ByteSource, options: ReadOptions): AsyncGenerator<ReadResult> {
  const load = READERS.get(formatOf(source.name));
  if (load === undefined) throw new XunbaoError('unreadable', `no reader for this format; known are ${[...READERS.keys()].join(' ')}, all but .zip also with .gz`);
  yield* (await load())(isPacked(source.name) ? unpacked(source) : source, options);
}

const isPacked = (name: string): boolean => /\.gz$/i.test(name);

/** The extension that says the format: `.csv` for `page.CSV.gz`. A zip packed again is none: it could only be held in memory. */
function formatOf(name: string): string {
  const format = path.posix.extname(name.toLowerCase().replace(/\.gz$/, ''));
  return format === '.zip' && isPacked(name) ? '' : format;
}
