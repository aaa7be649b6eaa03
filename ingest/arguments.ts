import { parseArgs } from 'node:util';

export const USAGE = `Usage: npm run ingest -- PATH… [options]

Reads newspapers into the index. PATH is a file, a folder, a glob, or - for NDJSON on standard input.
Formats: .txt .md .html .json .ndjson .jsonl .csv .tsv .docx .pdf (each also packed: .gz) .zip

  --dry-run          read and lay out only; touch no index
  --json             with --dry-run one article a line on standard output; otherwise the summary
  --explain          with --dry-run: what became of each line of a page, and by which rule
  --rebuild          build a new index beside the old one and put it in its place at the end
  --prune            delete the articles of files that vanished under PATH
  --watch            go on and follow changes
  --concurrency N    files read ahead (1 to 64; default 4, or what keeps the threads busy)
  --help             this text

Exit: 0 all read, 2 usage, 3 some inputs failed (each is named), 4 the engine failed, 130 interrupted.
`;

export interface Arguments {
  readonly paths: readonly string[];
  readonly dryRun: boolean;
  readonly json: boolean;
  readonly explain: boolean;
  readonly rebuild: boolean;
  readonly prune: boolean;
  readonly watch: boolean;
  readonly concurrency: number | undefined;
  readonly help: boolean;
}

/** Returns a sentence when the command line makes no sense. */
export function parseArguments(argv: readonly string[]): Arguments | string {
  const given = parse(argv);
  if (typeof given === 'string') return given;
  const { values, positionals: paths } = given;
  const flags = { dryRun: values['dry-run'], json: values.json, explain: values.explain, rebuild: values.rebuild, prune: values.prune, watch: values.watch, help: values.help };
  const concurrency = values.concurrency === undefined ? undefined : Number(values.concurrency);
  if (flags.help) return { ...flags, paths, concurrency: undefined };
  if (paths.length === 0) return 'PATH is missing';
  if (paths.includes('')) return 'PATH must not be empty';
  if (concurrency !== undefined && !(Number.isInteger(concurrency) && concurrency >= 1 && concurrency <= 64)) return `--concurrency must be a whole number from 1 to 64, not ${values.concurrency}`;
  if (flags.explain && !flags.dryRun) return '--explain needs --dry-run';
  if (flags.dryRun && (flags.rebuild || flags.prune || flags.watch)) return '--dry-run touches no index, so --rebuild, --prune and --watch do not go with it';
  if (flags.watch && paths.includes('-')) return '--watch cannot follow standard input';
  return { ...flags, paths, concurrency };
}

function parse(argv: readonly string[]) {
  const flag = { type: 'boolean', default: false } as const;
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: { 'dry-run': flag, json: flag, explain: flag, rebuild: flag, prune: flag, watch: flag, help: flag, concurrency: { type: 'string' } },
    });
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
