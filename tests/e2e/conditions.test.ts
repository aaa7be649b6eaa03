/** The search page as people have it: magnified, in forced colours, on paper, over a slow line, by keyboard. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Page, Route } from 'playwright-core';
import { ARTICLES } from '../fixtures/web/articles.ts';
import { alive, openHouse, total, type House } from './house.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse(ARTICLES);
}, 60_000);
afterAll(() => house?.close());

const PATHS = ['/', '/?q=营商环境&vs=河', '/?q=街&from=2024-01-01&to=2024-12-31', '/?q="营商环竟"&district=青岚区', '/coverage?year=2024'];
const tooWide = (page: Page): Promise<number> => page.evaluate(() => Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth));

/** Of the paper, and of a mark: tint and ink. */
const colours = async (colorScheme: 'light' | 'dark') => {
  const page = await house.open('/?q=营商环境', { colorScheme });
  return page.evaluate(() => {
    const mark = document.querySelector('mark');
    return [getComputedStyle(document.documentElement).backgroundColor, mark && getComputedStyle(mark).backgroundColor, mark && getComputedStyle(mark).color];
  });
};

const brightness = (colour: string | null | undefined): number => (colour?.match(/\d+/g) ?? []).slice(0, 3).reduce((sum, part) => sum + Number(part), 0) / 3;

/** What has the focus, by id or class. */
const focused = (page: Page): Promise<string> => page.evaluate(() => {
  const el = document.activeElement;
  return el === document.body || el === null ? 'nowhere' : `${el.id || el.className || el.tagName}`;
});

describe('magnified', () => {
  it.each([['200 %', 640], ['400 %', 320]])('to %s, nothing has to be scrolled sideways', async (_, width) => {
    const page = await house.open('/', { viewport: { width, height: 450 }, deviceScaleFactor: 2 });
    for (const path of PATHS) {
      await page.goto(path);
      expect([path, await tooWide(page)]).toEqual([path, 0]);
    }
  });

  it.each(['/?q=街', '/?q=街&from=2024-01-01&to=2024-12-31', '/?q=街&from=2024-03-01&to=2024-03-31'])('the labels below the columns of %s keep clear of each other on a phone', async (path) => {
    for (const lang of ['zh', 'en']) {
      const page = await house.open(`${path}&lang=${lang}`, { viewport: { width: 360, height: 740 } });
      const boxes = await page.locator('.ticks span').evaluateAll((els) => els.filter((el) => el.getClientRects().length > 0).map((el) => el.getBoundingClientRect()).map(({ left, right }) => [left, right] as const));
      expect(boxes.length).toBeGreaterThan(3);
      for (const [i, [left]] of boxes.entries()) expect(left).toBeGreaterThan(boxes[i - 1]?.[1] ?? 0);
    }
  });

  it('letters alone twice as large lose nothing and overlap nothing', async () => {
    const page = await house.open('/?q=营商环境&district=青岚区');
    await page.evaluate(() => document.documentElement.style.setProperty('font-size', '200%'));
    expect(await tooWide(page)).toBe(0);
    for (const name of ['.search button', '.chip', '.sort a', '.facet-label', '.versus button']) {
      const cut = await page.locator(name).evaluateAll((els) => els.filter((el) => el.scrollHeight > el.clientHeight + 2 && getComputedStyle(el).overflow !== 'visible').length);
      expect([name, cut]).toEqual([name, 0]);
    }
  });
});

describe('in other lights', () => {
  it('in the dark the paper is dark, and a mark still stands out from it', async () => {
    const [light, dark] = [await colours('light'), await colours('dark')];
    expect(brightness(light[0])).toBeGreaterThan(220);
    expect(brightness(dark[0])).toBeLessThan(40);
    for (const [paper, tint, ink] of [light, dark]) {
      expect(tint).not.toBe(paper);
      expect(Math.abs(brightness(ink) - brightness(tint))).toBeGreaterThan(120);
    }
  });

  it('in forced colours marks, columns and the order that is chosen are still told apart', async () => {
    const page = await house.open('/?q=营商环境&vs=河', { forcedColors: 'active' });
    const fills = await page.evaluate(() => ['.column:not(.column-versus)', '.column-versus'].map((name) => {
      const { fill, stroke } = getComputedStyle(document.querySelector(name) ?? document.body);
      return `${fill} ${stroke}`;
    }));
    expect(new Set(fills).size).toBe(2);
    const [mark, text] = await page.evaluate(() => ['mark', '.snippet'].map((name) => getComputedStyle(document.querySelector(name) ?? document.body).backgroundColor));
    expect(mark).not.toBe(text);
    expect(await page.locator('.sort a[aria-current]').first().evaluate((el) => getComputedStyle(el).borderBottomStyle)).toBe('solid');
  });

  it('nothing moves for those who asked for rest', async () => {
    const page = await house.open('/?q=青岚', { reducedMotion: 'reduce' });
    const moving = await page.evaluate(() => [...document.querySelectorAll('*')].filter((el) => {
      const { transitionDuration, animationName, animationDuration } = getComputedStyle(el);
      return transitionDuration.split(',').some((time) => parseFloat(time) > 0.01) || (animationName !== 'none' && parseFloat(animationDuration) > 0.01);
    }).map((el) => el.outerHTML.slice(0, 80)));
    expect(moving).toEqual([]);
  });

  it('on paper the results stand without the furniture of the screen', async () => {
    const page = await house.open('/?q=营商环境&district=青岚区');
    await page.emulateMedia({ media: 'print' });
    for (const gone of ['.search', '.filters', '.sort', '.take', '.versus', '.langs a', '.colophon-links a', '.notice-hint']) {
      expect([gone, await page.locator(gone).filter({ visible: true }).count()]).toEqual([gone, 0]);
    }
    expect(await page.locator('.result-title').first().isVisible()).toBe(true);
    expect(await page.locator('.total').innerText()).toMatch(/段/);
    expect(await page.locator('.snippet mark').first().evaluate((el) => getComputedStyle(el).borderBottomStyle)).toBe('solid');
  });
});

