/** A cache of typed arrays that forgets the longest unused when it holds more than `limit` bytes. */
export class ByteCache<V> {
  readonly #entries = new Map<string, { value: V; bytes: number }>();
  readonly #limit: number;
  #bytes = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  get(key: string, make: () => { value: V; bytes: number }): V {
    let entry = this.#entries.get(key);
    if (entry === undefined) {
      entry = make();
      this.#bytes += entry.bytes;
    } else this.#entries.delete(key);
    this.#entries.set(key, entry);
    for (const [oldest, { bytes }] of this.#entries) {
      if (this.#bytes <= this.#limit || oldest === key) break;
      this.#entries.delete(oldest);
      this.#bytes -= bytes;
    }
    return entry.value;
  }
}
