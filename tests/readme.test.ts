/** What the READMEs point to is there. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const at = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url));

describe.each(['README.md', 'README.zh-CN.md'])('%s', (name) => {
  const text = readFileSync(at(name), 'utf8');

  it('links to files that exist', () => {
    const targets = [...text.matchAll(/\]\((?!https?:)([^)#]+)/g)].map(([, path]) => path ?? '');
    expect(targets.length).toBeGreaterThan(5);
    expect(targets.filter((path) => !existsSync(at(path)))).toEqual([]);
  });

  it('shows every picture, light enough to load with a page of text, in words as well', () => {
    const pictures = [...text.matchAll(/!\[([^\]]*)\]\(([^)]+)\)|<img src="([^"]+)"[^>]* alt="([^"]*)"/g)].map(([, alt, path, src, said]) => ({ path: path ?? src ?? '', words: alt ?? said ?? '' }));
    expect(pictures.map(({ path }) => path).sort()).toEqual(['article', 'coverage', 'dark', 'home', 'phone', 'results'].map((picture) => `docs/images/${picture}.png`));
    expect(pictures.filter(({ path, words }) => statSync(at(path)).size > 200_000 || words.length < 8)).toEqual([]);
  });
});
