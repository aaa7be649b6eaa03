/** Every page in every state a reader can bring it into, as every reader sees it: nothing is wrong with any of them. */
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Page } from 'playwright-core';
import { XunbaoError } from '../../src/errors.ts';
import { citeOf } from '../../src/server/cite.ts';
import { ARTICLES, HOSTILE, TWICE } from '../fixtures/web/articles.ts';
import { alive, openHouse, type House } from './house.ts';
import { axeFaults, contrastFaults, layoutFaults, smallTargets } from './inspect.ts';

let house: House;
let empty: House;
beforeAll(async () => {
  [house, empty] = await Promise.all([openHouse([...ARTICLES, ...HOSTILE, ...TWICE]), openHouse([])]);
}, 60_000);
afterAll(() => Promise.all([house?.close(), empty?.close()]));
afterEach(() => vi.restoreAllMocks());

interface Scene {
  readonly name: string;
  readonly path: string;
  /** Brings about what the server has to meet. */
  readonly given?: () => unknown;
  /** Brings the page into the state to be looked at. */
  readonly act?: (page: Page) => Promise<unknown>;
  /** Where the state exists at all; everywhere when left out. */
  readonly upTo?: number;
  /** An archive with nothing in it. */
  readonly empty?: true;
}

const away = (): Promise<never> => Promise.reject(new XunbaoError('engine_unavailable', 'gone for the test'));
const openAll = (page: Page): Promise<unknown> => page.evaluate(() => document.querySelectorAll('details').forEach((el) => el.removeAttribute('name') ?? el.setAttribute('open', '')));

const SCENES: readonly Scene[] = [
  { name: 'front page', path: '/', act: openAll },
  { name: 'front page of an empty archive', path: '/', empty: true },
  { name: 'results', path: '/?q=营商环境', act: openAll },
  { name: 'filters on', path: '/?district=青岚区&not.year=2020&from=2016-01-01&page=2' },
  { name: 'two queries on one chart', path: '/?q=青岚&vs=临水&rates=on', act: openAll },
  { name: 'the days of a month', path: '/?q=青岚&from=2024-03-01&to=2024-03-31', act: openAll },
  { name: 'nothing found', path: '/?q=营商环境&district=青岚区&year=2016', act: (page) => page.locator('.relief-total').first().waitFor() },
  { name: 'nothing found, no filter to take off', path: '/?q=量子烤冷面' },
  { name: 'a query taken otherwise', path: '/?q=year:abc "没有合上' },
  { name: 'chips and words given up', path: '/?q=哈市 营商环境的书店 -夜市 year:2020..2024&district=青岚区' },
  {
    name: 'suggestions', path: '/?q=街', act: async (page) => {
      await page.locator('#q').fill('营商');
      await page.getByRole('option').first().waitFor();
      await page.keyboard.press('ArrowDown');
    },
  },
  {
    name: 'filters as a sheet', path: '/?q=街', upTo: 768, act: async (page) => {
      await page.locator('.open-filters').click();
      await page.getByRole('dialog').waitFor();
    },
  },
  { name: 'hostile results', path: '/?q=恶意' },
  { name: 'a page too deep', path: '/?q=街&page=9999' },
  { name: 'a day that does not exist', path: '/?from=2023-02-31' },
  { name: 'results without an engine', path: '/?q=街', given: () => vi.spyOn(house.engine, 'search').mockImplementation(away) },
  {
    name: 'offline', path: '/?q=白鹭', act: async (page) => {
      await page.context().setOffline(true);
      await page.locator('#q').fill('账本');
      await page.locator('.problem').waitFor();
    },
  },
  { name: 'article', path: '/articles/window?q=营商环境#p3', act: async (page) => { await page.keyboard.press('n'); await openAll(page); } },
  { name: 'article with a repeat', path: '/articles/flood-1', act: openAll },
  { name: 'article without a date', path: '/articles/undated' },
  { name: 'article as printed', path: '/articles/window?q=营商环境&view=printed#p3' },
  { name: 'hostile article', path: '/articles/hostile?q=恶意' },
  { name: 'found inside, citation gone', path: '/articles/window?find=窗口&cite=p99.00000000..UpeaXDpTP2WhUg' },
  { name: 'citation changed', path: `/articles/flood-1?cite=${citeOf({ ordinal: 1, text: '7月15日8时，青岚河石板桥站水位涨至21.6米，沿河转移居民五百户。' })}#p1` },
  { name: 'article without an engine', path: '/articles/window', given: () => vi.spyOn(house.engine, 'article').mockImplementation(away) },
  { name: 'two articles side by side', path: '/articles/flood-1/compare/flood-2#r1', act: openAll },
  { name: 'coverage', path: '/coverage' },
  { name: 'coverage of a year', path: '/coverage?year=2024' },
  { name: 'coverage of a year without issues', path: '/coverage?year=1901' },
  { name: 'coverage of an empty archive', path: '/coverage', empty: true },
  { name: 'no clippings', path: '/clippings' },
  {
    name: 'clippings', path: '/articles/window#p3', act: async (page) => {
      await page.locator('#p3 [data-keep]').click();
      await page.goto('/?q=街');
      await alive(page);
      await page.locator('[data-keep-search]').click();
      await page.goto('/clippings');
      await page.locator('.clippings li').waitFor();
    },
  },
  { name: 'the API', path: '/docs' },
  { name: 'no such page', path: '/articles/none' },
  { name: 'in English', path: '/?q=营商环境&lang=en', act: openAll },
  { name: 'an article in English', path: '/articles/window?q=营商环境&lang=en', act: openAll },
];

