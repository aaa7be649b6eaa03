/**
 * Articles that repeat each other, however many steps apart, are a family. Families depend on what is
 * in the archive and not on the order in which it came.
 */
import { Pairs } from './pairs.ts';
import { isRepeat, type Print } from './repeats.ts';

/** Where the print of an article is kept that was added; here are only numbers, because half a kilobyte an article is too much to hold of an archive. */
export type FindPrint = (id: string) => Print | null;

/** Texts without this many characters say too little to be anybody's repeat. */
const SHORTEST = 40;

export class Families {
  readonly #printOf: FindPrint;
  readonly #numbers = new Map<string, number>();
  /** By number; what was removed or replaced has no longer its number. */
  #ids: string[] = [];
  #pairs = new Pairs();
  /** The family of a member is found by following these to the end, which is its first article. */
  #before = new Map<number, number>();
  #isStale = false;

  constructor(printOf: FindPrint) {
    this.#printOf = printOf;
  }

  /** Adds an article, or takes it as it is now; `printOf` may still answer with the former print. */
  add(id: string, print: Print): void {
    const before = this.#numbers.has(id) ? this.#printOf(id) : null;
    if (before !== null && isSame(before, print)) return;
    this.remove(id);
    this.#link(id, print);
  }

  remove(id: string): void {
    // What it held together may fall apart, which only looking again can tell.
    if (this.#numbers.delete(id)) this.#isStale = true;
  }

  /** The family's first article by date, then by id, when that is another one. */
  firstOf(id: string): string | null {
    const number = this.#numbers.get(id);
    if (number === undefined) return null;
    const first = this.#ids[this.#first(number)]!;
    return first === id ? null : first;
  }

  /** Every article with the first of its family, `null` when that is itself. */
  *all(): Generator<readonly [id: string, first: string | null]> {
    if (this.#isStale) this.#linkAnew();
    for (const id of this.#numbers.keys()) yield [id, this.firstOf(id)];
  }

  #linkAnew(): void {
    const ids = [...this.#numbers.keys()];
    this.#numbers.clear();
    this.#ids = [];
    this.#pairs = new Pairs();
    this.#before = new Map();
    this.#isStale = false;
    for (const id of ids) {
      const print = this.#printOf(id);
      if (print !== null) this.#link(id, print);
    }
  }

  #link(id: string, print: Print): void {
    const number = this.#ids.push(id) - 1;
    this.#numbers.set(id, number);
    if (print.length < SHORTEST) return;
    for (const other of this.#pairs.add(number, print.hashes)) {
      const otherId = this.#ids[other]!;
      if (this.#numbers.get(otherId) !== other || this.#first(other) === this.#first(number)) continue;
      const otherPrint = this.#printOf(otherId);
      if (otherPrint !== null && isRepeat(print, otherPrint)) this.#join(number, print, other);
    }
  }

  #join(a: number, print: Print, b: number): void {
    const dayed = (number: number): Dayed => {
      const id = this.#ids[number]!;
      // `print` may not be found elsewhere yet.
      return { number, id, day: (number === a ? print : this.#printOf(id))?.day ?? '' };
    };
    const [first, second] = [this.#first(a), this.#first(b)].map(dayed).sort(byDay) as [Dayed, Dayed];
    this.#before.set(second.number, first.number);
  }

  #first(number: number): number {
    let first = number;
    for (let before = this.#before.get(first); before !== undefined; before = this.#before.get(first)) first = before;
    if (first !== number) this.#before.set(number, first);
    return first;
  }
}

interface Dayed {
  readonly number: number;
  readonly id: string;
  readonly day: string;
}

const isSame = (a: Print, b: Print): boolean => a.day === b.day && a.length === b.length && a.hashes.every((hash, i) => hash === b.hashes[i]);

/** Undated articles come last; a year before the days in it. */
function byDay(a: Dayed, b: Dayed): number {
  const [x, y] = [a, b].map(({ id, day }) => `${day === '' ? '9999-99' : day}\u0000${id}`) as [string, string];
  return x < y ? -1 : x > y ? 1 : 0;
}
