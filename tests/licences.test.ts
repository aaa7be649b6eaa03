import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { asMarkdown, licences } from '../tools/licences.ts';

/** None of these asks more than to be named. */
const FREE = /^(?:\(?(?:MIT|ISC|0BSD|BSD|BSD-2-Clause|BSD-3-Clause|Apache-2\.0|BlueOak-1\.0\.0|Unlicense|Python-2\.0|Zlib|WTFPL|CC0-1\.0)(?: OR [^)]+| AND (?:MIT|Zlib|Apache-2\.0))?\)?)$/;

test('every package that runs in production is free to use, and listed', () => {
  const list = licences();
  expect(list.length).toBeGreaterThan(20);
  expect(list.filter(({ licence }) => !FREE.test(licence))).toEqual([]);
  expect(readFileSync('docs/licences.md', 'utf8')).toBe(asMarkdown(list));
});
