import { parseDocument } from 'yaml';
import type { SourceMeta } from '../document.ts';
import { metaFrom } from '../fields.ts';
import type { ReadOptions } from './reader.ts';

/** Longest front matter looked for, in characters: a text that merely begins with a rule is no header. */
const LONGEST = 64 * 1024;

export interface Headed {
  readonly meta: SourceMeta;
  /** The text with the header's lines emptied, so that line numbers stay those of the file. */
  readonly body: string;
}

/** Takes a YAML header between two lines of `---` off the top. What cannot be used in it is reported. */
export function frontMatter(text: string, report: ReadOptions['report']): Headed {
  const end = text.startsWith('---\n') ? endOf(text) : null;
  if (end === null) return { meta: {}, body: text };
  const document = parseDocument(text.slice(4, end.from), { prettyErrors: false, uniqueKeys: false });
  const fault = document.errors[0];
  // A rule above prose parses as a scalar or not at all: then it is no header and the text stays whole.
  const value: unknown = fault === undefined ? document.toJS({ maxAliasCount: 0 }) : null;
  if (fault !== undefined) report({ level: 'warning', line: lineAt(text, 4 + fault.pos[0]), reason: `front matter not read: ${fault.message.split('\n', 1)[0]}` });
  if (!isRecord(value)) return { meta: {}, body: text };
  const { meta, complaints } = metaFrom(value);
  for (const complaint of complaints) report({ level: 'warning', line: 1, reason: `front matter: ${complaint}` });
  return { meta, body: '\n'.repeat(lineAt(text, end.to) - 1) + text.slice(end.to) };
}

export const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

function endOf(text: string): { from: number; to: number } | null {
  const head = text.slice(0, LONGEST);
  for (const mark of ['\n---\n', '\n...\n']) {
    const at = head.indexOf(mark, 3);
    if (at >= 0) return { from: at + 1, to: at + mark.length };
  }
  return text.length <= LONGEST && text.endsWith('\n---') ? { from: text.length - 3, to: text.length } : null;
}

function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}
