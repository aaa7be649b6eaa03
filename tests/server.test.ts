import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { XunbaoError, type ErrorCode } from '../src/errors.ts';
import { createLogger } from '../src/logger.ts';
import { exportHits } from '../src/server/export.ts';
import { articleResponseSchema, type HitJson, problemSchema, type SearchJson, searchParamsSchema, searchResponseSchema, statsSchema } from '../src/server/schema.ts';
import { appWith, article, ARTICLES, double } from './server.double.ts';

const HTML = { headers: { Accept: 'text/html,application/xhtml+xml,*/*;q=0.8' } };
const app = appWith();

async function search(query: string): Promise<SearchJson> {
  const response = await app.request(`/api/search?${query}`);
  expect(response.status).toBe(200);
  return searchResponseSchema.strict().parse(await response.json());
}

async function problemAt(path: string, init: RequestInit = {}, on = app) {
  const response = await on.request(path, init);
  expect(response.headers.get('Content-Type')).toBe('application/problem+json');
  const problem = problemSchema.strict().parse(await response.json());
  expect(problem.status).toBe(response.status);
  return { ...problem, headers: response.headers };
}

const failing = (code: ErrorCode, message = 'secret detail') => {
  const fail = (): Promise<never> => Promise.reject(new XunbaoError(code, message));
  return { ...double(), search: fail, article: fail, stats: fail, ready: fail };
};

