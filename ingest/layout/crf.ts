/**
 * A linear-chain conditional random field (Lafferty, McCallum, Pereira 2001): from what is said of each line of a page,
 * the labels of all its lines that go best together. Its weights are learned by `npm run train:layout`.
 */
import { readFileSync } from 'node:fs';
import type { Evidence } from './evidence.ts';
import { LABELS } from './labels.ts';
import type { Label } from './labels.ts';

/** As it is kept in `crf.json`. */
export interface Weights {
  /** `transitions[a][b]`: how well label `b` follows label `a`, in hundredths. */
  readonly transitions: readonly (readonly number[])[];
  /** For each string that counts for a line (see `countingFor`): label, weight in hundredths, label, weight … */
  readonly evidence: Readonly<Record<string, readonly number[]>>;
}

export const SCALE = 100;
const L = LABELS.length;

type Found = ReadonlyMap<string, readonly number[]>;

interface Field {
  readonly transitions: Float64Array;
  /** By the distance of the line that is told of: the same string is looked up for each line it counts for. */
  readonly at: ReadonlyMap<number, Found>;
}

let known: Field | undefined;
const learned = (): Field => (known ??= fieldOf(JSON.parse(readFileSync(new URL('./crf.json', import.meta.url), 'utf8')) as Weights));

function fieldOf({ transitions, evidence }: Weights): Field {
  const at = new Map([-2, -1, 0, 1, 2].map((by) => [by, new Map<string, readonly number[]>()] as const));
  for (const [string, weights] of Object.entries(evidence)) {
    const [, by, rest] = /^(-?[12])(.*)$/su.exec(string) ?? ['', '0', string];
    at.get(Number(by))!.set(rest!, weights);
  }
  return { transitions: Float64Array.from(transitions.flat()), at };
}

/** The best sequence of labels. Time and memory grow with the number of lines. */
export const bestLabels = (evidence: readonly Evidence[]): Label[] => viterbi(evidence.map((_, i) => scoreOf(evidence, i, learned())), learned().transitions);

/** The same of strings as they are learned from, by other weights. */
export function bestByStrings(evidence: readonly (readonly string[])[], weights: Weights): Label[] {
  const found: Found = new Map(Object.entries(weights.evidence));
  return viterbi(evidence.map((strings) => add(new Float64Array(L), strings, found)), Float64Array.from(weights.transitions.flat()));
}

function scoreOf(evidence: readonly Evidence[], i: number, { at }: Field): Float64Array {
  const scores = new Float64Array(L);
  const { own, more } = evidence[i]!;
  add(scores, own, at.get(0)!);
  add(scores, more, at.get(0)!);
  for (const by of [-2, -1, 1, 2]) {
    const other = evidence[i + by];
    add(scores, other === undefined ? [''] : Math.abs(by) === 1 ? other.own : other.far, at.get(by)!);
  }
  return scores;
}

function add(scores: Float64Array, strings: readonly string[], found: Found): Float64Array {
  for (const string of strings) {
    const weights = found.get(string);
    if (weights !== undefined) for (let n = 0; n < weights.length; n += 2) scores[weights[n]!]! += weights[n + 1]!;
  }
  return scores;
}

function viterbi(scores: readonly Float64Array[], transitions: Float64Array): Label[] {
  if (scores.length === 0) return [];
  const back: Uint8Array[] = [];
  let best = scores[0]!;
  for (const own of scores.slice(1)) {
    const [next, from] = [new Float64Array(L), new Uint8Array(L)];
    for (let to = 0; to < L; to += 1) {
      let [most, by] = [Number.NEGATIVE_INFINITY, 0];
      for (let a = 0; a < L; a += 1) {
        const score = best[a]! + transitions[a * L + to]!;
        if (score > most) [most, by] = [score, a];
      }
      next[to] = most + own[to]!;
      from[to] = by;
    }
    back.push(from);
    best = next;
  }
  const path = [best.indexOf(Math.max(...best))];
  for (const from of back.toReversed()) path.push(from[path.at(-1)!]!);
  return path.toReversed().map((label) => LABELS[label]!);
}
