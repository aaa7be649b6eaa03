/**
 * `npm run eval:layout -- DIR`: reads DIR/*.txt and *.md, compares them with DIR/*.json, and the pages that
 * DIR/*.ts make (`export const pages: {name, text, expected}[]`), and prints, per
 * kind of paragraph, how many of the expected ones came out exactly (recall) and how many of those that
 * came out were expected (precision), white space aside. Exit 1 when anything differs, 2 on misuse.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { toArticles } from './assemble.ts';
import { score, table } from './layout/score.ts';
import type { Expected } from './layout/score.ts';

const { values, positionals } = parseArgs({ allowPositionals: true, options: { verbose: { type: 'boolean', short: 'v' }, json: { type: 'boolean' } } });
const [dir] = positionals;
if (dir === undefined) {
  process.stderr.write('usage: eval:layout DIR [--verbose] [--json]\n');
  process.exit(2);
}
const names = readdirSync(dir).filter((name) => /\.(?:txt|md)$/.test(name)).sort();
const pages = names.flatMap((name) => {
  const expectation = join(dir, name.replace(/\.(?:txt|md)$/, '.json'));
  let expected: Expected;
  try {
    expected = JSON.parse(readFileSync(expectation, 'utf8')) as Expected;
  } catch (error) {
    process.stderr.write(`${name}: no expectation read: ${error instanceof Error ? error.message : String(error)}\n`);
    return [];
  }
  const text = readFileSync(join(dir, name), 'utf8').replace(/^\ufeff/, '').replace(/\r\n?/g, '\n');
  const articles = toArticles({ kind: 'page', file: name, text, form: name.endsWith('.md') ? 'marked' : 'plain', meta: {} });
  return [{ name, expected, articles, text }];
});
for (const name of readdirSync(dir).filter((name) => name.endsWith('.ts')).sort()) {
  const made = (await import(pathToFileURL(resolve(dir, name)).href)) as { pages?: readonly { name: string; text: string; expected: Expected }[] };
  for (const { name, text, expected } of made.pages ?? []) pages.push({ name, expected, text, articles: toArticles({ kind: 'page', file: name, text, form: 'plain', meta: {} }) });
}
const result = score(pages);
if (values.json) process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
else {
  process.stdout.write(table(result));
  if (values.verbose) for (const difference of result.differences) process.stdout.write(`${difference}\n`);
}
process.exitCode = pages.length > 0 && result.differences.length === 0 ? 0 : 1;
