/** `npm run ingest`: see `USAGE`. Articles and results go to standard output, all else to standard error. */
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { XunbaoError } from '../src/errors.ts';
import { readConfig, type Config } from '../src/config.ts';
import { openEngine } from '../src/engine/open.ts';
import { parseArguments, USAGE, type Arguments } from './arguments.ts';
import { articleAsJson, articleAsText, freshReading } from './dry-run.ts';
import { ingest, type IngestSummary } from './pipeline.ts';
import { problemAsText } from './problem.ts';
import { showProgress, summaryAsText, type ProgressDisplay } from './progress.ts';
import { followChanges } from './watch.ts';

const EXIT = { done: 0, crashed: 1, usage: 2, someFailed: 3, engine: 4, interrupted: 130 } as const;

async function main(): Promise<number> {
  const args = parseArguments(process.argv.slice(2));
  if (typeof args === 'string') {
    process.stderr.write(`${USAGE}\n${args}\n`);
    return EXIT.usage;
  }
  if (args.help) {
    process.stdout.write(USAGE);
    return EXIT.done;
  }
  const signal = stopSignal();
  try {
    return args.dryRun ? await dryRun(args, signal) : await index(args, readConfig(process.env), signal);
  } catch (error) {
    if (!(error instanceof XunbaoError)) throw error;
    process.stderr.write(`${error.message}\n`);
    return error.code === 'invalid_config' ? EXIT.usage : EXIT.engine;
  }
}

async function dryRun(args: Arguments, signal: AbortSignal): Promise<number> {
  const display = showProgress(process.stderr);
  const { progress, articles } = freshReading({
    paths: args.paths,
    stdin: process.stdin,
    concurrency: args.concurrency,
    signal,
    onProblem: (problem) => display.log(problemAsText(problem)),
    ...(args.explain && { onTrace: (file, { line, became, rule }) => (args.json ? process.stderr : process.stdout).write(`${file}:${line}\t${became}\t${rule}\n`) }),
  });
  let open = true;
  // The reader of a pipe may have seen enough (`| head`): that ends the work and is no error.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    open = false;
  });
  for await (const article of articles) {
    const free = process.stdout.write(`${args.json ? articleAsJson(article) : articleAsText(article)}\n`);
    if (!free && open) await Promise.race([once(process.stdout, 'drain'), once(process.stdout, 'close')]).catch(() => undefined);
    if (!open) return EXIT.done;
  }
  display.log(`dry run: ${progress.files} files, ${progress.articles} articles, ${progress.paragraphs} paragraphs, failed ${progress.failed}`);
  return signal.aborted ? EXIT.interrupted : progress.failed > 0 ? EXIT.someFailed : EXIT.done;
}

async function index(args: Arguments, config: Config, signal: AbortSignal): Promise<number> {
  const engine = await openEngine(config, 'admin');
  const run = async (paths: readonly string[], options: Pick<Arguments, 'rebuild' | 'prune'>): Promise<IngestSummary> => {
    const display = showProgress(process.stderr);
    try {
      const summary = await ingest({
        ...options,
        paths,
        engine,
        dataDir: config.dataDir,
        stdin: process.stdin,
        concurrency: args.concurrency,
        signal,
        onProblem: (problem) => display.log(problemAsText(problem)),
        onProgress: (progress) => display.update(progress),
      });
      return tell(summary, display, args);
    } finally {
      display.stop();
    }
  };
  try {
    const first = await run(args.paths, args);
    if (!args.watch || signal.aborted) return exitFor(first);
    process.stderr.write(`following ${args.paths.join(' ')} (Ctrl-C ends)\n`);
    const follow = async (changed: readonly string[]): Promise<void> => {
      const wanted = args.prune ? changed : changed.filter(isThere);
      if (wanted.length > 0) await run(wanted, { rebuild: false, prune: args.prune });
    };
    await followChanges(args.paths, follow, signal);
    return EXIT.done;
  } finally {
    await engine.close();
  }
}

/** Without --prune it is no failure that a file is gone. */
function isThere(file: string): boolean {
  if (existsSync(file)) return true;
  process.stderr.write(`${problemAsText({ level: 'warning', file, reason: 'vanished; its articles stay (--prune deletes them)' })}\n`);
  return false;
}

function tell(summary: IngestSummary, display: ProgressDisplay, { json, rebuild }: Arguments): IngestSummary {
  display.stop();
  if (json) process.stdout.write(`${JSON.stringify(summary)}\n`);
  process.stderr.write(`${summaryAsText(summary)}\n`);
  if (summary.interrupted) process.stderr.write(rebuild ? 'the old index is untouched and still serves\n' : 'what was read is indexed; run the same command again to go on\n');
  return summary;
}

function exitFor({ interrupted, failed }: IngestSummary): number {
  return interrupted ? EXIT.interrupted : failed > 0 ? EXIT.someFailed : EXIT.done;
}

/** The first Ctrl-C ends at an article's boundary; the second ends at once, which the index survives too. */
function stopSignal(): AbortSignal {
  const controller = new AbortController();
  const stop = (): void => {
    if (controller.signal.aborted) process.exit(EXIT.interrupted);
    process.stderr.write('\nstopping at the next article…\n');
    controller.abort();
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  return controller.signal;
}

// An open pipe on standard input would keep the process waiting after the work is done.
process.exitCode = await main();
process.stdin.destroy();
