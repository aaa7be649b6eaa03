import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { SearchRequest } from '../src/engine/engine.ts';
import { searchFolded } from '../src/server/fold.ts';
import { articleResponseSchema, type SearchJson, searchResponseSchema } from '../src/server/schema.ts';
import { ALL, request } from './contract/harness.ts';
import { appWith, article, ARTICLES, double } from './server.double.ts';

const LAMPS = ['古渡口的灯笼铺传到了第四代。', '灯笼铺的学徒多是退休的篾匠。'];
const REPEATED = [
  ...ARTICLES,
  article({ id: 'lamp-evening', title: '灯笼铺的第四代', date: '2024-02-03', repeatOf: 'lamp', texts: LAMPS, source: { file: null, paper: '江湾晚报', page: '5', url: null } }),
  article({ id: 'lamp', title: '古渡口灯笼', date: '2024-02-01', texts: LAMPS }),
  article({ id: 'lamp-undated', title: null, repeatOf: 'lamp', texts: LAMPS }),
];
const app = appWith({ reader: double(REPEATED) });

const newest = (more: Partial<SearchRequest>): SearchRequest => request(ALL, { sort: 'newest', ...more });

async function search(query: string): Promise<SearchJson> {
  return searchResponseSchema.strict().parse(await (await app.request(`/api/search?${query}`)).json());
}

describe('a search folded by family', () => {
  test('shows one article of each with the others beside it, and counts them all', async () => {
    const found = await search('q=灯笼铺&fold=on');
    expect(found).toMatchObject({ total: 6, totalArticles: 3, more: false });
    expect(found.hits.map(({ id, family }) => [id, family])).toEqual([['lamp-evening_p1', 'lamp'], ['lamp-evening_p2', 'lamp']]);
    expect(found.hits[0]?.repeats).toEqual([
      { id: 'lamp', title: '古渡口灯笼', date: '2024-02-01', year: 2024, paper: null, page: null, url: '/articles/lamp' },
      { id: 'lamp-undated', title: null, date: null, year: null, paper: null, page: null, url: '/articles/lamp-undated' },
    ]);
  });

  test('is only made when asked for: without it every hit is there', async () => {
    const found = await search('q=灯笼铺');
    expect(found.hits).toHaveLength(6);
    expect(found.hits.every(({ family, repeats }) => family === 'lamp' && repeats === undefined)).toBe(true);
    expect((await app.request('/api/search?q=灯笼铺&fold=perhaps')).status).toBe(400);
  });

  test('an article that stands alone is its own family', async () => {
    const [hit] = (await search('q=老桥&fold=on')).hits;
    expect(hit).toMatchObject({ family: 'bridge2', repeats: [] });
  });

  const archive = fc.array(fc.record({ family: fc.constantFrom(null, 'f0', 'f1', 'f2'), texts: fc.integer({ min: 1, max: 3 }), day: fc.integer({ min: 10, max: 28 }) }), { maxLength: 40 });

  test('its pages, one behind the other, are the fold of all hits, whatever their size', async () => {
    await fc.assert(fc.asyncProperty(archive, fc.integer({ min: 1, max: 7 }), async (given, size) => {
      const reader = double(given.map(({ family, texts, day }, i) => article({ id: `a${i}`, date: `2024-01-${day}`, ...(family !== null && { repeatOf: family }), texts: Array.from({ length: texts }, () => '文') })));
      const all = (await reader.search(newest({ size: 1000 }))).hits;
      const best = new Map<string, string>();
      for (const { article: { id, repeatOf = id } } of all) if (!best.has(repeatOf)) best.set(repeatOf, id);
      const expected = all.filter(({ article: { id, repeatOf = id } }) => best.get(repeatOf) === id).map(({ paragraph }) => paragraph.id);
      const paged: string[] = [];
      for (let page = 1, more = true; more; page++) {
        const found = await searchFolded(reader, newest({ size, page }), {});
        expect(found.total).toBe(all.length);
        paged.push(...found.hits.map(({ paragraph }) => paragraph.id));
        ({ more } = found);
      }
      expect(paged).toEqual(expected);
    }));
  });
});

test('an article names its repeats, the earliest first', async () => {
  const answer = articleResponseSchema.strict().parse(await (await app.request('/api/articles/lamp-evening')).json());
  expect(answer.repeats.map(({ id }) => id)).toEqual(['lamp', 'lamp-undated']);
  expect(answer.repeatOf).toBe('lamp');
  const alone = articleResponseSchema.parse(await (await app.request('/api/articles/bridge2')).json());
  expect(alone.repeats).toEqual([]);
});
