/**
 * What a reader hands on. A *page* is text that still has to be laid out into articles; a *record*
 * is an article that its source already delimits (NDJSON, JSON, a CSV row) and needs only filling in.
 */

/** What is known about a source from outside its text: front matter, a manifest, the file name. */
export interface SourceMeta {
  id?: string;
  title?: string;
  subtitle?: string;
  authors?: string[];
  /** `YYYY-MM-DD`, or `YYYY` when only the year is known. */
  date?: string;
  paper?: string;
  page?: string;
  url?: string;
  districts?: string[];
  section?: string;
}

export interface PageDocument {
  readonly kind: 'page';
  readonly file: string | null;
  /** Lines separated by `\n`; no BOM, no CR, no form feeds. */
  readonly text: string;
  /**
   * `plain`: text as an extractor printed it, families of layout to be told apart.
   * `marked`: Markdown-like, one paragraph a line (`#` headings, `- ` bullets), as made from
   * Markdown, HTML and DOCX.
   */
  readonly form: 'plain' | 'marked';
  /** Size of the letters of each line of `text`, in points, where the source knows it; `null` for an empty line. */
  readonly sizes?: readonly (number | null)[];
  readonly meta: SourceMeta;
}

export interface RecordDocument {
  readonly kind: 'record';
  readonly file: string | null;
  readonly meta: SourceMeta;
  readonly year?: number;
  readonly yearsMentioned?: readonly number[];
  readonly districtsMentioned?: readonly string[];
  readonly paragraphs: readonly RecordParagraph[];
}

export interface RecordParagraph {
  readonly text: string;
  readonly section?: string | null;
  readonly kind?: string;
}

export type SourceDocument = PageDocument | RecordDocument;
