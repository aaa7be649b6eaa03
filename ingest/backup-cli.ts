/** `npm run backup -- FILE` and `npm run restore -- FILE`: see `USAGE`. */
import { statSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { readConfig } from '../src/config.ts';
import { openEngine } from '../src/engine/open.ts';
import { XunbaoError } from '../src/errors.ts';
import { backup, restore } from './backup.ts';
import { bytesAsText } from './limits.ts';

const EXIT = { done: 0, usage: 2, unreadable: 3, engine: 4, interrupted: 130 } as const;

const USAGE = `Usage: npm run backup -- FILE
       npm run restore -- FILE

backup   copies the index in DATA_DIR, with what the ingest knows of its files, into FILE (replaced when the copy is
         complete); a server and an ingest may go on
restore  checks FILE and puts it in the place of the index in DATA_DIR, at once; a running server goes on with it

Exit: 0 done, 2 usage, 3 FILE is not a whole backup (the index is as it was), 4 the engine failed, 130 interrupted.
`;

async function main([command, ...rest]: readonly string[]): Promise<number> {
  const args = parse(rest);
  if (typeof args === 'string' || args.help) {
    (typeof args === 'string' ? process.stderr : process.stdout).write(typeof args === 'string' ? `${USAGE}\n${args}\n` : USAGE);
    return typeof args === 'string' ? EXIT.usage : EXIT.done;
  }
  const { file } = args;
  const stop = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => stop.abort());
  try {
    const { dataDir, ...config } = readConfig(process.env);
    const engine = await openEngine({ ...config, dataDir }, 'admin');
    const work = { engine, dataDir, file, signal: stop.signal };
    const { articles, paragraphs, lastIngest } = await (command === 'restore' ? restore(work) : backup(work)).finally(() => engine.close());
    const size = bytesAsText(statSync(file).size);
    process.stderr.write(`${command === 'restore' ? 'restored from' : 'saved to'} ${file} (${size}): ${articles} articles, ${paragraphs} paragraphs, as of ${lastIngest ?? 'never'}\n`);
    return EXIT.done;
  } catch (error) {
    if (stop.signal.aborted) return EXIT.interrupted;
    if (!(error instanceof XunbaoError)) throw error;
    process.stderr.write(`${error.message}\n`);
    return error.code === 'invalid_config' ? EXIT.usage : error.code === 'unreadable' ? EXIT.unreadable : EXIT.engine;
  }
}

function parse(argv: readonly string[]): { readonly help: boolean; readonly file: string } | string {
  try {
    const { values, positionals } = parseArgs({ args: [...argv], allowPositionals: true, options: { help: { type: 'boolean', default: false } } });
    const [file = '', ...more] = positionals;
    if (!values.help && (file === '' || more.length > 0)) return file === '' ? 'FILE is missing' : 'only one FILE';
    return { ...values, file };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

process.exitCode = await main(process.argv.slice(2));
