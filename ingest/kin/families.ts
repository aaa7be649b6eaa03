/**
 * Articles that repeat each other, however many steps apart, are a family. Families depend on what is
 * in the archive and not on the order in which it came.
 */
import { isRepeat, type Print } from './repeats.ts';

interface Member {
  readonly id: string;
  readonly print: Print;
}

/** Texts without this many characters say too little to be anybody's repeat. */
const SHORTEST = 40;
/** Neighbouring hashes of a sketch, from its beginning: a pair that two articles have makes them worth comparing. */
const PAIRS = 16;

export class Families {
  readonly #members = new Map<string, Member>();
  /** Whose sketches hold a pair, by the pair. Nearly all are held by one, for whom a list would be waste. */
  #holders = new Map<number, Member | Member[]>();
  /** The family of a member is found by following these to the end, which is its first article. */
  #before = new Map<Member, Member>();
  #isStale = false;

  /** Adds an article, or takes it as it is now. */
  add(id: string, print: Print): void {
    const old = this.#members.get(id);
    if (old !== undefined && isSame(old.print, print)) return;
    this.remove(id);
    const member = { id, print };
    this.#members.set(id, member);
    this.#link(member);
  }

  remove(id: string): void {
    // What it held together may fall apart, which only looking again can tell.
    if (this.#members.delete(id)) this.#isStale = true;
  }

  /** The family's first article by date, then by id, when that is another one. */
  firstOf(id: string): string | null {
    const member = this.#members.get(id);
    if (member === undefined) return null;
    const first = this.#first(member);
    return first === member ? null : first.id;
  }

  /** Every article with the first of its family, `null` when that is itself. */
  *all(): Generator<readonly [id: string, first: string | null]> {
    if (this.#isStale) this.#linkAnew();
    for (const id of this.#members.keys()) yield [id, this.firstOf(id)];
  }

  #linkAnew(): void {
    this.#holders = new Map();
    this.#before = new Map();
    this.#isStale = false;
    for (const member of this.#members.values()) this.#link(member);
  }

  #link(member: Member): void {
    const { hashes, length } = member.print;
    if (length < SHORTEST) return;
    const compared = new Set<Member>();
    for (let i = 0; i + 1 < hashes.length && i < PAIRS; i++) {
      // Signed, because V8 keeps no 32-bit number above 2^31 without a box.
      const pair = Math.imul(hashes[i]!, 31) ^ hashes[i + 1]!;
      const holders = this.#holders.get(pair);
      if (holders === undefined) {
        this.#holders.set(pair, member);
        continue;
      }
      const others = Array.isArray(holders) ? holders : [holders];
      if (others !== holders) this.#holders.set(pair, others);
      for (const other of others) {
        if (compared.has(other) || this.#members.get(other.id) !== other) continue;
        compared.add(other);
        if (this.#first(other) !== this.#first(member) && isRepeat(member.print, other.print)) this.#join(member, other);
      }
      others.push(member);
    }
  }

  #join(a: Member, b: Member): void {
    const [first, second] = [this.#first(a), this.#first(b)].sort(byDay) as [Member, Member];
    this.#before.set(second, first);
  }

  #first(member: Member): Member {
    let first = member;
    for (let before = this.#before.get(first); before !== undefined; before = this.#before.get(first)) first = before;
    if (first !== member) this.#before.set(member, first);
    return first;
  }
}

const isSame = (a: Print, b: Print): boolean => a.day === b.day && a.length === b.length && a.hashes.every((hash, i) => hash === b.hashes[i]);

/** Undated articles come last; a year before the days in it. */
function byDay(a: Member, b: Member): number {
  const [x, y] = [a, b].map(({ id, print }) => `${print.day === '' ? '9999-99' : print.day}\u0000${id}`) as [string, string];
  return x < y ? -1 : x > y ? 1 : 0;
}
