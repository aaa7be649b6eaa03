/** The material of `--explain`: what became of each source line, and by which rules. */
import type { Layout } from './articles.ts';
import type { Line } from './lines.ts';

/** What became of one source line, and by which rule. */
export interface TraceLine {
  /** From 1. */
  line: number;
  /** Why the line begins or continues something, then why that is what it is. */
  rule: string;
  /** `title`, `subtitle`, or the kind of the paragraph with its article and ordinal: `body 2.7`. */
  became: string;
}

/** One entry for each line that is not blank, in the order of the lines. */
export function traceLines(lines: readonly Line[], layouts: readonly Layout[]): TraceLine[] {
  const fates = new Map<number, Omit<TraceLine, 'line'>>();
  for (const [n, { title, subtitle, units }] of layouts.entries()) {
    for (const [no, rule] of title?.rules ?? []) fates.set(no, { rule, became: `title ${n + 1}` });
    for (const [no, rule] of subtitle?.rules ?? []) fates.set(no, { rule, became: `subtitle ${n + 1}` });
    for (const [ordinal, unit] of units.entries()) for (const [no, rule] of unit.rules) fates.set(no, { rule, became: `${unit.kind} ${n + 1}.${ordinal + 1}` });
  }
  return lines.map(({ no }) => ({ line: no, ...(fates.get(no) ?? { rule: 'no rule', became: 'dropped' }) }));
}
