import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createLogger } from '../src/logger.ts';
import { createAdmission } from '../src/server/admission.ts';
import { csvRow } from '../web/csv.ts';
import { clientKey, createRateLimiter } from '../src/server/rate-limit.ts';
import { appWith, double } from './server.double.ts';

const admission = () => createAdmission(40);
/** So many articles asked for at once, of an engine that takes so long for each. */
async function crowd(admission: ReturnType<typeof createAdmission>, size: number, ms: number, path = '/api/articles/lake1'): Promise<void> {
  const reader = { ...double(), article: () => new Promise<null>((resolve) => setTimeout(() => resolve(null), ms)) };
  const app = appWith({ reader, admission });
  const answers = Promise.all(Array.from({ length: size }, () => app.request(path)));
  await vi.advanceTimersByTimeAsync(ms + 1);
  await answers;
}

describe('admission', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'performance'] }));
  afterEach(() => void vi.useRealTimers());

  test('lets fewer in while a crowd makes answers late, never none, and all again when they are quick', async () => {
    const slow = admission();
    await crowd(slow, 30, 3000);
    expect(slow.limit).toBeLessThan(25);
    await crowd(slow, 60, 3000);
    expect(slow.limit).toBe(8);
    await crowd(slow, 400, 10);
    expect(slow.limit).toBe(40);
  });

  test('does not take a single slow answer, nor a quick probe, for a sign', async () => {
    const busy = admission();
    await crowd(busy, 1, 5000);
    expect(busy.limit).toBe(40);
    await crowd(busy, 60, 3000);
    await crowd(busy, 400, 1, '/healthz');
    expect(busy.limit).toBe(8);
  });
});

describe('rate limiter', () => {
  const MINUTE = 60_000;

  test('never admits much more than the limit in any minute', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 4000 }), { minLength: 50, maxLength: 300 }), fc.integer({ min: 1, max: 20 }), (gaps, limit) => {
        const limiter = createRateLimiter(limit);
        const admitted: number[] = [];
        let now = MINUTE;
        for (const gap of gaps) {
          now += gap;
          if (limiter.admit('a', now) === 0) admitted.push(now);
        }
        for (const start of admitted) {
          // Two counters estimate the window, which can be off by what fits its two parts.
          expect(admitted.filter((at) => at >= start && at < start + MINUTE).length).toBeLessThanOrEqual(2 * limit);
        }
        expect(admitted.length).toBeGreaterThan(0);
      }),
    );
  });

  test('a burst at the turn of a minute is no way around it', () => {
    const limiter = createRateLimiter(10);
    const admit = (at: number, times: number) => Array.from({ length: times }, () => limiter.admit('a', at)).filter((wait) => wait === 0).length;
    expect(admit(2 * MINUTE - 1, 20)).toBe(10);
    expect(admit(2 * MINUTE + 1, 20)).toBeLessThanOrEqual(1);
  });

  test('waiting as told is enough', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 50 }), fc.integer({ min: 0, max: 200_000 }), (limit, offset) => {
        const limiter = createRateLimiter(limit);
        let now = MINUTE + offset;
        for (let i = 0; i < limit; i++) limiter.admit('a', now);
        const wait = limiter.admit('a', now);
        expect(wait).toBeGreaterThanOrEqual(1);
        now += wait * 1000;
        expect(limiter.admit('a', now)).toBe(0);
      }),
    );
  });

  test('a clock going backwards locks nobody out', () => {
    const limiter = createRateLimiter(2);
    limiter.admit('a', 100 * MINUTE);
    expect(limiter.admit('a', 5 * MINUTE)).toBe(0);
    expect(limiter.admit('a', 5 * MINUTE)).toBeGreaterThan(0);
    expect(limiter.admit('a', 103 * MINUTE)).toBe(0);
  });

  test('forgets the client longest unseen, so that many cost no more than few', () => {
    const limiter = createRateLimiter(1, 2);
    for (const client of ['a', 'b', 'a', 'c']) limiter.admit(client, MINUTE);
    expect(limiter.admit('a', MINUTE)).toBeGreaterThan(0);
    expect(limiter.admit('b', MINUTE)).toBe(0);
  });

  test.each([
    ['192.0.2.1', '192.0.2.1'],
    ['::ffff:192.0.2.1', '192.0.2.1'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:db8::6', '2001:db8:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['unknown', 'unknown'],
  ])('%s counts as %s', (address, key) => expect(clientKey(address)).toBe(key));
});

describe('CSV', () => {
  test('any cell comes back as it was, but for the apostrophe before a formula', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'=+-@＝＋\t\r\n ,;"\'a字') }), (cell) => {
        const row = csvRow([cell]);
        const read = row.startsWith('"') ? row.slice(1, -3).replaceAll('""', '"') : row.slice(0, -2);
        expect(read.replace(/^'/, '')).toBe(cell.replace(/^'/, ''));
        expect(read).not.toMatch(/^\s*[=+\-@＝＋]/);
      }),
    );
  });

  test('the field after a quoted one is its own', () => expect(csvRow(['a"b', '=1', ''])).toBe('"a""b","\'=1",\r\n'));
});

describe('log', () => {
  const acting = fc.constantFrom(...'\n\r\u0000\u001b\u007f\u0085\u009b\u2028\u202e\u2066a字"\\');

  test('one line each, whatever stands in it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: acting }), (event, value) => {
        const lines: string[] = [];
        createLogger('debug', (line) => lines.push(line)).info(event, { value });
        expect(lines).toHaveLength(1);
        // oxlint-disable-next-line no-control-regex
        expect(lines[0]).toMatch(/^[^\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]*\n$/);
        expect(JSON.parse(lines[0] ?? '')).toMatchObject({ event, value, level: 'info' });
      }),
    );
  });

  test('only what the level asks for', () => {
    const lines: string[] = [];
    const logger = createLogger('warn', (line) => lines.push(line));
    for (const level of ['error', 'warn', 'info', 'debug'] as const) logger[level]('x');
    expect(lines.map((line) => JSON.parse(line).level)).toEqual(['error', 'warn']);
  });

  test('a request is one entry with its id, route and status; a hostile URL stays escaped', async () => {
    const lines: string[] = [];
    const app = appWith({ logger: createLogger('info', (line) => lines.push(line)), clientOf: () => '192.0.2.9' });
    await app.request('/api/search?q=%0a%1b[31mfake&page=0', { headers: { 'X-Request-Id': 'r-1', Authorization: 'Bearer hush', Cookie: 'lang=hush' } });
    await app.request('/healthz');
    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      event: 'request',
      requestId: 'r-1',
      method: 'GET',
      route: '/api/search',
      status: 400,
      client: '192.0.2.9',
      url: '/api/search?q=%0a%1b[31mfake&page=0',
    });
    expect(lines.join('')).not.toContain('hush');
  });
});
