/** A large folder is read on worker threads: nobody who looks at the articles may notice. */
import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { freshReading } from '../ingest/dry-run.ts';
import { Spread, WORTH_IT } from '../ingest/spread.ts';
import { folder, pdfBytes, readAll, zipFile } from './ingest.helpers.ts';
import { wrap } from './fixtures/typeset.ts';

const PLACES = ['渡口', '磨坊', '石桥', '南岗', '瓦窑', '柳林'];
const WORK = ['修好了三盏路灯', '疏通了两条水渠', '补种了一百棵杨树', '给独居老人送去了棉被', '把旧仓库改成了书屋'];

/** A page of some 6 kB that no other is like. */
function page(n: number): string {
  const paragraphs = Array.from({ length: 28 }, (_, i) => `${PLACES[(n + i) % 6]}村第${n * 28 + i}号记事：这一天村里人${WORK[(n * 3 + i) % 5]}，账目贴在村口的木牌上，谁路过都可以看一看，看完的人多半点点头，也有人拿笔添上自己的一份工。`);
  return [`${PLACES[n % 6]}村记事簿第${n}页`, `本报记者 柳河${'清明远安'[n % 4]}`, ...paragraphs.map((text) => wrap(text, { width: 22, measure: 'width', indent: 'lost' }).join('\n'))].join('\n\n');
}

async function largeFolder(): Promise<string> {
  const pages = Object.fromEntries(Array.from({ length: 190 }, (_, n) => [`p${String(n).padStart(3, '0')}.txt`, page(n)]));
  const dir = await folder({
    ...pages,
    'q1.md': `# ${page(900).split('\n', 1)[0]}\n\n${page(901).slice(60, 400).replaceAll('\n', '')}`,
    'q2.html': `<html><body><h1>瓦窑村的新账本</h1>${page(902).split('\n\n').slice(2, 8).map((text) => `<p>${text.replaceAll('\n', '')}</p>`).join('')}</body></html>`,
    'q3.json': '{"title": "没写完',
    'q4.pdf': pdfBytes([page(903).replaceAll('\n', '').match(/.{1,24}/gu)!.slice(0, 30).map((text, i) => ({ text, x: 60, y: 760 - 14 * i }))]),
    'q5.pdf': Buffer.from('%PDF-1.4\nnothing'),
    'q6.ndjson': Array.from({ length: 40 }, (_, i) => JSON.stringify({ id: `n${i}`, text: `第${i}条短消息，说的是别处的事情。` })).join('\n'),
  });
  await zipFile(path.join(dir, 'q7.zip'), Object.fromEntries(Array.from({ length: 12 }, (_, n) => [`${'abcdefghijkl'[n]}.txt`, page(950 + n)])));
  return dir;
}

describe('a folder that is read on threads', () => {
  test('gives the same articles and problems in the same order as its files one by one', async () => {
    const dir = await largeFolder();
    const bytes = await Promise.all((await readdir(dir)).map(async (name) => (await stat(path.join(dir, name))).size));
    expect(bytes.reduce((sum, size) => sum + size, 0)).toBeGreaterThan(WORTH_IT);
    const together = await readAll(dir);
    const names = [...Array.from({ length: 190 }, (_, n) => `p${String(n).padStart(3, '0')}.txt`), 'q1.md', 'q2.html', 'q3.json', 'q4.pdf', 'q5.pdf', 'q6.ndjson', 'q7.zip'];
    const alone = [];
    for (const name of names) alone.push(await readAll(dir, name));
    expect(together.articles.length).toBeGreaterThan(230);
    expect(together.articles).toEqual(alone.flatMap(({ articles }) => articles));
    expect(together.lines).toEqual(alone.flatMap(({ lines }) => lines));
    expect(together.lines.map((line) => line.split(':', 1)[0])).toEqual(['q3.json', 'q5.pdf']);
  }, 60_000);

  test('can be stopped, and then ends at once between two articles', async () => {
    const dir = await largeFolder();
    const stop = new AbortController();
    const problems: string[] = [];
    const { articles } = freshReading({ paths: [dir], signal: stop.signal, onProblem: ({ reason }) => problems.push(reason) });
    let read = 0;
    for await (const _article of articles) if (++read === 180) stop.abort();
    expect(read).toBe(180);
    expect(problems).toEqual([]);
  }, 60_000);
});

test('a file whose thread is taken away is a failure of its own, not of the run', async () => {
  const spread = new Spread(undefined);
  spread.read({ bytes: Buffer.alloc(WORTH_IT), name: 'b.txt', file: 'b.txt', meta: {}, traced: false });
  const held = { bytes: Buffer.from(page(1)), name: 'a.txt', file: 'a.txt', meta: {}, traced: false };
  const outcome = spread.read(held);
  await spread.close();
  expect(await outcome()).toMatchObject({ articles: [], problems: [{ level: 'failure', file: 'a.txt' }] });
  const alone = new Spread(undefined);
  expect((await alone.read(held)()).articles).toHaveLength(1);
  await alone.close();
});
