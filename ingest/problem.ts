/** Something wrong with an input that a person has to hear of. A failure costs an article; a warning does not. */
export interface Problem {
  readonly level: 'failure' | 'warning';
  /** As shown to the person: the path given, `archive.zip/inside.txt`, or `-` for standard input. */
  readonly file: string;
  /** From 1. */
  readonly line?: number;
  /** Offset from 0. */
  readonly byte?: number;
  readonly reason: string;
}

export type Report = (problem: Problem) => void;

/** `news.ndjson:17: not JSON: …`, the form editors and terminals know how to jump to. */
export function problemAsText(problem: Problem): string {
  const place = problem.line !== undefined ? `:${problem.line}` : problem.byte !== undefined ? ` (byte ${problem.byte})` : '';
  // Names and reasons carry what strangers wrote: nothing a terminal obeys gets through.
  return `${problem.file}${place}: ${problem.level === 'warning' ? 'warning: ' : ''}${problem.reason}`.replaceAll(/[\p{Cc}\u2028-\u202e\u2066-\u2069]/gu, '?');
}

/** Why something failed, in one line; system errors lose their path, which stands before the reason already. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = (error as NodeJS.ErrnoException).code;
  const known = code === undefined ? undefined : SYSTEM_REASONS[code];
  const reason = known ?? error.message.split('\n', 1)[0] ?? error.name;
  return reason.length > 300 ? `${reason.slice(0, 300)}…` : reason;
}

const SYSTEM_REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'no such file or directory',
  EACCES: 'no permission to read it',
  EPERM: 'no permission to read it',
  EISDIR: 'is a directory',
  ELOOP: 'symbolic link that leads to itself',
  ENAMETOOLONG: 'name too long',
  EIO: 'the disk could not read it',
  Z_BUF_ERROR: 'truncated gzip: the data ends in the middle',
  Z_DATA_ERROR: 'damaged gzip data',
};
