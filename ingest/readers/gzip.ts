import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type { ByteSource } from './reader.ts';

/** The bytes inside a gzip stream. Throws zlib's error when they end early or are damaged. */
export function gunzip(packed: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  const bytes = Readable.from(packed, { objectMode: false });
  const unpacking = createGunzip();
  bytes.once('error', (error) => unpacking.destroy(error));
  return bytes.pipe(unpacking);
}

/** A file under `name.gz` as what it is once unpacked. How large that is shows only in reading, where each format has its limit. */
export function unpacked(source: ByteSource): ByteSource {
  return {
    ...source,
    name: source.name.replace(/\.gz$/i, ''),
    size: null,
    path: null,
    open: () => gunzip(source.open()),
  };
}
