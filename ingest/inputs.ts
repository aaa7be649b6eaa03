/** From what stands on the command line to files, in an order that does not depend on the disk. */
import { lstat, readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { escapePath, glob, isDynamicPattern } from 'tinyglobby';
import { reasonOf, type Report } from './problem.ts';
import { isSkipped } from './skipped.ts';
import { hasReader } from './readers/registry.ts';

export interface InputFile {
  /** As given, with `/` separators: what is shown and stored. */
  readonly file: string;
  /** Absolute: what the ledger knows it by. */
  readonly path: string;
  readonly size: number;
}

export const STDIN = '-';

/**
 * The files meant by `paths`, each once. A file named outright is taken whatever its name; folders give
 * those with a reader. `mayBeGone` passes over a named path that is missing, for the pruning to deal with.
 */
export async function* findFiles(paths: readonly string[], report: Report, mayBeGone: (absolute: string) => boolean = () => false): AsyncGenerator<InputFile> {
  const seen = new Set<string>();
  for (const given of paths) {
    for await (const file of under(given, report, mayBeGone)) {
      if (seen.has(file.path)) continue;
      seen.add(file.path);
      yield file;
    }
  }
}

async function* under(given: string, report: Report, mayBeGone: (absolute: string) => boolean): AsyncGenerator<InputFile> {
  const found = await look(given);
  if (found !== null && 'size' in found) yield found;
  else if (found !== null) yield* inFolder(given, report, new Set());
  else if (isGlob(given)) {
    const matches = await glob(toSlashes(given), { dot: false, onlyFiles: false, expandDirectories: false, absolute: false });
    const files = matches.filter((match) => !match.endsWith('/') && !isSkipped(path.posix.basename(match)) && hasReader(match)).sort();
    if (files.length === 0 && !mayBeGone(path.resolve(given))) report({ level: 'failure', file: given, reason: 'no file matches' });
    for (const match of files) {
      const file = await look(match);
      if (file === null) report({ level: 'failure', file: match, reason: 'no such file or directory' });
      else if ('size' in file) yield file;
    }
  } else if (!mayBeGone(path.resolve(given))) report({ level: 'failure', file: given, reason: await why(given) });
}

export const isGlob = (given: string): boolean => isDynamicPattern(given) && escapePath(given) !== given;

async function* inFolder(folder: string, report: Report, ancestors: ReadonlySet<string>): AsyncGenerator<InputFile> {
  let names: string[];
  let self: string;
  try {
    names = (await readdir(folder)).sort();
    const { dev, ino } = await stat(folder);
    self = `${dev}:${ino}`;
  } catch (error) {
    report({ level: 'failure', file: toSlashes(folder), reason: reasonOf(error) });
    return;
  }
  // A link back to a folder above would never end.
  if (ancestors.has(self)) return;
  const chain = new Set(ancestors).add(self);
  for (const name of names) {
    if (isSkipped(name)) continue;
    const given = path.join(folder, name);
    const found = await look(given);
    if (found === null) report({ level: 'failure', file: toSlashes(given), reason: await why(given) });
    else if (!('size' in found)) yield* inFolder(given, report, chain);
    else if (hasReader(name)) yield found;
  }
}

/** `null` when there is nothing that can be looked at. */
async function look(given: string): Promise<InputFile | { folder: true } | null> {
  try {
    const status = await stat(given);
    if (status.isDirectory()) return { folder: true };
    return status.isFile() ? { file: shownAs(given), path: path.resolve(given), size: status.size } : null;
  } catch {
    return null;
  }
}

async function why(given: string): Promise<string> {
  try {
    await stat(given);
    return 'neither a file nor a folder';
  } catch (error) {
    const reason = reasonOf(error);
    return reason.startsWith('no such') && (await isLink(given)) ? 'broken symbolic link' : reason;
  }
}

async function isLink(given: string): Promise<boolean> {
  return lstat(given).then((status) => status.isSymbolicLink(), () => false);
}

/** One spelling for one file, because ids are made of it: relative within the working directory, else as given. */
function shownAs(given: string): string {
  const relative = path.relative('', given);
  return toSlashes(relative.startsWith('..') || path.isAbsolute(relative) ? path.normalize(given) : relative);
}

function toSlashes(given: string): string {
  return given.replaceAll(path.sep, '/');
}
