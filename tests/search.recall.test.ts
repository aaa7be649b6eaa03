/** What is in a text is found, and what is found is in the text: against a scan of every paragraph. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { random } from '../bench/search/random.ts';
import type { Article } from '../src/domain.ts';
import { foldText } from '../src/text/fold.ts';
import { cut } from '../src/text/segment.ts';
import { foldWording, readings } from '../src/text/wording.ts';
import { findServer } from './meilisearch.server.ts';
import { embedded, grounds, openHouse, type House } from './search/house.ts';
import { HAS_REAL, realArticles, sampleArticles } from './search/texts.ts';

interface Paragraph {
  readonly id: string;
  readonly text: string;
  /** As folded, and as reworded where it holds Taiwan's or Hong Kong's words. */
  readonly readings: readonly string[];
}

const server = await findServer();
afterAll(() => server.stop());

const NO_NEWS = '../shared/data is not on this machine';
const CORPORA = [
  ...grounds(server).map(([engine, ground]) => [`the sample corpus on ${engine}`, ground, sampleArticles, ground === embedded ? 1000 : 300] as const),
  ['real news', HAS_REAL ? embedded : NO_NEWS, realArticles, 1000] as const,
];

describe.each(CORPORA)('over %s', (_, ground, read, queries) => {
  if (typeof ground === 'string') {
    it.skip(`skipped: ${ground}`);
    return;
  }
  let house: House;
  let paragraphs: Paragraph[];
  const next = random(17);
  const pick = <T>(list: readonly T[]): T => list[next(list.length)]!;

  beforeAll(async () => {
    const articles: Article[] = await read();
    paragraphs = articles.flatMap((article) => article.paragraphs.map(({ id, text }) => ({ id, text, readings: readings(text).map((reading) => reading.text) })));
    house = await openHouse(articles, ground);
  }, 120_000);
  afterAll(() => house.close());

  const holding = (forms: readonly string[]): string[] => paragraphs.filter((p) => forms.some((form) => p.readings.some((reading) => reading.includes(form)))).map((p) => p.id).sort();

  it(`${queries} random substrings, quoted: every paragraph that holds one, and no other`, { timeout: 300_000 }, async () => {
    const wrong: string[] = [];
    for (let i = 0; i < queries; ) {
      const { text } = pick(paragraphs);
      const at = next(text.length);
      const piece = text.slice(at, at + 2 + next(11));
      // Quotation marks and asterisks are signs of the query language, and a string of signs and spaces alone is none.
      if (/["“”„‟＂「」『』*＊\uD800-\uDFFF]/.test(piece) || !/[\p{L}\p{N}]/u.test(piece) || piece.trim() !== piece || piece.length < 2) continue;
      i++;
      const forms = [foldText(piece).trim(), foldWording(piece)?.text.trim() ?? ''].filter((form) => form !== '');
      const expected = holding(forms);
      // Thousands of hits are only counted; their texts would take minutes to page through.
      const { total, query } = await house.ask(`"${piece}"`, 1);
      if (total !== expected.length) wrong.push(`${piece}: ${expected.length} hold it, ${total} found ${JSON.stringify(query.warnings)}`);
      else if (total <= 200 && (await house.found(`"${piece}"`)).join() !== expected.join()) wrong.push(`${piece}: others found than hold it`);
    }
    expect(wrong).toEqual([]);
  });

  it(`${queries} random pairs of words of one paragraph, unquoted: no paragraph that holds both is missed`, { timeout: 300_000 }, async () => {
    const wrong: string[] = [];
    for (let i = 0; i < queries; ) {
      const words = cut(pick(paragraphs).readings[0]!).map((token) => token.text).filter((word) => word.length >= 2 && !/[-"*|:]/.test(word));
      if (words.length < 2) continue;
      i++;
      const [one, other] = [pick(words), pick(words)];
      const expected = paragraphs.filter((p) => p.readings.some((reading) => reading.includes(one) && reading.includes(other)));
      const { total } = await house.ask(`${one} ${other}`, 1);
      if (total < expected.length) wrong.push(`${one} ${other}: ${expected.length} hold both, ${total} found`);
      else if (total <= 100) {
        const found = new Set(await house.found(`${one} ${other}`));
        for (const { id } of expected) if (!found.has(id)) wrong.push(`${one} ${other}: ${id} is missed`);
      }
    }
    expect(wrong).toEqual([]);
  });
});
