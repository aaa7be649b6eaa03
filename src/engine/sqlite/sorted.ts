/** Sets as ascending `Uint32Array`s. */

/** First index from `from` on whose value is at least `value`; quick when it is near. */
export function seek(list: Uint32Array, value: number, from: number): number {
  let step = 1;
  let low = from;
  let high = from;
  while (high < list.length && list[high]! < value) {
    low = high + 1;
    high += step;
    step *= 2;
  }
  high = Math.min(high, list.length);
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (list[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

export function intersect(a: Uint32Array, b: Uint32Array): Uint32Array {
  const [few, many] = a.length <= b.length ? [a, b] : [b, a];
  const out = new Uint32Array(few.length);
  let used = 0;
  let at = 0;
  for (let i = 0; i < few.length && at < many.length; i++) {
    at = seek(many, few[i]!, at);
    if (many[at] === few[i]) out[used++] = few[i]!;
  }
  return out.subarray(0, used);
}

export function union(a: Uint32Array, b: Uint32Array): Uint32Array {
  if (a.length === 0) return b;
  if (b.length === 0) return a;
  const out = new Uint32Array(a.length + b.length);
  let used = 0;
  let i = 0;
  let j = 0;
  while (i < a.length && j < b.length) {
    const x = a[i]!;
    const y = b[j]!;
    out[used++] = Math.min(x, y);
    if (x <= y) i++;
    if (y <= x) j++;
  }
  while (i < a.length) out[used++] = a[i++]!;
  while (j < b.length) out[used++] = b[j++]!;
  return out.subarray(0, used);
}

export function subtract(a: Uint32Array, b: Uint32Array): Uint32Array {
  const out = new Uint32Array(a.length);
  let used = 0;
  let at = 0;
  for (const value of a) {
    at = seek(b, value, at);
    if (b[at] !== value) out[used++] = value;
  }
  return out.subarray(0, used);
}
