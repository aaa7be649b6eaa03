import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ARTICLES } from '../fixtures/web/articles.ts';
import { alive, openHouse, type House } from './house.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse(ARTICLES);
}, 60_000);
afterAll(() => house?.close());

describe('the calendar of the archive', () => {
  it('is one click from an empty result, at the year that was searched, and leads to the articles of a day', async () => {
    const { page, complaints } = await house.visit();
    await page.goto('/?q=无此词无此词&from=2024-01-01&to=2024-12-31');
    await alive(page);
    await page.getByRole('link', { name: '看看这段时间馆里有没有报' }).click();
    await page.waitForURL('**/coverage?year=2024');
    expect(await page.locator('#held').innerText()).toBe('2024 年');
    expect(await page.locator('.held-sum').innerText()).toMatch(/^366 天中有报 \d+ 天/);
    await page.getByRole('link', { name: '2024年3月18日 1 篇' }).click();
    await page.waitForURL('**/?from=2024-03-18&to=2024-03-18');
    expect(await page.locator('.result-title').allInnerTexts()).toEqual(['一扇窗口办成一件事']);
    expect(complaints).toEqual([]);
  });

  it('shows one paper alone, and what has no date at all', async () => {
    const { page } = await house.visit({ javaScriptEnabled: false });
    await page.goto('/coverage?year=2024');
    await page.locator('.papers').getByRole('link', { name: '江城晨报' }).click();
    expect(await page.locator('#held').innerText()).toBe('2024 年 · 江城晨报');
    const days = ARTICLES.filter(({ date, source }) => date?.startsWith('2024') && source.paper === '江城晨报').map(({ date }) => date);
    expect(await page.locator('a.day').count()).toBe(new Set(days).size);
    await page.getByRole('link', { name: /篇日期未注明$/ }).click();
    expect(new URL(page.url()).search).toBe('?year=none');
  });
});
