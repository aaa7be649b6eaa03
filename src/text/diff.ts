/** What two sequences have in common and what not (Myers 1986, O(ND)), for texts that are mostly alike. */

export interface Change {
  /** Items of the first, `[start, end)`. */
  readonly a: readonly [start: number, end: number];
  /** Items of the second that stand for them. */
  readonly b: readonly [start: number, end: number];
  readonly same: boolean;
}

/** Beyond this many differences two texts are different texts; the cost grows with its square. */
const MOST = 600;

/** Covers both sequences in order; changes and common runs alternate. */
export function diff(a: readonly string[], b: readonly string[]): Change[] {
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head++;
  let tail = 0;
  while (tail < a.length - head && tail < b.length - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail++;
  const changes: Change[] = [];
  const add = (aEnd: number, bEnd: number, same: boolean): void => {
    const last = changes.at(-1);
    const [aStart, bStart] = last === undefined ? [0, 0] : [last.a[1], last.b[1]];
    if (aEnd === aStart && bEnd === bStart) return;
    if (last?.same === same) changes[changes.length - 1] = { a: [last.a[0], aEnd], b: [last.b[0], bEnd], same };
    else changes.push({ a: [aStart, aEnd], b: [bStart, bEnd], same });
  };
  add(head, head, true);
  for (const [x, y, same] of path(a.slice(head, a.length - tail), b.slice(head, b.length - tail))) add(head + x, head + y, same);
  add(a.length, b.length, true);
  return changes;
}

type Step = readonly [x: number, y: number, same: boolean];

/** Places reached in both sequences, step by step. */
function path(a: readonly string[], b: readonly string[]): Step[] {
  const trace: Map<number, number>[] = [];
  let reached = new Map<number, number>([[1, 0]]);
  for (let d = 0; d <= Math.min(MOST, a.length + b.length); d++) {
    trace.push(reached);
    const next = new Map(reached);
    for (let k = -d; k <= d; k += 2) {
      let x = goesDown(reached, k, d) ? (reached.get(k + 1) ?? 0) : (reached.get(k - 1) ?? 0) + 1;
      while (x < a.length && x - k < b.length && a[x] === b[x - k]) x++;
      next.set(k, x);
      if (x >= a.length && x - k >= b.length) return back(trace, a.length, b.length);
    }
    reached = next;
  }
  return [[a.length, b.length, false]];
}

const goesDown = (reached: ReadonlyMap<number, number>, k: number, d: number): boolean =>
  k === -d || (k !== d && (reached.get(k - 1) ?? -1) < (reached.get(k + 1) ?? -1));

function back(trace: readonly ReadonlyMap<number, number>[], x: number, y: number): Step[] {
  const steps: Step[] = [];
  for (let d = trace.length - 1; d >= 0; d--) {
    const reached = trace[d] ?? new Map<number, number>();
    const k = x - y;
    const from = goesDown(reached, k, d) ? k + 1 : k - 1;
    const fromX = d === 0 ? 0 : (reached.get(from) ?? 0);
    const fromY = d === 0 ? 0 : fromX - from;
    const [startX, startY] = d === 0 ? [0, 0] : from === k + 1 ? [fromX, fromY + 1] : [fromX + 1, fromY];
    if (x > startX) steps.push([x, y, true]);
    if (d > 0) steps.push([startX, startY, false]);
    [x, y] = [fromX, fromY];
  }
  return steps.toReversed();
}
