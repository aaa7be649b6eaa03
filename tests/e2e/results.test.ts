/** What the results say and what the facets do, as somebody reads and uses them. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SearchJson } from '../../src/server/schema.ts';
import { ARTICLES } from '../fixtures/web/articles.ts';
import { alive, openHouse, query, total, watchSearches, type House } from './house.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse(ARTICLES);
}, 60_000);
afterAll(() => house?.close());

describe('totals and snippets', () => {
  it('an estimate is called one', async () => {
    const page = await house.open('/');
    await page.route('**/api/search?*', async (route) => {
      const answer = await route.fetch();
      const found = (await answer.json()) as SearchJson;
      await route.fulfill({ response: answer, json: { ...found, totalIsExact: false } });
    });
    await page.locator('#q').fill('营商环境');
    await expect.poll(() => total(page).innerText()).toBe('约 5 段，出自约 3 篇');
  });

  it('every snippet begins where a sentence does, and holds a mark where its paragraph does', async () => {
    const page = await house.open('/?q=营商环境&fold=off');
    await page.evaluate(() => document.querySelectorAll('details').forEach((details) => (details.open = true)));
    const paragraphs = ARTICLES.flatMap((article) => article.paragraphs.map(({ text }) => text));
    const snippets = await page.locator('.results .snippet').allTextContents();
    expect(snippets).toHaveLength(5);
    for (const snippet of snippets) {
      const said = snippet.replace(/^…|…$/g, '').trim();
      const paragraph = paragraphs.find((text) => text.includes(said)) ?? '';
      const before = paragraph.slice(0, paragraph.indexOf(said)).trimEnd();
      expect([said.slice(0, 12), before === '' || /[。！？；：”]$/.test(before)]).toEqual([said.slice(0, 12), true]);
      expect(said).toContain('营商环境');
    }
  });
});

it.each([true, false])('a page beyond the last says so and leads back to the first, with a script: %s', async (javaScriptEnabled) => {
  const page = await house.open('/?q=营商环境&page=7', { javaScriptEnabled });
  expect(await page.locator('.notice').innerText()).toMatch(/没有第 7 页/);
  expect(await page.locator('.pager, .result').count()).toBe(0);
  await page.getByRole('link', { name: '回到第一页' }).click();
  await page.locator('.result').first().waitFor();
  expect(query(page)).toBe('?q=营商环境');
});

describe('facets', () => {
  it('a value is left out and taken back by keyboard, its siblings keeping their counts', async () => {
    const page = await house.open('/?q=营商环境');
    const row = page.locator('.facet-district .facet-value', { hasText: '临水区' });
    const counts = () => page.locator('.facet-district .facet-value').evaluateAll((els) => els.map((el) => el.querySelector('.facet-label')?.textContent + ' ' + el.querySelector('.facet-count [aria-hidden]')?.textContent).sort());
    const before = await counts();
    await row.getByRole('link', { name: '排除 临水区' }).focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => query(page)).toBe('?q=营商环境&not.district=临水区');
    await expect.poll(() => total(page).innerText()).toBe('3 段，出自 1 篇');
    expect(await counts()).toEqual(before);
    expect(await page.locator('.chip-not').innerText()).toMatch(/地区\s*不含 临水区/);
    await row.getByRole('link', { name: '恢复 临水区' }).click();
    await expect.poll(() => total(page).innerText()).toBe('5 段，出自 3 篇');
    await page.goBack();
    await expect.poll(() => total(page).innerText()).toBe('3 段，出自 1 篇');
  });

  it('a value that finds nothing stays in view at zero, and can be taken back', async () => {
    const page = await house.open('/?q=白鹭&district=梨川县');
    expect(await total(page).innerText()).toBe('一段也没有找到');
    const box = page.locator('.facet-district').getByRole('checkbox', { name: '梨川县' });
    expect(await box.isChecked()).toBe(true);
    expect(await page.locator('.facet-district .facet-value', { hasText: '梨川县' }).locator('.facet-count').innerText()).toMatch(/^0/);
    // Not uncheck(): what finds nothing and is no longer chosen leaves the list, perhaps before it could be seen unchecked.
    await box.click();
    await expect.poll(() => page.locator('.result-title').allInnerTexts()).toEqual(['河长老韩的一本流水账']);
  });

  it('without JavaScript a value can be left out as well', async () => {
    const page = await house.open('/?q=营商环境', { javaScriptEnabled: false });
    await page.locator('.facet-year .facet-value', { hasText: '2024' }).hover();
    await page.getByRole('link', { name: '排除 2024' }).click();
    expect(query(page)).toBe('?q=营商环境&not.year=2024');
    expect(await total(page).innerText()).toBe('2 段，出自 2 篇');
  });
});

describe('steps', () => {
  it('Back takes back one choice at a time, whatever was typed, chosen, sorted and paged between', async () => {
    const page = await house.open('/');
    const steps = ['?q=街', '?q=街&district=青岚区', '?q=街&district=青岚区&sort=oldest', '?q=街&sort=oldest', '?q=街&sort=oldest&page=2'];
    await page.locator('#q').pressSequentially('街');
    await page.keyboard.press('Enter');
    await page.locator('.facet-district').getByRole('checkbox', { name: '青岚区' }).check();
    await expect.poll(() => query(page)).toBe(steps[1]);
    await page.getByRole('link', { name: '最早' }).click();
    await expect.poll(() => query(page)).toBe(steps[2]);
    await page.locator('.chip-only').click();
    await expect.poll(() => query(page)).toBe(steps[3]);
    await page.getByRole('link', { name: '下一页' }).click();
    for (const step of steps.toReversed()) {
      await expect.poll(() => query(page)).toBe(step);
      await page.locator('main:not(.busy)').waitFor();
      await page.goBack();
    }
    await page.locator('.holdings').waitFor();
    expect(query(page)).toBe('');
    await page.goForward();
    await expect.poll(() => query(page)).toBe('?q=街');
    expect(await page.locator('#q').inputValue()).toBe('街');
  });

  it('a chart that could not be had is asked for again by itself, with nothing asked of the search', async () => {
    const { page } = await house.visit();
    await page.clock.install();
    await page.goto('/?q=街');
    await alive(page);
    let asked = 0;
    await page.route('**/api/trends?*', (route) => (asked++ === 0 ? route.abort() : route.continue()));
    await page.locator('#q').fill('河');
    await page.clock.runFor(1000);
    await page.locator('.timeline-late').waitFor();
    const searches = watchSearches(page);
    await page.clock.runFor(9000);
    await expect.poll(() => page.locator('.timeline-late').count()).toBe(0);
    expect(asked).toBe(2);
    expect(searches.urls).toEqual([]);
  });
});
