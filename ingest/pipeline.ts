/** Files → articles → engine, so that it can be stopped anywhere and completed by running it again. */
import { stat } from 'node:fs/promises';
import path from 'node:path';
import picomatch from 'picomatch';
import type { Article } from '../src/domain.ts';
import type { Engine, EngineStats } from '../src/engine/engine.ts';
import { XunbaoError } from '../src/errors.ts';
import { isGlob } from './inputs.ts';
import { Kin } from './kin/kin.ts';
import { Ledger, STDIN_PATH, type Entry } from './ledger.ts';
import { lockIngest } from './lock.ts';
import type { Problem } from './problem.ts';
import { Reading, type Memory, type Progress, type ReadingOptions } from './reading.ts';
import { tellState } from './state.ts';

export interface IngestOptions extends ReadingOptions {
  readonly engine: Engine;
  /** Where the ledger and the lock lie. */
  readonly dataDir: string;
  /** Read everything anew and put the new index in the old one's place at the end. */
  readonly rebuild?: boolean | undefined;
  /** Delete the articles of files that vanished under `paths`. */
  readonly prune?: boolean | undefined;
}

export interface IngestSummary extends Readonly<Progress> {
  /** Articles deleted because their file changed or vanished. */
  readonly deleted: number;
  readonly seconds: number;
  /** Stopped by the signal: what was read is indexed, the rest is not; an interrupted rebuild changes nothing. */
  readonly interrupted: boolean;
}

const DELETED_AT_ONCE = 500;

/**
 * Throws `XunbaoError`: `index_locked` when another ingest is writing, and what the engine throws. All
 * that is wrong with an input goes to `onProblem` instead.
 */
export async function ingest(options: IngestOptions): Promise<IngestSummary> {
  const started = performance.now();
  const { engine, dataDir, signal, rebuild = false, prune = false } = options;
  const unlock = lockIngest(dataDir);
  let ledger: Ledger | null = null;
  let ended: ReturnType<typeof tellState> | null = null;
  try {
    const notes = path.join(dataDir, 'ingest.db');
    const { indexId, lastIngest } = await stateOf(engine, rebuild, signal);
    ledger = new Ledger(notes, indexId, rebuild, lastIngest);
    if (ledger.isForgotten) options.onProblem?.({ level: 'warning', file: notes, reason: 'notes of a later state than the index is in, which was put back; everything is read again' });
    const kin = new Kin(ledger);
    const acknowledged = new Acknowledged(ledger, kin);
    const memory = memoryOf(ledger, acknowledged, kin, prune);
    const reading = new Reading(options, memory);
    ended = tellState(dataDir, reading.progress);
    let interrupted = await index(engine, acknowledged.counting(reading.articles()), acknowledged, rebuild, signal);
    let deleted = 0;
    if (!(rebuild && interrupted)) {
      acknowledged.all();
      if (rebuild) ledger.adopt((await engine.stats()).indexId);
      if (prune && !interrupted) await dropVanished(ledger, options.paths, options.onProblem);
      if (!interrupted) await readOrphaned(options, ledger, memory, acknowledged);
      deleted = await deleteObsolete(engine, ledger, kin);
      await kin.settle(engine);
      ledger.asOf((await engine.stats()).lastIngest);
    }
    interrupted ||= signal?.aborted ?? false;
    ended(interrupted ? 'interrupted' : 'done');
    ended = null;
    return { ...reading.progress, deleted, seconds: (performance.now() - started) / 1000, interrupted };
  } finally {
    ended?.('failed');
    ledger?.close();
    unlock();
  }
}

/** Of an index that cannot be read, be it broken or of another format, a rebuild needs nothing: it is the cure. */
async function stateOf(engine: Engine, rebuild: boolean, signal: AbortSignal | undefined): Promise<Pick<EngineStats, 'indexId' | 'lastIngest'>> {
  try {
    return await engine.stats({ signal });
  } catch (error) {
    if (rebuild && error instanceof XunbaoError && error.code === 'index_corrupt') return { indexId: '', lastIngest: null };
    throw error;
  }
}

/** Answers whether the signal stopped it. */
async function index(engine: Engine, articles: AsyncIterable<Article>, acknowledged: Acknowledged, rebuild: boolean, signal: AbortSignal | undefined): Promise<boolean> {
  try {
    // Stopped, the articles end at a boundary and the engine keeps what came; but half a rebuild must
    // not take the old index's place, so there the engine itself is told.
    await engine.index(articles, { rebuild, ...(rebuild && { signal }), onCommit: (count) => acknowledged.upTo(count) });
    return signal?.aborted ?? false;
  } catch (error) {
    if (rebuild && signal?.aborted) return true;
    throw error;
  }
}

