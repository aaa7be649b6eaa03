/**
 * The words of this corpus, for completing what is being typed and for guessing what was meant. Counts
 * are hints: they are taken in after the articles they come from, and are not taken back.
 */
import type { Worker } from 'node:worker_threads';
import type { FacetName } from '../../domain.ts';
import { XunbaoError } from '../../errors.ts';
import { spell } from '../../text/pinyin.ts';
import { startWorker } from '../../worker.ts';
import { COMMON_ENOUGH, MUCH_COMMONER, oneCharacterApart } from '../suggestion.ts';
import { completionsOf, parsedCompletion } from './completion-keys.ts';
import type { Db } from './database.ts';
import { WordCounts, type Counted, type CountedWord } from './words.ts';
import type { Message } from './words.worker.ts';

export const VOCABULARY_SCHEMA = `
  CREATE TABLE word (text TEXT PRIMARY KEY, df INTEGER NOT NULL) WITHOUT ROWID;
  -- What is typed → what is meant: each text under its own endings, its pinyin and its initials.
  CREATE TABLE completion (key TEXT NOT NULL, kind TEXT NOT NULL, text TEXT NOT NULL, PRIMARY KEY (key, kind, text)) WITHOUT ROWID;
`;

export type CompletionKind = 'word' | FacetName;

export function addCompletion(db: Db, kind: CompletionKind, text: string, keys: readonly string[]): void {
  const insert = db.prepare('INSERT OR IGNORE INTO completion VALUES (?, ?, ?)');
  for (const key of keys) insert.run(key, kind, text);
}

/** As many texts go to the worker at once; fewer in all are counted where they are, because a worker takes a second to start. */
const TEXTS_A_MESSAGE = 2000;

/** Counts the words of what is written while it is written; `finish` takes them into the vocabulary. */
export class WordCounter {
  readonly #db: Db;
  #texts: string[] = [];
  #worker: Worker | null = null;
  #broken: XunbaoError | null = null;
  /** Who waits for the worker's answers, which come in the order of the messages. */
  readonly #waiting: { readonly resolve: (answer: unknown) => void; readonly reject: (reason: unknown) => void }[] = [];
  /** Resolves when the worker is through with all it was given, … */
  #done: Promise<unknown> = Promise.resolve();
  /** … and with the batches before this one. */
  #before: Promise<unknown> = this.#done;
  /** What it has counted in the end. */
  #counted: Promise<unknown> | null = null;

  constructor(db: Db) {
    this.#db = db;
  }

