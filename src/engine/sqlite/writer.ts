/** Writing: articles in, segments out. One transaction holds whole articles only. */
import { PARAGRAPH_KINDS, titledParagraph, type Article } from '../../domain.ts';
import { foldText } from '../../text/fold.ts';
import { foldWording } from '../../text/wording.ts';
import { moments } from '../moments.ts';
import type { Db } from './database.ts';
import { ValueNumbers } from './values.ts';
import { WordCounter } from './vocabulary.ts';
import { chooseMerge, mergeSegments } from './merge.ts';
import { placeArticles, SegmentBuilder, writeSegment, type SegmentRow } from './segment.ts';

/** A batch is closed at this many units of text: some 20,000 paragraphs, 100 MB while it is sorted. Smaller ones have to be merged sooner. */
const BATCH_UNITS = 1_600_000;

type ArticleRow = [id: string, head: string, file: string | null, day: string | null, year: number | null, paper: string | null, repeatOf: string | null];
/** The columns of `paragraph`, in their order. */
type ParagraphRow = [article: number, ordinal: number, id: string, section: string | null, kind: string, text: string, origin: string | null];

export class Writer {
  readonly #db: Db;
  readonly #insertArticle;
  readonly #insertParagraph;
  #batch = new Map<string, Article>();
  #units = 0;
  #counter: WordCounter | null = null;

  constructor(db: Db) {
    this.#db = db;
    // What is written is not read again soon: 24 MB more would make nothing faster.
    db.pragma('cache_size = -8192');
    this.#insertArticle = db.prepare<ArticleRow>('INSERT INTO article (id, head, file, day, year, paper, repeat_of, segment, slot) VALUES (?, ?, ?, ?, ?, ?, ?, 0, 0)');
    this.#insertParagraph = db.prepare<ParagraphRow>('INSERT INTO paragraph VALUES (?, ?, ?, ?, ?, ?, ?)');
  }

  get full(): boolean {
    return this.#units >= BATCH_UNITS;
  }

  /** Takes an article into the batch; the last of several with one id counts. */
  add(article: Article): void {
    this.#batch.set(article.id, article);
    for (const { text } of article.paragraphs) this.#units += text.length;
    this.#counter ??= new WordCounter(this.#db);
    this.#counter.add(article.paragraphs.map(({ text }) => text));
  }

  /** Commits the batch: nothing of it is seen before, all of it after. Its words are counted meanwhile. */
  async commit(): Promise<void> {
    const articles = [...this.#batch.values()];
    if (articles.length === 0) return;
    await this.#counter?.flush();
    this.#db.transaction(() => {
      removeArticles(this.#db, articles.map((article) => article.id));
      const builder = new SegmentBuilder();
      const values = new ValueNumbers(this.#db);
      for (const article of articles) this.#append(builder, values, article);
      const { columns, blocks } = builder.finish();
      const segment = writeSegment(this.#db, columns, blocks);
      placeArticles(this.#db, segment, columns);
      touch(this.#db);
    }).immediate();
    this.#batch = new Map();
    this.#units = 0;
    maintain(this.#db);
  }

  /** No more articles come; the last batch is yet to be committed. */
  end(): void {
    this.#counter?.end();
  }

  /** Waits for what is still being counted. */
  async finish(): Promise<void> {
    await this.#counter?.finish();
    this.#counter = null;
  }

  #append(builder: SegmentBuilder, values: ValueNumbers, article: Article): void {
    const { paragraphs, ...head } = article;
    const { lists } = builder;
    const { id, source, date, year, repeatOf = null } = head;
    const num = Number(this.#insertArticle.run(id, JSON.stringify(head), source.file, date, year, source.paper, repeatOf).lastInsertRowid);
    lists.num.push(num);
    lists.first.push(builder.docs);
    lists.day.push(day(article));
    lists.year.push(article.year ?? 0);
    lists.districtAt.push(lists.districts.length);
    for (const district of new Set(article.districts)) lists.districts.push(values.of('district', district));
    lists.authorAt.push(lists.authors.length);
    for (const author of new Set(article.authors)) lists.authors.push(values.of('author', author));
    const titled = titledParagraph(paragraphs);
    paragraphs.forEach((paragraph, i) => {
      const { id, ordinal, section, kind, text, origin } = paragraph;
      this.#insertParagraph.run(num, ordinal, id, section, kind, text, origin ? JSON.stringify(origin) : null);
      const titles = i === titled ? [article.title, article.subtitle].filter((t) => t !== null) : [];
      builder.addTexts(titles.flatMap(foldedReadings), foldedReadings(text));
      lists.article.push(lists.num.length - 1);
      lists.ordinal.push(ordinal);
      lists.section.push(section === null ? 0 : values.of('section', section));
      lists.kind.push(PARAGRAPH_KINDS.indexOf(kind));
    });
  }
}

const foldedReadings = (text: string): string[] => {
  const folded = foldText(text);
  // Rewording needs a traditional character, and those fold to others.
  const reworded = folded === text ? null : foldWording(text);
  return reworded === null ? [folded] : [folded, reworded.text];
};

function day(article: Article): number {
  if (article.date !== null) return Number(article.date.replaceAll('-', ''));
  return article.year === null ? 0 : article.year * 10_000;
}

/** Marks articles dead in their segments; answers how many there were. Call inside a transaction. */
export function removeArticles(db: Db, ids: readonly string[]): number {
  const find = db.prepare<[string], { num: number; segment: number; slot: number }>('SELECT num, segment, slot FROM article WHERE id = ?');
  const gone = new Map<number, number[]>();
  let removed = 0;
  for (const id of new Set(ids)) {
    const row = find.get(id);
    if (row === undefined) continue;
    const slots = gone.get(row.segment);
    if (slots === undefined) gone.set(row.segment, [row.slot]);
    else slots.push(row.slot);
    db.prepare('DELETE FROM paragraph WHERE article = ?').run(row.num);
    db.prepare('DELETE FROM article WHERE num = ?').run(row.num);
    removed++;
  }
  for (const [segment, slots] of gone) bury(db, segment, slots);
  return removed;
}

function bury(db: Db, segment: number, slots: readonly number[]): void {
  const { dead } = db.prepare<[number], { dead: Buffer }>('SELECT dead FROM segment WHERE id = ?').get(segment)!;
  for (const slot of slots) dead[slot >> 3]! |= 1 << (slot & 7);
  db.prepare('UPDATE segment SET dead = ? WHERE id = ?').run(dead, segment);
}

/** Notes that the index changed, so that readers look again; and when, which an ingest tells an index put back by. */
export function touch(db: Db): void {
  renew(db);
  const former = db.prepare<[], { value: string }>("SELECT value FROM meta WHERE key = 'lastIngest'").get();
  const now = moments(former === undefined ? 0 : Date.parse(former.value))();
  db.prepare("INSERT INTO meta VALUES ('lastIngest', ?) ON CONFLICT DO UPDATE SET value = excluded.value").run(new Date(now).toISOString());
}

function renew(db: Db): void {
  db.prepare("INSERT INTO meta VALUES ('generation', '1') ON CONFLICT DO UPDATE SET value = CAST(value AS INTEGER) + 1").run();
}

/** Puts segments together while there are too many of one size: searching costs a look-up in each. */
function maintain(db: Db): void {
  for (;;) {
    const rows = db.prepare<[], SegmentRow>('SELECT id, docs, units, articles, dead FROM segment ORDER BY id').all();
    const merge = chooseMerge(rows);
    if (merge === null) return;
    db.transaction(() => {
      mergeSegments(db, merge);
      renew(db);
    }).immediate();
  }
}