describe('GET /api/search', () => {
  test('answers in the shape of the contract, marked on the printed text', async () => {
    const found = await search('q=图书馆');
    expect(found).toMatchObject({ total: 2, totalArticles: 1, totalIsExact: true, page: 1, size: 20 });
    expect(found.query).toEqual({ q: '图书馆', warnings: [], relaxed: null, suggestion: null, absent: [], understood: [{ at: [0, 3], text: '图书馆', kind: 'word', words: [], synonyms: [] }] });
    const [hit] = found.hits as [HitJson, ...HitJson[]];
    expect(hit).toMatchObject({ id: 'lake1_p1', articleId: 'lake1', ordinal: 1, date: '2023-05-04', year: 2023, districts: ['临湖区'] });
    expect(hit.highlights.map(([start, end]) => hit.text.slice(start, end))).toEqual(['图书馆']);
    expect(hit.titleHighlights.map(([start, end]) => hit.title?.slice(start, end))).toEqual(['图书馆']);
    expect(hit.snippet).toEqual({ text: hit.text, highlights: hit.highlights });
    expect(hit.url).toBe('/articles/lake1?q=%E5%9B%BE%E4%B9%A6%E9%A6%86#p1');
  });

  test('a subtitle is told and marked, so that a hit by it alone explains itself', async () => {
    const given = article({ id: 'sub1', title: '湖上新路', subtitle: '栈道绕岛一周', texts: ['施工队趁枯水期打桩。'] });
    const response = await appWith({ reader: double([given]) }).request('/api/search?q=打桩 OR 栈道');
    const { hits } = (await response.json()) as SearchJson;
    expect(hits[0]).toMatchObject({ subtitle: '栈道绕岛一周', subtitleHighlights: [[0, 2]] });
  });

  test('an empty query lists everything, newest first, and links without a query', async () => {
    const found = await search('');
    expect(found.total).toBe(5);
    expect(found.hits.map((hit) => hit.articleId)).toEqual(['bridge2', 'lake1', 'lake1', 'lake1', 'old_3']);
    expect(found.hits[0]?.url).toBe('/articles/bridge2#p1');
  });

  test('values of one facet are OR, facets are AND, none is "not stated"', async () => {
    expect((await search('district=临湖区&district=东桥区')).total).toBe(4);
    expect((await search('district=临湖区&district=东桥区&year=2024')).total).toBe(1);
    expect((await search('author=none')).hits.map((hit) => hit.articleId)).toEqual(['old_3']);
    expect((await search('year=none&year=2024')).total).toBe(2);
    expect((await search('not.district=临湖区')).total).toBe(2);
    expect((await search('not.district=none')).total).toBe(4);
  });

  test('siblings keep their counts, and what is chosen stays in the list at count 0', async () => {
    const { facets } = await search('q=图书馆&district=临湖区&district=无此区&not.author=高远&not.author=none');
    expect(facets.district).toEqual([
      { value: '临湖区', count: 2, paragraphs: null, selected: true, excluded: false },
      { value: '无此区', count: 0, paragraphs: null, selected: true, excluded: false },
    ]);
    expect(facets.author).toContainEqual({ value: '高远', count: 0, paragraphs: null, selected: false, excluded: true });
    expect(facets.author).toContainEqual({ value: null, count: 0, paragraphs: null, selected: false, excluded: true });
  });

  test('from and to are inclusive days', async () => {
    expect((await search('from=2023-05-04&to=2023-05-04')).total).toBe(3);
    expect((await search('from=2023-05-05')).total).toBe(1);
    expect((await search('from=2024-02-29&to=2024-02-29')).total).toBe(0);
  });

  test('sort, page and size do what they say', async () => {
    expect((await search('sort=oldest')).hits[0]?.articleId).toBe('lake1');
    const second = await search('page=2&size=2');
    expect(second).toMatchObject({ page: 2, size: 2, total: 5 });
    expect(second.hits).toHaveLength(2);
    expect((await search('page=100&size=100')).hits).toEqual([]);
  });

  test('warnings of the query are handed on with their places', async () => {
    const { query } = await search(`q=${encodeURIComponent('图书 "角')}`);
    expect(query.warnings).toEqual([{ at: 3, code: 'quote_open', about: [], message: '引号没有闭合，已按普通词检索' }]);
  });

  test('empty values count as not given, as a form without JavaScript sends them; unknown names are ignored', async () => {
    expect((await search('q=&district=&year=&from=&to=&sort=&page=&size=&utm_source=x&page[]=3')).total).toBe(5);
  });

  test.each([
    ['page', 'page=0'],
    ['page', 'page=-1'],
    ['page', 'page=1.5'],
    ['page', 'page=abc'],
    ['page', 'page=1e3'],
    ['page', 'page=%00'],
    ['page', 'page=1&page=2'],
    ['size', 'size=101'],
    ['size', 'size=0'],
    ['size', 'size=abc'],
    ['size', 'size=0x10'],
    ['sort', 'sort=best'],
    ['from', 'from=2023-02-30'],
    ['from', 'from=2023-2-3'],
    ['from', 'from=yesterday'],
    ['to', 'to=2023-13-01'],
    ['to', 'to=2023-02-29'],
    ['to', 'from=2024-01-02&to=2024-01-01'],
    ['year', 'year=20'],
    ['year', 'year=2021..2023'],
    ['not.year', 'not.year=abcd'],
    ['q', 'q=a&q=b'],
    ['district', `district=${'区'.repeat(201)}`],
    ['author', Array.from({ length: 101 }, (_, i) => `author=${i}`).join('&')],
  ])('a bad %s is named (case %#)', async (parameter, query) => {
    expect(await problemAt(`/api/search?${query}`)).toMatchObject({ status: 400, code: 'invalid_parameter', parameter });
  });

  test.each(['page=101&size=100', 'page=501', 'page=99999999999999999999999', `page=${'9'.repeat(5000)}`])('paging too deep is 422 (case %#)', async (query) => {
    expect(await problemAt(`/api/search?${query}`)).toMatchObject({ status: 422, code: 'too_deep' });
  });

  test('a query longer than is read is answered, saying what was left out', async () => {
    const { query } = await search(`q=${encodeURIComponent(`${'图'.repeat(2000)}桥头`)}`);
    expect(query.q).toHaveLength(2002);
    expect(query.warnings).toEqual([{ at: 2000, code: 'too_long', about: ['2000', '桥头', '2'], message: expect.stringContaining('桥头') }]);
  });

  test('whatever a client sends, it is never a fault of the server', async () => {
    const name = fc.constantFrom('q', 'district', 'year', 'section', 'author', 'not.author', 'from', 'to', 'sort', 'page', 'size', '__proto__', 'lang');
    const nasty = fc.constantFrom('"', '(((((', '-', 'OR', 'title:', 'year:9..1', '*', '\u0000', '\u200b\u0301', '%', '%E5', 'none', '1', '2023-01-01', '＝', '𠮷');
    const value = fc.oneof(fc.string({ unit: 'binary' }), fc.array(nasty).map((parts) => parts.join('')));
    const paths = fc.constantFrom('/', '/api/search', '/api/search.csv', '/api/search.ndjson', '/feed.atom', '/articles/lake1', '/api/articles/lake1');
    await fc.assert(
      fc.asyncProperty(paths, fc.array(fc.tuple(name, value, fc.boolean()), { maxLength: 6 }), async (path, pairs) => {
        const query = pairs.map(([n, v, raw]) => `${n}=${raw ? v.replaceAll(/[#\s]/g, '') : encodeURIComponent(v)}`).join('&');
        const response = await app.request(`${path}?${query}`);
        await response.text();
        expect(response.status).toBeLessThan(500);
      }),
      { numRuns: 500 },
    );
  });
});

