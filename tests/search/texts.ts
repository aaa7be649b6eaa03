/** Articles to try searches on: the sample corpus as the ingest reads it, and real news where the machine has some. */
import { createReadStream, existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { createGunzip } from 'node:zlib';
import { freshReading } from '../../ingest/dry-run.ts';
import type { Article } from '../../src/domain.ts';
import { article } from '../server.double.ts';

const REAL = fileURLToPath(new URL('../../../shared/data/news-dev.ndjson.gz', import.meta.url));
export const HAS_REAL = existsSync(REAL);

/** Titles left out: they are found with another paragraph's text, which a scan of paragraphs knows nothing of. */
export async function sampleArticles(): Promise<Article[]> {
  const articles: Article[] = [];
  const corpus = fileURLToPath(new URL('../../corpus', import.meta.url));
  for await (const read of freshReading({ paths: [corpus], onProblem: () => undefined }).articles) articles.push({ ...read, title: null, subtitle: null });
  return articles;
}

/** A fifth of them, some 20,000 paragraphs, which is read in seconds; `ALL_REAL_NEWS=1` takes all. */
const MOST = process.env['ALL_REAL_NEWS'] === '1' ? Infinity : 4000;

export async function realArticles(): Promise<Article[]> {
  const articles: Article[] = [];
  for await (const line of createInterface({ input: createReadStream(REAL).pipe(createGunzip()) })) {
    const { id, paragraphs } = JSON.parse(line) as { id: string; paragraphs: (string | { text: string })[] };
    if (articles.length >= MOST) break;
    articles.push(article({ id, texts: paragraphs.map((p) => (typeof p === 'string' ? p : p.text)) }));
  }
  return articles;
}
