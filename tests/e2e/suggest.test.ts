/** Help with typing, and what was understood of what was typed. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { ARTICLES, toArticle } from '../fixtures/web/articles.ts';
import { openHouse, query, total, type House } from './house.ts';

const NAMES = [
  toArticle({ id: 'name-long', title: '冰灯师傅的夏天', date: '2022-06-01', text: ['哈尔滨市的冰灯师傅夏天修雨伞，冬天才回到江面上。'] }),
  toArticle({ id: 'name-short', title: '江桥下的合唱', date: '2022-06-02', text: ['哈市老人每天清晨在江桥下合唱，唱完各自去买菜。'] }),
];

let house: House;
beforeAll(async () => {
  house = await openHouse([...ARTICLES, ...NAMES]);
}, 60_000);
afterAll(() => house?.close());

const box = '#q';
const options = (page: Page) => page.getByRole('option');
const chips = (page: Page): Promise<string[]> => page.locator('.chips .chip').evaluateAll((els) => els.map((el) => el.textContent));

/** At once, which is one question: on a slow machine the answer to half a word would be in view first. */
async function type(page: Page, text: string): Promise<void> {
  await page.locator(box).focus();
  await page.keyboard.insertText(text);
  await options(page).first().waitFor();
}

function watchSuggestions(page: Page): string[] {
  const urls: string[] = [];
  page.on('request', (request) => {
    if (new URL(request.url()).pathname === '/api/suggest') urls.push(request.url());
  });
  return urls;
}

describe('suggestions', () => {
  it('for pinyin, chosen and taken with the keyboard, are a combobox to a screen reader', async () => {
    const page = await house.open('/');
    const combobox = page.getByRole('combobox');
    expect(await combobox.getAttribute('aria-expanded')).toBe('false');
    await type(page, 'yingshang');
    expect(await combobox.getAttribute('aria-expanded')).toBe('true');
    const wanted = options(page).filter({ hasText: '营商环境' }).filter({ hasText: '词语' });
    const at = (await options(page).allInnerTexts()).findIndex((text) => /^营商环境\s+词语/.test(text));
    expect(at).toBeGreaterThanOrEqual(0);
    for (let i = 0; i <= at; i++) await page.keyboard.press('ArrowDown');
    expect(await wanted.getAttribute('aria-selected')).toBe('true');
    expect(await combobox.getAttribute('aria-activedescendant')).toBe(await wanted.getAttribute('id'));
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('q');
    await page.keyboard.press('Enter');
    await expect.poll(() => total(page).innerText()).toBe('5 段，出自 3 篇');
    expect(query(page)).toBe('?q=营商环境');
    expect(await combobox.inputValue()).toBe('营商环境');
    expect(await options(page).count()).toBe(0);
    await page.goBack();
    await page.locator('.holdings').waitFor();
  });

  it('taken by mouse: a district becomes a filter and leaves the box', async () => {
    const page = await house.open('/?q=营商环境');
    await page.locator(box).press('End');
    await type(page, ' 临水');
    await options(page).filter({ hasText: '地区' }).click();
    await expect.poll(() => total(page).innerText()).toBe('2 段，出自 2 篇');
    expect(query(page)).toBe('?q=营商环境&district=临水区');
    expect(await page.locator(box).inputValue()).toBe('营商环境');
    expect(await page.getByRole('checkbox', { name: '临水区' }).isChecked()).toBe(true);
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('q');
  });

  it('of a title demand it as a phrase', async () => {
    const page = await house.open('/');
    await type(page, '流水账');
    await options(page).filter({ hasText: '标题' }).click();
    await expect.poll(() => query(page)).toBe('?q="河长老韩的一本流水账"');
    await expect.poll(() => page.locator('.result-title').allInnerTexts()).toEqual(['河长老韩的一本流水账']);
  });

  it('are there on the page of an article too, and lead to a new search', async () => {
    const page = await house.open('/articles/river');
    await type(page, '白鹭');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.locator('.results').waitFor();
  });

  it('Esc closes the list first and empties the box next; the arrows go back to the hits', async () => {
    const page = await house.open('/');
    await type(page, '营商');
    await total(page).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Escape');
    expect(await options(page).count()).toBe(0);
    expect(await page.locator(box).inputValue()).toBe('营商');
    await page.keyboard.press('ArrowDown');
    expect(await page.evaluate(() => document.activeElement?.hasAttribute('data-hit'))).toBe(true);
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Escape');
    expect(await page.locator(box).inputValue()).toBe('');
    await page.locator('.holdings').waitFor();
  });

  it('go when the box is left and when the form is sent, and move nothing on the page', async () => {
    const page = await house.open('/?q=街');
    const top = await page.locator('.results').evaluate((el) => el.getBoundingClientRect().top);
    await page.locator(box).fill('');
    await page.locator('.holdings').waitFor();
    await type(page, '街');
    await page.locator('.results').waitFor();
    expect(await page.locator('.results').evaluate((el) => el.getBoundingClientRect().top)).toBe(top);
    await page.keyboard.press('Tab');
    expect(await options(page).count()).toBe(0);
    await page.locator(box).fill('营商');
    await options(page).first().waitFor();
    await page.keyboard.press('Enter');
    await page.waitForTimeout(300);
    expect(await options(page).count()).toBe(0);
    await type(page, ' 白');
    await page.goBack();
    await page.waitForTimeout(200);
    expect(await options(page).count()).toBe(0);
  });

  it('on a phone are as wide as the form, taken by a tap, and the keyboard goes', async () => {
    const page = await house.open('/', { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true });
    await type(page, '临水');
    const [list, form] = await Promise.all([page.getByRole('listbox').boundingBox(), page.locator('#search-form').boundingBox()]);
    expect(list?.width).toBe(form?.width);
    await options(page).first().tap();
    await expect.poll(() => query(page)).toBe('?district=临水区');
    expect(await page.evaluate(() => document.activeElement?.id)).not.toBe('q');
  });

  it('composing asks for none, and closes those in view; the composed word asks once', async () => {
    const page = await house.open('/');
    await type(page, '书店 白');
    const asked = watchSuggestions(page);
    const cdp = await page.context().newCDPSession(page);
    for (const text of ['l', 'lu', "lu'hui"]) {
      await cdp.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length });
      await page.waitForTimeout(120);
    }
    expect(asked).toEqual([]);
    expect(await options(page).count()).toBe(0);
    await cdp.send('Input.insertText', { text: '鹭' });
    await options(page).first().waitFor();
    expect(asked).toHaveLength(1);
  });

  it('a late answer is dropped, and one question is under way at most', async () => {
    const page = await house.open('/');
    const asked = watchSuggestions(page);
    await page.route('**/api/suggest?q=%E4%B9%A6', async (route) => {
      const answer = await route.fetch();
      await new Promise((resolve) => setTimeout(resolve, 500));
      await route.fulfill({ response: answer }).catch(() => undefined);
    });
    await page.locator(box).fill('书');
    await expect.poll(() => asked.length).toBe(1);
    await page.locator(box).fill('白鹭 营商');
    await page.waitForTimeout(200);
    expect(asked).toHaveLength(1);
    await options(page).first().waitFor();
    expect(await options(page).allInnerTexts()).toEqual(expect.arrayContaining([expect.stringContaining('营商')]));
    expect((await options(page).allInnerTexts()).join('')).not.toContain('书');
  });
});

