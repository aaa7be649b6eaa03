import { openPromise, type ZipFile } from 'yauzl';
import { XunbaoError } from '../../src/errors.ts';
import { metaFromFileName } from '../file-name.ts';
import { LIMITS } from '../limits.ts';
import { Manifests, type Known, type Shelf } from '../manifest.ts';
import { isSkipped } from '../skipped.ts';
import { reasonOf } from '../problem.ts';
import { readWhole } from './bytes.ts';
import type { ByteSource, ReadOptions, ReadResult } from './reader.ts';
import { membersOf, type Member } from './zip-directory.ts';

type ReadMember = (source: ByteSource, options: ReadOptions) => AsyncIterable<ReadResult>;

/** Every readable file in an archive, in the order of their names. A bad member costs only itself. */
export async function* readZip(source: ByteSource, options: ReadOptions, readMember: ReadMember): AsyncGenerator<ReadResult> {
  if (source.path === null) throw new XunbaoError('unreadable', 'a zip inside a zip is not opened');
  const zip = await open(source.path);
  try {
    const at = (name: string): string => `${source.file}/${name}`;
    const members = await directory(zip, (name, reason) => options.report({ level: 'failure', file: at(name), reason }));
    const manifests = new Manifests(options.report, shelfOf(zip, members, source, options.signal));
    for (const member of members.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      if (isPassedOver(member.name)) continue;
      const file = at(member.name);
      const inside: ReadOptions = { ...options, report: (problem) => options.report({ file, ...problem }) };
      try {
        yield* readMember(memberSource(zip, member, source, await manifests.for(member.name)), inside);
      } catch (error) {
        options.signal?.throwIfAborted();
        options.report({ level: 'failure', file, reason: reasonOf(error) });
      }
    }
  } finally {
    zip.close();
  }
}

async function open(path: string): Promise<ZipFile> {
  try {
    return await openPromise(path, { lazyEntries: true, decodeStrings: false, autoClose: false });
  } catch (error) {
    throw new XunbaoError('unreadable', `not a readable zip: ${reasonOf(error)}`, { cause: error });
  }
}

async function directory(zip: ZipFile, refuse: (name: string, reason: string) => void): Promise<Member[]> {
  try {
    return await membersOf(zip, refuse);
  } catch (error) {
    if (error instanceof XunbaoError) throw error;
    throw new XunbaoError('unreadable', `damaged zip: ${reasonOf(error)}`, { cause: error });
  }
}

/** What the archive's own manifests say wins over what is said of the archive as a whole. */
function memberSource(zip: ZipFile, { entry, name }: Member, archive: ByteSource, known: Known = NOTHING_KNOWN): ByteSource {
  const base = name.slice(name.lastIndexOf('/') + 1);
  return {
    file: `${archive.file}/${name}`,
    name: base,
    size: entry.uncompressedSize,
    path: null,
    meta: { ...archive.meta, ...metaFromFileName(base), ...known.meta },
    columns: { ...archive.columns, ...known.columns },
    async *open() {
      yield* await zip.openReadStreamPromise(entry);
    },
  };
}

const NOTHING_KNOWN: Known = { meta: {}, columns: {} };

function shelfOf(zip: ZipFile, members: readonly Member[], archive: ByteSource, signal: AbortSignal | undefined): Shelf {
  const named = new Map(members.map((member) => [member.name, member]));
  return {
    async read(file) {
      const member = named.get(file);
      return member === undefined ? null : readWhole(memberSource(zip, member, archive), LIMITS.fileBytes, signal);
    },
    shown: (file) => `${archive.file}/${file}`,
  };
}

/** The same names as in a folder, and what macOS and Windows add. */
function isPassedOver(name: string): boolean {
  return name.split('/').some((part) => isSkipped(part) || part === '__MACOSX' || part === 'Thumbs.db');
}
