import { rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { ingest, type IngestOptions, type IngestSummary } from '../ingest/pipeline.ts';
import { problemAsText } from '../ingest/problem.ts';
import { CORRECTED, EXTRACTED_AGAIN, OTHER_REPORT, REPORT, REPRINTED } from './fixtures/repeats.ts';
import { folder, MemoryEngine, put, zipFile } from './ingest.helpers.ts';

const page = (title: string, texts: readonly string[], date = '2024-05-06'): string => `---\ntitle: ${title}\ndate: ${date}\n---\n\n${texts.join('\n\n')}\n`;
const A = page('旧管换新', REPORT);

const record = (id: string): string => JSON.stringify({ id, title: '旧管换新', date: '2024-05-06', paragraphs: REPORT });

async function bench(files: Readonly<Record<string, string>>, batch = 3) {
  const dir = await folder(files);
  const dataDir = await folder();
  const engine = new MemoryEngine(batch);
  const problems: string[] = [];
  const run = (options: Partial<IngestOptions> = {}): Promise<IngestSummary> => {
    problems.length = 0;
    return ingest({ paths: [dir], engine, dataDir, onProblem: (problem) => problems.push(problemAsText(problem)), ...options });
  };
  const titles = (): string[] => [...engine.stored.values()].map(({ title, source }) => `${title} ${path.basename(source.file ?? '')}`).sort();
  /** File → file of the first of its family. */
  const families = (): Record<string, string> =>
    Object.fromEntries([...engine.stored.values()].flatMap(({ source, repeatOf }) => (repeatOf === undefined ? [] : [[path.basename(source.file ?? ''), path.basename(engine.stored.get(repeatOf)?.source.file ?? `? ${repeatOf}`)]])).sort());
  return { dir, dataDir, engine, problems, run, titles, families };
}

describe('exact repeats', () => {
  test('are one article, and the other place is named', async () => {
    const { run, titles, problems } = await bench({ 'one/a.md': A, 'two/b.md': A });
    expect(await run()).toMatchObject({ articles: 1, failed: 0 });
    expect(titles()).toEqual(['旧管换新 a.md']);
    expect(problems).toEqual([expect.stringMatching(/b\.md: warning: “旧管换新” stands word for word in .*a\.md; it is kept once/)]);
    expect(await run()).toMatchObject({ articles: 0, skippedFiles: 2 });
  });

  test('are one article within a file, also when the first has been written long before the second comes', async () => {
    const { dir, run, titles, problems } = await bench({}, 2);
    const others = Array.from({ length: 7 }, (_, i) => [`m${i}.md`, page(`第${i}号简讯`, [`第${i}号泵站昨日检修完毕，今晨恢复供水。`])]);
    await zipFile(path.join(dir, 'a.zip'), { 'a.md': A, ...Object.fromEntries(others), 'z.md': A });
    expect(await run()).toMatchObject({ articles: 8, failed: 0 });
    expect(titles().filter((title) => title.startsWith('旧管换新'))).toHaveLength(1);
    expect(problems).toEqual([expect.stringMatching(/“旧管换新” stands word for word in .*a\.zip; it is kept once/)]);
  });

  test('an id that a page and a line of one archive have is the line’s, which comes later, also when only other members changed', async () => {
    const { dir, engine, run, problems } = await bench({});
    const members = { 'a.md': `---\nid: same\n---\n${A.slice(4)}`, 'b.ndjson': JSON.stringify({ id: 'same', text: '同一个编号下后来的文字，说的是另一件事。' }) };
    const held = (): string | undefined => engine.stored.get('same')?.paragraphs.at(-1)?.text;
    await zipFile(path.join(dir, 'z.zip'), members);
    await run();
    expect(held()).toContain('后来的文字');
    await zipFile(path.join(dir, 'z.zip'), { ...members, 'c.md': page('又一篇', OTHER_REPORT) });
    await run();
    expect(held()).toContain('后来的文字');
    expect(problems).toEqual([expect.stringMatching(/id same came up before/)]);
  });

  test('a line is named by the file it stands in, whatever file it says it is from', async () => {
    const said = JSON.stringify({ id: 'x1', text: '从别处导出的一条，自己说来自另一个文件。', source: { file: 'old/page.txt' } });
    const { run, problems } = await bench({ 'dump.ndjson': `${said}\n${said}\n` });
    await run();
    expect(problems).toEqual([expect.stringMatching(/dump\.ndjson:2: warning: id x1 came up before/)]);
  });

  test('of another day or another paper are articles of their own', async () => {
    const { run, titles, families } = await bench({ 'a.md': A, 'b.md': page('旧管换新', REPORT, '2024-05-07') });
    await run();
    expect(titles()).toEqual(['旧管换新 a.md', '旧管换新 b.md']);
    expect(families()).toEqual({ 'b.md': 'a.md' });
  });

  test('named by their source are articles of their own, linked', async () => {
    const { engine, run } = await bench({ 'a.ndjson': `${record('r2')}\n${record('r1')}\n` });
    await run();
    expect(engine.stored.get('r2')?.repeatOf).toBe('r1');
    expect(engine.stored.get('r1')?.repeatOf).toBeUndefined();
  });

  test.each(['one/a.md', 'two/b.md'])('survive while either file does: %s goes', async (gone) => {
    const { dir, engine, run, titles } = await bench({ 'one/a.md': A, 'two/b.md': A });
    await run();
    const [id] = engine.stored.keys();
    await rm(path.join(dir, gone));
    expect(await run({ prune: true })).toMatchObject({ deleted: 0 });
    expect(titles()).toEqual([`旧管换新 ${gone === 'one/a.md' ? 'b.md' : 'a.md'}`]);
    expect([...engine.stored.keys()]).toEqual([id]);
    await rm(path.join(dir, gone === 'one/a.md' ? 'two/b.md' : 'one/a.md'));
    expect(await run({ prune: true })).toMatchObject({ deleted: 1 });
    expect(titles()).toEqual([]);
  });

  test.each(['one/a.md', 'two/b.md'])('part when %s is edited: both texts are found', async (edited) => {
    const { dir, engine, run } = await bench({ 'one/a.md': A, 'two/b.md': A });
    await run();
    await put(dir, { [edited]: page('旧管换新', OTHER_REPORT) });
    await run();
    const first = [...engine.stored.values()].map((article) => `${path.basename(article.source.file ?? '')} ${article.paragraphs[0]?.text}`).sort();
    expect(first).toEqual(['a.md', 'b.md'].map((name) => `${name} ${edited.endsWith(name) ? OTHER_REPORT[0] : REPORT[0]}`));
  });

  test('a file that was moved keeps its article', async () => {
    const { dir, run, titles } = await bench({ 'a.md': A });
    await run();
    await rename(path.join(dir, 'a.md'), path.join(dir, 'b.md'));
    await run({ prune: true });
    expect(titles()).toEqual(['旧管换新 b.md']);
  });
});

describe('near repeats', () => {
  const FILES = {
    'a.md': page('旧管换新', REPORT), 'b.md': page('水管换新', EXTRACTED_AGAIN, '2024-05-08'), 'c.md': page('告别细水', REPRINTED, '2024-05-05'),
    'd.md': page('旧管换新（更正）', CORRECTED, '2024-05-09'), 'e.md': page('街坊议换管', OTHER_REPORT),
  };
  const LINKED = { 'a.md': 'c.md', 'b.md': 'c.md', 'd.md': 'c.md' };

  test('are linked to the earliest of them, all kept', async () => {
    const { run, titles, families } = await bench(FILES);
    expect(await run()).toMatchObject({ articles: 5 });
    expect(titles()).toHaveLength(5);
    expect(families()).toEqual(LINKED);
  });

  test('are the same whether they come at once, one by one in any order, or in a rebuild', async () => {
    const { dir, run, families } = await bench({});
    for (const name of ['d.md', 'a.md', 'e.md', 'c.md', 'b.md'] as const) {
      await put(dir, { [name]: FILES[name] });
      await run();
    }
    expect(families()).toEqual(LINKED);
    await run({ rebuild: true });
    expect(families()).toEqual(LINKED);
  });

  test('look for another first one when it goes or changes', async () => {
    const { dir, run, families } = await bench(FILES);
    await run();
    await rm(path.join(dir, 'c.md'));
    await run({ prune: true });
    expect(families()).toEqual({ 'b.md': 'a.md', 'd.md': 'a.md' });
    await put(dir, { 'a.md': page('旧管换新', ['改写成全然不同的一篇短文，说的是城南的庙会和花灯，与水管再无半点关系，只留下了原来的题目与日期。']) });
    await run();
    expect(families()).toEqual({ 'd.md': 'b.md' });
  });

  test('an ingest cut off before it could link them is completed by the next one', async () => {
    const { engine, run, families } = await bench(FILES, 1);
    const { article } = engine;
    // The engine goes away when everything is indexed and the links are about to be mended.
    engine.article = () => Promise.reject(new Error('gone'));
    await expect(run()).rejects.toThrow('gone');
    expect(families()).not.toEqual(LINKED);
    engine.article = article;
    expect(await run()).toMatchObject({ articles: 0, skippedFiles: 5 });
    expect(families()).toEqual(LINKED);
  });

  test('a run that changes nothing asks nothing of the engine', async () => {
    const { engine, run } = await bench(FILES);
    await run();
    const { given } = engine;
    await run();
    expect(engine.given).toBe(given);
  });
});
