/**
 * Worker threads that each answer one call at a time, first come first served. A call that is given
 * up leaves the queue; one already being answered is left to finish unless it takes too long, and
 * then its worker is replaced, so that nobody can hold a worker for ever.
 */
import type { Worker } from 'node:worker_threads';
import { XunbaoError, type ErrorCode } from './errors.ts';

/** What a worker answers. */
export type Answer = { readonly value: unknown } | { readonly code: ErrorCode | null; readonly message: string };

export interface PoolLimits {
  /** A worker is given up when a call that nobody waits for any more has not ended after this. */
  readonly abandonedMs: number;
  /** A call that a worker has had for so long fails, and the worker is replaced; never when left out. */
  readonly callMs?: number;
  /** More calls than this waiting would all be answered too late: the newest is refused at once. */
  readonly mostWaiting: number;
}
export const LIMITS: PoolLimits = { abandonedMs: 2000, mostWaiting: 256 };

interface Call<Request> {
  readonly request: Request;
  readonly resolve: (value: unknown) => void;
  readonly reject: (reason: unknown) => void;
  readonly signal: AbortSignal | undefined;
  readonly forget: () => void;
  settled: boolean;
}

interface Seat<Request> {
  readonly worker: Worker;
  call: Call<Request> | null;
  limit: NodeJS.Timeout | undefined;
}

export class Pool<Request> {
  readonly #start: () => Worker;
  readonly #size: number;
  readonly #limits: PoolLimits;
  readonly #seats: Seat<Request>[] = [];
  readonly #waiting: Call<Request>[] = [];
  #closed = false;

  constructor(size: number, start: () => Worker, limits = LIMITS) {
    this.#size = size;
    this.#limits = limits;
    this.#start = start;
  }

  /** Starts what is missing, so that the first call need not wait for it. */
  start(): void {
    while (this.#seats.length < this.#size) this.#seat();
  }

  call(request: Request, signal?: AbortSignal): Promise<unknown> {
    if (this.#closed) return Promise.reject(new XunbaoError('engine_unavailable', 'no more calls are taken'));
    if (signal?.aborted) return Promise.reject(signal.reason as Error);
    const { mostWaiting } = this.#limits;
    if (this.#waiting.length >= mostWaiting) return Promise.reject(new XunbaoError('overloaded', `${mostWaiting} calls are waiting`));
    return new Promise((resolve, reject) => {
      const leave = (): void => this.#giveUp(call);
      // A signal may outlive many calls, so each takes its listener along when it is settled.
      const call: Call<Request> = { request, resolve, reject, signal, settled: false, forget: () => signal?.removeEventListener('abort', leave) };
      signal?.addEventListener('abort', leave, { once: true });
      this.#waiting.push(call);
      this.#next();
    });
  }

  async close(): Promise<void> {
    this.#closed = true;
    const gone = new XunbaoError('engine_unavailable', 'closed before it was answered');
    for (const call of this.#waiting.splice(0)) settle(call, () => call.reject(gone));
    await Promise.all(this.#seats.splice(0).map(async ({ worker, call, limit }) => {
      clearTimeout(limit);
      if (call !== null) settle(call, () => call.reject(gone));
      await worker.terminate();
    }));
  }

  #next(): void {
    while (this.#waiting.length > 0) {
      const seat = this.#seats.find(({ call }) => call === null) ?? (this.#seats.length < this.#size ? this.#seat() : null);
      if (seat === null) return;
      const call = this.#waiting.shift()!;
      seat.call = call;
      seat.limit = this.#limitOf(seat, call);
      seat.worker.ref();
      seat.worker.postMessage(call.request);
    }
  }

  #seat(): Seat<Request> {
    const seat: Seat<Request> = { worker: this.#start(), call: null, limit: undefined };
    this.#seats.push(seat);
    seat.worker.on('message', (answer: Answer) => {
      const { call } = seat;
      seat.call = null;
      clearTimeout(seat.limit);
      seat.worker.unref();
      if (call !== null) settle(call, () => ('value' in answer ? call.resolve(answer.value) : call.reject(asError(answer))));
      this.#next();
    });
    // `exit` follows every `error`, and is what tells that a worker is gone.
    seat.worker.on('error', (cause: unknown) => this.#lose(seat, cause));
    seat.worker.on('exit', () => this.#lose(seat, undefined));
    // Idle workers keep no process alive; one that is asked does, or a script would end before its answer.
    seat.worker.unref();
    return seat;
  }

  #limitOf(seat: Seat<Request>, call: Call<Request>): NodeJS.Timeout | undefined {
    const { callMs } = this.#limits;
    if (callMs === undefined) return undefined;
    return setTimeout(() => {
      settle(call, () => call.reject(new XunbaoError('timeout', `no answer within ${callMs} ms`)));
      void seat.worker.terminate();
    }, callMs).unref();
  }

  #lose(seat: Seat<Request>, cause: unknown): void {
    const at = this.#seats.indexOf(seat);
    if (at < 0) return;
    this.#seats.splice(at, 1);
    clearTimeout(seat.limit);
    const { call } = seat;
    if (call !== null) settle(call, () => call.reject(new XunbaoError('engine_failed', 'the thread that worked on it stopped', { cause })));
    if (!this.#closed) this.#next();
  }

  #giveUp(call: Call<Request>): void {
    if (call.settled) return;
    settle(call, () => call.reject(call.signal?.reason));
    const at = this.#waiting.indexOf(call);
    if (at >= 0) {
      this.#waiting.splice(at, 1);
      return;
    }
    const seat = this.#seats.find((s) => s.call === call);
    if (seat === undefined) return;
    setTimeout(() => {
      if (seat.call === call) void seat.worker.terminate();
    }, this.#limits.abandonedMs).unref();
  }
}

function settle(call: Call<unknown>, how: () => void): void {
  if (call.settled) return;
  call.settled = true;
  call.forget();
  how();
}

/** A fault keeps its code across threads; anything else is a bug and stays one. */
const asError = ({ code, message }: Extract<Answer, { message: string }>): Error => (code === null ? new Error(message) : new XunbaoError(code, message));
