/** What a peer must do to take part. Each stands in a file of its own and runs in a process of its own. */
import type { Article } from '../../src/domain.ts';
import type { BenchQuery } from './queries.ts';

export interface Answer {
  /** Matching paragraphs, exactly. */
  readonly total: number;
  /** Distinct values counted over all four facets, so that counting cannot be skipped. */
  readonly facetValues: number;
  /** Ids of the first twenty paragraphs. */
  readonly ids: readonly string[];
}

export interface Contestant {
  /** What to know when reading its figures. */
  readonly note: string;
  build(articles: AsyncIterable<Article>): Promise<void>;
  /** `null`: it has no such query. */
  search(query: BenchQuery): Promise<Answer | null> | Answer | null;
  /** Replaces one article and makes that searchable. */
  update(article: Article): Promise<void>;
  /** Bytes on disk; `null` when nothing is kept. */
  diskBytes(): number | null;
  /** Processes of its server, whose memory is told instead of the trial's own. */
  readonly pids?: readonly number[];
  /** Closes and opens what is on disk, up to the first answer; absent when nothing is kept, and of servers, which stay up. */
  reopen?(): Promise<void>;
  close(): Promise<void>;
}

/** Instead of one that cannot be had here. */
export interface Absent {
  /** The reason. */
  readonly absent: string;
}
