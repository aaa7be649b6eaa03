/** One article, in every format and encoding an archive keeps it in, comes out with the same paragraphs. */
import path from 'node:path';
import { expect, test } from 'vitest';
import type { Article } from '../src/domain.ts';
import { wrap } from './fixtures/typeset.ts';
import { newspaperPdf } from './fixtures/newspaper-pdf.ts';
import { docxFile, folder, pdfBytes, readAll, zipFile, type Printed } from './ingest.helpers.ts';

const TITLE = '渡口小镇的船老大学会了修灯';
const BYLINE = '本报记者 柳河清 通讯员 单小舟';
const PARTS = [
  ['p', '傍晚六点，南岗区渡口小镇的船老大把竹梯靠在电线杆上，替邻居换了一只灯泡。2023年入冬以来，这样的灯他换了一百四十六只，没有收过一分钱。'],
  ['h', '灯亮了，人就不绕路'],
  ['p', '从前天一黑，孩子们要绕远走大路回家。如今小巷里每隔二十五步有一盏灯，绕路的人少了，坐在门口说话的人多了。'],
  ['p', '“修船和修灯是一个道理，先看哪里漏。”船老大说，他的工具箱里还放着一把刨子，灯罩裂了就用木头补。'],
  ['h', '船停了，手艺没有停'],
  ['p', '镇上的老船工有十一位，每人认领一条巷子。谁的巷子最亮，年底就请谁先上船喝酒。去年的酒被让来让去，最后大家一起喝了。'],
] as const;
const WANT = [TITLE, BYLINE, ...PARTS.map(([, text]) => text)];

const PROSE = [TITLE, BYLINE, ...PARTS.map(([, text]) => text)].join('\n\n');
const COLUMN = [`${TITLE}\n${BYLINE}`, ...PARTS.map(([kind, text]) => (kind === 'h' ? text : wrap(text, { width: 24, measure: 'width', indent: 'lost' }).join('\n')))].join('\n\n');

const shown = ({ title, paragraphs }: Article): string[] => [title ?? '', ...paragraphs.map(({ text }) => text)];

/** Bytes of `text` in a two-byte encoding, by asking the decoder what every pair means. */
function encoded(text: string, encoding: 'gb18030' | 'big5'): Uint8Array {
  const decoder = new TextDecoder(encoding);
  const codes = new Map<string, readonly [number, number]>();
  for (let lead = 0x81; lead <= 0xfe; lead += 1) {
    for (let trail = 0x40; trail <= 0xfe; trail += 1) {
      const char = decoder.decode(Uint8Array.of(lead, trail));
      if (char.length === 1 && !codes.has(char)) codes.set(char, [lead, trail]);
    }
  }
  return Uint8Array.from([...text].flatMap((char) => (char < '\u0080' ? [char.charCodeAt(0)] : [...codes.get(char)!])));
}

test.each([
  ['text, a paragraph a line', 'a.txt', PROSE],
  ['text in columns', 'a.txt', COLUMN],
  ['text with CRLF and a byte order mark', 'a.txt', `\uFEFF${COLUMN.replaceAll('\n', '\r\n')}`],
  ['UTF-16', 'a.txt', Buffer.from(`\uFEFF${COLUMN}`, 'utf16le')],
  ['GB18030', 'a.txt', encoded(COLUMN, 'gb18030')],
  ['Markdown', 'a.md', [`# ${TITLE}`, BYLINE, ...PARTS.map(([kind, text]) => (kind === 'h' ? `## ${text}` : text))].join('\n\n')],
  ['HTML', 'a.html', `<html><head><title>${TITLE}</title></head><body><nav>首页</nav><article><h1>${TITLE}</h1><p>${BYLINE}</p>${PARTS.map(([kind, text]) => (kind === 'h' ? `<h2>${text}</h2>` : `<p>${text}</p>`)).join('')}</article></body></html>`],
  ['PDF with a named font', 'a.pdf', pdfBytes([printed()])],
  ['PDF with an embedded font', 'a.pdf', await embeddedPdf()],
])('%s', async (_, name, content) => {
  const { articles } = await readAll(await folder({ [name]: content }));
  expect(articles.map(shown)).toEqual([WANT]);
  expect(articles[0]).toMatchObject({ authors: ['柳河清', '单小舟'], districts: ['南岗区'], year: 2023 });
  expect(articles[0]!.paragraphs.map(({ kind, section }) => `${kind} ${section ?? '-'}`)).toEqual(['byline -', 'body -', 'heading -', `body ${PARTS[1][1]}`, `body ${PARTS[1][1]}`, 'heading -', `body ${PARTS[4][1]}`]);
});

test('Word, and an archive of text, Markdown and PDF', async () => {
  const dir = await folder();
  await docxFile(path.join(dir, 'a.docx'), [{ style: 'Title', text: TITLE }, { text: BYLINE }, ...PARTS.map(([kind, text]) => ({ ...(kind === 'h' && { style: 'Heading1' }), text }))]);
  await zipFile(path.join(dir, 'b.zip'), { 'b.txt': COLUMN, 'c.md': `# ${PROSE}`, 'd.pdf': await embeddedPdf() });
  expect((await readAll(dir)).articles.map(shown)).toEqual([WANT, WANT, WANT, WANT]);
});

test('traditional characters in Big5 are those of UTF-8', async () => {
  const text = `舊渡口修好了燈\n\n本報記者 柳河清\n\n${wrap('傍晚六點，香坊區舊渡口的船老大把竹梯靠在電線桿上，替鄰居換了一盞燈。這一年他換了一百四十六盞，沒有收過一分錢。', { width: 22, measure: 'width', indent: 'lost' }).join('\n')}\n`;
  const { articles } = await readAll(await folder({ 'a.txt': text, 'b.txt': encoded(text, 'big5') }));
  expect(shown(articles[1]!)).toEqual(shown(articles[0]!));
  expect(articles.map(({ authors, districts }) => [authors, districts])).toEqual([[['柳河清'], ['香坊区']], [['柳河清'], ['香坊区']]]);
});

/** One column, headings apart, first lines set in by two places. */
function printed(): Printed[] {
  const lines: Printed[] = [{ text: TITLE, x: 60, y: 740, size: 20 }, { text: BYLINE, x: 60, y: 705 }];
  let y = 680;
  for (const [kind, text] of PARTS) {
    if (kind === 'h') y -= 14;
    for (const [n, line] of (kind === 'h' ? [text] : wrap(text, { width: 24, measure: 'width', indent: 'lost' })).entries()) {
      lines.push({ text: line, x: kind === 'p' && n === 0 ? 80 : 60, y });
      y -= 14;
    }
    if (kind === 'h') y -= 14;
  }
  return lines;
}

function embeddedPdf(): Promise<Buffer> {
  return newspaperPdf([printed().map((line) => ({ ...line, y: 800 - line.y }))]);
}
