import type { FirstReading } from './first-reading.ts';
import { LABELS } from './labels.ts';
import type { Label } from './labels.ts';
import { OVER_TITLE } from './titles.ts';
import type { TraceLine } from './trace.ts';

/** The first reading, said in labels. */
export function labelsOfRules({ lines, blocks }: FirstReading, told: readonly TraceLine[]): Label[] {
  const rows = new Set(blocks.flatMap(({ kept, lines }) => (kept === null ? [] : lines.map(({ no }) => no))));
  return lines.map(({ no }, i) => {
    const { became, rule } = told[i]!;
    const kind = became.split(' ')[0]!;
    const what = kind === 'heading' && rule.endsWith(OVER_TITLE) ? 'kicker' : kind === 'body' && rows.has(no) ? 'row' : kind;
    const on = told[i - 1]?.became === became && LABELS.some((label) => label === `${what}+`);
    return (LABELS as readonly string[]).includes(what) ? ((on ? `${what}+` : what) as Label) : 'body';
  });
}
