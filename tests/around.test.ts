/** What is shown around an article: before and after it, and what speaks of the same. */
import { describe, expect, it } from 'vitest';
import { planTerms } from '../src/query/plan.ts';
import { neighboursOf } from '../src/server/neighbours.ts';
import { createRelated } from '../src/server/related.ts';
import { appWith, article, double } from './server.double.ts';

const source = (page: string | null, file: string | null = null) => ({ file, paper: '早报', page, url: null });

describe('before and after an article', () => {
  const day = ['10', '2', '1'].map((page) => article({ id: `p${page}`, date: '2024-05-01', texts: ['一。'], source: source(page) }));

  it('stand those of its day, in the order of the pages', async () => {
    const reader = double([...day, article({ id: 'other', date: '2024-05-02', texts: ['一。'] })]);
    const around = await neighboursOf(reader, day[1]!);
    expect([around?.of, around?.previous?.article.id, around?.next?.article.id]).toEqual(['day', 'p1', 'p10']);
    expect((await neighboursOf(reader, day[2]!))?.previous).toBeNull();
  });

  it('stand those of its file when no day is stated, in the order of the lines', async () => {
    const undated = [30, 1, 12].map((line) => {
      const made = article({ id: `l${line}`, texts: ['一。'], source: source(null, 'page.txt') });
      made.paragraphs[0]!.origin = { lines: [line, line], mends: [] };
      return made;
    });
    const around = await neighboursOf(double(undated), undated[2]!);
    expect([around?.of, around?.previous?.article.id, around?.next?.article.id]).toEqual(['file', 'l1', 'l30']);
  });

  it('stands nothing where nothing is known', async () => {
    const alone = article({ id: 'a', texts: ['一。'] });
    expect(await neighboursOf(double([alone, article({ id: 'b', texts: ['二。'] })]), alone)).toBeNull();
    expect(await neighboursOf(double([day[0]!]), day[0]!)).toBeNull();
  });
});

describe('related articles', () => {
  const filler = Array.from({ length: 40 }, (_, i) => article({ id: `f${i}`, texts: ['今天天气晴朗，市民出门散步。'] }));
  const heron = article({ id: 'heron', title: '白鹭归来', texts: ['湿地公园的白鹭今年又回来筑巢，观鸟协会记录到六十只。'] });
  const reader = double([...filler, heron, article({ id: 'near', texts: ['观鸟协会在湿地公园数了一整天，白鹭比去年多。'] }), article({ id: 'far', texts: ['湿地公园门口的公交车改了线路。'] })]);

  it('share several rare words, and say which', async () => {
    const [first, ...rest] = await createRelated(reader, 5)(heron);
    expect(first?.article.id).toBe('near');
    expect(first?.words).toEqual(expect.arrayContaining(['白鹭', '观鸟']));
    expect(rest.map(({ article: { id } }) => id)).not.toContain('heron');
    expect(rest.filter(({ article: { id } }) => /^f\d/.test(id))).toEqual([]);
  });

  it('are none where nothing is shared or nothing is said', async () => {
    expect(await createRelated(reader, 5)(article({ id: 'x', texts: ['甲'] }))).toEqual([]);
    expect(await createRelated(reader, 5)(article({ id: 'y', texts: ['量子隧穿显微镜'] }))).toEqual([]);
  });

  it('are looked for once while the index stays, and anew when it changes', async () => {
    let searches = 0;
    let lastIngest = '2026-01-01T00:00:00Z';
    const counted = {
      ...reader,
      search: (...args: Parameters<typeof reader.search>) => {
        searches += 1;
        return reader.search(...args);
      },
      stats: async () => ({ ...(await reader.stats()), lastIngest }),
    };
    const findRelated = createRelated(counted, 5);
    const first = await findRelated(heron);
    const once = searches;
    expect([await findRelated(heron), searches]).toEqual([first, once]);
    lastIngest = '2026-01-02T00:00:00Z';
    await findRelated(heron);
    expect(searches).toBe(2 * once);
  });

  it('are not looked for by runs of letters that nobody else wrote: such a search takes seconds', async () => {
    const asked: string[] = [];
    const watched = {
      ...reader,
      search: (...args: Parameters<typeof reader.search>) => {
        asked.push(...planTerms(args[0].plan).map(({ label }) => label));
        return reader.search(...args);
      },
    };
    await createRelated(watched, 5)(article({ id: 'giant', title: 'w'.repeat(5000), texts: [`观鸟协会在湿地公园数白鹭${'w'.repeat(5000)}`, 'w'.repeat(5000)] }));
    expect(asked).toContain('白鹭');
    expect(asked.filter((label) => label.length > 40)).toEqual([]);
  });

  it('never keep the article from being read: an engine that fails at them is passed over', async () => {
    const broken = { ...reader, search: async () => Promise.reject(new Error('down')), together: async () => Promise.reject(new Error('down')) };
    const response = await appWith({ reader: broken }).request('/articles/heron');
    expect(response.status).toBe(200);
    expect(await response.text()).toContain('"related":[]');
  });
});

it('another print of an article says how many figures are others; of a book it only says where it is', async () => {
  for (const [paragraphs, figures] of [[3, '"figures":{"second":3}'], [1001, '"figures":{}']] as const) {
    const print = (id: string, from: number) => ({ ...article({ id, texts: Array.from({ length: paragraphs }, (_, i) => `今年灯塔亮了${i + from}夜。`) }), repeatOf: 'first' });
    const page = await (await appWith({ reader: double([print('first', 10), print('second', 20)]) }).request('/articles/first')).text();
    expect(page).toContain('/articles/second');
    expect(page).toContain(figures);
  }
});

it('two articles can be compared, and only two that are there', async () => {
  const app = appWith();
  expect(await (await app.request('/articles/lake1/compare/bridge2')).text()).toContain('"comparison":');
  expect((await app.request('/articles/lake1/compare/none')).status).toBe(404);
});
