/** An article as Meilisearch stores it: one document a paragraph. */
import { paragraphId, titledParagraph, type Article, type Paragraph } from '../../domain.ts';
import { foldText } from '../../text/fold.ts';
import { readings } from '../../text/wording.ts';
import { worthyWords } from '../../text/words.ts';
import type { ArticleHead } from '../engine.ts';
import { NOT_STATED, toFacetKey } from './facet-key.ts';
import { gramsOf } from './grams.ts';
import { EVERYWHERE } from './settings.ts';

/** What an article without paragraphs leaves, so that it can be read again; no search finds it. */
interface HeadDocument {
  id: string;
  key: string;
  /** `gone` documents stand in for paragraphs that a new version of their article no longer has. */
  role: 'paragraph' | 'head';
  /** Only on one document of each article, for counting articles. */
  first?: true;
  articleId: string;
  ordinal: number;
  article: ArticleHead;
  /** The build of the index that the document belongs to. */
  build: string;
  /** Milliseconds since 1970. */
  indexedAt: number;
  /** Of the first document of each article only. */
  file?: string;
  paper?: string;
  repeatOf?: string;
  year: string;
  /** `YYYYMMDD` of dated articles only. */
  day?: number;
}

export interface ParagraphDocument extends HeadDocument {
  paragraph: Paragraph;
  /** Readings of the text; of title and subtitle on one paragraph of their article only. Folded. */
  text: string[];
  title?: string[];
  /** Those worth suggesting, as the segmenter cuts the text. */
  words: string[];
  every: string;
  grams: string[];
  titleGrams: string[];
  authorGrams: string[];
  sectionGrams: string[];
  districtGrams: string[];
  district: string[];
  section: string;
  author: string[];
  years?: number;
  sortYear?: number;
  firstDay?: number;
  lastDay?: number;
}

export interface GoneDocument {
  id: string;
  role: 'gone';
}

/** What a deletion leaves, so that the index tells when it last changed. */
interface ChangeDocument extends Stamp {
  id: 'change';
  role: 'change';
}

export type StoredDocument = ParagraphDocument | HeadDocument | GoneDocument | ChangeDocument;

export interface Stamp {
  readonly build: string;
  readonly indexedAt: number;
}

export const changeDocument = (stamp: Stamp): ChangeDocument => ({ id: 'change', role: 'change', ...stamp });
export const goneDocument = (id: string): GoneDocument => ({ id, role: 'gone' });

export function toDocuments(article: Article, stamp: Stamp): (ParagraphDocument | HeadDocument)[] {
  const { paragraphs, ...head } = article;
  const common = { articleId: toFacetKey(article.id), article: head, ...stamp, ...dates(article), year: toFacetKey(article.year === null ? null : String(article.year)) };
  const ofFirst = {
    first: true as const,
    paper: toFacetKey(article.source.paper),
    ...(article.source.file === null ? {} : { file: toFacetKey(article.source.file) }),
    ...(article.repeatOf === undefined ? {} : { repeatOf: toFacetKey(article.repeatOf) }),
  };
  if (paragraphs.length === 0) {
    const id = paragraphId(article.id, 0);
    return [{ id, key: toFacetKey(id), role: 'head', ordinal: 0, ...ofFirst, ...common }];
  }
  const titles = titleTexts(head);
  const ofArticle = {
    titleGrams: gramsOf(titles),
    authorGrams: gramsOf(article.authors.map(foldText)),
    districtGrams: gramsOf(article.districts.map(foldText)),
    district: keys(article.districts),
    author: keys(article.authors),
    ...(article.year === null ? {} : { years: article.year }),
    every: EVERYWHERE,
  };
  const titled = titledParagraph(paragraphs);
  return paragraphs.map((paragraph, i): ParagraphDocument => {
    const id = paragraphId(article.id, paragraph.ordinal);
    const text = folded(paragraph.text);
    return {
      id,
      key: toFacetKey(id),
      role: 'paragraph',
      ordinal: paragraph.ordinal,
      ...common,
      ...ofArticle,
      ...(i === 0 ? ofFirst : {}),
      ...(i === titled ? { title: titles } : {}),
      paragraph,
      text,
      words: worthyWords(text[0]!),
      grams: gramsOf(i === titled ? [...text, ...titles] : text),
      section: toFacetKey(paragraph.section),
      sectionGrams: gramsOf(sectionTexts(paragraph)),
    };
  });
}

export const titleTexts = ({ title, subtitle }: ArticleHead): string[] => [title, subtitle].flatMap((t) => (t === null ? [] : folded(t)));

export const sectionTexts = ({ section }: Paragraph): string[] => (section === null ? [] : [foldText(section)]);

const folded = (text: string): string[] => readings(text).map((reading) => reading.text);

const keys = (values: readonly string[]): string[] => (values.length === 0 ? [NOT_STATED] : [...new Set(values.map(toFacetKey))]);

/** The span of days an article may be of, and what it is sorted by. */
function dates({ date, year }: Article): Pick<ParagraphDocument, 'sortYear' | 'firstDay' | 'lastDay' | 'day'> {
  if (date !== null) {
    const day = Number(date.replaceAll('-', ''));
    return { sortYear: Math.floor(day / 10_000), day, firstDay: day, lastDay: day };
  }
  return year === null ? {} : { sortYear: year, firstDay: year * 10_000 + 101, lastDay: year * 10_000 + 1231 };
}
