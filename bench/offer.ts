/** Requests offered to a server, closed loop (each client asks again when answered) or open loop (they come whether it answers or not). */
import { Agent, get } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { random } from './search/random.ts';

export interface Offer {
  readonly url: string;
  readonly paths: readonly string[];
  readonly seconds: number;
  /** Clients of a closed loop, or arrivals a second of an open one, spread as strangers come (Poisson). */
  readonly load: { readonly clients: number } | { readonly rate: number };
}

export interface Outcome {
  /** Answers by status; 0 = no answer: refused, reset or timed out. */
  readonly statuses: ReadonlyMap<number, number>;
  /** Milliseconds from when each request was due to its last byte, sorted; only of those answered with 200. */
  readonly times: readonly number[];
}

const TIMEOUT_MS = 30_000;

export async function offer({ url, paths, seconds, load }: Offer): Promise<Outcome> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1000 });
  const statuses = new Map<number, number>();
  const times: number[] = [];
  const next = random(11);
  const ask = async (due: number): Promise<void> => {
    const status = await statusOf(new URL(paths[next(paths.length)]!, url), agent);
    statuses.set(status, (statuses.get(status) ?? 0) + 1);
    if (status === 200) times.push(performance.now() - due);
  };
  const end = performance.now() + seconds * 1000;
  if ('clients' in load) {
    await Promise.all(Array.from({ length: load.clients }, async () => {
      while (performance.now() < end) await ask(performance.now());
    }));
  } else {
    const pending = new Set<Promise<void>>();
    for (let due = performance.now(); due < end; due += (-Math.log(1 - next(1_000_000) / 1_000_000) * 1000) / load.rate) {
      // A generator that is late sends at once, and the lateness counts against the answer.
      const early = due - performance.now();
      if (early > 0) await wait(early);
      const asked = ask(due).finally(() => pending.delete(asked));
      pending.add(asked);
    }
    await Promise.all(pending);
  }
  agent.destroy();
  return { statuses, times: times.sort((a, b) => a - b) };
}

/** 0 when there was no answer. */
export function statusOf(url: URL, agent: Agent): Promise<number> {
  return new Promise((resolve) => {
    const request = get(url, { agent, timeout: TIMEOUT_MS }, (response) => {
      response.resume().on('end', () => resolve(response.statusCode ?? 0)).on('error', () => resolve(0));
    });
    request.on('timeout', () => request.destroy()).on('error', () => resolve(0));
  });
}