type Check = (page: Page) => Promise<string[]>;

interface Reader {
  readonly name: string;
  readonly width: number;
  readonly media?: { colorScheme?: 'dark'; forcedColors?: 'active'; media?: 'print' };
  /** Pixels of the browser's own text size, 16 unless the reader has set another. */
  readonly text?: number;
  /** What may be otherwise than for the readers before. */
  readonly checks: readonly Check[];
}

const READERS: readonly Reader[] = [
  { name: 'a desk', width: 1440, checks: [layoutFaults, smallTargets, axeFaults] },
  { name: 'a desk in the dark', width: 1440, media: { colorScheme: 'dark' }, checks: [contrastFaults] },
  { name: 'a tablet', width: 768, checks: [layoutFaults, smallTargets] },
  { name: 'a phone', width: 360, checks: [layoutFaults, smallTargets, axeFaults] },
  { name: 'a phone in the dark', width: 360, media: { colorScheme: 'dark' }, checks: [contrastFaults] },
  // Not axe: to it the colours are still those of the style sheet.
  { name: 'forced colours', width: 768, media: { forcedColors: 'active' }, checks: [layoutFaults] },
  // A window of 1440 at 200 %, and one of 1280 at 400 %, which is as narrow as pages have to go.
  { name: 'zoom of 200 %', width: 720, checks: [layoutFaults, smallTargets] },
  { name: 'zoom of 400 %', width: 320, checks: [layoutFaults, smallTargets] },
  { name: 'text twice as large', width: 1440, text: 32, checks: [layoutFaults] },
  { name: 'paper', width: 720, media: { media: 'print' }, checks: [layoutFaults] },
];

/** Of the page as `reader` sees it. */
async function faults(page: Page, { name, width, media, text, checks }: Reader): Promise<string[]> {
  await page.setViewportSize({ width, height: 900 });
  await page.emulateMedia({ colorScheme: 'light', forcedColors: 'none', media: 'screen', ...media });
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Page.setFontSizes', { fontSizes: { standard: text ?? 16, fixed: 13 } });
  const found: string[] = [];
  for (const check of checks) found.push(...(await check(page)).map((fault) => `${name}: ${fault}`));
  return found;
}

it('a page with something wrong is seen through', async () => {
  const { page } = await house.visit({ viewport: { width: 360, height: 740 } });
  await page.setContent(`<p style="width: 500px">比窗口更宽的一行字，比窗口更宽的一行字，比窗口更宽的一行字。</p>
    <p style="height: 10px; overflow: hidden">只看得见上半截</p><p style="width: 40px; overflow: hidden; white-space: nowrap">右边被裁掉了</p>
    <p style="width: 40px; overflow: hidden; white-space: nowrap; text-overflow: ellipsis">裁掉了，但说了</p><button style="height: 12px">小</button><img src="x">`);
  expect((await layoutFaults(page)).map((fault) => fault.split(':')[0])).toEqual(['scrolls sideways by 148 px', 'outside the window', 'cut below', 'cut at its side']);
  expect(await smallTargets(page)).toHaveLength(1);
  expect((await axeFaults(page)).map((fault) => fault.split(':')[0])).toContain('image-alt');
});

describe('nothing is wrong with', () => {
  it.each(SCENES)('$name', async ({ path, given, act, upTo = Infinity, ...scene }) => {
    given?.();
    const { page, complaints } = await (scene.empty ? empty : house).visit({ reducedMotion: 'reduce', viewport: { width: Math.min(upTo, 1280), height: 900 } });
    await page.addInitScript(() => {
      const breaches: string[] = [];
      Object.assign(window, { breaches });
      document.addEventListener('securitypolicyviolation', (event) => breaches.push(`${event.violatedDirective} ${event.blockedURI}`));
    });
    const answer = await page.goto(path);
    expect(answer?.headers()['content-security-policy']).toMatch(/script-src 'self'/);
    await alive(page);
    await act?.(page);
    expect([await page.evaluate(() => Reflect.get(window, 'breaches') as string[]), await page.locator('[style]').count(), complaints]).toEqual([[], 0, []]);
    const found: string[] = [];
    for (const reader of READERS.filter(({ width }) => width <= upTo)) found.push(...(await faults(page, reader)));
    expect(found).toEqual([]);
    await page.context().close();
  });
});
