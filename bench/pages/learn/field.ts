/** Learns the weights of a linear-chain conditional random field: stochastic gradients with steps of their own (AdaGrad) and an L1 penalty. */
import type { Weights } from '../../../ingest/layout/crf.ts';
import { SCALE } from '../../../ingest/layout/crf.ts';
import { LABELS } from '../../../ingest/layout/labels.ts';
import type { Label } from '../../../ingest/layout/labels.ts';
import { diceOf, shuffled } from './dice.ts';

export interface Example {
  readonly evidence: readonly (readonly string[])[];
  readonly labels: readonly Label[];
  /** What it counts beside others; 1 when left out. */
  readonly weight?: number;
}

export interface Settings {
  readonly epochs: number;
  readonly rate: number;
  /** What each step takes from a weight's size: small ones become none. */
  readonly penalty: number;
  /** Evidence seen on fewer lines is left out. */
  readonly fewest: number;
}

const L = LABELS.length;
const hundredths = (value: number): number => Math.round(value * SCALE);

export function learn(examples: readonly Example[], { epochs, rate, penalty, fewest }: Settings, tell: (line: string) => void): Weights {
  const ids = idsOf(examples, fewest);
  const pages = examples.map(({ evidence, labels, weight = 1 }) => ({ weight, lines: evidence.map((strings) => Int32Array.from(strings.flatMap((string) => ids.get(string) ?? []))), labels: labels.map((label) => LABELS.indexOf(label)) }));
  const weights = new Float64Array((ids.size + L) * L);
  const squares = new Float64Array(weights.length).fill(1e-6);
  const seen = new Float64Array(weights.length / L);
  const transitions = ids.size * L;
  const dice = diceOf(1);
  let now = 0;
  /** One row of weights goes a step, after what its penalty took since it was last looked at. */
  const move = (row: number, gradient: Float64Array, from: number): void => {
    const idle = now - seen[row]!;
    seen[row] = now;
    for (let k = 0; k < L; k += 1) {
      const at = row * L + k;
      const g = gradient[from + k]!;
      squares[at]! += g * g;
      const pace = rate / Math.sqrt(squares[at]!);
      const value = weights[at]! - pace * g;
      weights[at] = Math.sign(value) * Math.max(0, Math.abs(value) - pace * penalty * idle);
    }
  };
  for (let epoch = 1; epoch <= epochs; epoch += 1) {
    let loss = 0;
    for (const page of shuffled(pages, dice)) {
      now += 1;
      const { lines, labels, weight } = page;
      const n = lines.length;
      if (n === 0) continue;
      const scores = new Float64Array(n * L);
      for (const [i, line] of lines.entries()) for (const id of line) for (let k = 0; k < L; k += 1) scores[i * L + k]! += weights[id * L + k]!;
      const { alpha, beta, total } = chances(scores, weights, transitions, n);
      const gradient = new Float64Array(L);
      const edges = new Float64Array(L * L);
      for (let i = 0; i < n; i += 1) {
        for (let k = 0; k < L; k += 1) gradient[k] = weight * (Math.exp(alpha[i * L + k]! + beta[i * L + k]! - total) - (labels[i] === k ? 1 : 0));
        loss -= Math.log(Math.max(1e-12, gradient[labels[i]!]! / weight + 1));
        for (const id of lines[i]!) move(id, gradient, 0);
        if (i === 0) continue;
        for (let a = 0; a < L; a += 1) for (let b = 0; b < L; b += 1) edges[a * L + b]! += weight * (Math.exp(alpha[(i - 1) * L + a]! + weights[transitions + a * L + b]! + scores[i * L + b]! + beta[i * L + b]! - total) - (labels[i - 1] === a && labels[i] === b ? 1 : 0));
      }
      for (let a = 0; a < L; a += 1) move(ids.size + a, edges, a * L);
    }
    tell(`epoch ${epoch}: ${(loss / pages.reduce((sum, { lines }) => sum + lines.length, 0)).toFixed(4)} a line`);
  }
  const evidence: Record<string, number[]> = {};
  for (const [string, id] of ids) {
    const own = LABELS.flatMap((_, k) => (hundredths(weights[id * L + k]!) === 0 ? [] : [k, hundredths(weights[id * L + k]!)]));
    if (own.length > 0) evidence[string] = own;
  }
  return { transitions: LABELS.map((_, a) => LABELS.map((_, b) => hundredths(weights[transitions + a * L + b]!))), evidence };
}

function idsOf(examples: readonly Example[], fewest: number): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { evidence } of examples) for (const strings of evidence) for (const string of strings) counts.set(string, (counts.get(string) ?? 0) + 1);
  return new Map([...counts].filter(([, count]) => count >= fewest).map(([string], id) => [string, id]));
}

/** Forward and backward sums, as logarithms. */
function chances(scores: Float64Array, weights: Float64Array, transitions: number, n: number): { alpha: Float64Array; beta: Float64Array; total: number } {
  const alpha = new Float64Array(n * L);
  const beta = new Float64Array(n * L);
  const terms = new Float64Array(L);
  for (let k = 0; k < L; k += 1) alpha[k] = scores[k]!;
  for (let i = 1; i < n; i += 1) {
    for (let b = 0; b < L; b += 1) {
      for (let a = 0; a < L; a += 1) terms[a] = alpha[(i - 1) * L + a]! + weights[transitions + a * L + b]!;
      alpha[i * L + b] = logOfSum(terms) + scores[i * L + b]!;
    }
  }
  for (let i = n - 2; i >= 0; i -= 1) {
    for (let a = 0; a < L; a += 1) {
      for (let b = 0; b < L; b += 1) terms[b] = weights[transitions + a * L + b]! + scores[(i + 1) * L + b]! + beta[(i + 1) * L + b]!;
      beta[i * L + a] = logOfSum(terms);
    }
  }
  return { alpha, beta, total: logOfSum(alpha.subarray((n - 1) * L)) };
}

function logOfSum(terms: Float64Array): number {
  let most = Number.NEGATIVE_INFINITY;
  for (const term of terms) if (term > most) most = term;
  let sum = 0;
  for (const term of terms) sum += Math.exp(term - most);
  return most + Math.log(sum);
}
