/** Inputs → articles, in order, with every failure named and none of them stopping the rest. */
import type { Article } from '../src/domain.ts';
import { ahead, untilAborted } from './ahead.ts';
import { toArticles, type TraceLine } from './assemble.ts';
import type { SourceDocument } from './document.ts';
import { findFiles, STDIN, type InputFile } from './inputs.ts';
import { STDIN_PATH } from './ledger.ts';
import { LIMITS } from './limits.ts';
import { Manifests } from './manifest.ts';
import { reasonOf, type Problem } from './problem.ts';
import { readNdjson } from './readers/ndjson.ts';
import { readAny } from './readers/registry.ts';
import type { ByteSource, Reader } from './readers/reader.ts';
import { prepare, printOf, stdinSource, type Prepared } from './source.ts';

export interface Progress {
  files: number;
  articles: number;
  paragraphs: number;
  /** Files, and lines of streams, passed over because they are indexed already. */
  skippedFiles: number;
  skippedArticles: number;
  /** Failed files and lines. */
  failed: number;
  bytes: number;
  /** `null` when standard input is among the inputs. */
  totalBytes: number | null;
}

export interface ReadingOptions {
  /** Files, folders, globs; `-` is NDJSON on standard input. */
  readonly paths: readonly string[];
  readonly stdin?: AsyncIterable<Uint8Array> | undefined;
  /** Files read ahead of their turn. */
  readonly concurrency?: number | undefined;
  /** Ends the articles at the next one's boundary. */
  readonly signal?: AbortSignal | undefined;
  readonly onProblem?: ((problem: Problem) => void) | undefined;
  readonly onProgress?: ((progress: Readonly<Progress>) => void) | undefined;
  /** Told what became of each line of a page. */
  readonly onTrace?: ((file: string, line: TraceLine) => void) | undefined;
}

/** Where an article came up: a file's absolute path or `STDIN_PATH`, and its line in a stream. */
export interface Place {
  readonly path: string;
  readonly line: number | null;
}

export interface Sighting {
  /** What to hand on; `null` when exactly this article stands elsewhere already. */
  readonly article: Article | null;
  /** Where that is, or where the same id came up before in this run. */
  readonly before: Place | null;
}

/** What is known from earlier runs, and is to be known of this one. */
export interface Memory {
  skipsFile(path: string, hash: string): boolean;
  skipsLine(place: Place, print: string): boolean;
  /** Before the article is handed on. `isNamed`: its id is the source's own. */
  onArticle(article: Article, place: Place, print: string | null, isNamed: boolean): Sighting;
  /** When a file has been read to its end. */
  onFile(path: string, hash: string, failed: boolean): void;
  /** A path that is named but missing is no failure when its articles are to be deleted. */
  mayBeGone(path: string): boolean;
}

const CONCURRENCY = 4;

export class Reading {
  readonly progress: Progress = { files: 0, articles: 0, paragraphs: 0, skippedFiles: 0, skippedArticles: 0, failed: 0, bytes: 0, totalBytes: null };
  readonly #options: ReadingOptions;
  readonly #memory: Memory;
  /** Of the source being read. */
  #problems = 0;
  #failures = 0;

  constructor(options: ReadingOptions, memory: Memory) {
    this.#options = options;
    this.#memory = memory;
  }

