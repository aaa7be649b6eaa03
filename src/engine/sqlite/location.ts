/**
 * Which file is the index. Normally `index.db`; a rebuild writes a file of its own and then points to
 * it from `index.current`, so that a running server keeps the old one until the last moment.
 */
import { randomUUID } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { XunbaoError } from '../../errors.ts';
import { makeFolder } from '../../folder.ts';

const DEFAULT = 'index.db';
const NAME = /^index(-[0-9a-f-]+)?\.db$/;
const LEFT = /^index(-[0-9a-f-]+)?\.db(-wal|-shm|-journal|\.notes)?$/;

export class Location {
  readonly #dir: string;

  constructor(dir: string) {
    this.#dir = dir;
  }

  current(): string {
    let name: string;
    try {
      name = readFileSync(this.#pointer, 'utf8').trim();
    } catch {
      // Never rebuilt.
      return join(this.#dir, DEFAULT);
    }
    // An empty index in its place would be taken for the archive.
    if (!NAME.test(name)) throw new XunbaoError('index_corrupt', `${this.#pointer} does not name an index: write into it which index-….db beside it is the one, or restore a backup`);
    return join(this.#dir, name);
  }

  get isEmpty(): boolean {
    return !existsSync(this.current());
  }

  /** A path for a new index beside the current one. Others were left by who was killed while making one: only one process makes one at a time. */
  fresh(): string {
    makeFolder(this.#dir);
    const former = this.#former();
    if (former !== null) for (const name of readdirSync(this.#dir)) if (LEFT.test(name) && !name.startsWith(basename(former))) rmSync(join(this.#dir, name), { force: true });
    return join(this.#dir, `index-${randomUUID()}.db`);
  }

  /** Makes `path` the index, atomically, and removes the former. */
  switchTo(path: string): void {
    const former = this.#former();
    const written = `${this.#pointer}.${process.pid}`;
    writeFileSync(written, `${basename(path)}\n`, { flush: true });
    renameSync(written, this.#pointer);
    if (former !== null) this.discard(former);
  }

  discard(path: string): void {
    for (const suffix of ['', '-wal', '-shm']) rmSync(path + suffix, { force: true });
  }

  ensure(): void {
    makeFolder(this.#dir);
  }

  /** What a new index takes the place of; `null` when nobody can tell, and so nothing may be removed. */
  #former(): string | null {
    try {
      return this.current();
    } catch {
      return null;
    }
  }

  get #pointer(): string {
    return join(this.#dir, 'index.current');
  }
}
