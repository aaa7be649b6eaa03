import { gzipSync } from 'node:zlib';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { docxFile, folder, pdfBytes, put, readAll, texts, zipFile, type Printed } from './ingest.helpers.ts';

const TITLE = '江湾区开通两条社区公交线';
const FIRST = '本报讯 11月起，江湾区新增两条社区公交线路，把六个老旧小区与地铁二号线的车站连接起来，沿线居民出门步行不超过三百米就能上车。';
const SECOND = '区交通局负责人说，线路由居民代表投票选定，首月每天运送乘客四千一百人次，年底前还将再增加三条，覆盖北岸的两个街道。';
const JSON_ARTICLE = { id: 'bus-1', title: TITLE, authors: ['闻晓'], date: '2024-11-05', districts: ['江湾区'], paragraphs: [FIRST, { text: SECOND, section: '居民选线', kind: 'body' }] };

/** A text in which lines are paragraphs, long enough not to be taken for a column. */
const PROSE = `${TITLE}\n\n${FIRST}\n\n${SECOND}\n`;

describe('every format gives the article its text holds', () => {
  const expected = [FIRST, SECOND];

  test.each([
    ['plain text', 'a.txt', PROSE],
    ['Markdown', 'a.md', `---\ntitle: ${TITLE}\ndate: 2024-11-05\nauthor: 闻晓\n---\n\n${FIRST}\n\n${SECOND}\n`],
    ['HTML', 'a.html', `<html><head><title>${TITLE}</title></head><body><nav>首页 要闻</nav><article><h1>${TITLE}</h1><p>${FIRST}</p><p>${SECOND}</p></article></body></html>`],
    ['JSON', 'a.json', JSON.stringify(JSON_ARTICLE)],
    ['a JSON array', 'a.json', JSON.stringify([JSON_ARTICLE])],
    ['NDJSON', 'a.ndjson', `${JSON.stringify(JSON_ARTICLE)}\n`],
    ['gzipped NDJSON', 'a.ndjson.gz', gzipSync(JSON.stringify(JSON_ARTICLE))],
    ['gzipped plain text', 'a.txt.gz', gzipSync(PROSE)],
    ['gzipped JSON', 'a.json.GZ', gzipSync(JSON.stringify(JSON_ARTICLE))],
    ['gzipped TSV', 'a.tsv.gz', gzipSync(`title\ttext\n${TITLE}\t"${FIRST}\n${SECOND}"\n`)],
    ['CSV with Chinese headings', 'a.csv', `\uFEFF标题,日期,作者,版次,正文,区县,链接\n${TITLE},2024/11/5,闻晓,第3版,"${FIRST}\n${SECOND}",江湾区,https://example.org/1\n`],
    ['TSV', 'a.tsv', `title\ttext\n${TITLE}\t"${FIRST}\n${SECOND}"\n`],
  ])('%s', async (_, name, content) => {
    const { articles, problems } = await readAll(await folder({ [name]: content }));
    expect(problems).toEqual([]);
    expect(articles).toHaveLength(1);
    expect(articles[0]?.title).toBe(TITLE);
    expect(texts(articles[0])).toEqual(expected);
  });

  test('Word', async () => {
    const dir = await folder();
    await docxFile(path.join(dir, 'a.docx'), [{ style: 'Title', text: TITLE }, { text: FIRST }, { text: SECOND }]);
    const { articles, problems } = await readAll(dir);
    expect(problems).toEqual([]);
    expect(articles[0]?.title).toBe(TITLE);
    expect(texts(articles[0])).toEqual(expected);
  });

  test('an archive of the others', async () => {
    const dir = await folder();
    await zipFile(path.join(dir, 'a.zip'), { '三月/a.txt': PROSE, '三月/b.ndjson': JSON.stringify(JSON_ARTICLE), 'README.md': '# 说明', '__MACOSX/a.txt': 'x' });
    const { articles, problems } = await readAll(dir);
    expect(problems).toEqual([]);
    expect(articles.map(({ source }) => source.file?.replace(`${dir}/`, ''))).toEqual(['a.zip/三月/a.txt', 'a.zip/三月/b.ndjson']);
    expect(articles.map(texts)).toEqual([expected, expected]);
  });
});

