/** Inputs → articles, in order, with every failure named and none of them stopping the rest. */
import type { Article } from '../src/domain.ts';
import { ahead, untilAborted } from './ahead.ts';
import type { TraceLine } from './assemble.ts';
import { assembled, type HeldArticles, type Named } from './held.ts';
import { findFiles, STDIN, type InputFile } from './inputs.ts';
import { STDIN_PATH } from './ledger.ts';
import { LIMITS } from './limits.ts';
import { Manifests } from './manifest.ts';
import { reasonOf, type Problem } from './problem.ts';
import { readNdjson } from './readers/ndjson.ts';
import { holdsPages, readAny } from './readers/registry.ts';
import type { ByteSource, Reader } from './readers/reader.ts';
import { prepare, printOf, stdinSource, type Prepared } from './source.ts';
import { Spread } from './spread.ts';

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

interface Begun {
  readonly prepared: Prepared;
  /** Indexed already as it is. */
  readonly isSkipped: boolean;
  /** Of a file of pages that is held; `null` of one that is read in its turn. */
  readonly articles: (() => Promise<HeldArticles>) | null;
}

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
    const { paths, signal, concurrency, stdin } = this.#options;
    const files: InputFile[] = [];
    for await (const file of findFiles(paths.filter((given) => given !== STDIN), (problem) => this.#report(problem), (path) => this.#memory.mayBeGone(path))) files.push(file);
    if (!paths.includes(STDIN)) this.progress.totalBytes = files.reduce((sum, { size }) => sum + size, 0);
    const manifests = new Manifests((problem) => this.#report(problem));
    const spread = new Spread(signal);
    let done = 0;
    try {
      for await (const { item, result } of ahead(files, concurrency ?? Math.max(CONCURRENCY, spread.width), (file) => this.#begin(file, manifests, spread))) {
        if (signal?.aborted) return;
        yield* this.#guarded(item.file, this.#file(item, result, spread));
        if (signal?.aborted) return;
        done += item.size;
        this.progress.bytes = done;
        this.progress.files += 1;
        this.#options.onProgress?.(this.progress);
      }
    } finally {
      await spread.close();
    }
    if (paths.includes(STDIN) && stdin !== undefined) {
      yield* this.#guarded('-', this.#stream(STDIN_PATH, stdinSource(untilAborted(stdin, signal), (count) => this.#count(count)), readNdjson, new Spread(signal)));
    }
  }

  async #begin(input: InputFile, manifests: Manifests, spread: Spread): Promise<Begun> {
    const prepared = await prepare(input, manifests, (count) => this.#count(count));
    const { source, hash, held } = prepared;
    const isSkipped = this.#memory.skipsFile(input.path, hash);
    const { name, meta, columns } = source;
    const articles = held === null || isSkipped || !holdsPages(name) ? null : spread.read({ bytes: held, name, file: input.file, meta, columns, traced: this.#options.onTrace !== undefined });
    return { prepared, isSkipped, articles };
  }

  async *#file(input: InputFile, begun: Promise<Begun>, spread: Spread): AsyncGenerator<Article> {
    const { prepared: { source, hash, unchanged }, isSkipped, articles } = await begun;
    if (isSkipped) {
      this.progress.skippedFiles += 1;
      return;
    }
    if (articles === null) yield* this.#stream(input.path, source, readAny, spread);
    else yield* this.#held(input.path, await articles());
    if (this.#options.signal?.aborted) return;
    if (!(await unchanged())) this.#report({ level: 'failure', file: input.file, reason: 'changed while it was being read; run the ingest again' });
    this.#memory.onFile(input.path, hash, this.#failures > 0);
  }

  *#held(path: string, { articles, problems, trace }: HeldArticles): Generator<Article> {
    for (const problem of problems) this.#report(problem);
    for (const { file, line } of trace) this.#options.onTrace?.(file, line);
    for (const named of articles) {
      if (this.#options.signal?.aborted) return;
      yield* this.#handOn(named, { path, line: null }, null, named.article.source.file ?? '-');
    }
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

  async *#stream(path: string, source: ByteSource, read: Reader, spread: Spread): AsyncGenerator<Article> {
    const { signal } = this.#options;
    const shown = source.file ?? '-';
    let line = 0;
    let print: string | null = null;
    /** Laid out ahead of their turn. */
    const pages: (() => Promise<HeldArticles>)[] = [];
    const results = read(source, {
      signal,
      report: (problem) => this.#report({ file: shown, ...problem }),
      known: (bytes, from) => {
        print = printOf(bytes, from);
        line += 1;
        // The same article may be on a page that waits, and then the later one has to come after it.
        if (pages.length > 0 || !this.#memory.skipsLine({ path, line: null }, print)) return false;
        this.progress.skippedArticles += 1;
        if (line % 256 === 0) this.#options.onProgress?.(this.progress);
        return true;
      },
    });
    for await (const { document, line = null } of results) {
      if (document.kind === 'page') {
        pages.push(spread.read({ document, file: shown, traced: this.#options.onTrace !== undefined }));
        if (pages.length >= spread.width) yield* this.#held(path, await pages.shift()!());
        continue;
      }
      for (const page of pages.splice(0)) yield* this.#held(path, await page());
      for (const named of assembled(document, shown, (problem) => this.#report(problem))) {
        if (signal?.aborted) return;
        yield* this.#handOn(named, { path, line }, line === null ? null : print, shown);
      }
    }
    for (const page of pages) yield* this.#held(path, await page());
  }

  *#handOn({ article: read, isNamed }: Named, place: Place, print: string | null, file: string): Generator<Article> {
    const { article, before } = this.#memory.onArticle(read, place, print, isNamed);
    if (before !== null) {
      this.#report({ level: 'warning', file, ...(place.line !== null && { line: place.line }), reason: article === null ? `“${read.title ?? read.id}” stands word for word${placeAsText(before)}; it is kept once` : `id ${article.id} came up before${placeAsText(before)}; the later article is kept` });
    }
    if (article === null) return;
    this.progress.articles += 1;
    this.progress.paragraphs += article.paragraphs.length;
    this.#options.onProgress?.(this.progress);
    yield article;
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