describe('articles', () => {
  test('are whole and in order', async () => {
    const response = await app.request('/api/articles/lake1');
    expect(articleResponseSchema.strict().parse(await response.json())).toEqual({ ...ARTICLES[0], repeats: [] });
  });

  test.each(['/api/articles/nope', '/api/articles/..%2Fetc', '/api/articles/%00', '/api/articles/%E0%A4%A', `/api/articles/${'a'.repeat(200)}`, '/api/articles/a/b', '/api/articles/'])(
    'none is at a wrong id (case %#)',
    async (path) => expect(await problemAt(path)).toMatchObject({ status: 404, code: 'not_found' }),
  );

  test('are sent again only when they changed', async () => {
    const first = await app.request('/api/articles/lake1');
    const ETag = first.headers.get('ETag') ?? '';
    const again = await app.request('/api/articles/lake1', { headers: { 'If-None-Match': ETag } });
    expect([again.status, await again.text()]).toEqual([304, '']);
  });

  test('the page is given every mark by paragraph', async () => {
    const response = await app.request('/articles/lake1?q=图书馆');
    expect(response.headers.get('Content-Type')).toContain('text/html');
    const { page } = JSON.parse((await response.text()).slice('<article>'.length, -'</article>'.length));
    expect(page.reading).toEqual({ q: '图书馆', find: '', printed: false });
    expect(page.titleHighlights).toEqual([[2, 5]]);
    expect(page.paragraphHighlights).toEqual({ lake1_p1: [[3, 6]], lake1_p2: [], lake1_p3: [[0, 3]] });
  });

  test('an unknown one is an error page for a browser', async () => {
    const response = await app.request('/articles/nope', HTML);
    expect(response.status).toBe(404);
    expect(response.headers.get('Content-Type')).toBe('text/html; charset=utf-8');
    expect(await response.text()).toContain('"code":"not_found"');
  });
});

const searchPage = async (path: string, init: RequestInit = HTML, on = app) => {
  const response = await on.request(path, init);
  return { response, data: JSON.parse((await response.text()).slice('<search>'.length, -'</search>'.length)) };
};

describe('GET /', () => {
  test('the first visit shows what is in the index; a search does not need it', async () => {
    expect((await searchPage('/')).data).toMatchObject({ lang: 'zh', stats: { articles: 3 }, response: { total: 5 }, problem: null });
    expect((await searchPage('/?q=图书')).data).toMatchObject({ stats: null, response: { total: 3 } });
  });

  test('a bad parameter leaves the page standing, with its status and reason', async () => {
    const { response, data } = await searchPage('/?q=图书&page=0');
    expect(response.status).toBe(400);
    expect(data).toMatchObject({ response: null, problem: { code: 'invalid_parameter', parameter: 'page' } });
  });

  test('an engine that is down is a 503 page that says when to ask again', async () => {
    const { response, data } = await searchPage('/?q=图书', HTML, appWith({ reader: failing('engine_unavailable') }));
    expect([response.status, response.headers.get('Retry-After')]).toEqual([503, '2']);
    expect(data.problem.code).toBe('engine_unavailable');
  });

  test('the language is asked once, then kept in a cookie; nothing else gets into it', async () => {
    const { response, data } = await searchPage('/?lang=en');
    expect(data.lang).toBe('en');
    expect(response.headers.get('Set-Cookie')).toMatch(/^lang=en; Path=\/;/);
    expect((await searchPage('/', { headers: { ...HTML.headers, Cookie: 'lang=en' } })).data.lang).toBe('en');
    const hostile = await searchPage('/?lang=en%0d%0aX: 1');
    expect([hostile.data.lang, hostile.response.headers.get('Set-Cookie')]).toEqual(['zh', null]);
    expect(hostile.response.headers.get('Vary')).toContain('Cookie');
  });
});

