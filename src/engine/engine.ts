/**
 * The port: what the product asks of a search engine. Adapters live beside this file, one folder
 * each; `tests/engine.contract.ts` is the meaning of every line here and runs against all of them.
 */
import type { Article, FacetName, Paragraph } from '../domain.ts';
import type { Plan } from '../query/plan.ts';

/** A facet value; `null` is "not stated". Years are decimal strings here. */
export type FacetKey = string | null;

export interface FacetFilter {
  /** Any of these; empty = no demand. */
  readonly only: readonly FacetKey[];
  /** None of these. */
  readonly not: readonly FacetKey[];
}

export interface Filters {
  readonly facets: Readonly<Record<FacetName, FacetFilter>>;
  /** First and last day, `YYYY-MM-DD`, inclusive. An article known only by its year lies within when the whole year does. */
  readonly from: string | null;
  readonly to: string | null;
}

export type Sort = 'relevance' | 'newest' | 'oldest';

export interface SearchRequest {
  readonly plan: Plan;
  readonly filters: Filters;
  readonly sort: Sort;
  /** From 1. `page × size` beyond `MAX_DEPTH` is `too_deep`. */
  readonly page: number;
  readonly size: number;
  /** Facets to count; leaving them out makes a search cheaper. */
  readonly facets: readonly FacetName[];
}

export const MAX_DEPTH = 10_000;

/** An article without its paragraphs. */
export type ArticleHead = Omit<Article, 'paragraphs'>;

export interface Hit {
  readonly article: ArticleHead;
  readonly paragraph: Paragraph;
}

export interface FacetCount {
  readonly value: FacetKey;
  readonly count: number;
}

/** Said when fewer words were demanded than were typed. */
export interface Relaxation {
  /** Terms as typed that a hit may lack. */
  readonly optional: readonly string[];
  /** Terms that were still demanded. */
  readonly required: readonly string[];
}

export interface SearchResult {
  readonly hits: readonly Hit[];
  /** Matching paragraphs and the articles they stand in. */
  readonly total: number;
  readonly totalArticles: number;
  readonly totalIsExact: boolean;
  /** Each facet counted over all matches without its own selection, most frequent first. */
  readonly facets: Readonly<Partial<Record<FacetName, readonly FacetCount[]>>>;
  readonly relaxed: Relaxation | null;
}

/** Some of the hits of a search, and how many there are in all. */
export type HitPage = Pick<SearchResult, 'hits' | 'total'>;

export interface EngineStats {
  readonly engine: string;
  readonly version: string;
  /** Changes when the index is another one, so that notes kept about the old one are not trusted. */
  readonly indexId: string;
  readonly articles: number;
  readonly paragraphs: number;
  readonly firstDate: string | null;
  readonly lastDate: string | null;
  readonly undated: number;
  /** When the index last changed, ISO 8601. */
  readonly lastIngest: string | null;
}

/** What an engine can promise; a difference is declared here, never tested by name. */
export interface Capabilities {
  /** `total` and `totalArticles` are counted, not estimated, for every query. */
  readonly exactTotals: boolean;
  /** A quoted phrase finds every paragraph that holds the string and nothing else. */
  readonly exactPhrases: boolean;
  /** What is indexed survives the process. */
  readonly durable: boolean;
}

export interface CallOptions {
  readonly signal?: AbortSignal | undefined;
}

export interface IndexOptions extends CallOptions {
  /** Build anew beside the serving index and put it in its place when the stream has ended. */
  readonly rebuild?: boolean;
  /** Called after each durable step with the number of articles, in stream order, that are safe. */
  readonly onCommit?: (articles: number) => void;
}

export interface IndexReport {
  readonly articles: number;
  readonly paragraphs: number;
}

/** What a copy of the index holds, and as of when (ISO 8601). */
export interface CopyReport extends IndexReport {
  readonly lastIngest: string | null;
}

export interface Suggestion {
  readonly text: string;
  readonly kind: 'word' | 'title' | Exclude<FacetName, 'year'>;
  /** Paragraphs that choosing it would find. */
  readonly count: number;
}

