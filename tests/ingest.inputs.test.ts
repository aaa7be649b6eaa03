/** Every bad input ends in its own clear line, and everything beside it is read. */
import { appendFileSync } from 'node:fs';
import { chmod, symlink, truncate, writeFile } from 'node:fs/promises';
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { ingest } from '../ingest/pipeline.ts';
import { problemAsText } from '../ingest/problem.ts';
import { folder, MemoryEngine, put, readAll, zipFile } from './ingest.helpers.ts';

const GOOD = `河湾村修好了进山的路\n\n本报讯 历时七个月，河湾村通往山里果园的四公里水泥路昨天通车，村民说今年的梨子终于可以用卡车拉出来，再不用人背。\n`;
const line = (id: string): string => JSON.stringify({ id, text: `第${id}条的正文。` });

/** Root may read everything: what is forbidden shows only to another user. */
async function asNobody<T>(work: () => Promise<T>): Promise<T> {
  const isRoot = process.geteuid?.() === 0;
  if (isRoot) process.seteuid?.('nobody');
  try {
    return await work();
  } finally {
    if (isRoot) process.seteuid?.(0);
  }
}

describe('a bad file is named with its place and reason', () => {
  const seventeen = [...Array.from({ length: 16 }, (_, index) => line(`a${index + 1}`)), '{"text": "断掉', line('a18')].join('\n');

  test.each([
    ['nothing in it', 'bad.txt', '', /^bad\.txt: empty/],
    ['only white space', 'bad.txt', ' \n\t\n', /^bad\.txt: empty/],
    ['NUL bytes', 'bad.txt', Buffer.from([0x61, 0x62, 0, 0xff, 0, 0, 7]), /^bad\.txt: binary, not text: NUL byte at 2/],
    ['no known encoding', 'bad.txt', Buffer.from(Array.from({ length: 200 }, (_, index) => 0x80 + ((index * 37) % 120))), /^bad\.txt: encoding not recognised: .*first bad byte at 0/],
    ['JSON that ends early', 'bad.json', '{"text": ', /^bad\.json: not JSON/],
    ['JSON of another shape', 'bad.json', '[{"text":"好。"},{"title":"只有标题"}]', /^bad\.json: article 2 of 2: needs "paragraphs" or "text"/],
    ['line 17 broken', 'bad.ndjson', seventeen, /^bad\.ndjson:17: not JSON/],
    ['a field of another type', 'bad.ndjson', '{"paragraphs":["好。",{"text":7}]}', /^bad\.ndjson:1: paragraphs\.1\.text: must be text/],
    ['an id that is none', 'bad.ndjson', '{"id":"a b","text":"好。"}', /^bad\.ndjson:1: id: must be 1 to 128/],
    ['an id in a table that leads elsewhere', 'bad.csv', 'id,正文\n../../x,好。\n', /^bad\.csv:2: warning: id: an id is 1 to 128/],
    ['a day that never was', 'bad.ndjson', '{"date":"2024-02-30","text":"好。"}', /^bad\.ndjson:1: date: not a date/],
    ['a truncated gzip', 'bad.ndjson.gz', gzipSync(Array.from({ length: 400 }, (_, index) => line(`g${index}-${Math.sin(index)}`.replaceAll('.', '_'))).join('\n')).subarray(0, 3000), /^bad\.ndjson\.gz: truncated gzip.*read up to line \d+/],
    ['gzip that is none', 'bad.ndjson.gz', Buffer.from([0x1f, 0x8b, 8, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9]), /^bad\.ndjson\.gz: (damaged|truncated) gzip/],
    ['a truncated gzip of a page', 'bad.txt.gz', gzipSync(GOOD.repeat(9)).subarray(0, 120), /^bad\.txt\.gz: truncated gzip/],
    ['a gzip bomb', 'bad.txt.gz', gzipSync(Buffer.alloc(65 << 20)), /^bad\.txt\.gz: larger than 64 MiB/],
    ['a NUL byte in a line', 'bad.ndjson', '{"text":"好\u0000坏"}', /^bad\.ndjson:1: not JSON: unexpected/],
    ['a table without text', 'bad.csv', '标题,日期\n甲,2024-01-01\n', /^bad\.csv: no column for the text/],
    ['a zip that is none', 'bad.zip', 'PK but not really', /^bad\.zip: not a readable zip/],
    ['a Word file that is none', 'bad.docx', 'plain words', /^bad\.docx: not a Word document/],
    ['HTML without end', 'bad.html', '<div>'.repeat(5000), /^bad\.html: HTML nested over/],
    ['a page without text', 'bad.html', '<html><body><script>1</script></body></html>', /^bad\.html: no text/],
  ])('%s', async (_, name, content, reason) => {
    const { articles, lines } = await readAll(await folder({ [name]: content, 'good.txt': GOOD }));
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(reason);
    expect(articles.some(({ title }) => title?.includes('河湾村'))).toBe(true);
  });

  test('the lines around a broken one are read', async () => {
    const { articles } = await readAll(await folder({ 'bad.ndjson': seventeen }));
    expect(articles.map(({ id }) => id)).toEqual([...Array.from({ length: 16 }, (_, index) => `a${index + 1}`), 'a18']);
  });

  test('a line too long to hold is passed over in flat memory', async () => {
    const dir = await folder();
    const file = path.join(dir, 'long.ndjson');
    await writeFile(file, `${line('before')}\n{"text":"`);
    const block = Buffer.alloc(1 << 20, '长');
    for (let megabytes = 0; megabytes < 40; megabytes += 1) appendFileSync(file, block);
    appendFileSync(file, `"}\n${line('after')}\n`);
    const { articles, lines } = await readAll(dir);
    expect(articles.map(({ id }) => id)).toEqual(['before', 'after']);
    expect(lines).toEqual(['long.ndjson:2: a line of 40 MiB; the limit is 16 MiB']);
  });

  test.each(['txt', 'md', 'html', 'json', 'ndjson', 'csv', 'docx', 'pdf'])('one line of 300 MB in a .%s is refused without being held', async (extension) => {
    const dir = await folder({ 'good.txt': GOOD, [`long.${extension}`]: extension === 'csv' ? '标题,正文\n甲,' : '' });
    await truncate(path.join(dir, `long.${extension}`), 300e6);
    const { articles, lines } = await readAll(dir);
    expect(lines).toEqual([expect.stringMatching(new RegExp(`^long\\.${extension}(?::[12])?: .* MiB`))]);
    expect(articles).toHaveLength(1);
  });

  test('a flood of bad lines is cut short', async () => {
    const { lines } = await readAll(await folder({ 'bad.ndjson': 'x\n'.repeat(500) }));
    expect(lines).toHaveLength(51);
    expect(lines.at(-1)).toContain('450 more');
  });
});