describe('exports', () => {
  const many = Array.from({ length: 1203 }, (_, i) => article({ id: `n${i}`, texts: [`第${i}则短讯`] }));

  test('CSV holds every hit once, with a byte order mark, quoted', async () => {
    const response = await app.request('/api/search.csv?q=图书');
    expect(response.headers.get('Content-Type')).toContain('text/csv');
    const bytes = new Uint8Array(await response.arrayBuffer());
    expect(Array.from(bytes.subarray(0, 3))).toEqual([0xef, 0xbb, 0xbf]);
    const lines = new TextDecoder().decode(bytes).split('\r\n');
    expect(lines[0]).toBe('id,articleId,ordinal,title,subtitle,section,kind,date,year,districts,authors,paper,page,text,url');
    expect(lines).toHaveLength(5);
    expect(lines.find((line) => line.startsWith('bridge2_p1'))).toContain('"程晓; 高远"');
  });

  test('a paragraph that looks like a formula is text in a spreadsheet', async () => {
    const table = await (await app.request('/api/search.csv?q=墙上')).text();
    expect(table).toContain(`"'=SUM(1,2) 写在墙上的式子，让孩子们停下脚步。"`);
  });

  test('NDJSON streams all batches, whatever page and size say, and tells total and cap', async () => {
    const response = await appWith({ reader: double(many) }).request('/api/search.ndjson?q=短讯&page=999&size=abc');
    expect(response.headers.get('X-Total-Count')).toBe('1203');
    expect(response.headers.get('X-Result-Cap')).toBe('10000');
    const hits = (await response.text()).trimEnd().split('\n').map((line) => JSON.parse(line) as HitJson);
    expect(new Set(hits.map((hit) => hit.id)).size).toBe(1203);
  });

  test('let others in between their batches, even with an engine that never waits', async () => {
    const found = await exportHits(double(many), searchParamsSchema.parse({ q: '短讯' }), (work) => work(new AbortController().signal));
    let batches = 0;
    const others: number[] = [];
    setImmediate(() => others.push(batches));
    for await (const _batch of found.batches) batches++;
    expect(batches).toBe(5);
    expect(others).toEqual([1]);
  });

  test('end at the cap', async () => {
    const tooMany = Array.from({ length: 10_100 }, (_, i) => article({ id: `n${i}`, texts: ['短讯'] }));
    const response = await appWith({ reader: double(tooMany) }).request('/api/search.ndjson');
    expect(response.headers.get('X-Total-Count')).toBe('10100');
    expect((await response.text()).trimEnd().split('\n')).toHaveLength(10_000);
  });

  test('an engine that fails on the way breaks the stream instead of ending it as if whole', async () => {
    const reader = double(many);
    const breaking = { ...reader, search: (request: Parameters<typeof reader.search>[0]) => (request.page > 1 ? Promise.reject(new XunbaoError('engine_failed', 'gone')) : reader.search(request)) };
    const response = await appWith({ reader: breaking }).request('/api/search.ndjson?q=短讯');
    expect(response.status).toBe(200);
    await expect(response.text()).rejects.toThrow('gone');
  });
});

describe('documents', () => {
  test('the feed has one entry an article, well-formed and escaped', async () => {
    const response = await app.request('http://paper.example/feed.atom?q=图书');
    expect(response.headers.get('Content-Type')).toContain('application/atom+xml');
    const feed = await response.text();
    expect(feed.match(/<entry>/g)).toHaveLength(2);
    expect(feed).toContain('<title>老桥修缮 &lt;完工&gt;</title>');
    expect(feed).toContain('<link rel="alternate" type="text/html" href="http://paper.example/articles/bridge2?q=%E5%9B%BE%E4%B9%A6#p1"/>');
    expect(feed.indexOf('bridge2')).toBeLessThan(feed.indexOf('lake1'));
  });

  test('what was typed cannot break out of the feed', async () => {
    const feed = await (await app.request(`/feed.atom?q=${encodeURIComponent('</title><script>\u0001')}`)).text();
    expect(feed).toContain('&lt;/title&gt;&lt;script&gt;</title>');
    expect(feed).not.toContain('\u0001');
  });

  test('a browser can add the search', async () => {
    const response = await app.request('http://paper.example/opensearch.xml');
    expect(response.headers.get('Content-Type')).toContain('application/opensearchdescription+xml');
    expect(await response.text()).toContain('template="http://paper.example/?q={searchTerms}"');
  });

  test('assets are immutable, unknown ones are not there', async () => {
    const mark = await app.request('/assets/mark-abc.svg');
    expect(mark.headers.get('Cache-Control')).toBe('public, max-age=31536000, immutable');
    expect(mark.headers.get('Content-Type')).toBe('image/svg+xml');
    expect((await app.request('/favicon.ico')).status).toBe(200);
    for (const path of ['/assets/nope.js', '/assets/..%2f..%2fpackage.json', '/assets/../package.json', '/package.json']) {
      expect((await app.request(path)).status).toBe(404);
    }
    expect(await (await app.request('/robots.txt')).text()).toContain('Disallow: /api/');
  });
});

