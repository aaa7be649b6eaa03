import { XunbaoError } from '../../src/errors.ts';
import { bytesAsText } from '../limits.ts';
import type { ByteSource } from './reader.ts';

/** The whole source in memory; `unreadable` when it is empty or larger than `limit` bytes. */
export async function readWhole(source: ByteSource, limit: number, signal?: AbortSignal): Promise<Buffer> {
  const tooLarge = (): XunbaoError => new XunbaoError('unreadable', `larger than ${bytesAsText(limit)}, the limit for this format`);
  if (source.size !== null && source.size > limit) throw tooLarge();
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of source.open()) {
    signal?.throwIfAborted();
    length += chunk.length;
    if (length > limit) throw tooLarge();
    chunks.push(chunk);
  }
  if (length === 0) throw new XunbaoError('unreadable', 'empty');
  return Buffer.concat(chunks, length);
}

/** The first bytes of a stream, and the stream with them put back. */
export async function peek(stream: AsyncIterable<Uint8Array>, length: number): Promise<{ head: Buffer; whole: AsyncIterable<Uint8Array> }> {
  const iterator = stream[Symbol.asyncIterator]();
  const chunks: Uint8Array[] = [];
  let held = 0;
  while (held < length) {
    const next = await iterator.next();
    if (next.done) break;
    chunks.push(next.value);
    held += next.value.length;
  }
  async function* whole(): AsyncGenerator<Uint8Array> {
    try {
      yield* chunks;
      // An ended iterator answers once more that it has ended.
      for (let next = await iterator.next(); !next.done; next = await iterator.next()) yield next.value;
    } finally {
      await iterator.return?.();
    }
  }
  return { head: Buffer.concat(chunks, held).subarray(0, length), whole: whole() };
}
