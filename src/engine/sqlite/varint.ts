/** So many bytes are sooner copied one by one than by a call. */
const SHORT = 64;

/** Growable bytes with unsigned LEB128 numbers: the alphabet of postings. */
export class ByteWriter {
  #bytes = new Uint8Array(1 << 16);
  length = 0;

  varint(value: number): void {
    if (this.length + 5 > this.#bytes.length) this.#grow(this.length + 5);
    while (value > 0x7f) {
      this.#bytes[this.length++] = (value & 0x7f) | 0x80;
      value >>>= 7;
    }
    this.#bytes[this.length++] = value;
  }

  /** Appends `bytes[from]` up to `bytes[to]`. */
  append(bytes: Uint8Array, from: number, to: number): void {
    const length = to - from;
    if (this.length + length > this.#bytes.length) this.#grow(this.length + length);
    if (length < SHORT) for (let i = from; i < to; i++) this.#bytes[this.length++] = bytes[i]!;
    else {
      this.#bytes.set(bytes.subarray(from, to), this.length);
      this.length += length;
    }
  }

  /** Holds what was written up to `length`, until the next write. */
  get bytes(): Uint8Array {
    return this.#bytes;
  }

  clear(): void {
    this.length = 0;
  }

  /** What was written, as a copy, and begins anew. */
  take(): Uint8Array {
    const taken = this.#bytes.slice(0, this.length);
    this.length = 0;
    return taken;
  }

  #grow(needed: number): void {
    const grown = new Uint8Array(Math.max(needed, this.#bytes.length * 2));
    grown.set(this.#bytes.subarray(0, this.length));
    this.#bytes = grown;
  }
}

export class ByteReader {
  readonly #bytes: Uint8Array;
  at: number;

  constructor(bytes: Uint8Array, at = 0) {
    this.#bytes = bytes;
    this.at = at;
  }

  get done(): boolean {
    return this.at >= this.#bytes.length;
  }

  varint(): number {
    let value = 0;
    let shift = 0;
    for (;;) {
      const byte = this.#bytes[this.at++]!;
      value |= (byte & 0x7f) << shift;
      if (byte < 0x80) return value >>> 0;
      shift += 7;
    }
  }

  bytes(length: number): Uint8Array {
    this.at += length;
    return this.#bytes.subarray(this.at - length, this.at);
  }
}
