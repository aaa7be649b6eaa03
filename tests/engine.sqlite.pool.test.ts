import { getEventListeners } from 'node:events';
import { afterEach, describe, expect, it } from 'vitest';
import { Pool, type PoolLimits } from '../src/pool.ts';
import { startWorker } from '../src/worker.ts';

interface Busy {
  readonly ms: number;
  readonly crash?: boolean;
}

describe('searches on threads', () => {
  let pool: Pool<Busy>;
  afterEach(() => pool.close());

  async function open(size: number, limits?: PoolLimits): Promise<void> {
    pool = new Pool<Busy>(size, () => startWorker(new URL('./fixtures/pool/busy.worker.ts', import.meta.url)), limits);
    await Promise.all(Array.from({ length: size }, () => pool.call({ ms: 200 })));
  }

  it('a slow one does not stall a quick one', async () => {
    await open(2);
    const ended: number[] = [];
    await Promise.all([3000, 1, 2, 3].map(async (ms) => ended.push((await pool.call({ ms })) as number)));
    expect(ended).toEqual([1, 2, 3, 3000]);
  });

  it('one given up while it waits is never begun', async () => {
    await open(1);
    const first = pool.call({ ms: 300 });
    const controller = new AbortController();
    const second = pool.call({ ms: 1, crash: true }, controller.signal);
    controller.abort(new Error('gone'));
    await expect(second).rejects.toThrow('gone');
    // Had it been begun, its crash would have taken the worker along.
    await expect(first).resolves.toBe(300);
    await expect(pool.call({ ms: 2 })).resolves.toBe(2);
  });

  it('one given up while it runs is answered for at once, and holds its thread no longer than allowed', async () => {
    await open(1, { abandonedMs: 100, mostWaiting: 10 });
    const controller = new AbortController();
    const endless = pool.call({ ms: 3_600_000 }, controller.signal);
    controller.abort(new Error('gone'));
    await expect(endless).rejects.toThrow('gone');
    await expect(pool.call({ ms: 1 })).resolves.toBe(1);
  });

  it('one that has had its thread for too long fails, whoever only waits does not', async () => {
    await open(1, { abandonedMs: 100, mostWaiting: 10, callMs: 1500 });
    const waited = [pool.call({ ms: 1000 }), pool.call({ ms: 1000 })];
    const endless = pool.call({ ms: 3_600_000 });
    const after = pool.call({ ms: 1 });
    await expect(Promise.all(waited)).resolves.toEqual([1000, 1000]);
    await expect(endless).rejects.toMatchObject({ code: 'timeout' });
    await expect(after).resolves.toBe(1);
  });

  it('a thread that dies fails its own search only', async () => {
    await open(1);
    await expect(pool.call({ ms: 1, crash: true })).rejects.toMatchObject({ code: 'engine_failed' });
    await expect(pool.call({ ms: 2 })).resolves.toBe(2);
  });

  it('when too many wait, the newest is refused at once', async () => {
    await open(1, { abandonedMs: 2000, mostWaiting: 2 });
    const taken = [pool.call({ ms: 300 }), pool.call({ ms: 1 }), pool.call({ ms: 2 })];
    await expect(pool.call({ ms: 3 })).rejects.toMatchObject({ code: 'overloaded' });
    await expect(Promise.all(taken)).resolves.toEqual([300, 1, 2]);
  });

  it('a signal that outlives many searches is left as it was', async () => {
    await open(1);
    const { signal } = new AbortController();
    for (let i = 0; i < 20; i++) await pool.call({ ms: 0 }, signal);
    expect(getEventListeners(signal, 'abort')).toHaveLength(0);
  });

  it('closing refuses what waits and what comes after', async () => {
    await open(1);
    const pending = [pool.call({ ms: 500 }), pool.call({ ms: 1 })];
    const refused = Promise.all(pending.map((call) => expect(call).rejects.toMatchObject({ code: 'engine_unavailable' })));
    await pool.close();
    await refused;
    await expect(pool.call({ ms: 1 })).rejects.toMatchObject({ code: 'engine_unavailable' });
  });
});
