/** A cluster that lives: rebuilt while it is searched, and one of its nodes lost under traffic. */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { FACETS, type Article } from '../../src/domain.ts';
import type { Engine, SearchRequest } from '../../src/engine/engine.ts';
import { Connection } from '../../src/engine/opensearch/connection.ts';
import { openOpenSearch, type OpenSearchConfig } from '../../src/engine/opensearch/opensearch.ts';
import { ALL, phrase, request, typed, word } from '../contract/harness.ts';
import { article } from '../fixtures/engine-articles.ts';
import { forget } from '../opensearch.helpers.ts';
import { counted, searching, type Expectation } from './traffic.ts';

const config = { ...readConfig({ ...process.env, ENGINE: 'opensearch' }).engine } as OpenSearchConfig; // as ENGINE says
const PIDS = (process.env['CLUSTER_PIDS'] ?? '').split(',').filter(Boolean).map(Number);
const ARTICLES = 2000;

const PLACES = ['河湾区', '松岭县', '石桥镇', '新港区', '白杨乡'];
const MATTERS = ['修缮老桥', '清理河道', '开行夜班公交', '补种行道树', '加装电梯', '整治菜市场', '改造供水管网'];

/** Made-up notices; which words each holds follows from its number. */
function notice(n: number, edition: string): Article {
  const place = PLACES[n % PLACES.length]!;
  const matter = MATTERS[n % MATTERS.length]!;
  const date = `20${20 + (n % 5)}-0${1 + (n % 9)}-1${n % 10}`;
  return article(`n${n}`, { title: `${place}${matter}`, date, districts: [place], authors: n % 3 === 0 ? [] : [`记者${n % 4}`] },
    ['民生', `${place}本月${matter}，共${n}处，${edition}。`],
    [n % 2 === 0 ? '交通' : '城建', '居民说盼了多年，施工队说月底完工。']);
}

const edition = (count: number, name: string): Article[] => Array.from({ length: count }, (_, n) => notice(n, name));

const QUESTIONS: readonly SearchRequest[] = [
  request(ALL, { facets: FACETS, size: 20 }),
  request(word('老桥'), { facets: FACETS, size: 20 }),
  request(phrase('盼了多年，施工'), { size: 20, sort: 'newest' }),
  request(typed('夜班公交 河湾区'), { facets: ['district'], size: 20 }),
];

/** What is answered while nothing happens. */
async function calm(engine: Engine): Promise<Expectation[]> {
  return Promise.all(QUESTIONS.map(async (asked) => ({ request: asked, totals: new Set([counted(await engine.search(asked))]) })));
}

describe('a cluster that lives', () => {
  const name = `xunbao_living_${randomUUID()}`;
  const engine = openOpenSearch(config, { name });
  const connection = new Connection(config);
  beforeAll(async () => {
    await engine.index(edition(ARTICLES, '旧版'));
    await connection.ask({ method: 'GET', path: `/_cluster/health/${name}`, query: { wait_for_status: PIDS.length > 1 ? 'green' : 'yellow', timeout: '60s' }, ms: 70_000 });
  });
  afterAll(async () => {
    await forget(config, name);
    await connection.close();
    await engine.close();
  });

  it('is rebuilt while it is searched: every answer is the old or the new index whole, none fails', async () => {
    const before = await calm(engine);
    expect((await engine.search(QUESTIONS[0]!)).total).toBe(ARTICLES * 2);
    // Until the new one serves, it is not known what it will answer: both are looked at afterwards.
    const anything = before.map(({ request }) => ({ request, totals: { has: () => true } as unknown as ReadonlySet<string> }));
    const stop = searching(engine, anything);
    await sleep(500);
    await engine.index(edition(ARTICLES + 700, '新版'), { rebuild: true });
    await sleep(1500);
    const { failed, seen, searches } = await stop();
    const after = await calm(engine);
    expect(failed).toEqual([]);
    expect(searches).toBeGreaterThan(20);
    const whole = new Set([...before, ...after].flatMap(({ totals }) => [...totals]));
    expect([...seen].filter((answer) => !whole.has(answer))).toEqual([]);
    expect([...seen].toSorted()).toEqual([...whole].toSorted());
    expect((await engine.search(QUESTIONS[0]!)).total).toBe((ARTICLES + 700) * 2);
  });

  it.skipIf(PIDS.length < 3)('loses a node under traffic: every answer stays whole, and articles are still taken in', async () => {
    const expected = await calm(engine);
    const stop = searching(engine, expected);
    await sleep(1500);
    process.kill(PIDS[0]!, 'SIGKILL');
    await sleep(8000);
    const during = await stop();
    expect(during.wrong).toEqual([]);
    expect(during.searches).toBeGreaterThan(20);
    expect(during.failed).toEqual([]);

    const { total } = await engine.search(request(ALL));
    await engine.index([notice(900_001, '续报'), notice(900_002, '续报')]);
    expect((await engine.search(request(ALL))).total).toBe(total + 4);
    expect((await engine.search(request(phrase('续报')))).total).toBe(2);
    await engine.ready();
  });
});
