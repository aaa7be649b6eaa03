/** Numbers of words, from 0 in the order they come. */

/** The block of common ideographs, in which nearly all words of two characters lie. */
const FIRST = 0x4e00;
const BLOCK = 0x5200;

/**
 * Half of all words that are looked up are two ideographs, millions of times one of some ten thousand. They are found by what they
 * are made of in a table of a few hundred kilobytes, where a `Map` of strings is a search through memory at each.
 */
export class WordNumbers {
  readonly #others = new Map<string, number>();
  /** Codes of pairs, each at its hash or behind it, and their numbers; 0 is a free place. */
  #codes = new Int32Array(1 << 14);
  #numbers = new Int32Array(1 << 14);
  #pairs = 0;

  get size(): number {
    return this.#pairs + this.#others.size;
  }

  get(word: string): number | undefined {
    const code = codeOf(word);
    if (code === 0) return this.#others.get(word);
    const at = this.#placeOf(code);
    return this.#codes[at] === code ? this.#numbers[at] : undefined;
  }

  /** Numbers a word that has none; answers its number. */
  add(word: string): number {
    const number = this.size;
    const code = codeOf(word);
    if (code === 0) this.#others.set(word, number);
    else {
      if (2 * this.#pairs >= this.#codes.length) this.#grow();
      this.#put(code, number);
      this.#pairs++;
    }
    return number;
  }

  *[Symbol.iterator](): Generator<readonly [word: string, number: number]> {
    for (const [at, code] of this.#codes.entries()) if (code !== 0) yield [wordOf(code), this.#numbers[at]!];
    yield* this.#others;
  }

  #placeOf(code: number): number {
    const mask = this.#codes.length - 1;
    // Fibonacci hashing: the high bits of the product are spread well, the low ones are not.
    let at = (Math.imul(code, 0x9e3779b1) >>> 8) & mask;
    while (this.#codes[at] !== 0 && this.#codes[at] !== code) at = (at + 1) & mask;
    return at;
  }

  #put(code: number, number: number): void {
    const at = this.#placeOf(code);
    this.#codes[at] = code;
    this.#numbers[at] = number;
  }

  #grow(): void {
    const [codes, numbers] = [this.#codes, this.#numbers];
    this.#codes = new Int32Array(2 * codes.length);
    this.#numbers = new Int32Array(2 * codes.length);
    codes.forEach((code, at) => {
      if (code !== 0) this.#put(code, numbers[at]!);
    });
  }
}

/** 0 for anything but two common ideographs. */
function codeOf(word: string): number {
  if (word.length !== 2) return 0;
  const first = word.charCodeAt(0) - FIRST;
  const second = word.charCodeAt(1) - FIRST;
  return first >= 0 && first < BLOCK && second >= 0 && second < BLOCK ? first * BLOCK + second + 1 : 0;
}

const wordOf = (code: number): string => String.fromCharCode(FIRST + Math.floor((code - 1) / BLOCK), FIRST + ((code - 1) % BLOCK));