describe('metadata', () => {
  test('a record says what it knows and nothing is made up for the rest', async () => {
    const { articles } = await readAll(await folder({ 'a.ndjson': `${JSON.stringify(JSON_ARTICLE)}\n{"text":"只有一段话。"}\n` }));
    expect(articles[0]).toMatchObject({ id: 'bus-1', authors: ['闻晓'], date: '2024-11-05', year: 2024, yearBasis: 'front-matter', districts: ['江湾区'] });
    expect(articles[0]?.paragraphs[1]).toMatchObject({ id: 'bus-1_p2', ordinal: 2, section: '居民选线' });
    expect(articles[1]).toMatchObject({ title: null, date: null, year: null, authors: [], districts: [], source: { paper: null, page: null, url: null } });
  });

  test('records without ids keep apart although they share a title, and get the same ids again', async () => {
    const rows = 'title,date,text\n天气,2024-01-01,晴。\n天气,2024-01-02,雪。\n';
    const dir = await folder({ 'a.csv': rows });
    const [first, again] = [await readAll(dir), await readAll(dir)];
    expect(new Set(first.articles.map(({ id }) => id)).size).toBe(2);
    expect(again.articles).toEqual(first.articles);
  });

  test('front matter wins over the manifest, the manifest over the file name', async () => {
    const dir = await folder({
      '_meta.yml': 'paper: 江湾晚报\ndate: 2023-02-02\nfiles:\n  "b.md": {page: 5, district: 北岸区}\n',
      '2024-03-05_第03版_名字里的标题_作者甲.txt': `${FIRST}\n\n${SECOND}\n`,
      'b.md': `---\ntitle: ${TITLE}\n日期: 2022年8月9日\n---\n\n${FIRST}\n`,
      'sub/c.md': `---\ntitle: ${TITLE}\n---\n\n${FIRST}\n`,
      'sub/_meta.csv': '文件,版次\nc.*,A02版\n',
    });
    const { articles, problems } = await readAll(dir);
    expect(problems).toEqual([]);
    const [named, header, deep] = articles;
    expect(named).toMatchObject({ title: '名字里的标题', authors: ['作者甲'], date: '2023-02-02', source: { page: '3', paper: '江湾晚报' } });
    expect(header).toMatchObject({ date: '2022-08-09', districts: ['北岸区'], source: { page: '5', paper: '江湾晚报' } });
    expect(deep).toMatchObject({ date: '2023-02-02', source: { page: 'A2', paper: '江湾晚报' } });
  });

  test('a web page says its date, authors, paper and address', async () => {
    const html = `<html><head><meta property="article:published_time" content="2024-11-05T08:00:00+08:00"><meta property="og:site_name" content="江湾晚报"><link rel="canonical" href="https://example.org/n/1">
      <script type="application/ld+json">{"@type":"NewsArticle","headline":"${TITLE}","author":[{"name":"闻晓"}]}</script></head><body><h1>${TITLE}</h1><p>${FIRST}</p><p>${SECOND}</p></body></html>`;
    const { articles } = await readAll(await folder({ 'a.html': html }));
    expect(articles[0]).toMatchObject({ title: TITLE, date: '2024-11-05', authors: ['闻晓'], source: { paper: '江湾晚报', url: 'https://example.org/n/1' } });
  });

  test('a manifest in an archive says what one in a folder would, and wins over the one beside the archive', async () => {
    const dir = await folder({ '_meta.yml': 'paper: 江湾晚报\ndate: 2024-01-01\n' });
    const table = `标识,全部\n甲,${FIRST}\n`;
    await zipFile(path.join(dir, 'year.zip'), { '_meta.csv': 'file,date,版次\na.txt,2024-11-05,3\n', 'a.txt': PROSE, 'sub/_meta.yaml': 'paper: 江湾日报\ncolumns:\n  标识: title\n  全部: text\n', 'sub/b.csv': table, 'sub/a.txt': PROSE });
    const { articles, problems } = await readAll(dir);
    expect(problems).toEqual([]);
    const known = articles.map(({ source, date }) => [source.file?.replace(/.*year.zip./, ''), source.paper, date, source.page]);
    expect(known).toEqual([['a.txt', '江湾晚报', '2024-11-05', '3'], ['sub/a.txt', '江湾日报', '2024-11-05', '3'], ['sub/b.csv', '江湾日报', '2024-01-01', null]]);
  });

  test('a bad manifest in an archive is named and costs nothing else', async () => {
    const dir = await folder();
    await zipFile(path.join(dir, 'year.zip'), { '_meta.yml': 'date: [', 'a.txt': PROSE });
    const { articles, lines } = await readAll(dir);
    expect(lines).toEqual([expect.stringMatching(/^year\.zip\/_meta\.yml: /)]);
    expect(articles).toHaveLength(1);
  });

  test('a manifest maps columns of its own names; a bad one is named and costs nothing else', async () => {
    const dir = await folder({ 'x/_meta.yml': 'columns: {T1: title, C1: text}', 'x/a.csv': `T1,C1\n${TITLE},${FIRST}\n`, 'y/_meta.yml': 'paper: [', 'y/b.txt': PROSE });
    const { articles, lines } = await readAll(dir);
    expect(articles.map(({ title }) => title)).toEqual([TITLE, TITLE]);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/_meta\.yml: /);
  });

  test('tables and lists of a page survive', async () => {
    const html = `<body><h1>${TITLE}</h1><p>${FIRST}</p><ul><li>一号线经过花园街</li></ul><table><tr><th>线路</th><th>班次</th></tr><tr><td>一号</td><td>十分钟</td></tr></table></body>`;
    const { articles } = await readAll(await folder({ 'a.htm': html }));
    const all = articles[0]?.paragraphs.map(({ text }) => text) ?? [];
    expect(all.join('\n')).toContain('一号线经过花园街');
    expect(all.join('\n')).toContain('一号 | 十分钟');
  });
});

