/** Facets for peers that have none: each document's values in arrays, counted over the matches. */
import type { Article } from '../../src/domain.ts';
import type { BenchQuery } from './queries.ts';

interface Values {
  readonly article: string;
  readonly id: string;
  readonly day: number;
  readonly year: number;
  readonly section: string | null;
  readonly districts: readonly string[];
  readonly authors: readonly string[];
}

const add = <T>(counts: Map<T, number>, value: T): Map<T, number> => counts.set(value, (counts.get(value) ?? 0) + 1);

export class Counting {
  readonly documents: Values[] = [];

  add(article: Article, ordinal: number): number {
    const paragraph = article.paragraphs[ordinal - 1]!;
    return (
      this.documents.push({
        article: article.id, id: paragraph.id, section: paragraph.section, districts: article.districts, authors: article.authors,
        day: Number((article.date ?? '0').replaceAll('-', '')), year: article.year ?? 0,
      }) - 1
    );
  }

  passes(document: number, { district, years }: BenchQuery): boolean {
    const values = this.documents[document]!;
    return (district === undefined || values.districts.includes(district)) && (years === undefined || (values.year >= years[0] && values.year <= years[1]));
  }

  /** Values counted over all facets. A selected district is not taken out of its own facet here: that would cost a second search. */
  facets(documents: readonly number[]): number {
    const year = new Map<number, number>();
    const section = new Map<string | null, number>();
    const district = new Map<string | null, number>();
    const author = new Map<string | null, number>();
    for (const document of documents) {
      const values = this.documents[document]!;
      add(year, values.year);
      add(section, values.section);
      if (values.districts.length === 0) add(district, null);
      for (const value of values.districts) add(district, value);
      if (values.authors.length === 0) add(author, null);
      for (const value of values.authors) add(author, value);
    }
    return year.size + section.size + district.size + author.size;
  }

  newest(documents: readonly number[]): number[] {
    return documents.toSorted((a, b) => this.documents[b]!.day - this.documents[a]!.day);
  }
}
