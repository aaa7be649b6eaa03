/** Facet values stand in columns as numbers. */
import type { FacetName } from '../../domain.ts';
import { foldText } from '../../text/fold.ts';
import { keysOf } from './completion-keys.ts';
import type { Db } from './database.ts';
import { addCompletion } from './vocabulary.ts';

/** Numbers of facet values, from 1 within each facet, given out as values come; good for one transaction. */
export class ValueNumbers {
  readonly #db: Db;
  readonly #known = new Map<string, number>();
  readonly #find;
  readonly #insert;
  /** How many values each facet has. */
  #counts: Map<string, number> | null = null;

  constructor(db: Db) {
    this.#db = db;
    this.#find = db.prepare<[string, string], { number: number }>('SELECT number FROM value WHERE facet = ? AND text = ?');
    this.#insert = db.prepare<[string, number, string]>('INSERT INTO value VALUES (?, ?, ?)');
  }

  of(facet: FacetName, text: string): number {
    const key = `${facet}\u0000${text}`;
    let number = this.#known.get(key);
    if (number === undefined) {
      number = this.#find.get(facet, text)?.number ?? this.#add(facet, text);
      this.#known.set(key, number);
    }
    return number;
  }

  #add(facet: FacetName, text: string): number {
    this.#counts ??= new Map(this.#db.prepare<[], { facet: string; n: number }>('SELECT facet, count(*) AS n FROM value GROUP BY facet').all().map(({ facet, n }) => [facet, n]));
    const number = (this.#counts.get(facet) ?? 0) + 1;
    this.#counts.set(facet, number);
    this.#insert.run(facet, number, text);
    addCompletion(this.#db, facet, text, keysOf(foldText(text)));
    return number;
  }
}
