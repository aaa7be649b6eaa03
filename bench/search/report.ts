/** The figures as a Markdown table. */
import { quantile } from '../known-item.ts';
import { KINDS, type BenchQuery } from './queries.ts';
import type { Trial } from './trial.ts';

export interface Run {
  readonly size: number;
  readonly data: string;
  readonly queries: readonly BenchQuery[];
  readonly trials: readonly Trial[];
}

export function report({ size, queries, trials }: Run): string {
  const reference = trials.find((trial) => trial.name === 'xunbao') ?? trials[0];
  if (reference === undefined) return `\n## ${size} paragraphs: nobody finished\n`;
  const main = trials.map((trial) => {
    const times = sorted(trial, () => true);
    const cold = trial.searches.flatMap((s) => (s === null ? [] : [s.firstMs])).sort((a, b) => a - b);
    return [
      trial.name, String(Math.round(trial.paragraphs / trial.buildSeconds)), mega(trial.diskBytes), mega(trial.peakBytes), mega(trial.restBytes),
      ...[0.5, 0.95, 0.99, 1].map((q) => ms(quantile(times, q))), ms(quantile(cold, 0.5)), ms(quantile(cold, 0.99)), ms(trial.reopenMs), ms(trial.updateMs), agreement(trial, reference), trial.note,
    ];
  });
  const byKind = KINDS.map((kind) => {
    const of = (trial: Trial): string => {
      const times = sorted(trial, (i) => queries[i]!.kind === kind);
      return times.length === 0 ? '–' : `${ms(quantile(times, 0.5))} / ${ms(times.at(-1)!)}`;
    };
    return [kind, ...trials.map(of)];
  });
  return [
    `\n## ${size} paragraphs\n`,
    table(['', 'build p/s', 'disk MB', 'peak MB', 'MB at rest', 'p50 ms', 'p95', 'p99', 'max', 'first p50', 'first p99', 'reopen ms', 'update ms', 'totals agree', ''], main),
    '\np50 / max, ms, by kind of query:\n',
    table(['', ...trials.map((trial) => trial.name)], byKind),
  ].join('\n');
}

const sorted = (trial: Trial, wanted: (i: number) => boolean): number[] => trial.searches.flatMap((s, i) => (s !== null && wanted(i) ? [s.ms] : [])).sort((a, b) => a - b);

/** Of the queries both answered, how many totals are the same: nobody wins by being wrong. */
function agreement(trial: Trial, reference: Trial): string {
  let both = 0;
  let same = 0;
  trial.searches.forEach((search, i) => {
    const other = reference.searches[i];
    if (search === null || !other) return;
    both++;
    if (search.total === other.total) same++;
  });
  return `${same}/${both}`;
}

const ms = (value: number | null): string => (value === null ? '–' : value < 10 ? value.toFixed(2) : value.toFixed(0));
const mega = (bytes: number | null): string => (bytes === null ? '–' : (bytes / 2 ** 20).toFixed(0));

const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return `${[line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')}\n`;
}
