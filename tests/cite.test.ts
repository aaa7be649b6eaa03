import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkCite, citeOf, type Quoted } from '../src/server/cite.ts';

const paragraph = (ordinal: number, text: string): Quoted => ({ ordinal, text });
const TEXT = '柳湾镇全年修了三座桥，新开公交线路两条，村民出行省下四十分钟。镇里说，来年还要再修一座。';
const OTHERS = [paragraph(1, '开头的一段，说的是天气。'), paragraph(3, '结尾的一段，说的是收成。')];
const at = (ordinal: number, text: string): Quoted[] => [...OTHERS.filter((p) => p.ordinal !== ordinal), paragraph(ordinal, text)];

describe('a citation link, opened later', () => {
  const cite = citeOf(paragraph(2, TEXT));

  it('is short, names its paragraph and begins with a hash of the whole', () => {
    expect(cite).toMatch(/^p2\.[0-9a-f]{8}\.[\w-]{10}\.[\w-]{22}$/u);
  });

  it('says unchanged when every letter stands, however the lines were mended', () => {
    expect(checkCite(cite, at(2, TEXT))).toEqual({ kind: 'unchanged', cited: 2, ordinal: 2 });
    expect(checkCite(cite, at(2, TEXT.replace('，', '，\n')))).toMatchObject({ kind: 'unchanged' });
  });

  it('finds the text that moved', () => {
    expect(checkCite(cite, [paragraph(1, '新的一段。'), paragraph(2, '又一段新的。'), paragraph(3, TEXT)])).toEqual({ kind: 'moved', cited: 2, ordinal: 3 });
  });

  it('points at the clause with the changed figure, and counts what is gone', () => {
    const now = TEXT.replace('三座', '五座');
    const check = checkCite(cite, at(2, now));
    expect(check).toMatchObject({ kind: 'changed', cited: 2, ordinal: 2, gone: 1 });
    expect(check?.kind === 'changed' && check.fresh.map(([s, e]) => now.slice(s, e))).toEqual(['柳湾镇全年修了五座桥，']);
  });

  it('finds the changed text where it moved to', () => {
    expect(checkCite(cite, [paragraph(1, '一。'), paragraph(2, '二。'), paragraph(3, TEXT.replace('两条', '四条'))])).toMatchObject({ kind: 'changed', cited: 2, ordinal: 3 });
  });

  it('says gone when nothing of it is left, with its first words to search for', () => {
    expect(checkCite(cite, OTHERS)).toEqual({ kind: 'gone', cited: 2, words: '柳湾镇全年修了三' });
    expect(checkCite('p2.00000000', OTHERS)).toEqual({ kind: 'gone', cited: 2, words: '' });
  });

  it('a single clause that changed in its place is changed, not gone', () => {
    const one = '新增就业岗位一万二千个';
    expect(checkCite(citeOf(paragraph(2, one)), at(2, '新增就业岗位一万二千个以上'))).toMatchObject({ kind: 'changed', ordinal: 2 });
  });
});

it('any paragraph is found again unchanged, and no value of anybody else breaks the page', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 999_999 }), fc.string({ unit: 'binary' }), (ordinal, text) => {
      const cite = citeOf({ ordinal, text });
      expect(cite.length).toBeLessThan(120);
      expect(checkCite(cite, at(ordinal, text))?.kind).toBe('unchanged');
    }),
  );
  fc.assert(fc.property(fc.string(), fc.string(), (value, text) => void checkCite(value, [{ ordinal: 1, text }])));
  for (const value of ['', 'p0.00000000', 'p1', 'p1.xyz', '../..', 'p1.00000000.<b>']) expect(checkCite(value, OTHERS)).toBeNull();
});
