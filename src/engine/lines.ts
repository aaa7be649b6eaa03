/** Many short strings as one long one, in which they are looked for at the speed of a single search. */

const BORDER = '\n';

export class Lines {
  readonly #text: string;
  /** Where each begins; the border before it is one character further left. */
  readonly #starts: Uint32Array;

  /** None of them holds a line break. */
  constructor(strings: readonly string[]) {
    this.#text = `${BORDER}${strings.join(BORDER)}${BORDER}`;
    let start = 1;
    this.#starts = Uint32Array.from(strings, (string) => {
      const here = start;
      start += string.length + 1;
      return here;
    });
  }

  /** Numbers of those that hold `part`, ascending. */
  holding(part: string): Generator<number> {
    return this.#search(part, 0);
  }

  startingWith(part: string): Generator<number> {
    return this.#search(BORDER + part, 1);
  }

  equal(whole: string): Generator<number> {
    return this.#search(BORDER + whole + BORDER, 1);
  }

  *#search(wanted: string, into: number): Generator<number> {
    let last = -1;
    for (let at = this.#text.indexOf(wanted); at >= 0; at = this.#text.indexOf(wanted, at + 1)) {
      const number = this.#at(at + into, last + 1);
      // One string may hold it twice, and the borders at both ends begin none.
      if (number > last && number < this.#starts.length) yield (last = number);
    }
  }

  /** The last string that begins at `place` or before, from number `low` on or the one before it. */
  #at(place: number, low: number): number {
    let [first, end] = [low, this.#starts.length];
    while (first < end) {
      const middle = (first + end) >>> 1;
      if (this.#starts[middle]! <= place) first = middle + 1;
      else end = middle;
    }
    return first - 1;
  }
}
