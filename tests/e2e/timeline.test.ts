import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { ARTICLES } from '../fixtures/web/articles.ts';
import { alive, openHouse, query, total, watchSearches, type House } from './house.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse(ARTICLES);
}, 60_000);
afterAll(() => house?.close());

const bars = (page: Page) => page.locator('.chart svg a');

/** The middle of column `i`. */
async function middle(page: Page, i: number): Promise<{ x: number; y: number }> {
  const box = await page.locator('.chart svg').boundingBox();
  const n = await bars(page).count();
  if (!box) throw new Error('no chart');
  return { x: box.x + ((i + 0.5) / n) * box.width, y: box.y + box.height / 2 };
}

const yearsInTable = (page: Page) => page.locator('.as-table tbody th').allTextContents();

describe('the histogram', () => {
  it('filters by the years dragged over, and Back returns', async () => {
    const page = await house.open('/?q=街');
    expect(await yearsInTable(page)).toEqual(['2016', '2017', '2018', '2019', '2020', '2021', '2022', '2023', '2024'].map((year) => `${year} 年`));
    const [from, to] = [await middle(page, 1), await middle(page, 3)];
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    await page.mouse.move(to.x, to.y, { steps: 6 });
    expect(await page.locator('.chart .chosen').count()).toBe(1);
    expect(await page.locator('.chart svg a').evaluateAll((els) => els.filter((el) => getComputedStyle(el).outlineStyle !== 'none').length)).toBe(0);
    expect(query(page)).toBe('?q=街');
    const promised = await page.locator('.timeline-top').innerText();
    expect(promised).toMatch(/^2017 年 – 2019 年 \d+ 段$/);
    await page.mouse.up();
    await expect.poll(() => query(page)).toBe('?q=街&from=2017-01-01&to=2019-12-31');
    await expect.poll(() => total(page).innerText()).toMatch(new RegExp(`^${promised.split(' ').at(-2)} 段`));
    await page.locator('main:not(.busy)').waitFor();
    expect(await page.locator('.result').count()).toBeGreaterThan(3);
    for (const when of await page.locator('.result-when').allInnerTexts()) expect(when).toMatch(/^201[789]/);
    // The others keep their columns.
    expect(await bars(page).count()).toBe(9);
    await page.goBack();
    await expect.poll(() => query(page)).toBe('?q=街');
  });

  it('can be dragged over backwards and by a finger', async () => {
    const page = await house.open('/?q=青岚', { hasTouch: true, isMobile: true, viewport: { width: 360, height: 800 } });
    const cdp = await page.context().newCDPSession(page);
    const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', points: { x: number; y: number }[]) => cdp.send('Input.dispatchTouchEvent', { type, touchPoints: points });
    const [from, between, to] = [await middle(page, 4), await middle(page, 3), await middle(page, 2)];
    await touch('touchStart', [from]);
    await touch('touchMove', [between]);
    await touch('touchMove', [to]);
    await touch('touchEnd', []);
    await expect.poll(() => query(page)).toBe('?q=青岚&from=2018-01-01&to=2020-12-31');
  });

  it('drills from years to months to days, and leads back', async () => {
    const page = await house.open('/?q=窗口');
    const last = await middle(page, (await bars(page).count()) - 1);
    await page.mouse.click(last.x, last.y);
    await expect.poll(() => query(page)).toBe('?q=窗口&from=2024-01-01&to=2024-12-31');
    await expect.poll(() => bars(page).count()).toBe(12);
    const march = await middle(page, 2);
    await page.mouse.click(march.x, march.y);
    await expect.poll(() => query(page)).toBe('?q=窗口&from=2024-03-01&to=2024-03-31');
    await expect.poll(() => bars(page).count()).toBe(31);
    const day = await middle(page, 17);
    await page.mouse.click(day.x, day.y);
    await expect.poll(() => query(page)).toBe('?q=窗口&from=2024-03-18&to=2024-03-18');
    await expect.poll(() => bars(page).count()).toBe(31);
    await page.locator('.steps a', { hasText: /^2024 年$/ }).click();
    await expect.poll(() => query(page)).toBe('?q=窗口&from=2024-01-01&to=2024-12-31');
    await page.locator('.steps a', { hasText: '全部年份' }).click();
    await expect.poll(() => query(page)).toBe('?q=窗口');
  });

  it('is chosen by keyboard too, once the keys come to rest', async () => {
    const page = await house.open('/?q=青岚');
    const searches = watchSearches(page);
    await page.getByRole('slider', { name: '时段的起点' }).focus();
    for (let i = 0; i < 4; i++) await page.keyboard.press('ArrowRight');
    expect(await page.getByRole('slider', { name: '时段的起点' }).getAttribute('aria-valuetext')).toBe('2020 年');
    await expect.poll(() => query(page)).toBe('?q=青岚&from=2020-01-01&to=2024-12-31');
    await expect.poll(() => searches.urls.length).toBe(1);
  });

  it('counts per 10,000 paragraphs, for years and for the values of facets', async () => {
    const page = await house.open('/?q=青岚区');
    await page.locator('.scale a', { hasText: '每万段' }).click();
    await expect.poll(() => query(page)).toBe('?q=青岚区&rates=on');
    await expect.poll(() => page.locator('.timeline-top').innerText()).toContain('每万段');
    const district = page.locator('.facet-district .facet-value', { hasText: '青岚区' });
    const { facets } = (await (await page.request.get(`/api/search?q=${encodeURIComponent('青岚区')}&rates=on`)).json()) as { facets: { district: { value: string; count: number; paragraphs: number }[] } };
    const row = facets.district.find(({ value }) => value === '青岚区');
    if (!row) throw new Error('no such district');
    const expected = new Intl.NumberFormat('zh-CN', { maximumSignificantDigits: 3 }).format((row.count / row.paragraphs) * 10_000);
    await expect.poll(() => district.locator('.facet-count').innerText()).toContain(expected);
  });

  it('lays two queries over each other', async () => {
    const page = await house.open('/?q=青岚');
    await page.getByLabel('与另一检索式比较').fill('临水');
    await page.getByRole('button', { name: '比较' }).click();
    await expect.poll(() => query(page)).toBe('?q=青岚&vs=临水');
    await expect.poll(() => page.locator('.legend bdi').allInnerTexts()).toEqual(['青岚', '临水']);
    expect(await page.locator('.column-versus').count()).toBeGreaterThan(1);
    // The table has the numbers of both, and they add up to what the legend says.
    expect(await page.locator('.as-table thead th').allTextContents()).toEqual(['时间', ' 青岚', ' 临水', '馆藏段数', '每万段 青岚', '每万段 临水']);
    const sums = await page.locator('.as-table tbody').evaluate((body) => [2, 3].map((n) => [...body.querySelectorAll(`td:nth-child(${n})`)].reduce((sum, cell) => sum + Number(cell.textContent), 0)));
    expect(await page.locator('.legend-total').allInnerTexts()).toEqual(sums.map((n) => `${n} 段`));
    await page.getByRole('link', { name: '不再比较' }).click();
    await expect.poll(() => query(page)).toBe('?q=青岚');
  });

  it('what is undated is a value like any other', async () => {
    const page = await house.open('/?q=书店');
    await page.locator('.undated').click();
    await expect.poll(() => query(page)).toBe('?q=书店&year=none');
    await expect.poll(() => page.locator('.result-when').first().innerText()).toBe('日期未注明');
    await page.locator('.undated').click();
    await expect.poll(() => query(page)).toBe('?q=书店');
  });

  it('tells a time without anything held from a time without hits: ruled, named, in the table too, and one click from the calendar', async () => {
    const page = await house.open('/?q=修鞋摊&district=梨川县');
    expect((await yearsInTable(page)).indexOf('2022 年')).toBe(4);
    const blank = bars(page).locator('[fill="url(#blank)"]');
    expect(await blank.count()).toBe(1);
    expect(await bars(page).nth(4).locator('title').textContent()).toBe('2022 年 没有符合筛选的馆藏');
    // Held, without a hit: an article of 2021 about something else.
    expect(await bars(page).nth(3).locator('title').textContent()).toBe('2021 年 0 段');
    expect(await page.locator('.as-table tbody tr').nth(4).textContent()).toContain('没有符合筛选的馆藏');
    const key = page.locator('.blank-key');
    expect(await key.innerText()).toBe('没有符合筛选的馆藏');
    await key.click();
    await page.waitForURL('**/coverage');
    await page.goto('/?q=窗口&from=2024-01-01&to=2024-12-31');
    expect(await page.locator('.blank-key').innerText()).toBe('没有馆藏');
    await page.goto('/?q=青岚');
    expect(await page.locator('.blank-key').count()).toBe(0);
  });

  it('that cannot be had leaves the old one, dimmed and said to be old, until it can', async () => {
    const page = await house.open('/?q=青岚');
    const dimmed = () => page.locator('.chart').evaluate((el) => Number(getComputedStyle(el).opacity));
    await page.route('**/api/trends?*', (route) => route.fulfill({ status: 503, contentType: 'application/problem+json', body: '{"code":"engine_unavailable"}' }));
    await page.locator('#q').fill('街');
    await expect.poll(() => page.locator('.timeline-late').innerText()).toBe('新的图没有取到，这还是上一次检索的。');
    expect(await bars(page).count()).toBe(9);
    expect(await dimmed()).toBeLessThan(0.6);
    await page.unroute('**/api/trends?*');
    await page.locator('#q').fill('街口');
    await expect.poll(() => page.locator('.timeline-late').count()).toBe(0);
    expect(await dimmed()).toBe(1);
  });

  it('goes where the engine does not count over time, and nothing is said to be old', async () => {
    const page = await house.open('/?q=青岚');
    await page.route('**/api/trends?*', (route) => route.fulfill({ status: 404, contentType: 'application/problem+json', body: '{"code":"not_found"}' }));
    await page.locator('#q').fill('街');
    await expect.poll(() => page.locator('.timeline').count()).toBe(0);
  });

  it('needs no script: it is drawn, its columns are links, its table has the numbers', async () => {
    const page = await house.open('/?q=青岚&vs=临水', { javaScriptEnabled: false });
    expect(await page.locator('.column').count()).toBeGreaterThan(3);
    expect(await page.locator('.legend bdi').allInnerTexts()).toEqual(['青岚', '临水']);
    await page.locator('.as-table summary').click();
    await page.locator('.as-table').getByRole('link', { name: '2021 年' }).click();
    expect(query(page)).toBe('?q=青岚&from=2021-01-01&to=2021-12-31&vs=临水');
    expect(await bars(page).count()).toBe(12);
    expect(await total(page).innerText()).toMatch(/段/);
  });
});