  /** Hands out the articles as they are asked for; after an abort it ends at once and the rest is unread. */
  async *articles(): AsyncGenerator<Article> {
    const { paths, signal, concurrency = CONCURRENCY, stdin } = this.#options;
    const files: InputFile[] = [];
    for await (const file of findFiles(paths.filter((given) => given !== STDIN), (problem) => this.#report(problem), (path) => this.#memory.mayBeGone(path))) files.push(file);
    if (!paths.includes(STDIN)) this.progress.totalBytes = files.reduce((sum, { size }) => sum + size, 0);
    const manifests = new Manifests((problem) => this.#report(problem));
    let done = 0;
    for await (const { item, result } of ahead(files, concurrency, (file) => prepare(file, manifests, (count) => this.#count(count)))) {
      if (signal?.aborted) return;
      yield* this.#guarded(item.file, this.#file(item, result));
      if (signal?.aborted) return;
      done += item.size;
      this.progress.bytes = done;
      this.progress.files += 1;
      this.#options.onProgress?.(this.progress);
    }
    if (paths.includes(STDIN) && stdin !== undefined) {
      yield* this.#guarded('-', this.#source(STDIN_PATH, stdinSource(untilAborted(stdin, signal), (count) => this.#count(count)), readNdjson));
    }
  }

  async *#file(input: InputFile, prepared: Promise<Prepared>): AsyncGenerator<Article> {
    const { source, hash, unchanged } = await prepared;
    if (this.#memory.skipsFile(input.path, hash)) {
      this.progress.skippedFiles += 1;
      return;
    }
    yield* this.#source(input.path, source, readAny);
    if (this.#options.signal?.aborted) return;
    if (!(await unchanged())) this.#report({ level: 'failure', file: input.file, reason: 'changed while it was being read; run the ingest again' });
    this.#memory.onFile(input.path, hash, this.#failures > 0);
  }

  /** Runs the reading of one input; what it throws is a failure of that input alone. */
  async *#guarded(file: string, articles: AsyncIterable<Article>): AsyncGenerator<Article> {
    this.#problems = 0;
    this.#failures = 0;
    try {
      yield* articles;
    } catch (error) {
      if (this.#options.signal?.aborted) return;
      this.#report({ level: 'failure', file, reason: reasonOf(error) });
    }
    const unsaid = this.#problems - LIMITS.problemsPerFile;
    if (unsaid > 0) this.#options.onProblem?.({ level: 'warning', file, reason: `${unsaid} more like these` });
  }

  async *#source(path: string, source: ByteSource, read: Reader): AsyncGenerator<Article> {
    const { signal } = this.#options;
    const shown = source.file ?? '-';
    let line = 0;
    let print: string | null = null;
    const results = read(source, {
      signal,
      report: (problem) => this.#report({ file: shown, ...problem }),
      known: (bytes, from) => {
        print = printOf(bytes, from);
        line += 1;
        if (!this.#memory.skipsLine({ path, line: null }, print)) return false;
        this.progress.skippedArticles += 1;
        if (line % 256 === 0) this.#options.onProgress?.(this.progress);
        return true;
      },
    });
    for await (const { document, line = null } of results) {
      for (const read of this.#assembled(document, shown)) {
        if (signal?.aborted) return;
        const { article, before } = this.#memory.onArticle(read, { path, line }, line === null ? null : print, document.meta.id === read.id);
        if (before !== null) this.#report({ level: 'warning', file: shown, ...(line !== null && { line }), reason: article === null ? `“${read.title ?? read.id}” stands word for word${placeAsText(before)}; it is kept once` : `id ${article.id} came up before${placeAsText(before)}; the later article is kept` });
        if (article === null) continue;
        this.progress.articles += 1;
        this.progress.paragraphs += article.paragraphs.length;
        this.#options.onProgress?.(this.progress);
        yield article;
      }
    }
  }

  /** A text that the layout stumbles over costs only itself. */
  #assembled(document: SourceDocument, shown: string): Article[] {
    const file = document.file ?? shown;
    const { onTrace } = this.#options;
    try {
      const articles = toArticles(document, onTrace === undefined ? {} : { trace: (line) => onTrace(file, line) });
      if (articles.length === 0) this.#report({ level: 'failure', file, reason: 'no article found in the text' });
      return articles;
    } catch (error) {
      this.#report({ level: 'failure', file, reason: `could not be laid out: ${reasonOf(error)}` });
      return [];
    }
  }

  #count(bytes: number): void {
    this.progress.bytes += bytes;
    this.#options.onProgress?.(this.progress);
  }

  #report(problem: Problem): void {
    this.#problems += 1;
    if (problem.level === 'failure') {
      this.#failures += 1;
      this.progress.failed += 1;
    }
    if (this.#problems <= LIMITS.problemsPerFile) this.#options.onProblem?.(problem);
  }
}

function placeAsText({ path, line }: Place): string {
  return `${path === STDIN_PATH ? '' : ` in ${path}`}${line === null ? '' : ` at line ${line}`}`;
}
