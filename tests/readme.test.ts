/** What the READMEs point to is there, and what they say can be typed finds something. */
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ingest } from '../ingest/pipeline.ts';
import type { Engine } from '../src/engine/engine.ts';
import { openSqlite } from '../src/engine/sqlite/sqlite.ts';
import { searchParamsSchema } from '../src/server/schema.ts';
import { search } from '../src/server/search.ts';

const at = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url));

let dataDir: string;
let engine: Engine;
beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'xunbao-readme-'));
  engine = openSqlite(dataDir);
  await ingest({ engine, dataDir, paths: [at('corpus')] });
}, 60_000);
afterAll(async () => {
  await engine.close();
  rmSync(dataDir, { recursive: true, force: true });
});

describe.each(['README.md', 'README.zh-CN.md'])('%s', (name) => {
  const text = readFileSync(at(name), 'utf8');

  it('links to files that exist', () => {
    const targets = [...text.matchAll(/\]\((?!https?:)([^)#]+)/g)].map(([, path]) => path ?? '');
    expect(targets.length).toBeGreaterThan(5);
    expect(targets.filter((path) => !existsSync(at(path)))).toEqual([]);
  });

  it('gives examples that find something in the sample corpus, with all that is asked for', async () => {
    const queries = [...text.matchAll(/^\| (`[^|]+`) \|/gm)].flatMap(([, cell = '']) => [...cell.matchAll(/`([^`]+)`/g)].map(([, query = '']) => query)).filter((query) => !query.endsWith(':'));
    expect(queries.length).toBeGreaterThan(6);
    for (const q of queries) {
      const { total, query } = await search(engine, searchParamsSchema.parse({ q, size: 1 }));
      expect({ q, found: total > 0, relaxed: query.relaxed, warnings: query.warnings }).toEqual({ q, found: true, relaxed: null, warnings: [] });
    }
  });

  it('shows every picture, light enough to load with a page of text, in words as well', () => {
    const pictures = [...text.matchAll(/!\[([^\]]*)\]\(([^)]+)\)|<img src="([^"]+)"[^>]* alt="([^"]*)"/g)].map(([, alt, path, src, said]) => ({ path: path ?? src ?? '', words: alt ?? said ?? '' }));
    expect(pictures.map(({ path }) => path).sort()).toEqual(['article', 'coverage', 'dark', 'home', 'phone', 'results'].map((picture) => `docs/images/${picture}.png`));
    expect(pictures.filter(({ path, words }) => statSync(at(path)).size > 200_000 || words.length < 8)).toEqual([]);
  });
});
