/** How well pages were read, against what a person says stands on them. */
import type { Article } from '../../src/domain.ts';
import { invisibleBorders } from './score-borders.ts';
import { squash } from './typography.ts';

/** What should come out of a page. What is left out is not judged. */
export interface Expected {
  readonly articles: readonly ExpectedArticle[];
}

export interface ExpectedArticle {
  readonly title?: string | null;
  readonly subtitle?: string | null;
  readonly authors?: readonly string[];
  readonly date?: string | null;
  readonly year?: number | null;
  readonly districts?: readonly string[];
  readonly paragraphs?: readonly { readonly kind: string; readonly text: string; readonly section?: string | null }[];
}

export interface Page {
  readonly name: string;
  readonly expected: Expected;
  readonly articles: readonly Article[];
  /** As printed; without it borders that cannot be seen are not counted. */
  readonly text?: string;
}

export interface Tally {
  /** Came out as expected. */
  right: number;
  expected: number;
  found: number;
}

export interface Score {
  /**
   * By kind of paragraph, then `text` (body and bullets together), `title`, `author`, `section`, `year`, `date`,
   * `district`, `article`; `invisible` are borders between paragraphs that nothing on the page shows.
   */
  readonly rows: Readonly<Record<string, Tally>>;
  /** Each thing missed or invented, one line each, with the page it stands on. */
  readonly differences: readonly string[];
}

export function score(pages: readonly Page[]): Score {
  const rows: Record<string, Tally> = {};
  const differences: string[] = [];
  for (const { name, expected, articles, text } of pages) {
    const compare = (row: string, want: readonly string[], got: readonly string[]): void => {
      const tally = (rows[row] ??= { right: 0, expected: 0, found: 0 });
      const left = [...got];
      const missed = want.filter((item) => {
        const at = left.indexOf(item);
        if (at !== -1) left.splice(at, 1);
        return at === -1;
      });
      tally.right += want.length - missed.length;
      tally.expected += want.length;
      tally.found += got.length;
      if (row === 'text') return;
      for (const item of missed) differences.push(`${name}: ${row} missed: ${item}`);
      for (const item of left) differences.push(`${name}: ${row} not expected: ${item}`);
    };
    const paragraphs = expected.articles.flatMap(({ paragraphs }) => paragraphs ?? []);
    const found = articles.flatMap((article) => article.paragraphs);
    if (paragraphs.length > 0) {
      for (const kind of ['body', 'bullet', 'heading', 'caption', 'byline', 'boilerplate']) compare(kind, ofKind(paragraphs, kind), ofKind(found, kind));
      compare('text', ofKind(paragraphs, 'body bullet'), ofKind(found, 'body bullet'));
      const sections = paragraphs.filter(({ section }) => section !== undefined).map(({ text, section }) => squash(`${section ?? '-'} › ${squash(text).slice(0, 12)}`));
      const judged = new Set(paragraphs.filter(({ section }) => section !== undefined).map(({ text }) => squash(text)));
      compare('section', sections, found.filter(({ text }) => judged.has(squash(text))).map(({ text, section }) => squash(`${section ?? '-'} › ${squash(text).slice(0, 12)}`)));
    }
    if (text !== undefined) {
      const { want, got } = invisibleBorders(text, expected, articles);
      compare('invisible', want, got);
    }
    compare('article', expected.articles.map((_, i) => `#${i + 1}`), articles.map((_, i) => `#${i + 1}`));
    compare('title', expected.articles.flatMap(({ title }) => (title ? [squash(title)] : [])), articles.flatMap(({ title }) => (title === null ? [] : [squash(title)])));
    for (const [i, want] of expected.articles.entries()) {
      const got = articles.find(({ title }) => title !== null && want.title && squash(title) === squash(want.title)) ?? articles[i];
      if (want.authors) compare('author', want.authors, got?.authors ?? []);
      if (want.subtitle !== undefined) compare('subtitle', [want.subtitle ?? '-'], [got?.subtitle ?? '-']);
      if (want.year !== undefined) compare('year', [String(want.year)], [String(got?.year ?? null)]);
      if (want.date !== undefined) compare('date', [String(want.date)], [String(got?.date ?? null)]);
      if (want.districts) compare('district', want.districts, got?.districts ?? []);
    }
  }
  return { rows, differences };
}

const ofKind = (list: readonly { kind: string; text: string }[], kinds: string): string[] => list.filter(({ kind }) => kinds.includes(kind)).map(({ text }) => squash(text));

const percent = (part: number, whole: number): string => (whole === 0 ? '-' : `${((100 * part) / whole).toFixed(1)} %`).padStart(10);

/** The score as an aligned table. */
export function table({ rows }: Score): string {
  const lines = Object.entries(rows)
    .filter(([, { expected, found }]) => expected + found > 0)
    .map(([row, { right, expected, found }]) => `${row.padEnd(12)}${String(expected).padStart(9)}${String(found).padStart(7)}${percent(right, expected)}${percent(right, found)}`);
  return `${'kind'.padEnd(12)}${'expected'.padStart(9)}${'found'.padStart(7)}${'recall'.padStart(10)}${'precision'.padStart(10)}\n${lines.join('\n')}\n`;
}
