/**
 * `_meta.yml` or `_meta.csv` in a folder says what the texts below it cannot: paper, date, page, url,
 * district, for all of them or per file or glob. A deeper folder's manifest wins over a higher one's.
 */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parse as parseCsv } from 'csv-parse/sync';
import picomatch from 'picomatch';
import { parseDocument } from 'yaml';
import type { SourceMeta } from './document.ts';
import { fieldOf, metaFrom } from './fields.ts';
import { reasonOf, type Report } from './problem.ts';
import { decode } from './readers/encoding.ts';
import { isRecord } from './readers/front-matter.ts';
import { asLines } from './readers/normalise.ts';

interface Manifest {
  /** For every file of the folder. */
  readonly all: SourceMeta;
  readonly columns: Readonly<Record<string, string>>;
  readonly entries: readonly { readonly matches: (relative: string) => boolean; readonly meta: SourceMeta }[];
}

export interface Known {
  readonly meta: SourceMeta;
  readonly columns: Readonly<Record<string, string>>;
}

const NAMES = ['_meta.yml', '_meta.yaml', '_meta.csv'];

/** Where manifests lie: on the disk, or in an archive. */
export interface Shelf {
  /** The bytes of a file, or `null` when there is none of that path. */
  read(file: string): Promise<Uint8Array | null>;
  /** How the path is shown to a person. */
  shown(file: string): string;
}

const DISK: Shelf = {
  read: async (file) => (existsSync(file) ? readFile(file) : null),
  shown: (file) => path.relative('', file).replaceAll(path.sep, '/'),
};

/** Manifests by folder, each read once. A bad one is a failure of its own; the files beside it are still read. */
export class Manifests {
  readonly #read = new Map<string, Promise<Manifest | null>>();
  readonly #shelf: Shelf;
  readonly #report: Report;

  constructor(report: Report, shelf: Shelf = DISK) {
    this.#report = report;
    this.#shelf = shelf;
  }

  /** What all manifests from the file's folder upwards say of it, the nearest first. */
  async for(file: string): Promise<Known> {
    let meta: SourceMeta = {};
    let columns: Readonly<Record<string, string>> = {};
    for (let folder = path.dirname(file); ; folder = path.dirname(folder)) {
      const manifest = await this.#of(folder);
      if (manifest !== null) {
        const relative = path.relative(folder, file).replaceAll(path.sep, '/');
        const own = manifest.entries.filter(({ matches }) => matches(relative)).map(({ meta }) => meta);
        meta = Object.assign({}, manifest.all, ...own, meta) as SourceMeta;
        columns = { ...manifest.columns, ...columns };
      }
      if (folder === path.dirname(folder)) return { meta, columns };
    }
  }

  #of(folder: string): Promise<Manifest | null> {
    let manifest = this.#read.get(folder);
    if (manifest === undefined) {
      manifest = this.#load(folder);
      this.#read.set(folder, manifest);
    }
    return manifest;
  }

  async #load(folder: string): Promise<Manifest | null> {
    for (const name of NAMES) {
      const file = path.join(folder, name);
      const complain = (reason: string): void => this.#report({ level: 'failure', file: this.#shelf.shown(file), reason });
      try {
        const bytes = await this.#shelf.read(file);
        if (bytes === null) continue;
        const text = asLines(decode(Buffer.from(bytes)), ({ reason }) => complain(reason));
        return name.endsWith('.csv') ? fromRows(text, complain) : fromYaml(text, complain);
      } catch (error) {
        complain(reasonOf(error));
        return null;
      }
    }
    return null;
  }
}

function fromYaml(text: string, complain: (reason: string) => void): Manifest {
  const document = parseDocument(text, { prettyErrors: true, uniqueKeys: false });
  if (document.errors[0] !== undefined) throw document.errors[0];
  const value: unknown = document.toJS({ maxAliasCount: 10 }) ?? {};
  if (!isRecord(value)) throw new Error('must be a mapping of names to values');
  const { files, columns, ...rest } = value;
  const entries = isRecord(files) ? Object.entries(files) : [];
  return {
    all: checked(rest, complain),
    columns: isRecord(columns) ? Object.fromEntries(Object.entries(columns).filter((entry): entry is [string, string] => typeof entry[1] === 'string')) : {},
    entries: entries.filter((entry): entry is [string, Record<string, unknown>] => isRecord(entry[1])).map(([glob, meta]) => ({ matches: matcher(glob), meta: checked(meta, complain) })),
  };
}

function fromRows(text: string, complain: (reason: string) => void): Manifest {
  const rows: Record<string, string>[] = parseCsv(text, { columns: true, trim: true, skip_empty_lines: true, relax_column_count: true });
  const heading = Object.keys(rows[0] ?? {}).find((key) => fieldOf(key) === 'file');
  if (rows.length > 0 && heading === undefined) throw new Error('needs a column named file');
  return {
    all: {},
    columns: {},
    entries: rows.filter((row) => row[heading!]).map((row) => ({ matches: matcher(row[heading!]!), meta: checked(row, complain) })),
  };
}

function checked(values: Readonly<Record<string, unknown>>, complain: (reason: string) => void): SourceMeta {
  const { meta, complaints } = metaFrom(values);
  for (const complaint of complaints) complain(complaint);
  return meta;
}

/** A name or glob; one without a slash holds in every folder below. */
function matcher(glob: string): (relative: string) => boolean {
  const matches = picomatch(glob, { dot: true });
  return (relative) => relative === glob || matches(relative) || (!glob.includes('/') && (path.posix.basename(relative) === glob || matches(path.posix.basename(relative))));
}