describe('encodings', () => {
  // Node encodes neither GB18030 nor Big5; these bytes were made elsewhere from the sentences beside them.
  const GB = Buffer.from('bdadcde5c7f8bfaacda8c1bdccf5c9e7c7f8b9abbdbbcfdfa3acd1d8cfdfb5c4bed3c3f1b3f6c3c5b2bdd0d0b2bbb3acb9fdc8fdb0d9c3d7becdc4dcc9cfb3b5a1a3', 'hex');
  const BIG5 = Buffer.from('a6bfc657b0cfb67db371a8e2b1f8aac0b0cfa4bda5e6bd75a141aa75bd75aaba', 'hex');

  test.each([
    ['UTF-8 with a mark', Buffer.from(`\uFEFF${PROSE}`), FIRST],
    ['UTF-16 LE with a mark', Buffer.from(`\uFEFF${PROSE}`, 'utf16le'), FIRST],
    ['UTF-16 BE with a mark', Buffer.from(`\uFEFF${PROSE}`, 'utf16le').swap16(), FIRST],
    ['UTF-16 LE without a mark', Buffer.from(PROSE, 'utf16le'), FIRST],
    ['GB18030', GB, '江湾区开通两条社区公交线，沿线的居民出门步行不超过三百米就能上车。'],
    ['Big5', BIG5, '江灣區開通兩條社區公交線，沿線的'],
  ])('%s', async (_, bytes, sentence) => {
    const { articles, problems } = await readAll(await folder({ 'a.txt': bytes }));
    expect(problems).toEqual([]);
    expect(`${articles[0]?.title} ${articles[0]?.paragraphs.map(({ text }) => text).join('')}`).toContain(sentence);
  });

  test('a few broken bytes are read around and reported', async () => {
    const bytes = Buffer.concat([Buffer.from(PROSE.repeat(4)), Buffer.from([0xe6, 0xb1]), Buffer.from('\n')]);
    const { articles, problems } = await readAll(await folder({ 'a.txt': bytes }));
    expect(articles.length).toBeGreaterThan(0);
    expect(problems).toMatchObject([{ level: 'warning', reason: expect.stringContaining('U+FFFD') as string }]);
  });

  test('line ends of every kind are line ends', async () => {
    const { articles } = await readAll(await folder({ 'a.txt': PROSE.replaceAll('\n', '\r\n'), 'b.txt': PROSE.replaceAll('\n', '\u2028'), 'c.txt': PROSE.replaceAll('\n\n', '\f') }));
    expect(articles.map(texts)).toEqual([[FIRST, SECOND], [FIRST, SECOND], [FIRST, SECOND]]);
  });
});

const column = (x: number, lines: readonly string[], top = 640): Printed[] => lines.map((text, index) => ({ text, x, y: top - 14 * index }));
const pageWithHead = (number: number): Printed[] => [
  { text: '江湾晚报合订本', x: 250, y: 780 },
  { text: `— ${number} —`, x: 290, y: 20 },
  ...column(40, [`第${number}页开头的一行内容足够长可以成为正文的一部分`, '接着还有一行说明这页的事情直到句号。']),
];

