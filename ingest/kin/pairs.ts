/**
 * A hash table from pairs of neighbouring hashes to the articles whose sketches hold them, in plain
 * numbers: an archive has millions, and as objects they would cost ten times the memory.
 */

/** Pairs kept of an article, from the beginning of its sketch: one that two articles have makes them worth comparing. */
const PAIRS = 16;
const NONE = -1;

export class Pairs {
  /** Article n has the entries from n·PAIRS on. */
  #keys = new Int32Array(PAIRS << 8);
  /** The entry before this one in its bucket. */
  #next = new Int32Array(PAIRS << 8);
  #buckets = new Int32Array(PAIRS << 8).fill(NONE);

  /** Adds the article and answers which others hold a pair of its sketch, each once. Numbers come in rising order, but some may be left out. */
  add(article: number, hashes: Uint32Array): number[] {
    const from = article * PAIRS;
    this.#makeRoom(from + PAIRS);
    const found = new Set<number>();
    for (let i = 0; i < PAIRS && i + 1 < hashes.length; i++) {
      const key = Math.imul(hashes[i]!, 31) ^ hashes[i + 1]!;
      const bucket = this.#bucketOf(key);
      for (let entry = this.#buckets[bucket]!; entry !== NONE; entry = this.#next[entry]!) if (this.#keys[entry] === key) found.add(Math.floor(entry / PAIRS));
      this.#chain(from + i, key, bucket);
    }
    found.delete(article);
    return [...found];
  }

  #chain(entry: number, key: number, bucket: number): void {
    this.#keys[entry] = key;
    this.#next[entry] = this.#buckets[bucket]!;
    this.#buckets[bucket] = entry;
  }

  /** The table's size is a power of two. */
  #bucketOf(key: number): number {
    return (Math.imul(key, 0x9e3779b1) >>> 1) & (this.#buckets.length - 1);
  }

  #makeRoom(entries: number): void {
    if (entries > this.#keys.length) {
      const size = Math.max(entries, Math.ceil(this.#keys.length * 1.5));
      this.#keys = enlarged(this.#keys, size);
      this.#next = enlarged(this.#next, size);
    }
    if (entries <= this.#buckets.length) return;
    const before = this.#buckets;
    this.#buckets = new Int32Array(before.length * 2).fill(NONE);
    for (const last of before) {
      for (let entry = last, next = NONE; entry !== NONE; entry = next) {
        next = this.#next[entry]!;
        const key = this.#keys[entry]!;
        this.#chain(entry, key, this.#bucketOf(key));
      }
    }
  }
}

function enlarged(numbers: Int32Array, size: number): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(size);
  larger.set(numbers);
  return larger;
}
