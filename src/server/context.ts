/** What the routes are given: values, so that a test hands in what it likes. */
import type { Context } from 'hono';
import type { WebBuild } from '../../web/build.ts';
import type { Engine } from '../engine/engine.ts';
import type { Logger } from '../logger.ts';
import type { Admission } from './admission.ts';
import type { Metrics } from './metrics.ts';
import type { ArticlePageInput, ClippingsPageInput, ComparePageInput, CoveragePageInput, DocsPageInput, ErrorPageInput, SearchPageInput } from './pages.ts';

/** The engine as the server sees it: no route can change the index, because none is handed what could. */
export type Reader = Pick<Engine, 'name' | 'search' | 'pages' | 'article' | 'ids' | 'together' | 'stats' | 'ready' | 'suggest' | 'alternatives' | 'trends' | 'coverage'>;

/** The pages, as functions from data to a whole HTML document. */
export interface Pages {
  renderSearchPage(input: SearchPageInput): string;
  renderArticlePage(input: ArticlePageInput): string;
  renderClippingsPage(input: ClippingsPageInput): string;
  renderComparePage(input: ComparePageInput): string;
  renderCoveragePage(input: CoveragePageInput): string;
  renderDocsPage(input: DocsPageInput): string;
  renderErrorPage(input: ErrorPageInput): string;
}

export interface AppOptions {
  readonly reader: Reader;
  readonly pages: Pages;
  readonly web: WebBuild;
  readonly logger: Logger;
  /** See `originOf`. */
  readonly publicUrl: string | null;
  readonly trustProxy: boolean;
  /** Version of the program, for the OpenAPI document. */
  readonly version: string;
  /** Searches a minute for one client; 0 = off. */
  readonly rateLimit: number;
  /** Who is asking: the remote address where there is one. */
  readonly clientOf: (c: Context) => string;
  /** Knows how many requests are worked on; `listen` asks it before handing one over. */
  readonly admission: Admission;
  /** What is measured beside the server, by metric; see `metrics.ts` for their names. */
  readonly gauges: () => Readonly<Record<string, number>>;
  /** How long the engine may take for one answer. */
  readonly timeoutMs: number;
}

/** What middleware hands to the routes. */
export interface Env {
  Variables: { requestId: string };
}

export interface RouteOptions extends AppOptions {
  readonly metrics: Metrics;
}