describe('chips', () => {
  it('show each clause and take one off', async () => {
    const page = await house.open('/?q=营商环境 "断面水质" -夜市 year:2021..2024&district=临水区');
    await expect.poll(() => chips(page)).toEqual(['去掉 营商环境×', '去掉 "断面水质"×', '去掉 不含 夜市×', '去掉 年份2021..2024×', '去掉 地区临水区×']);
    await page.locator('.chip', { hasText: '断面水质' }).click();
    await expect.poll(() => query(page)).toBe('?q=营商环境 -夜市 year:2021..2024&district=临水区');
    await expect.poll(() => page.locator('.chip').count()).toBe(4);
  });

  it('are not shown for a plain word, and show what a run was cut into', async () => {
    const page = await house.open('/?q=白鹭');
    expect(await page.locator('.chip').count()).toBe(0);
    await page.goto('/?q=夜市书店');
    expect(await chips(page)).toEqual(['去掉 夜市 · 书店×']);
  });

  it('without JavaScript: other names of a place are told, switched off and on again', async () => {
    const { page } = await house.visit({ javaScriptEnabled: false });
    await page.goto('/?q=哈市');
    expect(await page.locator('.result').count()).toBe(2);
    expect(await chips(page)).toEqual(['去掉 哈市含 哈尔滨市×', '只找原词']);
    await page.getByRole('link', { name: '只找原词' }).click();
    expect(query(page)).toBe('?q=哈市&synonyms=off');
    expect(await page.locator('.result-title').allInnerTexts()).toEqual(['江桥下的合唱']);
    await page.getByRole('link', { name: '也找 哈尔滨市' }).click();
    expect(query(page)).toBe('?q=哈市');
    expect(await page.locator('.result').count()).toBe(2);
  });

  it('stay off over the next search, and come back, with a script as well', async () => {
    const page = await house.open('/?q=哈市');
    await page.getByRole('link', { name: '只找原词' }).click();
    await expect.poll(() => total(page).innerText()).toBe('1 段，出自 1 篇');
    await page.locator(box).fill('哈市 合唱');
    await expect.poll(() => query(page)).toBe('?q=哈市 合唱&synonyms=off');
    await page.getByRole('link', { name: '也找 哈尔滨市' }).click();
    await expect.poll(() => query(page)).toBe('?q=哈市 合唱');
  });
});

it('words that no paragraph holds together are named, and one of them can be demanded', async () => {
  const page = await house.open('/?q=白鹭 书店');
  await expect.poll(() => page.locator('.notice').innerText()).toMatch(/^没有一段含有全部词语，以下结果可能缺少：白鹭\s*书店/);
  await page.locator('.optional', { hasText: '白鹭' }).click();
  await expect.poll(() => query(page)).toBe('?q=白鹭 书店 "白鹭"');
  await expect.poll(() => page.locator('.result-title').allInnerTexts()).toEqual(['河长老韩的一本流水账']);
});
