/** Contents that mean harm, or only trouble, wherever the search page shows what others wrote. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { ARTICLES, HOSTILE, toArticle } from '../fixtures/web/articles.ts';
import { alive, openHouse, type House } from './house.ts';

const WORD = 'W'.repeat(10_000);
const RTL = '\u202E\u2067شارع\u200F';
const FAMILY = '👨‍👩‍👧‍👦'.repeat(300);

/** Each of them in every place that metadata and text are shown. */
const GIANTS = [WORD, `${RTL}${'سوق'.repeat(900)}`, FAMILY, '\uD83D'.repeat(400), `<b>${'&amp;"\''.repeat(400)}</b>`].map((text, i) =>
  toArticle({
    id: `giant-${i}`,
    title: `巨物${text}`,
    subtitle: `巨物${text}`,
    authors: [`巨物${text}`.slice(0, 180), `甲${text}`.slice(0, 180)],
    date: '2021-05-05',
    districts: [`巨物${text}`.slice(0, 180)],
    paper: `巨物${text}`,
    page: text,
    url: `https://news.example/${i}`,
    text: [`# 巨物${text}`, `巨物出没于此：${text}`, `- ${text}巨物`, `巨物又来了${text}`],
  }),
);

let house: House;
beforeAll(async () => {
  house = await openHouse([...ARTICLES, ...HOSTILE, ...GIANTS]);
}, 60_000);
afterAll(() => house?.close());

const breaches = (page: Page): Promise<string[]> => page.evaluate(() => Reflect.get(window, 'breaches') as string[]);
const tooWide = (page: Page): Promise<number> => page.evaluate(() => Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth));

async function visit(width: number): Promise<{ page: Page; complaints: string[] }> {
  const visit = await house.visit({ viewport: { width, height: 800 } });
  // Half a megabyte of text takes its time where several browsers share a core.
  visit.page.setDefaultTimeout(30_000);
  await visit.page.addInitScript(() => {
    const breaches: string[] = [];
    Object.assign(window, { breaches });
    document.addEventListener('securitypolicyviolation', (event) => breaches.push(`${event.violatedDirective} ${event.blockedURI}`));
  });
  return visit;
}

/** Brings into view whatever is folded away. */
const unfold = (page: Page): Promise<void> => page.evaluate(() => document.querySelectorAll('details').forEach((details) => (details.open = true)));

const PATHS: readonly string[] = [
  '/',
  '/?q=巨物',
  '/?q=巨物&fold=off&sort=oldest',
  '/?q=恶意',
  `/?q=巨物&vs=${encodeURIComponent(RTL + WORD.slice(0, 1800))}`,
  `/?district=${encodeURIComponent(`巨物${RTL}${'سوق'.repeat(900)}`.slice(0, 180))}&not.author=${encodeURIComponent(`巨物${WORD}`.slice(0, 180))}`,
  `/?q=${encodeURIComponent(`"${WORD.slice(0, 1500)}" author:<img> -${RTL} title:👨‍👩‍👧‍👦`)}`,
  `/?q=${encodeURIComponent(FAMILY.slice(0, 1900))}`,
  '/?q=%ED%A0%BD%FF%00%E2%80%AE',
  '/coverage?year=2021',
  `/coverage?year=2021&paper=${encodeURIComponent(`巨物${WORD.slice(0, 3000)}`)}`,
];

describe.each([360, 1440])('at %i px', (width) => {
  it('text is text, breaks no layout and trips no policy', async () => {
    const { page, complaints } = await visit(width);
    for (const path of PATHS) {
      const shown = path.slice(0, 30);
      const answer = await page.goto(path);
      expect([shown, answer?.status()]).toEqual([shown, 200]);
      await alive(page);
      await unfold(page);
      expect([shown, await tooWide(page)]).toEqual([shown, 0]);
      expect([shown, await breaches(page), await page.evaluate(() => Reflect.get(window, 'hacked'))]).toEqual([shown, [], undefined]);
      expect([shown, await page.locator('#app img:not(.brand img), #app script, #app style').count()]).toEqual([shown, 0]);
    }
    expect(complaints).toEqual([]);
  }, 120_000);
});

it('on a phone neither the filters nor the suggestions grow wider than the screen', async () => {
  const { page, complaints } = await visit(360);
  await page.goto('/?q=巨物');
  await alive(page);
  await page.locator('#q').fill('巨');
  await page.getByRole('option').first().waitFor();
  expect(await tooWide(page)).toBe(0);
  await page.keyboard.press('Escape');
  await page.locator('.open-filters').click();
  await page.getByRole('dialog').waitFor();
  expect(await page.locator('.filters').evaluate((el) => Math.max(0, el.scrollWidth - el.clientWidth))).toBe(0);
  expect(await tooWide(page)).toBe(0);
  expect(complaints).toEqual([]);
});

it('one giant does not push the next result out of reach', async () => {
  const { page } = await visit(360);
  await page.goto('/?q=巨物&fold=off');
  await alive(page);
  const heights = await page.locator('.result').evaluateAll((els) => els.map((el) => el.getBoundingClientRect().height));
  expect(heights.length).toBeGreaterThan(3);
  // Two screens of a phone; a title of 10,000 letters in full would be sixty.
  expect(Math.max(...heights)).toBeLessThan(1600);
  await page.goto('/');
  expect(await page.evaluate(() => document.documentElement.scrollHeight)).toBeLessThan(8000);
  await page.goto('/coverage?year=2021');
  expect(Math.max(...(await page.locator('.papers tr').evaluateAll((els) => els.map((el) => el.getBoundingClientRect().height))))).toBeLessThan(200);
});

it('a word of 10,000 letters can be found and read to its end', async () => {
  const { page } = await visit(1440);
  await page.goto('/articles/giant-0?q=巨物');
  await alive(page);
  expect((await page.locator('#p2').textContent())?.includes(WORD)).toBe(true);
  expect(await tooWide(page)).toBe(0);
});
