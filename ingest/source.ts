import { hash as digest, createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import type { SourceMeta } from './document.ts';
import { metaFromFileName } from './file-name.ts';
import type { InputFile } from './inputs.ts';
import type { Manifests } from './manifest.ts';
import type { ByteSource } from './readers/reader.ts';
import { isStreamed } from './readers/registry.ts';

/** Raise it when the same bytes would give other articles, so that they are read anew. */
const VERSION = '11';
/** Files up to this size are read at once, ahead of their turn. */
const HELD = 64 * 1024 * 1024;

/** A file ready to be read, and what it was when it was looked at. */
export interface Prepared {
  readonly source: ByteSource;
  /** Its bytes, unless it is streamed or too large. */
  readonly held: Uint8Array | null;
  /** Of its bytes and of all that is said about it from outside. */
  readonly hash: string;
  /** Whether the file on disk is still what was looked at. */
  unchanged(): Promise<boolean>;
}

/** Hashes a file, keeping its bytes when they are few. `onBytes` counts what is read in its turn. */
export async function prepare(input: InputFile, manifests: Manifests, onBytes: (count: number) => void): Promise<Prepared> {
  const before = await stampOf(input.path);
  const known = await manifests.for(input.path);
  const name = path.basename(input.path);
  const held = !isStreamed(name) && input.size <= HELD ? await readFile(input.path) : null;
  const hash = createHash('sha256').update(JSON.stringify([VERSION, known.meta, known.columns]));
  if (held !== null) hash.update(held);
  else for await (const chunk of createReadStream(input.path)) hash.update(chunk as Buffer);
  return {
    held,
    hash: hash.digest('hex'),
    unchanged: async () => (await stampOf(input.path)) === before,
    source: {
      file: input.file,
      name,
      size: input.size,
      path: input.path,
      meta: { ...metaFromFileName(name), ...known.meta },
      columns: known.columns,
      async *open() {
        for await (const chunk of held === null ? createReadStream(input.path, { highWaterMark: 1 << 18 }) : [held]) {
          onBytes((chunk as Buffer).length);
          yield chunk as Buffer;
        }
      },
    },
  };
}

/** Of one line of a stream, with all that makes its article: about 12 bytes are plenty to tell lines apart. */
export function printOf(line: Uint8Array, source: ByteSource): string {
  return digest('sha256', Buffer.concat([Buffer.from(`${VERSION}\u0000${source.file ?? ''}\u0000${metaText(source.meta)}\u0000`), line]), 'base64').slice(0, 24);
}

export function stdinSource(stream: AsyncIterable<Uint8Array>, onBytes: (count: number) => void): ByteSource {
  return {
    file: null,
    name: 'stdin.ndjson',
    size: null,
    path: null,
    meta: {},
    async *open() {
      for await (const chunk of stream) {
        onBytes(chunk.length);
        yield chunk;
      }
    },
  };
}

const metaTexts = new WeakMap<SourceMeta, string>();

function metaText(meta: SourceMeta): string {
  let text = metaTexts.get(meta);
  if (text === undefined) {
    text = JSON.stringify(meta);
    metaTexts.set(meta, text);
  }
  return text;
}

async function stampOf(file: string): Promise<string> {
  const { size, mtimeMs, ino } = await stat(file);
  return `${size} ${mtimeMs} ${ino}`;
}
