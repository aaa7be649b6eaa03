/** The best `limit` of many: a heap whose worst stands on top. */
export interface Candidate {
  /** Index of the segment in the snapshot. */
  readonly segment: number;
  readonly doc: number;
  /** Row of its article: equals stand in the order in which they came in. */
  readonly num: number;
  score: number;
}

export class Top {
  readonly #limit: number;
  readonly #heap: Candidate[] = [];

  constructor(limit: number) {
    this.#limit = limit;
  }

  offer(segment: number, doc: number, num: number, score: number): void {
    const heap = this.#heap;
    if (heap.length < this.#limit) {
      heap.push({ segment, doc, num, score });
      this.#up(heap.length - 1);
    } else if (heap.length > 0 && (score > heap[0]!.score || (score === heap[0]!.score && num < heap[0]!.num))) {
      heap[0] = { segment, doc, num, score };
      this.#down();
    }
  }

  /** Best first. */
  take(): Candidate[] {
    return this.#heap.sort((a, b) => (worse(a, b) ? 1 : -1));
  }

  #up(i: number): void {
    const heap = this.#heap;
    while (i > 0) {
      const parent = (i - 1) >> 1;
      if (!worse(heap[i]!, heap[parent]!)) return;
      [heap[i], heap[parent]] = [heap[parent]!, heap[i]!];
      i = parent;
    }
  }

  #down(): void {
    const heap = this.#heap;
    for (let i = 0; ; ) {
      let worst = i;
      for (const child of [2 * i + 1, 2 * i + 2]) if (child < heap.length && worse(heap[child]!, heap[worst]!)) worst = child;
      if (worst === i) return;
      [heap[i], heap[worst]] = [heap[worst]!, heap[i]!];
      i = worst;
    }
  }
}

function worse(a: Candidate, b: Candidate): boolean {
  if (a.score !== b.score) return a.score < b.score;
  return a.num !== b.num ? a.num > b.num : a.doc > b.doc;
}
