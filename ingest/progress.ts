import { MultiBar, type SingleBar } from 'cli-progress';
import { bytesAsText } from './limits.ts';
import type { IngestSummary } from './pipeline.ts';
import type { Progress } from './reading.ts';

/** How an ingest tells a person what it is doing: a bar on a terminal, a line now and then in a log. */
export interface ProgressDisplay {
  update(progress: Readonly<Progress>): void;
  /** A line that stays, above the bar. */
  log(line: string): void;
  stop(): void;
}

/** Between two plain lines, and between two looks at the clock (the bar has its own). */
const EVERY_MS = 5000;

export function showProgress(stream: NodeJS.WriteStream): ProgressDisplay {
  return stream.isTTY ? new Bar(stream) : new Lines(stream);
}

class Bar implements ProgressDisplay {
  readonly #bars: MultiBar;
  readonly #started = performance.now();
  #bar: SingleBar | null = null;

  constructor(stream: NodeJS.WriteStream) {
    this.#bars = new MultiBar({ stream, clearOnComplete: true, hideCursor: false, format: formatFor, fps: 8 });
  }

  update(progress: Readonly<Progress>): void {
    const { bytes, totalBytes, articles, paragraphs } = progress;
    this.#bar ??= this.#bars.create(totalBytes ?? 0, 0, {});
    this.#bar.update(bytes, { articles, rate: rateOf(paragraphs, this.#started), bytes, left: etaOf(bytes, totalBytes, performance.now() - this.#started), unknown: totalBytes === null });
    if (totalBytes !== null) this.#bar.setTotal(Math.max(totalBytes, bytes, 1));
  }

  log(line: string): void {
    if (this.#bar === null) process.stderr.write(`${line}\n`);
    else this.#bars.log(`${line}\n`);
  }

  stop(): void {
    this.#bars.stop();
  }
}

interface BarPayload {
  readonly articles: number;
  readonly rate: string;
  readonly bytes: number;
  readonly left: string;
  readonly unknown: boolean;
}

function formatFor(_: unknown, { progress }: { progress: number }, payload: BarPayload): string {
  const done = `${payload.articles} articles · ${payload.rate}`;
  if (payload.unknown) return `  ${bytesAsText(payload.bytes)} read · ${done}`;
  const filled = Math.round(Math.min(1, progress) * 30);
  return `  ${'█'.repeat(filled)}${'░'.repeat(30 - filled)} ${Math.floor(Math.min(1, progress) * 100)} % · ${done}${payload.left}`;
}

class Lines implements ProgressDisplay {
  readonly #stream: NodeJS.WriteStream;
  readonly #started = performance.now();
  #last = performance.now();

  constructor(stream: NodeJS.WriteStream) {
    this.#stream = stream;
  }

  update({ articles, paragraphs, bytes, totalBytes }: Readonly<Progress>): void {
    const now = performance.now();
    if (now - this.#last < EVERY_MS) return;
    this.#last = now;
    const share = totalBytes === null ? bytesAsText(bytes) : `${Math.floor((100 * bytes) / Math.max(1, totalBytes))} %`;
    this.log(`${share} read, ${articles} articles, ${rateOf(paragraphs, this.#started)}${etaOf(bytes, totalBytes, now - this.#started)}`);
  }

  log(line: string): void {
    this.#stream.write(`${line}\n`);
  }

  stop(): void {
    // Nothing on the screen to take away.
  }
}

function rateOf(paragraphs: number, started: number): string {
  return `${Math.round(paragraphs / Math.max(0.001, (performance.now() - started) / 1000))} paragraphs/s`;
}

function etaOf(bytes: number, total: number | null, elapsed: number): string {
  return total === null || bytes === 0 ? '' : `, ${Math.ceil((elapsed * (total - bytes)) / bytes / 1000)} s left`;
}

/** The last line of an ingest. */
export function summaryAsText(summary: IngestSummary): string {
  const { files, articles, paragraphs, skippedFiles, skippedArticles, failed, deleted, seconds, interrupted } = summary;
  const skipped = [count(skippedFiles, 'file'), ...(skippedArticles > 0 ? [count(skippedArticles, 'article')] : [])].join(' and ');
  return `${interrupted ? 'stopped: ' : ''}${count(files, 'file')}, ${count(articles, 'article')}, ${count(paragraphs, 'paragraph')}; skipped ${skipped}, deleted ${deleted}, failed ${failed}; ${seconds.toFixed(1)} s`;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
