/** Articles that come again: exact repeats become one, near repeats are linked. */
import { createHash } from 'node:crypto';
import { paragraphId, type Article } from '../../src/domain.ts';
import type { Engine } from '../../src/engine/engine.ts';
import type { Known, Ledger } from '../ledger.ts';
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
  /** Exact texts of this run, which the ledger knows only once the engine has them. */
  readonly #texts = new Map<string, { readonly id: string; readonly path: string }>();
  readonly #textOf = new Map<string, string>();

  constructor(ledger: Ledger) {
    this.#ledger = ledger;
  }

  recognise(read: Article, path: string, isNamed: boolean): Recognised {
    const text = isNamed ? null : exactText(read);
    const twin = text === null ? null : this.#twinOf(text, path);
    const article = twin === null || twin.id === read.id ? read : renamed(read, twin.id);
    if (twin !== null && article !== read && twin.path !== null) return { article, known: null, elsewhere: { path: twin.path, line: null } };
    if (text !== null) {
      this.#texts.set(text, { id: article.id, path });
      this.#textOf.set(article.id, text);
    }
    const print = printOf(article);
    const families = this.#load();
    families.add(article.id, print);
    const repeatOf = families.firstOf(article.id);
    return { article: repeatOf === null ? article : { ...article, repeatOf }, known: { text, print, repeatOf }, elsewhere: null };
  }

  #twinOf(text: string, path: string): { readonly id: string; readonly path: string | null } | null {
    const twin = this.#texts.get(text) ?? this.#ledger.twinOf(text, path);
    // What the ledger remembers may have been replaced in this run.
    return twin === null || (this.#textOf.get(twin.id) ?? text) !== text ? null : twin;
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
    const told = new Map([...ledger.known()].map((known) => [known.id, known]));
    const changed = [...this.#load().all()].flatMap(([id, first]) => {
      const known = told.get(id);
      return known === undefined || known.repeatOf === first ? [] : [{ id, known: { ...known, repeatOf: first } }];
    });
    if (changed.length > 0) await engine.index(related(engine, changed));
    ledger.retell(changed);
    ledger.settled();
  }

  #load(): Families {
    if (this.#families !== null) return this.#families;
    this.#families = new Families();
    for (const { id, print } of this.#ledger.known()) this.#families.add(id, print);
    return this.#families;
  }
}

async function* related(engine: Engine, changed: readonly { readonly id: string; readonly known: Known }[]): AsyncGenerator<Article> {
  for (const { id, known } of changed) {
    const article = await engine.article(id);
    if (article === null) continue;
    const { repeatOf: _before, ...alone } = article;
    yield known.repeatOf === null ? alone : { ...alone, repeatOf: known.repeatOf };
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
