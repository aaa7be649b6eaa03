/** The composition root: environment → engine → app → port, and back down again. */
import { existsSync } from 'node:fs';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ingest } from '../ingest/pipeline.ts';
import { problemAsText } from '../ingest/problem.ts';
import { showProgress, summaryAsText } from '../ingest/progress.ts';
import { buildWeb } from '../web/build.ts';
import packageJson from '../package.json' with { type: 'json' };
import { type Config, readConfig } from './config.ts';
import type { Engine } from './engine/engine.ts';
import { openEngine } from './engine/open.ts';
import { XunbaoError } from './errors.ts';
import { makeDataFolder } from './folder.ts';
import { folderGauges } from './gauges.ts';
import { createLogger, type Logger } from './logger.ts';
import { createAdmission } from './server/admission.ts';
import { createApp } from './server/app.ts';
import { withDeadline } from './server/deadline.ts';
import { listen } from './server/listen.ts';
import { forwardedAddress, remoteAddress } from './server/origin.ts';
import * as pages from './server/pages.ts';
import { searchParamsSchema } from './server/schema.ts';
import { search } from './server/search.ts';

/** How long requests may go on after a signal to stop. */
const GRACE_MS = 10_000;
/** A start waits for an engine that does not answer no longer than this; the server then says 503 until it does. */
const ENGINE_MS = 5000;
const CORPUS = fileURLToPath(new URL('../corpus', import.meta.url));

async function main(): Promise<void> {
  const config = readConfig(process.env);
  const logger = createLogger(config.logLevel);
  const stop = stopSignal();
  if (config.engine.kind === 'sqlite') makeDataFolder(config.dataDir);
  const admission = createAdmission();
  // The port is taken first: who cannot have it should hear of it before a corpus is read.
  let serve!: (app: ReturnType<typeof createApp>) => void;
  const made = new Promise<ReturnType<typeof createApp>>((resolve) => (serve = resolve));
  const server = await listen(made, { ...config, admission }).catch(refused);
  await fillWhenEmpty(config, logger, stop);
  if (stop.aborted) return server.close(0);

  const engine = await openEngine(config, 'search');
  const web = await buildWeb();
  const app = createApp({
    admission,
    reader: engine,
    pages,
    web,
    logger,
    version: packageJson.version,
    gauges: () => folderGauges(config.dataDir),
    rateLimit: config.rateLimit,
    clientOf: config.trustProxy ? forwardedAddress : remoteAddress,
    publicUrl: config.publicUrl,
    trustProxy: config.trustProxy,
  });
  // The first search loads the dictionary and the index; nobody should wait for that.
  await withDeadline(stop, ENGINE_MS, (signal) => search(engine, searchParamsSchema.parse({ q: '寻报' }), { signal })).catch((error: unknown) =>
    logger.warn('engine not ready', { error }),
  );
  serve(app);
  logger.info('listening', { url: server.url, engine: engine.name });
  process.stdout.write(`${server.url.replace('0.0.0.0', '127.0.0.1').replace('[::]', '[::1]')}\n`);

  await aborted(stop);
  logger.info('stopping');
  await server.close(GRACE_MS);
  await engine.close();
  logger.info('stopped');
}

/** A first start has something to show. Any trouble with that is logged and keeps nothing from being served. */
async function fillWhenEmpty(config: Config, logger: Logger, signal: AbortSignal): Promise<void> {
  if (!existsSync(CORPUS)) return;
  const display = showProgress(process.stderr);
  let engine: Engine | null = null;
  try {
    const opened = await openEngine(config, 'admin');
    engine = opened;
    const stats = await withDeadline(signal, ENGINE_MS, (signal) => opened.stats({ signal }));
    if (stats.articles > 0) return;
    display.log('the index is empty: reading the sample articles in corpus/');
    const summary = await ingest({
      engine,
      dataDir: config.dataDir,
      // As a person would name it, so that a later `npm run ingest -- corpus` knows these files.
      paths: [relative(process.cwd(), CORPUS)],
      concurrency: 2,
      signal,
      onProblem: (problem) => display.log(problemAsText(problem)),
      onProgress: (progress) => display.update(progress),
    });
    display.log(summaryAsText(summary));
  } catch (error) {
    if (!signal.aborted) logger.warn('the sample articles were not read', { error });
  } finally {
    display.stop();
    await engine?.close();
  }
}

/** Aborts at the first SIGINT or SIGTERM; a second one is not caught and ends the process at once. */
function stopSignal(): AbortSignal {
  const controller = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => controller.abort(name));
  return controller.signal;
}

const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });

/** Why a port cannot be had, and which setting helps. */
const REFUSED: Readonly<Record<string, string>> = {
  EADDRINUSE: 'the port is taken by another program; set PORT to a free one',
  EACCES: 'this user may not listen on that port; set PORT to one above 1023',
  EADDRNOTAVAIL: 'this machine has no such address; check HOST',
  ENOTFOUND: 'no such host; check HOST',
  EAI_AGAIN: 'the name of the host cannot be looked up; check HOST',
};

function refused(cause: NodeJS.ErrnoException): never {
  const hint = REFUSED[cause.code ?? ''];
  throw hint === undefined ? cause : new XunbaoError('invalid_config', `${cause.message} (${hint})`, { cause });
}

/** One clear line and an exit code: 2 for what the environment says, 1 for everything else. */
function fail(error: unknown): never {
  const said = error instanceof XunbaoError ? error.message : error instanceof Error ? error.stack : String(error);
  process.stderr.write(`xunbao: ${said}\n`);
  process.exit(error instanceof XunbaoError && error.code === 'invalid_config' ? 2 : 1);
}

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(`xunbao: Node.js 20.19 or newer is needed; this is ${process.versions.node}\n`);
  process.exit(2);
}
await main().catch(fail);
