/** Strings of UTF-16 units as paths from node 0, in one typed array: half a million take 13 MB and no work of the garbage collector. */

/** Numbers a place of the table holds, beside each other because each look-up is a walk to far memory: a node, a unit, the child it leads to. */
const WIDTH = 3;
const UNIT = 1;
const CHILD = 2;

export class Trie {
  /** Children of the root, which every search begins with, … */
  readonly #first = new Int32Array(0x10000);
  /** … and all others, each at the hash of its node and unit or behind it; child 0 is a free place. */
  #table: Int32Array;
  #bits: number;
  #size = 1;

  /** `room`: nodes that fit before the table grows. */
  constructor(room = 1 << 12) {
    this.#bits = Math.ceil(Math.log2(2 * room));
    this.#table = new Int32Array(WIDTH << this.#bits);
  }

  /** Nodes, the root included; they are numbered from 0 in the order they come. */
  get size(): number {
    return this.#size;
  }

  /** The node that a unit leads to from another; 0 where it leads nowhere. */
  child(node: number, unit: number): number {
    return node === 0 ? this.#first[unit]! : this.#table[this.#placeOf(node, unit) + CHILD]!;
  }

  /** The node of a piece of a text; 0 where nothing has come that begins with it. */
  find(text: string, start: number, end: number): number {
    let node = this.#first[text.charCodeAt(start)]!;
    for (let at = start + 1; at < end && node !== 0; at++) node = this.child(node, text.charCodeAt(at));
    return node;
  }

  /** The node of a piece of a text, made where there is none. */
  add(text: string, start: number, end: number): number {
    let node = 0;
    for (let at = start; at < end; at++) {
      const unit = text.charCodeAt(at);
      node = this.child(node, unit) || this.#grow(node, unit);
    }
    return node;
  }

  /** Reads back what leads to a node, as all of them stand now. */
  reader(): (node: number) => string {
    const units = new Uint16Array(this.#size);
    const parents = new Int32Array(this.#size);
    this.#first.forEach((child, unit) => void (units[child] = unit));
    for (let place = 0; place < this.#table.length; place += WIDTH) {
      const child = this.#table[place + CHILD]!;
      units[child] = this.#table[place + UNIT]!;
      parents[child] = this.#table[place]!;
    }
    return (node) => {
      let text = '';
      for (; node !== 0; node = parents[node]!) text = String.fromCharCode(units[node]!) + text;
      return text;
    };
  }

  #grow(node: number, unit: number): number {
    const child = this.#size++;
    if (node === 0) this.#first[unit] = child;
    else {
      if (2 * this.#size > 1 << this.#bits) this.#double();
      this.#put(node, unit, child);
    }
    return child;
  }

  #double(): void {
    const table = this.#table;
    this.#table = new Int32Array(WIDTH << ++this.#bits);
    for (let place = 0; place < table.length; place += WIDTH) {
      if (table[place + CHILD] !== 0) this.#put(table[place]!, table[place + UNIT]!, table[place + CHILD]!);
    }
  }

  #put(node: number, unit: number, child: number): void {
    const place = this.#placeOf(node, unit);
    this.#table[place] = node;
    this.#table[place + UNIT] = unit;
    this.#table[place + CHILD] = child;
  }

  #placeOf(node: number, unit: number): number {
    const table = this.#table;
    // Fibonacci hashing: the highest bits of the product are spread best.
    let place = WIDTH * (Math.imul(Math.imul(node, 0x85ebca6b) + unit, 0x9e3779b1) >>> (32 - this.#bits));
    while (table[place + CHILD] !== 0 && (table[place] !== node || table[place + UNIT] !== unit)) {
      place += WIDTH;
      if (place === table.length) place = 0;
    }
    return place;
  }
}

/** A trie with a value for each string that was set. */
export class TrieMap<T> extends Trie {
  readonly #values: T[] = [];

  set(text: string, value: T): void {
    this.#values[this.add(text, 0, text.length)] = value;
  }

  /** Of the string that leads to a node. */
  valueAt(node: number): T | undefined {
    return this.#values[node];
  }
}
