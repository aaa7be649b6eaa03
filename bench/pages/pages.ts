/** Pages by people who never saw the program, see README.md. */
import { readdirSync, readFileSync } from 'node:fs';
import { pagesOf } from '../../tests/fixtures/pages/annotated.ts';

const here = new URL('./', import.meta.url);
const sets = readdirSync(here).filter((name) => name.endsWith('.txt')).sort();

export const pages = sets.flatMap((set) => pagesOf(readFileSync(new URL(set, here), 'utf8')).map((page) => ({ ...page, name: `${set.replace('.txt', '')} ${page.name}` })));