describe('an Android keyboard, to which every word is a composition', () => {
  it('asks nothing and goes nowhere until the word is committed, in either field', async () => {
    const page = await house.open('/?q=青岚');
    const searches = watchSearches(page);
    const cdp = await page.context().newCDPSession(page);
    for (const field of ['#q', '#vs']) {
      await page.locator(field).focus();
      for (const text of ['l', 'lin', 'linshui']) {
        await cdp.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length });
        await cdp.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', key: 'Unidentified', windowsVirtualKeyCode: 229 });
      }
      await cdp.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', key: 'Enter', windowsVirtualKeyCode: 229 });
      await page.waitForTimeout(300);
      expect(searches.urls).toEqual([]);
      expect(query(page)).toBe('?q=青岚');
      await cdp.send('Input.imeSetComposition', { text: '', selectionStart: 0, selectionEnd: 0 });
      await page.locator(field).evaluate((el) => el.blur());
      if (field === '#q') await page.goto('/?q=青岚').then(() => alive(page));
      searches.urls.length = 0;
    }
  });
});

describe('nothing found', () => {
  it('says which word costs most, and finds without it', async () => {
    const page = await house.open('/?q="青岚"+"无此词语无此"');
    const ways = page.locator('.relief a');
    await expect.poll(() => ways.count()).toBe(1);
    expect(await ways.innerText()).toMatch(/去掉 .*无此词语无此.*\s*\d+ 段/);
    await ways.click();
    await expect.poll(() => query(page)).toBe('?q="青岚"');
    await expect.poll(() => page.locator('.result').count()).toBeGreaterThan(0);
  });
});

it('hostile words in both queries are text, break no layout and trip no policy', async () => {
  const hostile = ['<img src=x onerror=alert(1)>', '\u202Eابجد', '🧨'.repeat(50), '长'.repeat(1900), '"onload="1'];
  for (const words of hostile) {
    const { page, complaints } = await house.visit({ viewport: { width: 360, height: 800 } });
    await page.goto(`/?${new URLSearchParams({ q: '青岚', vs: words })}`);
    await alive(page);
    expect(await page.locator('.legend bdi').nth(1).textContent()).toBe(words.trim());
    expect(await page.locator('#app img:not(.brand img)').count()).toBe(0);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    expect(complaints).toEqual([]);
  }
});