describe('archives', () => {
  test('a bomb is refused before it is unpacked', async () => {
    const dir = await folder({ 'good.txt': GOOD });
    await zipFile(path.join(dir, 'bomb.zip'), { 'a.txt': Buffer.alloc(20 << 20) });
    const { articles, lines } = await readAll(dir);
    expect(lines).toEqual([expect.stringMatching(/^bomb\.zip: zip bomb: a\.txt inflates more than 250 times/)]);
    expect(articles).toHaveLength(1);
  });

  test('names that lead outside are refused one by one', async () => {
    const dir = await folder();
    const file = path.join(dir, 'a.zip');
    await zipFile(file, { 'xx/evil.txt': GOOD, 'good.txt': GOOD });
    // The library that writes refuses such names too: put one in by hand, of the same length.
    const { readFile } = await import('node:fs/promises');
    const bytes = await readFile(file);
    await writeFile(file, Buffer.from(bytes.toString('latin1').replaceAll('xx/evil.txt', '../evil.txt'), 'latin1'));
    const { articles, lines } = await readAll(dir);
    expect(lines).toEqual([expect.stringMatching(/^a\.zip\/\.\.\/evil\.txt: refused: a path that leads outside/)]);
    expect(articles).toHaveLength(1);
  });

  test('an archive in an archive stays closed, a bad member costs only itself', async () => {
    const dir = await folder();
    await zipFile(path.join(dir, 'inner.zip'), { 'a.txt': GOOD });
    const { readFile, rm } = await import('node:fs/promises');
    await zipFile(path.join(dir, 'outer.zip'), { 'inner.zip': await readFile(path.join(dir, 'inner.zip')), 'bad.json': '{', 'good.txt': GOOD });
    await rm(path.join(dir, 'inner.zip'));
    const { articles, lines } = await readAll(dir);
    expect(lines).toEqual([expect.stringMatching(/^outer\.zip\/bad\.json: not JSON/), 'outer.zip/inner.zip: a zip inside a zip is not opened']);
    expect(articles).toHaveLength(1);
  });
});