  add(texts: readonly string[]): void {
    for (const text of texts) this.#texts.push(text);
    if (this.#texts.length >= TEXTS_A_MESSAGE) this.#send();
  }

  /** Ends a batch. Waits for those before it, so that texts do not heap up where the worker is the slower. */
  async flush(): Promise<void> {
    if (this.#worker === null) {
      const counts = new WordCounts();
      counts.add(this.#texts);
      this.#texts = [];
      store(this.#db, counts.atLeast(1));
      return;
    }
    this.#send();
    const before = this.#before;
    this.#before = this.#done;
    await before;
  }

  /** No more texts come: the worker puts its words in order, while the last batch is written perhaps. */
  end(): void {
    if (this.#worker === null) return;
    this.#send();
    this.#counted = this.#ask(this.#worker, null);
    this.#counted.catch(() => undefined);
  }

  async finish(): Promise<void> {
    const worker = this.#worker;
    if (worker === null) return;
    if (this.#counted === null) this.end();
    try {
      const { words, completions } = (await this.#counted) as Counted; // what words.worker.ts answers
      store(this.#db, words, completions);
    } finally {
      this.#worker = null;
      await worker.terminate();
    }
  }

  #send(): void {
    if (this.#texts.length === 0) return;
    this.#worker ??= this.#start();
    this.#done = this.#ask(this.#worker, { texts: this.#texts });
    // A failure surfaces at the next wait; until then it is not "unhandled".
    this.#done.catch(() => undefined);
    this.#texts = [];
  }

  #start(): Worker {
    const worker = startWorker(new URL('./words.worker.ts', import.meta.url), {}, 4);
    worker.on('message', (answer) => this.#waiting.shift()?.resolve(answer));
    worker.once('error', (cause) => {
      this.#broken = new XunbaoError('engine_failed', 'counting words failed', { cause });
      for (const { reject } of this.#waiting.splice(0)) reject(this.#broken);
    });
    return worker;
  }

  #ask(worker: Worker, message: Message): Promise<unknown> {
    // It may break before it is asked anything.
    if (this.#broken !== null) return Promise.reject(this.#broken);
    const answer = new Promise((resolve, reject) => this.#waiting.push({ resolve, reject }));
    worker.postMessage(message);
    return answer;
  }
}

/** `completions`: of all words that may become common enough now; looked up when left out. */
function store(db: Db, words: readonly CountedWord[], completions?: readonly string[]): void {
  const add = db.prepare<[string, number], { df: number }>('INSERT INTO word VALUES (?, ?) ON CONFLICT DO UPDATE SET df = df + excluded.df RETURNING df');
  const insert = db.prepare<[key: string, text: string]>("INSERT OR IGNORE INTO completion VALUES (?, 'word', ?)");
  db.transaction(() => {
    const common = new Set<string>();
    for (const { text, count } of words) {
      const { df } = add.get(text, count)!;
      if (df >= COMMON_ENOUGH && df - count < COMMON_ENOUGH) common.add(text);
    }
    for (const completion of completions ?? [...common].flatMap(completionsOf).sort()) {
      const [key, text] = parsedCompletion(completion);
      if (common.has(text)) insert.run(key, text);
    }
  }).immediate();
}

export interface Completion {
  readonly kind: CompletionKind;
  readonly text: string;
  /** Paragraphs that hold a word; 0 for facet values, which are counted elsewhere. */
  readonly df: number;
}

/** What the folded `typed` may become: facet values, the shortest first, and words, the commonest first, at most `limit` of each. */
export function complete(db: Db, typed: string, limit: number): Completion[] {
  return db
    .prepare<[string, string, number, number], Completion>(
      `WITH found AS (SELECT DISTINCT kind, text FROM completion WHERE key >= ? AND key < ?)
       SELECT * FROM (SELECT kind, text, 0 AS df FROM found WHERE kind <> 'word' ORDER BY length(text) LIMIT ?)
       UNION ALL SELECT * FROM (SELECT f.kind, f.text, w.df FROM found f JOIN word w ON w.text = f.text WHERE f.kind = 'word' ORDER BY w.df DESC LIMIT ?)`,
    )
    .all(typed, `${typed}\u{10ffff}`, limit, limit);
}

/** Much commoner words that sound like `word` or differ from it in one character, the commonest first. */
export function similar(db: Db, word: string): string[] {
  const characters = [...word];
  const spelled = spell(word);
  const candidates = new Set<string>();
  const keyed = db.prepare<[string], { text: string }>("SELECT text FROM completion WHERE key = ? AND kind = 'word'");
  if (spelled !== null) for (const { text } of keyed.all(spelled.full)) if (text.length === word.length) candidates.add(text);
  if (characters.length >= 3) {
    const begins = db.prepare<[string, string], { text: string }>("SELECT text FROM word WHERE text >= ? AND text < ? AND df >= 3");
    for (const { text } of begins.all(characters[0]!, `${characters[0]!}\u{10ffff}`)) if (oneCharacterApart([...text], characters)) candidates.add(text);
    for (const { text } of keyed.all(characters.slice(1).join(''))) if (oneCharacterApart([...text], characters)) candidates.add(text);
  }
  const count = db.prepare<[string], { df: number }>('SELECT df FROM word WHERE text = ?');
  const df = new Map([...candidates].map((text) => [text, count.get(text)?.df ?? 0]));
  const least = MUCH_COMMONER * Math.max(1, count.get(word)?.df ?? 0);
  return [...candidates].filter((text) => df.get(text)! >= least).sort((a, b) => df.get(b)! - df.get(a)!);
}