export type Interval = 'year' | 'month' | 'day';

export interface TrendBucket {
  /** `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; `null` for articles not dated to that precision. */
  readonly key: string | null;
  /** Matching paragraphs, and all paragraphs of that time that pass the same filters. */
  readonly count: number;
  readonly paragraphs: number;
}

/** What is held of one year of the archive, or of one day of a year. */
export interface Holding {
  /** `YYYY` or `YYYY-MM-DD`; `null` for what is not dated to that precision. */
  readonly key: string | null;
  readonly articles: number;
  readonly paragraphs: number;
  /** The papers of that time by name, "not stated" last, each with its articles. */
  readonly papers: readonly { readonly paper: string | null; readonly articles: number }[];
}

/**
 * What articles have in common: the file they were read from, their day, or being near repeats of the
 * same article. Of a family, known by the id of its first article, that one is also a member.
 */
export type Together = { readonly file: string } | { readonly date: string } | { readonly families: readonly string[] };

/**
 * Every method may throw `XunbaoError`; an aborted call rejects with the signal's reason.
 * Articles already stored under the same id are replaced, each atomically.
 */
export interface Engine {
  readonly name: string;
  readonly capabilities: Capabilities;
  index(articles: AsyncIterable<Article> | Iterable<Article>, options?: IndexOptions): Promise<IndexReport>;
  search(request: SearchRequest, options?: CallOptions): Promise<SearchResult>;
  /** All hits from the first on, `size` at a time, `MAX_DEPTH` at most, as of one moment; where it is lacking, `search` is asked page by page. */
  pages?(request: SearchRequest, options?: CallOptions): AsyncIterable<HitPage>;
  article(id: string, options?: CallOptions): Promise<Article | null>;
  /** Ids behind `after` in an order of the engine's own that stays while the index does; from the first when `null`. */
  ids(after: string | null, limit: number, options?: CallOptions): Promise<string[]>;
  /** Articles that have this in common, each with its first paragraph, in the order of `ids`; those without a paragraph are left out. */
  together(which: Together, limit: number, options?: CallOptions): Promise<Hit[]>;
  /** Answers how many of the ids were there. */
  delete(ids: readonly string[], options?: CallOptions): Promise<number>;
  stats(options?: CallOptions): Promise<EngineStats>;
  /** What the word being typed may become, by its beginning, inside words and by pinyin; engines without a vocabulary lack it. */
  suggest?(typed: string, limit: number, options?: CallOptions): Promise<Suggestion[]>;
  /** Words of the index that sound like `word` or differ from it in one character, the commonest first. */
  alternatives?(word: string, options?: CallOptions): Promise<string[]>;
  /** Matches over time, oldest first, every time that has paragraphs which pass the filters; the request's page, size and facets mean nothing here. */
  trends?(request: SearchRequest, interval: Interval, options?: CallOptions): Promise<TrendBucket[]>;
  /** What is held, oldest first: year by year, or day by day of `year`. */
  coverage?(year: number | null, options?: CallOptions): Promise<Holding[]>;
  /**
   * Copies the index as of one moment into `file`, with the file `notes` beside it, while others read and write. Engines
   * lack this and `restore` when their server has means of its own.
   */
  backup?(file: string, notes: string | null, options?: CallOptions): Promise<CopyReport>;
  /**
   * Puts such a copy in the place of the index, at once and only when it is whole; otherwise throws `unreadable` and changes
   * nothing. Just before, `take` is given the notes, in a file that it may move.
   */
  restore?(file: string, take: (notes: string | null) => void, options?: CallOptions): Promise<CopyReport>;
  /** Resolves when a search can be answered now; rejects with the reason when not. */
  ready(options?: CallOptions): Promise<void>;
  close(): Promise<void>;
}

export const NO_FILTERS: Filters = {
  facets: {
    district: { only: [], not: [] },
    year: { only: [], not: [] },
    section: { only: [], not: [] },
    author: { only: [], not: [] },
  },
  from: null,
  to: null,
};
