/** Marks: on what was asked, as printed, and on nothing else. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Converter } from 'opencc-js';
import { random } from '../bench/search/random.ts';
import { parseQuery } from '../src/query/parse.ts';
import { planTerms } from '../src/query/plan.ts';
import { understand } from '../src/query/understand.ts';
import type { HitJson } from '../src/server/schema.ts';
import { readings } from '../src/text/wording.ts';
import { openHouse, type House } from './search/house.ts';
import { HAS_REAL, realArticles, sampleArticles } from './search/texts.ts';

const PAIRS = 2000;
const toTraditional = Converter({ from: 'cn', to: 'tw' });
const latin = (c: string | undefined): boolean => c !== undefined && /[\p{Script=Latin}\p{Nd}]/u.test(c);
const wide = (text: string): string => text.replace(/[!-~]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0));

describe.each([['the sample corpus', true, sampleArticles], ['real news', HAS_REAL, realArticles]] as const)('over %s', (name, present, read) => {
  if (!present) {
    it.skip(`${name}: ../shared/data is not on this machine`);
    return;
  }
  let house: House;
  let texts: string[];
  beforeAll(async () => {
    const articles = await read();
    texts = articles.flatMap((article) => article.paragraphs.map(({ text }) => text)).filter((text) => text.length > 4);
    house = await openHouse(articles);
  }, 120_000);
  afterAll(() => house.close());

  it(`${PAIRS} random pairs of a query and a hit: every mark is a term or a declared variant of one, whole`, { timeout: 300_000 }, async () => {
    const next = random(23);
    const pick = <T>(list: readonly T[]): T => list[next(list.length)]!;
    const query = (): string => {
      const clauses = Array.from({ length: 1 + next(3) }, () => {
        const text = pick(texts);
        const at = next(text.length);
        const clause = text.slice(at, at + 2 + next(5)).replace(/[\s\p{P}\p{S}]+/gu, '');
        return next(4) === 0 ? toTraditional(clause) : next(4) === 0 ? wide(clause) : next(5) === 0 ? `"${clause}"` : clause;
      });
      return clauses.join(' ');
    };
    const wrong: string[] = [];
    for (let pairs = 0; pairs < PAIRS; ) {
      const q = query();
      if (!/[\p{L}\p{N}]/u.test(q) || /\p{Cs}/u.test(q)) continue;
      const { hits, query: said } = await house.ask(q, 5);
      const forms = planTerms(understand(parseQuery(q).query)).map((term) => term.forms);
      for (const hit of hits) {
        pairs++;
        wrong.push(...faults(hit, forms.flat()).map((fault) => `${q} → ${fault}`));
        // Where all words are demanded, each that a hit is found for is shown in it.
        if (said.relaxed === null && hit.highlights.length + hit.titleHighlights.length === 0) wrong.push(`${q} → nothing marked in ${hit.text.slice(0, 60)}`);
      }
    }
    expect(wrong).toEqual([]);
  });
});

function faults({ text, highlights }: HitJson, forms: readonly string[]): string[] {
  const wrong: string[] = [];
  for (const [start, end] of highlights) {
    const marked = text.slice(start, end);
    if (/\p{Cs}/u.test(marked)) wrong.push(`half a character in ${JSON.stringify(marked)}`);
    if (!readings(marked).some((reading) => isMadeOf(reading.text, forms))) wrong.push(`${marked} is none of ${forms.join('|')}`);
    const cutsWord = (latin(text[start - 1]) && latin(marked[0])) || (latin(text[end]) && latin(marked.at(-1)));
    const wholeElsewhere = highlights.some(([s, e]) => text.slice(s, e) === marked && !latin(text[s - 1]) && !latin(text[e]));
    if (cutsWord && wholeElsewhere) wrong.push(`${marked} marked inside ${text.slice(Math.max(0, start - 5), end + 5)}`);
  }
  return wrong;
}

/** Marks that touch are one, so a mark is a term or several, overlapping or side by side, from end to end. */
function isMadeOf(marked: string, forms: readonly string[]): boolean {
  const covered = new Uint8Array(marked.length);
  for (const form of forms) for (let at = marked.indexOf(form); at >= 0; at = marked.indexOf(form, at + 1)) covered.fill(1, at, at + form.length);
  return marked.length > 0 && covered.every((c) => c === 1);
}
