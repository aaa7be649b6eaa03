import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { referenceOf, type Reference } from '../web/cite/reference.ts';
import { bibtex, ris } from '../web/cite/records.ts';
import { chicago, gbt7714, quotation } from '../web/cite/styles.ts';

const FULL: Reference = {
  id: 'a1', title: '一扇窗口办成一件事', authors: ['沈知秋', '陆望'], date: '2023-05-04', year: 2023, yearInferred: false,
  paper: '江城晨报', page: '3', url: 'https://news.example/articles/a1', accessed: '2026-11-21',
};
const BARE: Reference = { ...FULL, title: null, authors: [], date: null, year: null, paper: null, page: null };
const INFERRED: Reference = { ...FULL, date: null, yearInferred: true };

describe('a reference with everything stated', () => {
  it('by GB/T 7714', () => expect(gbt7714(FULL)).toBe('沈知秋, 陆望. 一扇窗口办成一件事[N/OL]. 江城晨报, 2023-05-04(3)[2026-11-21]. https://news.example/articles/a1.'));
  it('by Chicago', () => expect(chicago(FULL)).toBe('沈知秋, and 陆望. “一扇窗口办成一件事.” 江城晨报, May 4, 2023, p. 3. https://news.example/articles/a1.'));
  it('in BibTeX', () =>
    expect(bibtex(FULL)).toBe(
      '@article{xunbao-a1,\n  author = {{沈知秋} and {陆望}},\n  title = {{一扇窗口办成一件事}},\n  journal = {江城晨报},\n  year = {2023},\n  month = {5},\n  day = {4},\n' +
        '  pages = {3},\n  url = {https://news.example/articles/a1},\n  urldate = {2026-11-21},\n}\n',
    ));
  it('in RIS', () =>
    expect(ris(FULL).split('\r\n')).toEqual(['TY  - NEWS', 'ID  - a1', 'AU  - 沈知秋', 'AU  - 陆望', 'TI  - 一扇窗口办成一件事', 'T2  - 江城晨报', 'PY  - 2023', 'DA  - 2023/05/04/', 'SP  - 3', 'UR  - https://news.example/articles/a1', 'Y2  - 2026/11/21/', 'LA  - zh', 'ER  - ', '']));
  it('as a quotation', () => expect(quotation(' 他说：“好。” ', FULL)).toBe('“他说：‘好。’”——沈知秋、陆望：《一扇窗口办成一件事》，江城晨报，2023年5月4日第3版。https://news.example/articles/a1'));
});

describe('a reference with nothing stated', () => {
  it('invents nothing', () => {
    expect(gbt7714(BARE)).toBe('[无题][EB/OL]. [2026-11-21]. https://news.example/articles/a1.');
    expect(chicago(BARE)).toBe('“Untitled article.” n.d. Accessed November 21, 2026. https://news.example/articles/a1.');
    expect(bibtex(BARE)).toBe('@misc{xunbao-a1,\n  title = {{[无题]}},\n  url = {https://news.example/articles/a1},\n  urldate = {2026-11-21},\n}\n');
    expect(ris(BARE)).not.toMatch(/AU|PY|DA|T2|SP/);
    expect(quotation('一句', BARE)).toBe('“一句”——（无题），日期未注明。https://news.example/articles/a1');
  });

  it('of a paper without a date says that the date is unknown', () => expect(gbt7714({ ...BARE, paper: '江城晨报' })).toContain('江城晨报, [日期不详][2026-11-21]'));
});

it('a year that was inferred stands in brackets', () => {
  expect(gbt7714(INFERRED)).toContain('江城晨报, [2023](3)');
  expect(chicago(INFERRED)).toContain('[2023?]');
  expect(bibtex(INFERRED)).toContain('year inferred');
  expect(quotation('一句', INFERRED)).toContain('约2023年');
});

it('many authors are named as the styles name them', () => {
  const authors = Array.from({ length: 11 }, (_, i) => `作者${i}`);
  expect(gbt7714({ ...FULL, authors })).toMatch(/^作者0, 作者1, 作者2, 等\. /u);
  expect(chicago({ ...FULL, authors })).toContain('作者6, et al. ');
});

it('the page is taken out of the words around it, and title and subtitle are one', () => {
  const article = { id: 'x', title: '正题', subtitle: '副题', authors: [' 某\n某 '], date: null, year: 2020, yearBasis: 'latest-year' as const, source: { file: null, paper: null, page: '第 A12 版', url: null } };
  expect(referenceOf(article, 'u', '2026-01-01')).toMatchObject({ title: '正题：副题', authors: ['某 某'], page: 'A12', yearInferred: true });
});

it('hostile text neither ends a record nor unbalances it', () => {
  const evil = fc.oneof(fc.constantFrom('}', '{\\', '\r\nER  - \r\nTY  - BOOK', '%$&#_~^', '\u202E倒'), fc.string());
  fc.assert(
    fc.property(evil, evil, (title, name) => {
      const article = { id: 'x', title, subtitle: null, authors: [name], date: null, year: null, yearBasis: 'none' as const, source: { file: null, paper: title, page: name, url: null } };
      const reference = referenceOf(article, 'https://x/', '2026-01-01');
      const tex = bibtex(reference);
      expect(tex.split('{').length).toBe(tex.split('}').length);
      expect(tex.split('\n').filter((row) => row.startsWith('@'))).toHaveLength(1);
      const rows = ris(reference, title).split('\r\n');
      expect(rows.filter((row) => row.startsWith('TY  -'))).toHaveLength(1);
      expect(rows.every((row) => row === '' || /^[A-Z][A-Z\d] {2}- /.test(row))).toBe(true);
    }),
  );
});
