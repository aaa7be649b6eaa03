/** What a reader sees when it does not go well, on a small screen, and without a script. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ARTICLES } from '../fixtures/web/articles.ts';
import { alive, openHouse, query, total, watchSearches, type House } from './house.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse(ARTICLES);
}, 60_000);
afterAll(() => house?.close());

describe('nothing found', () => {
  it('says which filter costs most and takes it off with one click', async () => {
    const page = await house.open('/?q=营商环境&district=青岚区&year=2016');
    const first = page.locator('.relief a').first();
    await expect.poll(() => first.innerText()).toMatch(/去掉 年份 2016\s+4 段/);
    expect(await page.locator('.relief a').allInnerTexts()).toHaveLength(2);
    await first.click();
    await expect.poll(() => total(page).innerText()).toBe('4 段，出自 2 篇');
  });

  it('asks one thing at a time while finding that out', async () => {
    const page = await house.open('/?q=营商环境&district=青岚区&author=顾青');
    const searches = watchSearches(page);
    await page.locator('#q').fill('营商');
    await page.waitForTimeout(800);
    expect(searches.urls.length).toBeGreaterThan(2);
    expect(searches.most()).toBe(1);
  });

  it('names each word that stands nowhere, with what could be searched instead, one click away', async () => {
    const { page } = await house.visit({ javaScriptEnabled: false });
    await page.goto('/?q="白鹭" "营商 环境" "营商环竟"&district=梨川县');
    expect(await page.locator('.absent dt').allInnerTexts()).toEqual(['"营商 环境" 馆藏里从未出现', '"营商环竟" 馆藏里从未出现']);
    const offer = page.locator('.absent > div', { hasText: '环竟' }).getByRole('link', { name: /^营商环境/ });
    const promised = Number(/(\d+) 段/.exec(await offer.innerText())?.[1]);
    await offer.click();
    expect(query(page)).toBe('?q=营商环境');
    expect(await total(page).innerText()).toMatch(new RegExp(`^${promised} 段`));
  });

  it('without filters gives hints instead', async () => {
    const page = await house.open('/?q=量子烤冷面');
    expect(await page.locator('.absent dt').allInnerTexts()).toEqual(['量子烤冷面 馆藏里从未出现']);
    expect(await total(page).innerText()).toBe('一段也没有找到');
    expect(await page.locator('.relief').count()).toBe(0);
    await expect.poll(() => page.locator('.coverage').innerText()).toContain('2024年9月18日');
  });
});

describe('when it goes wrong', () => {
  it('an engine that is away is named, and the search heals by itself', async () => {
    const page = await house.open('/?q=白鹭');
    let down = true;
    await page.route('**/api/search?*', (route) =>
      down
        ? route.fulfill({ status: 503, headers: { 'Retry-After': '1' }, contentType: 'application/problem+json', body: '{"type":"about:blank","title":"","status":503,"code":"engine_unavailable"}' })
        : route.continue(),
    );
    await page.locator('#q').fill('账本');
    await expect.poll(() => total(page).innerText()).toBe('检索引擎暂时不在');
    down = false;
    await expect.poll(() => page.locator('.result').count(), { timeout: 5000 }).toBeGreaterThan(0);
    expect(await page.locator('.problem').count()).toBe(0);
  });

  it('an answer that is no JSON is a fault that is told, not one that is thrown', async () => {
    const { page, complaints } = await house.visit();
    await page.goto('/');
    await alive(page);
    await page.route('**/api/search?*', (route) => route.fulfill({ status: 502, body: '<html>bad gateway' }));
    await page.locator('#q').fill('账本');
    await expect.poll(() => total(page).innerText()).toBe('出了点差错');
    expect(complaints).toEqual([]);
  });

  it('offline is said, and the search goes on when the connection is back', async () => {
    const page = await house.open('/?q=白鹭');
    await page.context().setOffline(true);
    await page.locator('#q').fill('账本');
    await expect.poll(() => total(page).innerText()).toBe('网络断开了');
    await page.context().setOffline(false);
    await expect.poll(() => page.locator('.result-title').first().innerText()).toBe('河长老韩的一本流水账');
  });

  it('too deep a page is refused in words, with the way back', async () => {
    const page = await house.open('/?q=街&page=9999');
    expect(await total(page).innerText()).toBe('翻得太深了');
    await page.getByRole('link', { name: '回到第一页' }).click();
    await expect.poll(() => page.locator('.result').count()).toBeGreaterThan(0);
  });

  it('a day that does not exist is named', async () => {
    const page = await house.open('/?from=2023-02-31');
    expect(await page.locator('.problem').innerText()).toContain('from');
  });
});