describe('PDF', () => {
  const [left, middle, right] = ['左', '中', '右'].map((side) => Array.from({ length: 8 }, (_, index) => `${side}栏第${'一二三四五六七八'[index]}行写着十几个字的内容`));

  test('three columns under a headline are read one after the other', async () => {
    // Printed row by row, as many programs do: only the places tell.
    const rows = left!.flatMap((_, index) => [column(40, [left![index]!], 640 - 14 * index), column(220, [middle![index]!], 640 - 14 * index), column(400, [right![index]!], 640 - 14 * index)].flat());
    const dir = await folder({ 'a.pdf': pdfBytes([[{ text: '横跨三栏的大标题放在最上面用大字号排印', x: 80, y: 720, size: 22 }, ...rows]]) });
    const { articles, problems } = await readAll(dir);
    expect(problems).toEqual([]);
    const text = articles.flatMap(({ title, paragraphs }) => [title ?? '', ...paragraphs.map(({ text }) => text)]).join('');
    expect(text).toContain('横跨三栏的大标题');
    expect(text.replaceAll(/\s/g, '')).toContain([...left!, ...middle!, ...right!].join(''));
  });

  test('a short headline over the middle column, which leaves the gutters open, still comes between', async () => {
    const [upper, lower] = [{ mark: '甲', top: 700 }, { mark: '乙', top: 500 }].map(({ mark, top }) => [left!, middle!, right!].flatMap((lines, index) => column(40 + 180 * index, lines.map((text) => mark + text), top)));
    const page = [{ text: '上面的标题', x: 235, y: 760, size: 22 }, { text: '本报记者 闻晓', x: 262, y: 730 }, ...upper!, { text: '下面的标题', x: 235, y: 540, size: 22 }, ...lower!];
    const { articles } = await readAll(await folder({ 'a.pdf': pdfBytes([page]) }));
    const text = articles.flatMap(({ title, paragraphs }) => [title ?? '', ...paragraphs.map(({ text }) => text)]).join('').replaceAll(/\s/g, '');
    const order = ['上面的标题', '闻晓', '甲左栏第一行', '甲右栏第八行', '下面的标题', '乙左栏第一行', '乙右栏第八行'].map((words) => text.indexOf(words));
    expect(order).not.toContain(-1);
    expect(order).toEqual([...order].sort((a, b) => a - b));
  });

  test('running heads and page numbers are dropped', async () => {
    const { articles } = await readAll(await folder({ 'a.pdf': pdfBytes([1, 2, 3].map(pageWithHead)) }));
    const text = JSON.stringify(articles);
    expect(text).toContain('第2页开头的一行');
    expect(text).not.toContain('合订本');
    expect(text).not.toContain('— 2 —');
  });

  test.each([
    ['encrypted', pdfBytes([column(40, ['谁也看不到'])], true), /encrypted PDF/],
    ['scanned', pdfBytes([[]]), /scanned page without a text layer/],
    ['cut off', pdfBytes([column(40, left!)]).subarray(0, 300), /not a readable PDF|scanned/],
    ['no PDF at all', Buffer.from('just words'), /not a readable PDF/],
  ])('%s', async (_, bytes, reason) => {
    const { articles, lines } = await readAll(await folder({ 'a.pdf': bytes }));
    expect(articles).toEqual([]);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(reason);
  });
});

describe('bytes from anywhere', () => {
  test.each(['txt', 'md', 'markdown', 'html', 'htm', 'json', 'ndjson', 'jsonl', 'ndjson.gz', 'csv', 'tsv', 'csv.gz', 'txt.gz', 'docx', 'pdf', 'zip'])('.%s never crashes, and what is not read is named', async (extension) => {
    const dir = await folder();
    const beginnings: Record<string, string> = { html: '<html><body>', json: '[{"text":"', ndjson: '{"text":"', pdf: '%PDF-1.4\n1 0 obj\n', zip: 'PK\u0003\u0004', docx: 'PK\u0003\u0004', 'ndjson.gz': '\u001f\u008b\u0008', 'csv.gz': '\u001f\u008b\u0008', 'txt.gz': '\u001f\u008b\u0008', csv: '标题,正文\n', tsv: 'title\ttext\n"' };
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), fc.boolean(), async (bytes, begun) => {
        const content = begun ? Buffer.concat([Buffer.from(beginnings[extension] ?? '', 'latin1'), bytes]) : bytes;
        await put(dir, { [`f.${extension}`]: content });
        const { articles, problems } = await readAll(dir);
        expect(articles.length + problems.length).toBeGreaterThan(0);
      }),
      { numRuns: extension === 'pdf' ? 25 : 60 },
    );
  });

  test('text of any kind is read in time proportional to its length', async () => {
    const size = 300_000;
    const hostile = ['<div>'.repeat(size / 5), '<p>'.repeat(size / 3), '<!--'.repeat(size / 4), '<a href="'.repeat(size / 9), '&'.repeat(size), '**'.repeat(size / 2), '['.repeat(size), '- '.repeat(size / 2), `# ${'#'.repeat(size)}x`, '|'.repeat(size), '---\n'.repeat(size / 4)];
    const dir = await folder(Object.fromEntries(hostile.flatMap((content, index) => [[`${index}.html`, content], [`${index}.md`, content]])));
    const started = performance.now();
    await readAll(dir);
    expect(performance.now() - started).toBeLessThan(30_000);
  }, 60_000);
});
