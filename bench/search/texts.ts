/**
 * Articles to measure with, as many paragraphs as wanted: first those of a file in the contract's
 * NDJSON shape, then new ones put together from its sentences. The same seed gives the same articles.
 */
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import type { Article } from '../../src/domain.ts';
import { paragraphId } from '../../src/domain.ts';
import { random, type Random } from './random.ts';

const DISTRICTS = 60;
const SECTIONS = 12;
const AUTHORS = 400;

/** Only what the benchmark reads of an article; the rest is drawn. */
interface Line {
  readonly id: string;
  readonly title?: string | null;
  readonly date?: string | null;
  readonly paragraphs: readonly (string | { readonly text: string })[];
}

export async function* articles(file: string, paragraphs: number): AsyncGenerator<Article> {
  const next = random(1);
  const sentences: string[] = [];
  const lengths: number[] = [];
  let count = 0;
  let serial = 0;
  for await (const { title, date, paragraphs: texts } of lines(file)) {
    const article = make(serial++, title ?? null, date ?? null, texts.map((p) => (typeof p === 'string' ? p : p.text)), next);
    if (sentences.length < 200_000) {
      for (const { text } of article.paragraphs) {
        sentences.push(...(text.match(/[^。！？]{6,}[。！？]/gu) ?? []));
        lengths.push(text.length);
      }
    }
    yield article;
    count += article.paragraphs.length;
    if (count >= paragraphs) return;
  }
  if (sentences.length === 0) throw new Error(`${file}: holds no sentence to grow from`);
  while (count < paragraphs) {
    const texts = Array.from({ length: 3 + next(5) }, () => paragraph(lengths[next(lengths.length)]!, sentences, next));
    const day = new Date(Date.UTC(1998, 0, 1) + next(10_000) * 86_400_000).toISOString().slice(0, 10);
    yield make(serial++, sentences[next(sentences.length)]!.slice(0, 20), next(20) === 0 ? null : day, texts, next);
    count += texts.length;
  }
}

/** About as long as one that was read: growth is to be measured in more text, not in longer text. */
function paragraph(length: number, sentences: readonly string[], next: Random): string {
  let text = sentences[next(sentences.length)]!;
  for (let more = sentences[next(sentences.length)]!; text.length + more.length / 2 < length; more = sentences[next(sentences.length)]!) text += more;
  return text;
}

async function* lines(file: string): AsyncGenerator<Line> {
  const raw = createReadStream(file);
  const input = file.endsWith('.gz') ? raw.pipe(createGunzip()) : raw;
  // The file is the measurer's own; ingest is what checks strangers' files.
  for await (const line of createInterface({ input })) if (line.trim() !== '') yield JSON.parse(line) as Line;
}

function make(serial: number, title: string | null, date: string | null, texts: readonly string[], next: Random): Article {
  const id = `b${serial}`;
  const year = date === null ? null : Number(date.slice(0, 4));
  const section = next(3) === 0 ? null : `栏目${zipf(next, SECTIONS)}`;
  return {
    id, title, subtitle: null, date, year, yearBasis: date === null ? 'none' : 'front-matter', yearsMentioned: [],
    authors: next(2) === 0 ? [] : [`记者${zipf(next, AUTHORS)}`],
    districts: [...new Set(Array.from({ length: next(3) }, () => `第${zipf(next, DISTRICTS)}区`))],
    districtsMentioned: [],
    source: { file: null, paper: null, page: null, url: null },
    paragraphs: texts.map((text, i) => ({ id: paragraphId(id, i + 1), ordinal: i + 1, section, kind: 'body', text })),
  };
}

/** A number below `n`, small ones far more often, as names and places are. */
const zipf = (next: Random, n: number): number => Math.floor(n ** (next(1000) / 1000)) - 1;
