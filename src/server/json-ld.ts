/** An article in the words of schema.org, for crawlers. What the page does not state is left out. */
import type { ArticleJson } from './schema.ts';

const DESCRIPTION = 120;

/** The first running text, cut where it is long. */
export function leadOf({ paragraphs }: Pick<ArticleJson, 'paragraphs'>): string | undefined {
  const lead = paragraphs.find(({ kind }) => kind === 'body')?.text;
  return lead === undefined ? undefined : Array.from(lead.slice(0, 2 * DESCRIPTION)).slice(0, DESCRIPTION).join('');
}

export function newsArticle(article: ArticleJson, url: string): Readonly<Record<string, unknown>> & { datePublished?: string | undefined } {
  const { title, subtitle, authors, date, districts, source } = article;
  return {
    '@context': 'https://schema.org',
    '@type': 'NewsArticle',
    '@id': url,
    url,
    mainEntityOfPage: url,
    headline: title ?? undefined,
    alternativeHeadline: subtitle ?? undefined,
    description: leadOf(article),
    // The papers appear in China, and a day there is a day of its own time.
    datePublished: date === null ? undefined : `${date}T00:00:00+08:00`,
    author: authors.length === 0 ? undefined : authors.map((name) => ({ '@type': 'Person', name })),
    contentLocation: districts.length === 0 ? undefined : districts.map((name) => ({ '@type': 'Place', name })),
    inLanguage: 'zh',
    isPartOf: source.paper === null ? undefined : { '@type': 'Newspaper', name: source.paper },
    printPage: source.page ?? undefined,
    sameAs: source.url !== null && /^https?:\/\//i.test(source.url) ? source.url : undefined,
  };
}
