/** Other names of a word, from `synonyms.txt`. */
import { readFileSync } from 'node:fs';
import { foldText } from './fold.ts';

const groups = new Map<string, readonly string[]>();
for (const line of readFileSync(new URL('./synonyms.txt', import.meta.url), 'utf8').split('\n')) {
  const names = line.startsWith('#') ? [] : line.split('=').map((name) => foldText(name).trim()).filter(Boolean);
  for (const name of names) groups.set(name, names);
}

/** The whole group of a folded word, sorted, or just the word. */
export const synonyms = (word: string): readonly string[] => groups.get(word) ?? [word];
