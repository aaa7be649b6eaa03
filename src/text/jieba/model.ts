/**
 * jieba's hidden Markov model of words it does not know: each character begins one, ends one, stands within one or is one,
 * and the likeliest row of these is found as Viterbi does.
 */
import { readFileSync } from 'node:fs';

/** The states, in the order of the model's file: begins, ends, within, single. Ends and singles are odd. */
const STATES = 4;
const ENDS = 1;
const SINGLE = 3;
/** The logarithm of what does not happen, here as there. */
const NEVER = -3.14e100;

const numbers = (line: string | undefined): number[] => line!.trim().split(' ').map(Number);

export class Model {
  readonly #starts: Float64Array;
  /** `[from * STATES + to]` */
  readonly #steps: Float64Array;
  /** `[unit * STATES + state]`. The model knows no character beyond the BMP, and so nothing of a half of one. */
  readonly #emissions = new Float64Array(0x10000 * STATES).fill(NEVER);
  readonly #before = new Float64Array(STATES);
  readonly #now = new Float64Array(STATES);
  /** The state before, `[place * STATES + state]`, of the row that is being cut. */
  #paths = new Uint8Array(1 << 12);

  constructor(file: string) {
    const lines = readFileSync(file, 'utf8').split('\n').filter((line) => line !== '' && !line.startsWith('#'));
    this.#starts = Float64Array.from(numbers(lines[0]));
    this.#steps = Float64Array.from(lines.slice(1, 1 + STATES).flatMap(numbers));
    for (let state = 0; state < STATES; state++) {
      for (const emission of lines[1 + STATES + state]!.split(',')) this.#emissions[emission.charCodeAt(0) * STATES + state] = Number(emission.slice(2));
    }
  }

  /** Marks in `ends` which of the characters that begin at the first `count` of `places` end a word. */
  cut(units: Uint16Array, places: Uint16Array, count: number, ends: Uint8Array): void {
    if (this.#paths.length < count * STATES) this.#paths = new Uint8Array(2 * count * STATES);
    const [now, before, paths, steps] = [this.#now, this.#before, this.#paths, this.#steps];
    for (let state = 0; state < STATES; state++) now[state] = this.#starts[state]! + this.#emissions[units[places[0]!]! * STATES + state]!;
    for (let i = 1; i < count; i++) {
      before.set(now);
      const emissions = units[places[i]!]! * STATES;
      for (let state = 0; state < STATES; state++) {
        const emission = this.#emissions[emissions + state]!;
        let best = NEVER;
        let from = ENDS;
        for (let former = 0; former < STATES; former++) {
          const weight = before[former]! + steps[former * STATES + state]! + emission;
          if (weight > best) {
            best = weight;
            from = former;
          }
        }
        now[state] = best;
        paths[i * STATES + state] = from;
      }
    }
    let state = now[ENDS]! >= now[SINGLE]! ? ENDS : SINGLE;
    for (let i = count - 1; i >= 0; i--) {
      ends[i] = state & 1;
      state = paths[i * STATES + state]!;
    }
  }
}