describe('what a folder may hold', () => {
  test('READMEs, manifests, hidden files and files of other kinds are no articles', async () => {
    const { articles, problems } = await readAll(await folder({ 'README.md': '# 说明', 'README.zh-CN.md': '# 说明', '.hidden.txt': GOOD, '_meta.yml': 'paper: 晚报', 'photo.jpg': 'x', 'sub/a.txt': GOOD }));
    expect(problems).toEqual([]);
    expect(articles).toHaveLength(1);
  });

  test('a broken link and a link to the folder itself', async () => {
    const dir = await folder({ 'a.txt': GOOD });
    await symlink(path.join(dir, 'nowhere.txt'), path.join(dir, 'broken.txt'));
    await symlink(dir, path.join(dir, 'loop'));
    const { articles, lines } = await readAll(dir);
    expect(lines).toEqual(['broken.txt: broken symbolic link']);
    expect(articles).toHaveLength(1);
  });

  test('links in a circle and pipes are named; a pipe that nobody writes to is not waited for', async () => {
    const dir = await folder({ 'a.txt': GOOD });
    await symlink('there.txt', path.join(dir, 'here.txt'));
    await symlink('here.txt', path.join(dir, 'there.txt'));
    execFileSync('mkfifo', [path.join(dir, 'pipe.txt')]);
    const { articles, lines } = await readAll(dir);
    expect(lines).toEqual(['here.txt: symbolic link that leads to itself', 'pipe.txt: neither a file nor a folder', 'there.txt: symbolic link that leads to itself']);
    expect(articles).toHaveLength(1);
  });

  test('a folder and a file without permission', async () => {
    const dir = await folder({ 'a.txt': GOOD, 'locked/b.txt': GOOD, 'secret.txt': GOOD });
    await chmod(dir, 0o755);
    for (const name of ['locked', 'secret.txt']) await chmod(path.join(dir, name), 0);
    const { articles, lines } = await asNobody(() => readAll(dir));
    expect(lines).toEqual(['locked: no permission to read it', 'secret.txt: no permission to read it']);
    expect(articles).toHaveLength(1);
    await chmod(path.join(dir, 'locked'), 0o755);
  });

  test('a path that is not there, a glob that matches nothing, and the rest', async () => {
    const dir = await folder({ 'a.txt': GOOD, 'b.md': GOOD });
    const { articles, lines } = await readAll(dir, 'gone.txt', '*.pdf', '*.txt');
    expect(lines).toEqual(['gone.txt: no such file or directory', '*.pdf: no file matches']);
    expect(articles).toHaveLength(1);
  });

  test('a file that changes while it is read is named and read again next time', async () => {
    const dir = await folder({ 'a.ndjson': `${Array.from({ length: 9 }, (_, index) => line(`c${index}`)).join('\n')}\n` });
    const file = path.join(dir, 'a.ndjson');
    const engine = new MemoryEngine();
    const dataDir = await folder();
    const lines: string[] = [];
    const run = () => ingest({ paths: [dir], engine, dataDir, onProblem: (problem) => lines.push(problemAsText(problem).replace(`${dir}/`, '')) });
    engine.onArticle = (count) => {
      if (count === 4) appendFileSync(file, `${line('late')}\n`);
    };
    expect((await run()).failed).toBe(1);
    expect(lines).toEqual(['a.ndjson: changed while it was being read; run the ingest again']);
    engine.onArticle = () => undefined;
    expect((await run()).failed).toBe(0);
    expect(engine.stored.has('late')).toBe(true);
  });

  test('the same id twice in one run: the later is kept, and it is said', async () => {
    const dir = await folder();
    await put(dir, { 'a.ndjson': `{"id":"x","text":"先。"}\n{"id":"x","text":"后。"}\n` });
    const { lines } = await readAll(dir);
    expect(lines).toEqual([expect.stringMatching(/^a\.ndjson:2: warning: id x came up before .*at line 1; the later article is kept/)]);
  });
});
