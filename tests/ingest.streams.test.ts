/** What is handed through while it is read: nothing of it may stay. */
import { setImmediate } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { untilAborted } from '../ingest/ahead.ts';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

async function* chunks(): AsyncGenerator<Buffer> {
  for (let i = 0; i < 100; i++) {
    await setImmediate();
    yield Buffer.alloc(64);
  }
}

async function* broken(): AsyncGenerator<number> {
  yield 1;
  throw new Error('torn off');
}

test('a stream that can be stopped keeps none of what it handed on', async () => {
  const handed: WeakRef<Buffer>[] = [];
  for await (const chunk of untilAborted(chunks(), new AbortController().signal)) {
    handed.push(new WeakRef(chunk));
    if (handed.length < 100) continue;
    await setImmediate();
    collect();
    // A few may still be on the stack.
    expect(handed.filter((ref) => ref.deref() !== undefined).length).toBeLessThan(10);
  }
  expect(handed).toHaveLength(100);
});

test('a stream that is stopped ends at once, and one that breaks says why', async () => {
  const stopped = new AbortController();
  async function* never(): AsyncGenerator<number> {
    yield 1;
    stopped.abort();
    await new Promise(() => undefined);
  }
  const got: number[] = [];
  for await (const n of untilAborted(never(), stopped.signal)) got.push(n);
  expect(got).toEqual([1]);
  await expect(async () => {
    for await (const _ of untilAborted(broken(), new AbortController().signal));
  }).rejects.toThrow('torn off');
});