describe('over a slow line', () => {
  it('the page is read and typed into before its script is there, and what was typed then counts', async () => {
    const { page } = await house.visit();
    const late: Route[] = [];
    await page.route('**/assets/*.js', (route) => void late.push(route));
    await page.goto('/?q=街', { waitUntil: 'commit' });
    await page.locator('.result').first().waitFor();
    await page.locator('#q').fill('白鹭');
    for (const route of late) await route.continue();
    await alive(page);
    await expect.poll(() => page.locator('.result-title').allInnerTexts()).toEqual(['河长老韩的一本流水账']);
    expect(await page.locator('#q').inputValue()).toBe('白鹭');
  });

  it('the results of a slow answer come without the page having jumped meanwhile', async () => {
    const page = await house.open('/?q=街');
    await page.route('**/api/search?*', async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 600));
      await route.continue();
    });
    await page.evaluate(() => window.scrollTo(0, 400));
    const place = () => page.locator('.result').nth(1).evaluate((el) => el.getBoundingClientRect().top + scrollY);
    const before = await place();
    await page.getByRole('checkbox', { name: '青岚区' }).check();
    await page.locator('main.busy').waitFor();
    await page.waitForTimeout(300);
    // A chip appears at once and may push what is below it, by its own height and no more.
    expect(Math.abs((await place()) - before)).toBeLessThan(60);
  });
});

describe('by keyboard', () => {
  it('Tab goes from the skip link over the box to the filters, and the skip link to the results', async () => {
    const page = await house.open('/?q=营商环境');
    await page.keyboard.press('Tab');
    expect(await focused(page)).toBe('skip');
    expect(await page.locator('.skip').evaluate((el) => el.getBoundingClientRect().top)).toBeGreaterThanOrEqual(0);
    await page.keyboard.press('Enter');
    expect(await focused(page)).toBe('results');
    expect(new URL(page.url()).hash).toBe('#results');
    await page.reload();
    await alive(page);
    const order: string[] = [];
    for (let i = 0; i < 8; i++) {
      await page.keyboard.press('Tab');
      order.push(await page.evaluate(() => (document.activeElement?.closest('.masthead') ? 'masthead' : document.activeElement?.closest('.filters') ? 'filters' : 'other')));
    }
    expect(order.lastIndexOf('masthead')).toBeLessThan(order.indexOf('filters'));
  });

  it('a box that is checked keeps the focus while the results change under it', async () => {
    const page = await house.open('/?q=营商环境');
    const box = page.locator('.facet-district').getByRole('checkbox', { name: '临水区' });
    await box.focus();
    await page.keyboard.press('Space');
    await expect.poll(() => total(page).innerText()).toBe('2 段，出自 2 篇');
    expect(await box.evaluate((el) => el === document.activeElement)).toBe(true);
    await page.keyboard.press('Space');
    await expect.poll(() => total(page).innerText()).toBe('5 段，出自 3 篇');
    expect(await box.evaluate((el) => el === document.activeElement)).toBe(true);
  });

  it('what was chosen and is gone hands the focus to the results: the last chip, all of them, the next page', async () => {
    const page = await house.open('/?sort=oldest&district=青岚区');
    await page.locator('.chip').last().focus();
    await page.keyboard.press('Enter');
    await page.locator('.chip').first().waitFor({ state: 'detached' });
    expect(await focused(page)).toBe('results');
    await page.goto('/?q=街&district=青岚区&year=2024');
    await alive(page);
    await page.locator('.chip-all').focus();
    await page.keyboard.press('Enter');
    await page.locator('.chip').first().waitFor({ state: 'detached' });
    expect(await focused(page)).toBe('results');
    await page.goto('/?sort=oldest');
    await alive(page);
    await page.getByRole('link', { name: '下一页' }).focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => page.locator('.pager [aria-current]').innerText()).toBe('2');
    expect(await focused(page)).toBe('results');
    expect(await page.evaluate(() => scrollY)).toBe(0);
  });

  it('the chip beside the one that was taken off is next', async () => {
    const page = await house.open('/?q=街&district=青岚区&year=2024&year=2020');
    await page.locator('.chip-only').first().focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => page.locator('.chip-only').count()).toBe(2);
    expect(await focused(page)).toContain('chip');
  });
});