/** Ledger entries wait here until the engine says that the articles before them are safe. */
class Acknowledged {
  readonly #ledger: Ledger;
  readonly #kin: Kin;
  #waiting: { readonly after: number; readonly entry: Entry }[] = [];
  #given = 0;

  constructor(ledger: Ledger, kin: Kin) {
    this.#ledger = ledger;
    this.#kin = kin;
  }

  note(entry: Entry): void {
    // An article is noted just before it is given to the engine, a file after its last one; one that is
    // held already is not given.
    this.#waiting.push({ after: this.#given + (entry.kind === 'article' && entry.known !== null ? 1 : 0), entry });
  }

  async *counting(articles: AsyncIterable<Article>): AsyncGenerator<Article> {
    for await (const article of articles) {
      this.#given += 1;
      yield article;
    }
  }

  upTo(count: number): void {
    const safe = this.#waiting.findIndex(({ after }) => after > count);
    const entries = (safe < 0 ? this.#waiting : this.#waiting.slice(0, safe)).map(({ entry }) => entry);
    this.#waiting = safe < 0 ? [] : this.#waiting.slice(safe);
    if (entries.length === 0) return;
    this.#ledger.apply(entries);
    this.#kin.noted(entries);
  }

  all(): void {
    this.upTo(this.#given);
  }
}

function memoryOf(ledger: Ledger, acknowledged: Acknowledged, kin: Kin, prune: boolean): Memory {
  return {
    skipsFile: (file, hash) => ledger.hashOf(file) === hash,
    skipsLine: ({ path, line }, print) => ledger.passesOver(path, print, line),
    onArticle(read, { path, line }, print, isNamed) {
      const { article, known, elsewhere } = kin.recognise(read, path, isNamed);
      acknowledged.note({ kind: 'article', path, id: article.id, print, known });
      const before = ledger.see(article.id, path, line);
      return known === null ? { article: null, before: elsewhere } : { article, before };
    },
    onFile: (file, hash, failed) => acknowledged.note({ kind: 'file', path: file, hash: failed ? null : hash }),
    mayBeGone: (file) => prune && ledger.has(file),
  };
}

/** Files whose exact repeats elsewhere changed or vanished: what stood there as well is theirs alone now. */
async function readOrphaned(options: IngestOptions, ledger: Ledger, memory: Memory, acknowledged: Acknowledged): Promise<void> {
  const paths = ledger.takeOrphaned();
  if (paths.length === 0) return;
  const reading = new Reading({ ...options, paths, onProgress: undefined }, memory);
  await index(options.engine, acknowledged.counting(reading.articles()), acknowledged, false, options.signal);
  acknowledged.all();
}

async function dropVanished(ledger: Ledger, paths: readonly string[], onProblem?: (problem: Problem) => void): Promise<void> {
  const under = await Promise.all(paths.map(coverage));
  for (const file of ledger.paths()) {
    if (file === STDIN_PATH || !under.some((covers) => covers(file)) || !(await isGone(file))) continue;
    ledger.drop(file);
    onProblem?.({ level: 'warning', file, reason: 'vanished; its articles are deleted' });
  }
}

/** A folder that is missing as a whole covers nothing: it is more often a disk not mounted than an archive thrown away. */
async function coverage(given: string): Promise<(file: string) => boolean> {
  const absolute = path.resolve(given);
  if (isGlob(given)) {
    const gone = await isGone(path.resolve(picomatch.scan(given).base));
    return gone ? () => false : picomatch(absolute.replaceAll(path.sep, '/'));
  }
  if (await isGone(absolute)) return (file) => file === absolute;
  return (file) => file === absolute || file.startsWith(absolute.endsWith(path.sep) ? absolute : absolute + path.sep);
}

/** A folder that cannot be looked into has lost nothing. */
async function isGone(file: string): Promise<boolean> {
  return stat(file).then(
    () => false,
    (error: NodeJS.ErrnoException) => error.code === 'ENOENT' || error.code === 'ENOTDIR',
  );
}

async function deleteObsolete(engine: Engine, ledger: Ledger, kin: Kin): Promise<number> {
  let deleted = 0;
  for (let ids = ledger.obsolete(DELETED_AT_ONCE); ids.length > 0; ids = ledger.obsolete(DELETED_AT_ONCE)) {
    deleted += await engine.delete(ids);
    ledger.deleted(ids);
    kin.remove(ids);
  }
  return deleted;
}
