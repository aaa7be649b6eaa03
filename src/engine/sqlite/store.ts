/** The rows of articles and paragraphs, as they were given to the index. Statements are prepared once a connection. */
import type { Article, Paragraph } from '../../domain.ts';
import { XunbaoError } from '../../errors.ts';
import type { ArticleHead, Hit, Together } from '../engine.ts';
import { OF_FAMILIES, type Db } from './database.ts';

interface ParagraphRow {
  readonly id: string;
  readonly ordinal: number;
  readonly section: string | null;
  readonly kind: Paragraph['kind'];
  readonly text: string;
  readonly origin: string | null;
}

const togetherBy = (what: string): string =>
  `SELECT a.head AS head, p.* FROM article a JOIN paragraph p ON p.article = a.num
   AND p.ordinal = (SELECT min(ordinal) FROM paragraph WHERE article = a.num) WHERE ${what} ORDER BY a.id LIMIT ?`;

export class Store {
  readonly #head;
  readonly #paragraph;
  readonly #article;
  readonly #paragraphs;
  readonly #meta;
  readonly #ids;
  readonly #ofFile;
  readonly #ofDay;
  readonly #ofFamilies;

  constructor(db: Db) {
    this.#head = db.prepare<[number], { head: string }>('SELECT head FROM article WHERE num = ?');
    this.#paragraph = db.prepare<[number, number], ParagraphRow>('SELECT id, ordinal, section, kind, text, origin FROM paragraph WHERE article = ? AND ordinal = ?');
    this.#article = db.prepare<[string], { num: number; head: string }>('SELECT num, head FROM article WHERE id = ?');
    this.#paragraphs = db.prepare<[number], ParagraphRow>('SELECT id, ordinal, section, kind, text, origin FROM paragraph WHERE article = ? ORDER BY ordinal');
    this.#ids = db.prepare<[string, number], { id: string }>('SELECT id FROM article WHERE id > ? ORDER BY id LIMIT ?');
    this.#ofFile = db.prepare<[string, number], ParagraphRow & { head: string }>(togetherBy('a.file = ?'));
    this.#ofDay = db.prepare<[string, number], ParagraphRow & { head: string }>(togetherBy('a.day = ?'));
    this.#ofFamilies = db.prepare<[string, number], ParagraphRow & { head: string }>(togetherBy(OF_FAMILIES));
    this.#meta = db.prepare<[string], { value: string }>('SELECT value FROM meta WHERE key = ?');
  }

  /** The paragraph `ordinal` of the article in row `num`. */
  hit(num: number, ordinal: number): Hit {
    const head = this.#head.get(num);
    const row = this.#paragraph.get(num, ordinal);
    if (row === undefined || head === undefined) throw new XunbaoError('index_corrupt', `article ${num} is in the index but not in the store`);
    return { article: JSON.parse(head.head) as ArticleHead, paragraph: toParagraph(row) };
  }

  article(id: string): Article | null {
    const row = this.#article.get(id);
    return row === undefined ? null : { ...(JSON.parse(row.head) as ArticleHead), paragraphs: this.#paragraphs.all(row.num).map(toParagraph) };
  }

  ids(after: string | null, limit: number): string[] {
    return this.#ids.all(after ?? '', limit).map(({ id }) => id);
  }

  together(which: Together, limit: number): Hit[] {
    const rows =
      'file' in which ? this.#ofFile.all(which.file, limit)
      : 'date' in which ? this.#ofDay.all(which.date, limit)
      : this.#ofFamilies.all(JSON.stringify(which.families), limit);
    return rows.map((row) => ({ article: JSON.parse(row.head) as ArticleHead, paragraph: toParagraph(row) }));
  }

  meta(key: 'generation' | 'indexId' | 'lastIngest'): string | null {
    return this.#meta.get(key)?.value ?? null;
  }
}

function toParagraph({ id, ordinal, section, kind, text, origin }: ParagraphRow): Paragraph {
  const paragraph = { id, ordinal, section, kind, text };
  return origin === null ? paragraph : { ...paragraph, origin: JSON.parse(origin) as NonNullable<Paragraph['origin']> };
}
