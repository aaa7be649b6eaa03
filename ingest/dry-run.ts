/** Reading without an index: articles as NDJSON, or a page a person can check. */
import type { Article } from '../src/domain.ts';
import { Ledger } from './ledger.ts';
import { Reading, type Memory, type Progress, type ReadingOptions } from './reading.ts';

/** A dry run remembers only what came up within itself, to name an id that comes twice. */
export function freshReading(options: ReadingOptions): { progress: Readonly<Progress>; articles: AsyncGenerator<Article> } {
  const ledger = new Ledger(':memory:', '');
  const memory: Memory = {
    skipsFile: () => false,
    skipsLine: () => false,
    onArticle: (article, { path, line }) => ({ article, before: ledger.see(article.id, path, line) }),
    onFile: () => undefined,
    mayBeGone: () => false,
  };
  const reading = new Reading(options, memory);
  return { progress: reading.progress, articles: closing(reading.articles(), ledger) };
}

async function* closing(articles: AsyncGenerator<Article>, ledger: Ledger): AsyncGenerator<Article> {
  try {
    yield* articles;
  } finally {
    ledger.close();
  }
}

/** The contract's shape, a line. Where paragraphs came from and who was credited is for the index alone. */
export function articleAsJson(article: Article): string {
  const { id, title, subtitle, authors, date, year, yearBasis, yearsMentioned, districts, districtsMentioned, source } = article;
  const paragraphs = article.paragraphs.map(({ id, ordinal, section, kind, text, origin }) => ({ id, ordinal, section, kind, text, ...(origin && { origin }) }));
  return JSON.stringify({ id, title, subtitle, authors, date, year, yearBasis, yearsMentioned, districts, districtsMentioned, source, ...(article.credits && { credits: article.credits }), paragraphs });
}

/** A heading and what was understood, then the beginning of every paragraph. */
export function articleAsText(article: Article): string {
  const { source, date, year, yearBasis } = article;
  const facts = [
    `${source.file ?? '-'}  ${article.id}`,
    article.authors.length > 0 ? `by ${article.authors.join('、')}` : 'no author',
    date ?? (year === null ? 'undated' : `${year} (${yearBasis})`),
    article.districts.length > 0 ? article.districts.join('、') : 'no district',
    ...(article.districtsMentioned.length > 0 ? [`mentions ${article.districtsMentioned.join('、')}`] : []),
  ];
  const paragraphs = article.paragraphs.map(({ ordinal, kind, text, section }) => `  ${String(ordinal).padStart(3)} ${kind.padEnd(11)} ${section === null ? '' : `〔${section}〕 `}${beginning(text)}`);
  return [article.title ?? '(no title)', ...(article.subtitle === null ? [] : [`  ${article.subtitle}`]), `  ${facts.join(' · ')}`, ...paragraphs, ''].join('\n');
}

function beginning(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
