/**
 * The nouns of the product. An `Article` is read from a source file, owns its `Paragraph`s, and is
 * what an engine stores; a paragraph is what a search finds. This module imports nothing of ours.
 */
import { createHash } from 'node:crypto';

/** What a paragraph is on the page. Only its place and form decide this, never its subject. */
export const PARAGRAPH_KINDS = ['body', 'bullet', 'heading', 'caption', 'byline', 'boilerplate'] as const;
export type ParagraphKind = (typeof PARAGRAPH_KINDS)[number];

/** Where the year of an article came from, surest first. */
export const YEAR_BASES = ['front-matter', 'printed-date', 'latest-date', 'latest-year', 'none'] as const;
export type YearBasis = (typeof YEAR_BASES)[number];

/**
 * A place in a paragraph's text where the source was mended: `was` stood before offset `at`. White
 * space, but for a heading whose text was extracted twice; then the second text.
 */
export interface Mend {
  at: number;
  was: string;
}

/** Where a paragraph stood in its source file, so that it can be shown as printed there. */
export interface Origin {
  /** First and last line of the extracted text, from 1, inclusive. */
  lines: [first: number, last: number];
  /** Lines in between that are other paragraphs, such as a caption set in mid-sentence. */
  except?: number[];
  mends: Mend[];
}

export interface Paragraph {
  /** `<article id>_p<ordinal>`. */
  id: string;
  /** Place in the article, from 1. */
  ordinal: number;
  /** Heading under which the paragraph stands; `null` when the page does not say. */
  section: string | null;
  kind: ParagraphKind;
  /** The text as printed, wraps mended and nothing else changed. */
  text: string;
  origin?: Origin;
}

/** Someone named in a byline or a credit line, and what for. Only writers are also in `authors`. */
export interface Credit {
  name: string;
  role: 'reporter' | 'trainee' | 'correspondent' | 'agency' | 'author' | 'photographer' | 'editor';
}

export interface Source {
  /** Path of the file as given to the ingest, with `/` separators; `null` for a stream. */
  file: string | null;
  paper: string | null;
  /** Page of the paper as printed, such as `3` or `A12`. */
  page: string | null;
  url: string | null;
}

export interface Article {
  /** `[A-Za-z0-9_-]{1,128}`, the same whenever the same article is read again. */
  id: string;
  title: string | null;
  subtitle: string | null;
  authors: string[];
  /** Day of publication as `YYYY-MM-DD`; `null` when the source does not state it. */
  date: string | null;
  year: number | null;
  yearBasis: YearBasis;
  yearsMentioned: number[];
  /** Districts the article is about, as opposed to `districtsMentioned` in passing. */
  districts: string[];
  districtsMentioned: string[];
  source: Source;
  credits?: Credit[];
  /** Id of the first article of which this one is a near repeat: a re-extraction, a reprint, a 通稿 issued again. */
  repeatOf?: string;
  paragraphs: Paragraph[];
}

/**
 * Index of the paragraph that a title is searched and shown with: the first of running text, because a
 * byline or a caption says nothing of the article; the first one when there is none.
 */
export function titledParagraph(paragraphs: readonly Paragraph[]): number {
  const body = paragraphs.findIndex(({ kind }) => kind === 'body');
  return Math.max(0, body);
}

/** The facets a search can be narrowed by. */
export const FACETS = ['district', 'year', 'section', 'author'] as const;
export type FacetName = (typeof FACETS)[number];

const ID = /^[A-Za-z0-9_-]{1,128}$/;

export const isId = (value: string): boolean => ID.test(value);

/** A stable id from whatever identifies the thing: same parts, same id. */
export function stableId(...parts: readonly string[]): string {
  return createHash('sha256').update(parts.join('\u0000')).digest('hex').slice(0, 16);
}

/** The id of paragraph `ordinal`; an article id too long to be extended is hashed first. */
export function paragraphId(articleId: string, ordinal: number): string {
  const suffix = `_p${ordinal}`;
  const stem = articleId.length + suffix.length > 128 ? stableId(articleId) : articleId;
  return stem + suffix;
}
