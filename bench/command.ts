/** What the commands of this folder share: `--help`, and one line with an exit code for what went wrong. */
import { parseArgs, type ParseArgsConfig } from 'node:util';
import { XunbaoError } from '../src/errors.ts';

const EXIT = { done: 0, unexpected: 1, usage: 2, unreadable: 3, engine: 4 } as const;

type Options = NonNullable<ParseArgsConfig['options']>;
export type Values<O extends Options> = ReturnType<typeof parseArgs<{ options: O }>>['values'];

/** An option that makes no sense. */
export class UsageError extends Error {}

/** Runs the command line and sets the exit code: 2 wrong option or variable, 3 a file cannot be read, 4 the engine failed, 1 anything else. */
export async function command<const O extends Options>(usage: string, options: O, run: (values: Values<O>) => Promise<void>): Promise<void> {
  if (process.argv.slice(2).includes('--help')) {
    process.stdout.write(usage);
    return;
  }
  try {
    await run(parse(options));
  } catch (error) {
    process.exitCode = exitOf(error);
    process.stderr.write(`${error instanceof UsageError ? `${usage}\n` : ''}${error instanceof Error ? error.message : String(error)}\n`);
  }
}

function parse<O extends Options>(options: O): Values<O> {
  try {
    return parseArgs<{ options: O }>({ options }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error), { cause: error });
  }
}

function exitOf(error: unknown): number {
  if (error instanceof UsageError) return EXIT.usage;
  if (!(error instanceof XunbaoError)) return EXIT.unexpected;
  return error.code === 'invalid_config' ? EXIT.usage : error.code === 'unreadable' ? EXIT.unreadable : EXIT.engine;
}
