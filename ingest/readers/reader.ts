import type { SourceDocument, SourceMeta } from '../document.ts';
import type { Problem } from '../problem.ts';

/** Bytes to be read, and what is known about them from outside. */
export interface ByteSource {
  /** As shown and as stored in `source.file`; `null` for standard input. */
  readonly file: string | null;
  /** The name that decides the format, such as `page.txt`. */
  readonly name: string;
  /** `null` when it cannot be known before the end. */
  readonly size: number | null;
  /** Where it lies on disk, for formats that need to jump about in it; `null` for a stream or an archive member. */
  readonly path: string | null;
  /** From the file's name and the folder's manifest. */
  readonly meta: SourceMeta;
  /** Column names of the folder's manifest, for tables. */
  readonly columns?: Readonly<Record<string, string>> | undefined;
  open(): AsyncIterable<Uint8Array>;
}

export interface ReadOptions {
  readonly signal?: AbortSignal | undefined;
  /** Called for what is wrong inside a source that can be read on: a bad line, a damaged character. */
  readonly report: (problem: Omit<Problem, 'file'> & { readonly file?: string }) => void;
  /**
   * Asked before a line or row of a stream is parsed, with its bytes: `true` passes it over unread,
   * because the same one is indexed already.
   */
  readonly known?: ((line: Uint8Array, source: ByteSource) => boolean) | undefined;
}

/** A document, and the line it came from when its source holds many. */
export interface ReadResult {
  readonly document: SourceDocument;
  readonly line?: number;
}

/** Throws `XunbaoError('unreadable')` when nothing (more) can be read from the source. */
export type Reader = (source: ByteSource, options: ReadOptions) => AsyncIterable<ReadResult>;
