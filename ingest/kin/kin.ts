/** Articles that come again: exact repeats become one, near repeats are linked. */
import { createHash } from 'node:crypto';
import { paragraphId, type Article } from '../../src/domain.ts';
import type { Engine } from '../../src/engine/engine.ts';
import type { Entry, Known, Ledger } from '../ledger.ts';
import type { Place } from '../reading.ts';
import { Families } from './families.ts';
import { printOf } from './repeats.ts';

interface Recognised {
  /** As it is to be indexed. */
  readonly article: Article;
  /** `null` when exactly this article is held elsewhere. */
  readonly known: Known | null;
  readonly elsewhere: Place | null;
}

export class Kin {
  readonly #ledger: Ledger;
  /** Read from the ledger when the first article comes, not when nothing does. */
  #families: Families | null = null;
  /** Articles that the ledger knows only once the engine has them. */
  readonly #pending = new Map<string, Known>();
  /** Their exact texts. */
  readonly #texts = new Map<string, { readonly id: string; readonly path: string }>();

  constructor(ledger: Ledger) {
    this.#ledger = ledger;
  }

  recognise(read: Article, path: string, isNamed: boolean): Recognised {
    const text = isNamed ? null : exactText(read);
    const twin = text === null ? null : this.#twinOf(text, path);
    const article = twin === null || twin.id === read.id ? read : renamed(read, twin.id);
    if (twin !== null && article !== read && twin.path !== null) return { article, known: null, elsewhere: { path: twin.path, line: null } };
    const print = printOf(article);
    const families = this.#load();
    families.add(article.id, print);
    const repeatOf = families.firstOf(article.id);
    const known: Known = { text, print, repeatOf };
    this.#pending.set(article.id, known);
    if (text !== null) this.#texts.set(text, { id: article.id, path });
    return { article: repeatOf === null ? article : { ...article, repeatOf }, known, elsewhere: null };
  }

  #twinOf(text: string, path: string): { readonly id: string; readonly path: string | null } | null {
    const twin = this.#texts.get(text) ?? this.#ledger.twinOf(text, path);
    // What the ledger remembers may have been replaced in this run.
    return twin === null || (this.#pending.get(twin.id)?.text ?? text) !== text ? null : twin;
  }

  /** The ledger knows these now. */
  noted(entries: readonly Entry[]): void {
    for (const entry of entries) {
      if (entry.kind !== 'article' || entry.known === null) continue;
      const { id, known } = entry;
      if (this.#pending.get(id) === known) this.#pending.delete(id);
      if (known.text !== null && this.#texts.get(known.text)?.id === id) this.#texts.delete(known.text);
    }
  }

  remove(ids: readonly string[]): void {
    for (const id of ids) this.#families?.remove(id);
  }

  /**
   * Tells the engine of articles whose family has become another one since they were indexed: because
   * an earlier article came after them, because what linked them went, or because a run was killed.
   */
  async settle(engine: Engine): Promise<void> {
    const ledger = this.#ledger;
    if (ledger.isSettled) return;
    const changed: Relation[] = [];
    for (const [id, repeatOf] of this.#load().all()) {
      const told = ledger.repeatOf(id);
      if (told !== undefined && told !== repeatOf) changed.push({ id, repeatOf });
    }
    if (changed.length > 0) await engine.index(related(engine, changed));
    ledger.retell(changed);
    ledger.settled();
  }

  #load(): Families {
    if (this.#families !== null) return this.#families;
    this.#families = new Families((id) => this.#pending.get(id)?.print ?? this.#ledger.printOf(id));
    for (const [id, print] of this.#ledger.prints()) this.#families.add(id, print);
    return this.#families;
  }
}

/** `null`: it repeats none. */
interface Relation {
  readonly id: string;
  readonly repeatOf: string | null;
}

async function* related(engine: Engine, changed: readonly Relation[]): AsyncGenerator<Article> {
  for (const { id, repeatOf } of changed) {
    const article = await engine.article(id);
    if (article === null) continue;
    const { repeatOf: _before, ...alone } = article;
    yield repeatOf === null ? alone : { ...alone, repeatOf };
  }
}

/** What makes an article the same one wherever its file lies: its words, and what is known of when and where it was printed. */
function exactText({ title, date, year, source, paragraphs }: Article): string {
  const parts = [title, date, year, source.paper, source.page, source.url, ...paragraphs.map(({ text }) => text.replace(/\s+/g, ''))];
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64').slice(0, 24);
}

const renamed = (article: Article, id: string): Article => ({
  ...article,
  id,
  paragraphs: article.paragraphs.map((paragraph) => ({ ...paragraph, id: paragraphId(id, paragraph.ordinal) })),
});
