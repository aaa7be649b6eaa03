/** A file that is held whole, or a page of one → its articles. The same on this thread and on another, see `spread.ts`. */
import type { Article } from '../src/domain.ts';
import { toArticles, type TraceLine } from './assemble.ts';
import type { PageDocument, SourceDocument, SourceMeta } from './document.ts';
import { reasonOf, type Problem, type Report } from './problem.ts';
import type { ReadResult } from './readers/reader.ts';
import { readAny } from './readers/registry.ts';

export interface HeldFile {
  readonly bytes: Uint8Array;
  /** Decides the format. */
  readonly name: string;
  /** As shown and as stored in `source.file`. */
  readonly file: string;
  readonly meta: SourceMeta;
  readonly columns?: Readonly<Record<string, string>> | undefined;
  /** Tell what became of each line. */
  readonly traced: boolean;
}

/** A page that another reader found, in an archive for one. */
export interface HeldPage {
  readonly document: PageDocument;
  /** What it was found in, as shown. */
  readonly file: string;
  readonly traced: boolean;
}

/** `isNamed`: its id is the source's own. */
export interface Named {
  readonly article: Article;
  readonly isNamed: boolean;
}

export interface HeldArticles {
  readonly articles: readonly Named[];
  /** In the order they were met; what ended the reading is the last of them. */
  readonly problems: readonly Problem[];
  readonly trace: readonly Traced[];
}

interface Traced {
  readonly file: string;
  readonly line: TraceLine;
}

/** Never throws: what is wrong with it is among the problems. */
export async function read(held: HeldFile | HeldPage, signal?: AbortSignal): Promise<HeldArticles> {
  const { file, traced } = held;
  const articles: Named[] = [];
  const problems: Problem[] = [];
  const trace: Traced[] = [];
  const report: Report = (problem) => problems.push(problem);
  try {
    for await (const { document } of 'document' in held ? [held] : documentsOf(held, report, signal)) {
      articles.push(...assembled(document, file, report, traced ? (of, line) => trace.push({ file: of, line }) : undefined));
    }
  } catch (error) {
    if (!signal?.aborted) report({ level: 'failure', file, reason: reasonOf(error) });
  }
  return { articles, problems, trace };
}

function documentsOf({ bytes, name, file, meta, columns }: HeldFile, report: Report, signal: AbortSignal | undefined): AsyncIterable<ReadResult> {
  async function* open(): AsyncGenerator<Uint8Array> {
    yield bytes;
  }
  return readAny({ file, name, size: bytes.length, path: null, meta, columns, open }, { signal, report: (problem) => report({ file, ...problem }) });
}

/** A text that the layout stumbles over costs only itself. */
export function assembled(document: SourceDocument, shown: string, report: Report, onTrace?: (file: string, line: TraceLine) => void): Named[] {
  const file = document.file ?? shown;
  try {
    const articles = toArticles(document, onTrace === undefined ? {} : { trace: (line) => onTrace(file, line) });
    if (articles.length === 0) report({ level: 'failure', file, reason: 'no article found in the text' });
    return articles.map((article) => ({ article, isNamed: document.meta.id === article.id }));
  } catch (error) {
    report({ level: 'failure', file, reason: `could not be laid out: ${reasonOf(error)}` });
    return [];
  }
}
