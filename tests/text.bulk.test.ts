/** Words counted by the thousand are the words that nodejieba cuts: it is the oracle of our own cutter. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { WordCounts } from '../src/engine/sqlite/words.ts';
import { foldText } from '../src/text/fold.ts';
import { eachToken } from '../src/text/jieba/bulk.ts';
import { DICTIONARY, USER_DICTIONARY } from '../src/text/jieba/files.ts';
import { cut } from '../src/text/segment.ts';
import { Trie } from '../src/text/trie.ts';
import { worthyWords } from '../src/text/words.ts';
import { HAS_REAL, realArticles, sampleArticles } from './search/texts.ts';

function expectSameWords(folded: string): void {
  const tokens: object[] = [];
  eachToken(folded, (start, end, type) => tokens.push({ text: folded.slice(start, end), start, end, type }));
  expect(tokens).toEqual(cut(folded));
}

const entriesOf = (file: string): (readonly [word: string, frequency: string])[] => readFileSync(file, 'utf8').trimEnd().split('\n').map((line) => line.split(' ') as [string, string]);
const wordsOf = (file: string): string[] => entriesOf(file).map(([word]) => word);

/** Three characters of which either two may be the word and both rows weigh the same: 甲乙|丙 and 甲|乙丙. */
function ties(): string[] {
  const frequencies = new Map(entriesOf(DICTIONARY));
  const pairs = [...frequencies.keys()].filter((word) => word.length === 2);
  const following = new Map<string, string[]>();
  for (const pair of pairs) following.set(pair[0]!, [...(following.get(pair[0]!) ?? []), pair]);
  return pairs.flatMap((word) =>
    (following.get(word[1]!) ?? [])
      .filter((next) => frequencies.get(next) === frequencies.get(word) && frequencies.get(word[0]!) === frequencies.get(next[1]!))
      .map((next) => word + next[1]!),
  );
}

const character = (min: number, max: number): fc.Arbitrary<string> => fc.integer({ min, max }).map((point) => String.fromCodePoint(point));

describe('cutting in bulk gives the words of nodejieba', () => {
  it('in the sample corpus', async () => {
    for (const { paragraphs } of await sampleArticles()) for (const { text } of paragraphs) expectSameWords(foldText(text));
  });

  it.skipIf(!HAS_REAL)(`in real news${HAS_REAL ? '' : ': ../shared/data is not on this machine'}`, { timeout: 120_000 }, async () => {
    for (const { paragraphs } of await realArticles()) for (const { text } of paragraphs) expectSameWords(foldText(text));
  });

  it('where two rows of words weigh the same', () => {
    const tied = ties();
    expect(tied.length).toBeGreaterThan(100);
    for (const text of tied) expectSameWords(text);
  });

  const dictionary = wordsOf(DICTIONARY);
  const word = fc.nat({ max: dictionary.length - 1 }).map((i) => dictionary[i]!);
  const ours = fc.constantFrom(...wordsOf(USER_DICTIONARY));
  const name = fc.tuple(fc.constantFrom(...'王李张刘陈欧阳'), fc.constantFrom(...'秀建国晓明丽雪峰'), fc.constantFrom(...'华军英敏磊娜', '')).map((parts) => parts.join(''));
  const common = character(0x4e00, 0x9fff);
  const rare = fc.oneof(character(0x3400, 0x4dbf), character(0x20000, 0x2a6df), character(0x2e80, 0x2fdf), fc.constantFrom('々', '〇', '〡'));
  const other = fc.constantFrom('一', '三万', '二〇二四年', '12.5', '元', '5g', 'c919', 'а', 'é', '，', ' ', '😀', '\ud842', '\udfb7');
  const piece = fc.oneof({ weight: 6, arbitrary: word }, ours, name, { weight: 3, arbitrary: common }, rare, other);

  it.each([
    ['words, names, rare characters and numbers, anyhow', piece, 60, 1500],
    ['single characters alone', fc.oneof({ weight: 5, arbitrary: common }, rare), 60, 500],
    ['runs longer than any prose', fc.oneof({ weight: 9, arbitrary: word }, rare), 1500, 20],
  ])('in %s', { timeout: 60_000 }, (_, part, maxLength, numRuns) => {
    fc.assert(fc.property(fc.array(part, { maxLength, size: 'max' }), (parts) => expectSameWords(parts.join(''))), { numRuns });
  });
});

it('a run that is cut for its length is not cut within a character', () => {
  const folded = `${'湖'.repeat(999)}𠮷${'桥'.repeat(3)}`;
  expectSameWords(folded);
  expect(cut(folded).map(({ text }) => text).join('')).toBe(folded);
  expect(cut(folded).map(({ text }) => text)).toContain('𠮷');
});

it('each worthy word is counted once in each text that holds it', () => {
  const texts = ['老桥修缮，老桥通车', '图书馆延长开放，老桥夜游', 'QFLP试点与QFLP基金', '2024年，12.5亿元', '的的的'];
  const expected = new Map<string, number>();
  for (const text of texts) for (const word of worthyWords(foldText(text))) expected.set(word, (expected.get(word) ?? 0) + 1);
  const counts = new WordCounts();
  counts.add(texts);
  const counted = (least: number): Map<string, number> => new Map(counts.atLeast(least).map(({ text, count }) => [text, count]));
  expect(counted(1)).toEqual(expected);
  expect(counted(2)).toEqual(new Map([...expected].filter(([, count]) => count >= 2)));
});

it('a trie gives each string its own node, finds no other, and reads them back, however many there are', () => {
  const string = fc.string({ unit: 'binary', minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(fc.uniqueArray(string, { maxLength: 300 }), fc.integer({ min: 0, max: 20_000 }), (strings, before) => {
      const trie = new Trie(16);
      // Enough to have the table grow, in some of the runs more than once.
      for (let i = 0; i < before; i++) trie.add(`${String.fromCharCode(0x5000 + (i % 141))}${String.fromCharCode(0x9000 + Math.floor(i / 141))}`, 0, 2);
      const nodes = new Map(strings.map((string) => [string, trie.add(`·${string}·`, 1, 1 + string.length)]));
      expect(new Set(nodes.values()).size).toBe(strings.length);
      const read = trie.reader();
      for (const [string, node] of nodes) {
        expect(trie.find(string, 0, string.length)).toBe(node);
        expect(read(node)).toBe(string);
        const longer = `${string}桥`;
        if (!strings.some((other) => other.startsWith(longer))) expect(trie.find(longer, 0, longer.length)).toBe(0);
      }
    }),
    { numRuns: 40 },
  );
});
