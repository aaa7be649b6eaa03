/** Parts of what was typed, taken out again. */

/** `q` without `[start, end)`: spaces closed up, and parentheses that held nothing else gone with it. */
export function cutOut(q: string, [start, end]: readonly [start: number, end: number]): string {
  let left = q.slice(0, start).trimEnd();
  let right = q.slice(end).trimStart();
  while (/[(（]$/.test(left) && /^[)）]/.test(right)) {
    left = left.slice(0, -1).trimEnd();
    right = right.slice(1).trimStart();
  }
  return `${left} ${right}`.trim();
}