describe('on a phone', () => {
  const phone = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };

  it('the filters are a sheet that keeps the focus, counts along, and closes on the results', async () => {
    const page = await house.open('/?q=营商环境', phone);
    expect(await page.locator('#filters').isVisible()).toBe(false);
    await page.getByRole('link', { name: '筛选' }).click();
    await page.getByRole('dialog', { name: '筛选' }).waitFor();
    expect(await page.evaluate(() => document.activeElement?.closest('#filters') !== null)).toBe(true);
    await page.keyboard.press('Shift+Tab');
    expect(await page.evaluate(() => document.activeElement?.className)).toBe('show');
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.className)).toBe('close-filters');
    await page.getByRole('checkbox', { name: '临水区' }).check();
    await expect.poll(() => page.locator('.show').innerText()).toBe('查看 2 段');
    await page.locator('.show').click();
    expect(await page.locator('#filters').isVisible()).toBe(false);
    expect(await page.locator('.open-filters').innerText()).toBe('筛选（1）');
    await page.getByRole('link', { name: '筛选（1）' }).click();
    await page.keyboard.press('Escape');
    expect(await page.locator('#filters').isVisible()).toBe(false);
    expect(await page.evaluate(() => document.activeElement?.className)).toBe('open-filters');
  });
});

describe('without JavaScript', () => {
  it('leads from the front page to the marked paragraph, filters and pages included', async () => {
    const { page } = await house.visit({ javaScriptEnabled: false });
    await page.goto('/');
    expect(await page.locator('.holdings').innerText()).toContain('32');
    await page.locator('#q').fill('营商环境');
    await page.getByRole('button', { name: '检索', exact: true }).click();
    expect(await total(page).innerText()).toBe('5 段，出自 3 篇');
    await page.getByRole('checkbox', { name: '临水区' }).check();
    await page.getByRole('button', { name: '应用筛选' }).click();
    expect(await total(page).innerText()).toBe('2 段，出自 2 篇');
    await page.getByRole('link', { name: '最新' }).click();
    expect(await page.locator('.result-title').first().innerText()).toBe('夜市亮灯之后');
    await page.locator('#q').fill('白鹭');
    await page.getByRole('button', { name: '检索', exact: true }).click();
    expect(decodeURIComponent(page.url())).toContain('sort=newest');
    expect(await page.getByRole('checkbox', { name: '临水区' }).isChecked()).toBe(true);
    await page.locator('.chip').click();
    await page.locator('.result-title a').first().click();
    expect(new URL(page.url()).hash).toMatch(/^#p\d+$/);
    await page.locator('.paragraph:target').waitFor();
    expect(await page.locator('.paragraph:target mark').first().innerText()).toBe('白鹭');
    expect(await page.locator('.copy').first().isVisible()).toBe(false);
    await page.goto('/?sort=oldest');
    await page.getByRole('link', { name: '下一页' }).click();
    expect(await page.locator('.pager [aria-current]').innerText()).toBe('2');
  });

  it('on a phone the filters open and close as well', async () => {
    const { page } = await house.visit({ javaScriptEnabled: false, viewport: { width: 360, height: 740 } });
    await page.goto('/?q=营商环境');
    await page.getByRole('link', { name: '筛选' }).click();
    await page.getByRole('checkbox', { name: '临水区' }).check();
    await page.getByRole('button', { name: '应用筛选' }).click();
    expect(await total(page).innerText()).toBe('2 段，出自 2 篇');
    expect(await page.locator('#filters').isVisible()).toBe(false);
  });
});
