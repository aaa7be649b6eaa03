/** What a citation says of an article, as far as the page states it. Every style is written from this. */
import type { ArticleJson } from '../../src/server/schema.ts';

export interface Reference {
  readonly id: string;
  readonly title: string | null;
  readonly authors: readonly string[];
  /** `YYYY-MM-DD`. */
  readonly date: string | null;
  readonly year: number | null;
  /** The year is nowhere printed as that of the article; styles put it in brackets. */
  readonly yearInferred: boolean;
  readonly paper: string | null;
  /** Page of the paper without the words around it: `3`, `A12`. */
  readonly page: string | null;
  readonly url: string;
  /** Day on which it was read here, `YYYY-MM-DD`. */
  readonly accessed: string;
}

type Described = Pick<ArticleJson, 'id' | 'title' | 'subtitle' | 'authors' | 'date' | 'year' | 'yearBasis' | 'source'>;

export function referenceOf(article: Described, url: string, accessed: string): Reference {
  const { id, title, subtitle, authors, date, year, yearBasis, source } = article;
  const whole = title !== null && subtitle !== null ? `${title}：${subtitle}` : title;
  return {
    id,
    title: whole === null ? null : line(whole),
    authors: authors.map(line).filter((name) => name !== ''),
    date,
    year,
    yearInferred: yearBasis === 'latest-date' || yearBasis === 'latest-year',
    paper: source.paper === null ? null : line(source.paper),
    page: source.page === null ? null : line(source.page).replace(/^第\s*/u, '').replace(/\s*版$/u, ''),
    url,
    accessed,
  };
}

/** One line of text: a record is made of lines, and a control or direction sign in a name would break or turn it. */
// oxlint-disable-next-line no-control-regex
export const line = (text: string): string => text.replace(/[\s\u0000-\u001f\u007f-\u009f\u2028\u2029]+/gu, ' ').replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, '').trim();
