/** Whatever is asked of a small corpus, the engine and a reading of every paragraph agree. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FACETS } from '../../src/domain.ts';
import type { FacetName } from '../../src/domain.ts';
import type { Engine, Filters, SearchRequest } from '../../src/engine/engine.ts';
import { FIELDS } from '../../src/query/ast.ts';
import type { Plan } from '../../src/query/plan.ts';
import { ENGINE_ARTICLES } from '../fixtures/engine-articles.ts';
import { and, everything, field, filters, loaded, not, or, phrase, places, request, run, typed, word, years } from './harness.ts';
import type { OpenedEngine } from './harness.ts';
import { scan } from './scan.ts';

const STRINGS = ENGINE_ARTICLES.flatMap((a) => [a.title, a.subtitle, ...a.authors, ...a.districts, ...a.paragraphs.map((p) => p.text)]).filter(
  (s): s is string => s !== null,
);

/** A piece of the corpus, now and then with its characters swapped so that it may occur nowhere. */
const piece = fc
  .tuple(fc.constantFrom(...STRINGS), fc.nat(200), fc.integer({ min: 1, max: 7 }), fc.integer({ min: 0, max: 9 }))
  .map(([text, at, length, swap]) => {
    const start = at % text.length;
    const cut = text.slice(start, start + length);
    return swap === 0 ? [...cut].reverse().join('') : cut;
  })
  // Half a surrogate pair is no string a person can send.
  .filter((s) => !/\p{Cs}/u.test(s) && s.trim() !== '');

const leaf: fc.Arbitrary<Plan> = fc.oneof(
  { weight: 4, arbitrary: piece.map((p) => word(p)) },
  { weight: 4, arbitrary: piece.map(phrase) },
  { weight: 1, arbitrary: fc.tuple(piece, piece).map(([a, b]) => word(a, b)) },
  { weight: 1, arbitrary: fc.tuple(piece, piece).map((labels) => run(...labels)) },
  { weight: 1, arbitrary: fc.tuple(fc.constantFrom(...FIELDS), piece).map(([f, p]) => field(f, word(p))) },
  { weight: 1, arbitrary: fc.tuple(fc.integer({ min: 2019, max: 2026 }), fc.nat(3)).map(([from, n]) => years(from, from + n)) },
);

const { plan } = fc.letrec<{ plan: Plan }>((tie) => ({
  plan: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    leaf,
    fc.array(tie('plan'), { minLength: 2, maxLength: 3 }).map((plans) => and(...plans)),
    fc.array(tie('plan'), { minLength: 2, maxLength: 3 }).map((plans) => or(...plans)),
    fc.tuple(leaf, leaf).map(([a, b]) => and(a, not(b))),
    tie('plan').map(not),
  ),
}));

const VALUES: Record<FacetName, (string | null)[]> = {
  district: ['柳河区', '东湖区', '新城区', '无此区', null],
  year: ['2022', '2023', '2025', null],
  section: ['民生', '数据', null],
  author: ['周明', '何晓', 'Li Wei', null],
};
const facetFilter = (facet: FacetName) =>
  fc.record({
    only: fc.oneof({ weight: 3, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: fc.subarray(VALUES[facet]) }),
    not: fc.oneof({ weight: 5, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: fc.subarray(VALUES[facet], { maxLength: 2 }) }),
  });
const day = fc.option(fc.constantFrom('2021-01-01', '2022-04-02', '2023-12-31', '2025-01-15'), { freq: 1 });
const narrowing = fc
  .record({ district: facetFilter('district'), year: facetFilter('year'), section: facetFilter('section'), author: facetFilter('author') })
  .chain((facets) => fc.record({ from: day, to: day }).map((dates): Filters => filters(facets, dates)));

async function agree(engine: Engine, asked: SearchRequest): Promise<void> {
  const result = await everything(engine, asked);
  const expected = scan(ENGINE_ARTICLES, asked.plan, asked.filters);
  const wanted = expected.rows.map((r) => `${r.article.id}_p${r.paragraph.ordinal}`);
  // Where too little matches an engine may demand less; it then finds more, and loses nothing.
  if (result.relaxed !== null) {
    expect(places(result.hits)).toEqual(expect.arrayContaining(wanted));
    expect(result.totalArticles).toBeGreaterThanOrEqual(expected.totalArticles);
    return;
  }
  expect(places(result.hits).sort()).toEqual(wanted.sort());
  expect(result.totalIsExact).toBe(true);
  expect({ total: result.total, totalArticles: result.totalArticles }).toEqual({ total: wanted.length, totalArticles: expected.totalArticles });
  expect(result.facets).toEqual(expected.facets);
}

export function agreesWithScan(open: () => Promise<OpenedEngine>, numRuns: number): void {
  describe('against a scan of every paragraph', () => {
    const engine = loaded(open, ENGINE_ARTICLES);

    it('finds, counts and groups the same for any plan, under any filters', async () => {
      await fc.assert(
        fc.asyncProperty(plan, narrowing, fc.constantFrom('relevance', 'newest', 'oldest'), (plan, filters, sort) =>
          agree(engine(), request(plan, { filters, sort, facets: FACETS })),
        ),
        { numRuns },
      );
    });

    it('finds every piece of every text, exactly where it stands', async () => {
      await fc.assert(fc.asyncProperty(piece, (p) => agree(engine(), request(phrase(p), { facets: FACETS }))), { numRuns });
    });

    it('agrees on whatever is typed', async () => {
      const joint = fc.constantFrom(' ', ' OR ', ' -', ' title:', ' "', '" ', '|', '(', ') ', ' year:2021..', '*', '：');
      const query = fc.array(fc.oneof(piece, joint), { minLength: 1, maxLength: 6 }).map((parts) => parts.join(''));
      await fc.assert(fc.asyncProperty(query, narrowing, (q, filters) => agree(engine(), request(typed(q), { filters, facets: FACETS }))), { numRuns });
    });
  });
}