describe('operations', () => {
  test('stats say what is in the index and not what it is called inside', async () => {
    const stats = statsSchema.strict().parse(await (await app.request('/api/stats')).json());
    expect(stats).toMatchObject({ engine: 'double', articles: 3, paragraphs: 5, undated: 1, firstDate: '2023-05-04', lastDate: '2024-01-09' });
  });

  test('an empty index serves', async () => {
    const empty = appWith({ reader: double([]) });
    expect(await (await empty.request('/api/stats')).json()).toMatchObject({ articles: 0, lastIngest: null });
    expect(await (await empty.request('/api/search?q=图书')).json()).toMatchObject({ total: 0, hits: [] });
    for (const path of ['/', '/feed.atom', '/api/search.csv', '/readyz']) expect((await empty.request(path)).status).toBe(200);
  });

  test('alive is not ready', async () => {
    expect((await app.request('/readyz')).status).toBe(200);
    const down = appWith({ reader: failing('index_corrupt') });
    expect((await down.request('/healthz')).status).toBe(200);
    const problem = await problemAt('/readyz', {}, down);
    expect(problem).toMatchObject({ status: 503, code: 'engine_unavailable' });
    expect(problem.detail).toContain('index_corrupt');
  });

  test('metrics count by route and status, and tell the size of the index', async () => {
    const app = appWith();
    await app.request('/api/search?q=图书');
    await app.request('/api/search?page=0');
    await app.request('/api/articles/lake1');
    await app.request(`/nowhere/${Math.random()}`);
    await app.request('/api/stats', { method: 'BREW' });
    await app.request('/healthz', { method: 'BREW' });
    const text = await (await app.request('/metrics')).text();
    expect(text).toContain('xunbao_http_requests_total{route="/api/search",method="GET",status="200"} 1\n');
    expect(text).toContain('xunbao_http_requests_total{route="/api/search",method="GET",status="400"} 1\n');
    expect(text).toContain('xunbao_http_requests_total{route="/api/articles/:id",method="GET",status="200"} 1\n');
    expect(text).toContain('xunbao_http_requests_total{route="unmatched",method="GET",status="404"} 1\n');
    expect(text).toContain('xunbao_http_requests_total{route="/api/stats",method="other",status="405"} 1\n');
    expect(text).toContain('xunbao_http_requests_total{route="unmatched",method="other",status="405"} 1\n');
    expect(text).toContain('xunbao_http_request_seconds_bucket{route="/api/search",le="10"} 2\n');
    expect(text).toContain('xunbao_http_request_seconds_bucket{route="/api/search",le="+Inf"} 2\n');
    expect(text).toContain('\nxunbao_index_paragraphs 5\n');
    for (const line of text.trimEnd().split('\n')) expect(line).toMatch(/^(# (HELP|TYPE) .+|[a-z_]+(\{([a-z]+="[^"]*",?)+\})? [0-9.e+-]+)$/);
  });

  test('metrics are there when the engine is not', async () => {
    const mute = { ...double(), ready: () => Promise.reject(new XunbaoError('engine_unavailable', 'starting')) };
    expect(await (await appWith({ reader: mute }).request('/metrics')).text()).toContain('xunbao_engine_ready 0\n');
    expect(await (await appWith({ reader: failing('engine_unavailable') }).request('/metrics')).text()).toContain('xunbao_engine_ready 0\n');
  });
});

describe('faults', () => {
  test.each(['engine_unavailable', 'engine_failed', 'index_corrupt', 'index_locked', 'timeout'] as const)('%s is a 503 that keeps its details to itself', async (code) => {
    const problem = await problemAt('/api/search?q=a', {}, appWith({ reader: failing(code) }));
    expect(problem).toMatchObject({ status: 503, code: 'engine_unavailable' });
    expect(problem.headers.get('Retry-After')).toBe('2');
    expect(JSON.stringify(problem)).not.toContain('secret');
  });

  test('an engine that says too_deep is believed', async () => {
    expect(await problemAt('/api/search', {}, appWith({ reader: failing('too_deep') }))).toMatchObject({ status: 422, code: 'too_deep' });
  });

  test('an engine that does not answer is given up in time, and told so', async () => {
    let told: AbortSignal | undefined;
    const reader = { ...double(), search: (_: unknown, options?: { signal?: AbortSignal | undefined }) => ((told = options?.signal), new Promise<never>(() => {})) };
    expect(await problemAt('/api/search?q=a', {}, appWith({ reader, timeoutMs: 20 }))).toMatchObject({ status: 503 });
    expect(told?.aborted).toBe(true);
  });

  test('a client that goes away stops its search', async () => {
    const gone = new AbortController();
    let told: AbortSignal | undefined;
    const reader = { ...double(), search: (_: unknown, options?: { signal?: AbortSignal | undefined }) => ((told = options?.signal), new Promise<never>(() => {})) };
    const answer = appWith({ reader }).request('/api/search?q=a', { signal: gone.signal });
    await new Promise((resolve) => setTimeout(resolve, 5));
    gone.abort();
    expect((await answer).status).toBe(499);
    expect(told?.aborted).toBe(true);
  });

  test('a bug of ours is a 500 with the id under which the log has it, and no trace of the trace', async () => {
    const lines: string[] = [];
    const reader = { ...double(), search: () => Promise.reject(new TypeError('x is not a function')) };
    const app = appWith({ reader, logger: createLogger('error', (line) => lines.push(line)) });
    const problem = await problemAt('/api/search?q=a', {}, app);
    expect(problem).toMatchObject({ status: 500, code: 'internal' });
    expect(JSON.stringify(problem)).not.toMatch(/function|\.ts/);
    const id = problem.headers.get('X-Request-Id') ?? '?';
    expect(problem.detail).toContain(id);
    expect(lines.join('')).toContain(id);
    expect(lines.join('')).toContain('x is not a function');
    const page = await app.request('/', HTML);
    expect([page.status, page.headers.get('Content-Type')]).toEqual([500, 'text/html; charset=utf-8']);
  });
});

describe('requests nobody should send', () => {
  test.each(['POST', 'PUT', 'PATCH', 'DELETE', 'BREW'])('%s is refused everywhere: the server only reads', async (method) => {
    for (const path of ['/', '/api/search', '/api/articles/lake1', '/nowhere']) {
      const problem = await problemAt(path, { method });
      expect(problem).toMatchObject({ status: 405, code: 'method_not_allowed' });
      expect(problem.headers.get('Allow')).toBe('GET, HEAD, OPTIONS');
    }
  });

  test('the API answers a browser as it answers everybody', async () => {
    expect(await problemAt('/api/search?page=0', HTML)).toMatchObject({ status: 400 });
    expect(await problemAt('/api/nowhere', HTML)).toMatchObject({ status: 404 });
  });

  test('OPTIONS says what is allowed', async () => {
    const response = await app.request('/api/search', { method: 'OPTIONS' });
    expect([response.status, response.headers.get('Allow')]).toEqual([204, 'GET, HEAD, OPTIONS']);
  });

  test.each(['/', '/api/search?q=图书', '/api/search.csv', '/api/articles/lake1', '/articles/lake1', '/healthz', '/openapi.json', '/assets/mark-abc.svg', '/api/articles/nope'])(
    'HEAD %s is GET without the body',
    async (path) => {
      const [head, get] = [await app.request(path, { method: 'HEAD' }), await app.request(path)];
      expect([head.status, head.headers.get('Content-Type'), await head.text()]).toEqual([get.status, get.headers.get('Content-Type'), '']);
    },
  );

  test('a URL too long is 414, a body too large 413, whatever the route', async () => {
    expect(await problemAt(`/api/search?q=${'a'.repeat(100_000)}`)).toMatchObject({ status: 414, code: 'uri_too_long' });
    expect(await problemAt(`/${'a'.repeat(30_000)}`)).toMatchObject({ status: 414 });
    const body = await problemAt('/api/search', { method: 'POST', headers: { 'Content-Length': '100000' }, body: 'a'.repeat(100_000) });
    expect(body).toMatchObject({ status: 413, code: 'content_too_large' });
    expect(body.headers.get('Connection')).toBe('close');
  });

  test.each(['/nowhere', '/api/searchx', '/api/search/', '/api', '/articles', '/healthz/x', '/%', '/.env'])('nothing is at %s', async (path) => {
    expect(await problemAt(path)).toMatchObject({ status: 404, code: 'not_found' });
  });
});

const idFor = async (id: string) => (await app.request('/healthz', { headers: { 'X-Request-Id': id } })).headers.get('X-Request-Id');

describe('headers', () => {
  test.each(['/', '/api/search', '/api/search?page=0', '/articles/lake1', '/assets/mark-abc.svg', '/nowhere', '/openapi.json', '/metrics'])('%s is guarded', async (path) => {
    const { headers } = await app.request(path, HTML);
    const csp = headers.get('Content-Security-Policy') ?? '';
    expect(csp).toContain("default-src 'none'");
    expect(csp).toContain("frame-ancestors 'none'");
    expect(csp).not.toContain('unsafe');
    expect(headers.get('X-Content-Type-Options')).toBe('nosniff');
    expect(headers.get('Referrer-Policy')).toBe('strict-origin-when-cross-origin');
    expect(headers.get('Cross-Origin-Resource-Policy')).toBe('same-origin');
    expect(headers.get('Permissions-Policy')).toContain('camera=()');
    expect(headers.get('X-Request-Id')).toMatch(/^[0-9a-f-]{36}$/);
    expect(headers.get('Cache-Control') ?? 'none').not.toBe(path === '/metrics' ? 'none' : '');
  });

  test('answers that change are never kept', async () => {
    for (const path of ['/api/search', '/api/search.csv', '/api/stats', '/healthz', '/readyz', '/api/search?page=0', '/nowhere']) {
      expect((await app.request(path)).headers.get('Cache-Control')).toBe('no-store');
    }
    expect((await app.request('/', HTML)).headers.get('Cache-Control')).toBe('no-cache');
  });

  test('large answers are compressed for those who ask', async () => {
    const response = await app.request('/api/search', { headers: { 'Accept-Encoding': 'gzip' } });
    expect(response.headers.get('Content-Encoding')).toBe('gzip');
    expect(response.headers.get('Vary')).toContain('Accept-Encoding');
    const body = response.body?.pipeThrough(new DecompressionStream('gzip'));
    expect(await new Response(body).json()).toMatchObject({ total: 5 });
  });

  test('a request keeps its own id only when it is a plain one', async () => {
    expect(await idFor('abc-123')).toBe('abc-123');
    expect(await idFor('<script>')).not.toContain('<');
    expect(await idFor('a'.repeat(65))).toHaveLength(36);
  });
});

const asker = (ip: () => string, rateLimit = 3) => appWith({ rateLimit, clientOf: ip });

describe('rate limit', () => {
  test('the search after the last allowed is a 429 that says how long to wait; health stays free', async () => {
    const app = asker(() => '192.0.2.1');
    for (const path of ['/api/search', '/', '/feed.atom']) expect((await app.request(path)).status).toBe(200);
    for (const path of ['/api/search', '/', '/feed.atom']) {
      const problem = await problemAt(path, {}, app);
      expect(problem).toMatchObject({ status: 429, code: 'rate_limited' });
      expect(Number(problem.headers.get('Retry-After'))).toBeGreaterThanOrEqual(1);
      expect(Number(problem.headers.get('Retry-After'))).toBeLessThanOrEqual(120);
    }
    for (const path of ['/healthz', '/readyz', '/metrics', '/api/articles/lake1']) expect((await app.request(path)).status).toBe(200);
    expect((await app.request('/', HTML)).headers.get('Content-Type')).toBe('text/html; charset=utf-8');
  });

  test('clients do not spend each other\'s searches', async () => {
    let ip = '';
    const app = asker(() => ip, 1);
    for (ip of ['192.0.2.1', '192.0.2.2', '2001:db8::1', '2001:db8:1::1']) expect((await app.request('/api/search')).status).toBe(200);
    for (ip of ['192.0.2.1', '::ffff:192.0.2.2', '2001:db8::ffff', '2001:db8:1::']) expect((await app.request('/api/search')).status).toBe(429);
  });

  test('0 is no limit', async () => {
    const app = asker(() => '192.0.2.1', 0);
    for (let i = 0; i < 50; i++) expect((await app.request('/api/search')).status).toBe(200);
  });
});
