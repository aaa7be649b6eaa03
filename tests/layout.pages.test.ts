/** Pages of our own writing, printed as a PDF extractor prints them, come out as a reader reads them. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { toArticles } from '../ingest/assemble.ts';
import { readByRules } from '../ingest/layout/first-reading.ts';
import { score } from '../ingest/layout/score.ts';
import type { Expected } from '../ingest/layout/score.ts';
import type { Article } from '../src/domain.ts';
import { pages as annotated } from './fixtures/pages/annotated.ts';
import { cutAnywhere, lostIndents, noIndents, pages } from './fixtures/pages/hard.ts';

const DIR = new URL('./fixtures/pages/', import.meta.url);
const names = readdirSync(DIR).filter((name) => /\.(?:txt|md)$/.test(name)).sort();

const read = (name: string, text: string, layout?: typeof readByRules): readonly Article[] =>
  toArticles({ kind: 'page', file: name, text, form: name.endsWith('.md') ? 'marked' : 'plain', meta: {} }, { today: '2026-06-01', ...(layout && { layout }) });

describe('a page is read by rules as it was written', () => {
  test.each(names)('%s', (name) => {
    const expected = JSON.parse(readFileSync(new URL(name.replace(/\.(?:txt|md)$/, '.json'), DIR), 'utf8')) as Expected;
    const text = readFileSync(new URL(name, DIR), 'utf8');
    expect(score([{ name, expected, articles: read(name, text, readByRules) }]).differences).toEqual([]);
  });

  test('there are pages to read', () => {
    expect(names.length).toBeGreaterThanOrEqual(12);
  });
});

describe('a page is read by rules as its margin says', () => {
  test.each(annotated)('$name', ({ name, text, expected }) => {
    expect(score([{ name, expected, articles: read(name, text, readByRules) }]).differences).toEqual([]);
  });
  test('there are pages to read', () => expect(annotated.length).toBeGreaterThanOrEqual(40));
});

describe('what was learned of other pages spoils none of these', () => {
  const { rows, differences } = score(annotated.map(({ name, text, expected }) => ({ name, expected, articles: read(name, text) })));
  test.each([['text', 0.99], ['title', 0.99], ['author', 0.99], ['article', 0.99], ['byline', 0.98], ['heading', 0.98], ['caption', 0.98], ['bullet', 0.98], ['subtitle', 0.98], ['date', 1], ['year', 1]])('%s: recall and precision of at least %d', (row, bound) => {
    const { right, expected, found } = rows[row]!;
    expect(Math.min(right / expected, right / found), differences.filter((line) => line.includes(` ${row} `)).join('\n')).toBeGreaterThanOrEqual(bound);
  });
});

describe('hard pages of many settings', () => {
  const { rows, differences } = score(pages.map(({ name, text, expected }) => ({ name, expected, articles: read(name, text) })));
  test('are many', () => expect(pages.length).toBeGreaterThanOrEqual(40));
  test.each([['text', 0.97], ['body', 0.97], ['bullet', 0.97], ['title', 0.98], ['author', 0.97], ['byline', 0.97], ['heading', 0.97], ['caption', 0.95], ['article', 1]])('%s: recall and precision of at least %d', (row, bound) => {
    const { right, expected, found } = rows[row]!;
    expect(Math.min(right / expected, right / found), differences.filter((line) => line.includes(` ${row} `)).join('\n')).toBeGreaterThanOrEqual(bound);
  });
});

describe.each([['whose indents are lost', lostIndents], ['without indents and gaps', noIndents], ['cut by a program', cutAnywhere]])('hundreds of pages %s', (_, hundreds) => {
  const { rows, differences } = score(hundreds.map(({ name, text, expected }) => ({ name, expected, text, articles: read(name, text) })));
  test.each([['text', 0.97, 300], ['title', 0.98, 300], ['author', 0.97, 300], ['invisible', 0.85, 20]])('%s: recall and precision of at least %d', (row, bound, least) => {
    const { right, expected, found } = rows[row]!;
    expect(expected).toBeGreaterThan(least);
    expect(Math.min(right / expected, right / found), differences.slice(0, 20).join('\n')).toBeGreaterThanOrEqual(bound);
  });
});
