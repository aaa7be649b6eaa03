/**
 * An article as it is stored: one document a paragraph, which is what is found and counted, and one of
 * the whole article, which is what it is read from and what tells which words it holds between all its
 * paragraphs. All of them lie on the shard that its id leads to.
 */
import { createHash } from 'node:crypto';
import { titledParagraph, type Article, type Paragraph } from '../../domain.ts';
import { foldText } from '../../text/fold.ts';
import { readings } from '../../text/wording.ts';
import { worthyWords } from '../../text/words.ts';
import type { ArticleHead } from '../engine.ts';
import { toFacetKey } from './facet-key.ts';

export interface StoredDocument {
  readonly _id: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** What is read back of a paragraph and of an article. */
export interface StoredParagraph {
  readonly article: ArticleHead;
  readonly paragraph: Paragraph;
}
export interface StoredArticle {
  readonly article: ArticleHead;
  readonly paragraphs: readonly Paragraph[];
  readonly ordinals: readonly number[];
}

export const articleKey = (id: string): string => `a:${id}`;
export const paragraphKey = (id: string, ordinal: number): string => `p:${id}:${ordinal}`;

export function toDocuments(article: Article, indexedAt: number): StoredDocument[] {
  const { paragraphs, ...head } = article;
  const titles = titleTexts(article);
  const ofArticle = {
    articleId: article.id,
    articleHash: hash(article.id),
    article: head,
    indexedAt,
    titleText: titles,
    authorText: article.authors.map(foldText),
    districtText: article.districts.map(foldText),
    district: keys(article.districts),
    author: keys(article.authors),
    year: toFacetKey(article.year === null ? null : String(article.year)),
    ...(article.year === null ? {} : { years: article.year }),
    ...(article.source.file === null ? {} : { file: toFacetKey(article.source.file) }),
    ...(article.repeatOf === undefined ? {} : { repeatOf: article.repeatOf }),
    ...dates(article),
  };
  const texts = paragraphs.map((paragraph) => folded(paragraph.text));
  const titled = titledParagraph(paragraphs);
  const found = paragraphs.map((paragraph, i): StoredDocument => ({
    _id: paragraphKey(article.id, paragraph.ordinal),
    fields: {
      ...ofArticle,
      role: 'paragraph',
      paragraph,
      ordinal: paragraph.ordinal,
      kind: paragraph.kind,
      first: i === 0,
      text: i === titled ? [...texts[i]!, ...titles] : texts[i],
      words: worthyWords(texts[i]![0]!),
      section: toFacetKey(paragraph.section),
      sectionText: paragraph.section === null ? [] : foldText(paragraph.section),
    },
  }));
  const sections = [...new Set(paragraphs.map(({ section }) => section))];
  const whole = {
    ...ofArticle,
    role: 'article',
    paper: toFacetKey(article.source.paper),
    paragraphCount: paragraphs.length,
    paragraphs,
    ordinals: paragraphs.map(({ ordinal }) => ordinal),
    text: [...texts.flat(), ...titles],
    section: sections.map(toFacetKey),
    sectionText: sections.flatMap((section) => (section === null ? [] : foldText(section))),
  };
  // The article last: until it is written, its former paragraphs are known from the former one.
  return [...found, { _id: articleKey(article.id), fields: whole }];
}

export const titleTexts = ({ title, subtitle }: ArticleHead): string[] => [title, subtitle].flatMap((t) => (t === null ? [] : folded(t)));

export const folded = (text: string): string[] => readings(text).map((reading) => reading.text);

const keys = (values: readonly string[]): string[] => (values.length === 0 ? [toFacetKey(null)] : [...new Set(values.map(toFacetKey))]);

/** A number of its own for each article: two of a million share one with a chance of 1 in 10⁷. As a string, being no double. */
export const hash = (id: string): string => (createHash('sha256').update(id).digest().readBigUInt64BE() >> 1n).toString();

/** The span of days an article may be of, and what it is sorted and grouped by. */
function dates({ date, year }: Article): Record<string, number> {
  if (date !== null) {
    const day = Number(date.replaceAll('-', ''));
    return { sortYear: Math.floor(day / 10_000), month: Math.floor(day / 100), day, firstDay: day, lastDay: day };
  }
  return year === null ? {} : { sortYear: year, firstDay: year * 10_000 + 101, lastDay: year * 10_000 + 1231 };
}
