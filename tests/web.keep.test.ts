import * as fc from 'fast-check';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { collection } from '../web/cite/collection.ts';
import type { Reference } from '../web/cite/reference.ts';
import { clippings, searches, type Box, type Clipping } from '../web/keep.ts';

const REFERENCE: Reference = { id: 'a1', title: '桥', authors: ['程晓'], date: '2023-05-04', year: 2023, yearInferred: false, paper: '早报', page: '2', url: 'https://x/articles/a1?cite=p3.00000000#p3', accessed: '2026-11-21' };
const clip = (given: Partial<Clipping> = {}): Clipping => ({ reference: REFERENCE, ordinal: 3, text: '老桥修缮完工。', kept: '2026-11-21T08:00:00.000Z', ...given });

function memory(stored: Record<string, string> = {}): Box & { stored: Record<string, string> } {
  return { stored, getItem: (name) => stored[name] ?? null, setItem: (name, value) => void (stored[name] = value) };
}

describe('what is kept', () => {
  it('stays, the newest first, each paragraph once', () => {
    const box = memory();
    const shelf = clippings(box);
    expect([shelf.put(clip()), shelf.put(clip({ ordinal: 4 })), shelf.put(clip({ text: '改过的。' }))]).toEqual([true, true, true]);
    expect(clippings(box).read().map(({ ordinal, text }) => [ordinal, text])).toEqual([[3, '改过的。'], [4, '老桥修缮完工。']]);
    shelf.remove(clip());
    expect([shelf.has(clip()), shelf.has(clip({ ordinal: 4 }))]).toEqual([false, true]);
  });

  it('is only taken for ours when it has our shape', () => {
    fc.assert(fc.property(fc.oneof(fc.json(), fc.string()), (text) => void clippings(memory({ 'xunbao.clippings': text })).read()));
    const evil = [null, 3, {}, clip({ reference: { ...REFERENCE, url: 'javascript:alert(1)' } }), { ...clip(), reference: { ...REFERENCE, authors: 'x' } }, clip()];
    expect(clippings(memory({ 'xunbao.clippings': JSON.stringify(evil) })).read()).toEqual([clip()]);
    const links = ['//evil.example', 'https://evil.example', 'javascript:1', '/x', '/?q=a', '/'].map((url) => ({ url, label: 'x', kept: '' }));
    expect(searches(memory({ 'xunbao.searches': JSON.stringify(links) })).read().map(({ url }) => url)).toEqual(['/?q=a', '/']);
  });

  it('says so when there is no room, and breaks nothing', () => {
    const full: Box = { getItem: () => { throw new Error('no'); }, setItem: () => { throw new Error('full'); } };
    expect([clippings(full).put(clip()), clippings(full).read()]).toEqual([false, []]);
  });
});

describe('clippings as a file', () => {
  it('of CSV have one row each and nothing that a spreadsheet would run', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.string(), fc.constantFrom('=1+1', '@x', '"a",\r\nb', '\t-2')), { minLength: 1, maxLength: 4 }), (texts) => {
        const { text } = collection('CSV', texts.map((text, i) => clip({ text, ordinal: i + 1 })));
        const rows: string[][] = parse(text, { bom: true, relax_column_count: false });
        expect(rows).toHaveLength(texts.length + 1);
        for (const cell of rows.flat()) expect(cell).not.toMatch(/^\s*[=+\-@]/);
      }),
    );
  });

  it('of Markdown quote the text, whatever signs are in it, with its reference', () => {
    const { text, name } = collection('Markdown', [clip({ text: '# 一 [x](y)\n- 二 *三*' })]);
    expect(name).toBe('xunbao-clippings.md');
    expect(text).toBe('> \\# 一 \\[x\\](y)\n> \\- 二 \\*三\\*\n>\n> 程晓. 桥\\[N/OL\\]. 早报, 2023-05-04(2)\\[2026-11-21\\]. <https://x/articles/a1?cite=p3.00000000#p3>\n');
  });

  it('of RIS are one record each, with the text as a note', () => {
    const { text } = collection('RIS', [clip(), clip({ ordinal: 4, text: '甲\nER  - \n乙' })]);
    expect(text.match(/^TY {2}- /gm)).toHaveLength(2);
    expect(text.match(/^ER {2}- /gm)).toHaveLength(2);
    expect(text).toContain('N1  - 老桥修缮完工。');
  });
});
