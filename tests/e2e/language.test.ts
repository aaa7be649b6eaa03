import { afterAll, beforeAll, expect, it } from 'vitest';
import { ARTICLES } from '../fixtures/web/articles.ts';
import { alive, openHouse, type House } from './house.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse(ARTICLES);
}, 60_000);
afterAll(() => house?.close());

it('is switched on any page and kept', async () => {
  const { page, complaints } = await house.visit();
  await page.goto('/?q=青岚&sort=oldest');
  await alive(page);
  await page.getByRole('link', { name: '繁體' }).click();
  await page.waitForURL('**lang=zh-Hant');
  expect(await page.locator('html').getAttribute('lang')).toBe('zh-Hant');
  expect(await page.locator('.search button').innerText()).toBe('檢索');
  expect(await page.locator('.sort a').allInnerTexts()).toContain('相關');
  await page.goto('/coverage');
  expect(await page.locator('h1').innerText()).toBe('館藏日曆');
  await page.getByRole('link', { name: 'English' }).click();
  expect(await page.locator('h1').innerText()).toBe('Coverage');
  await page.goto('/articles/window');
  expect(await page.locator('html').getAttribute('lang')).toBe('en');
  expect(complaints).toEqual([]);
});

it('follows the browser where nothing was chosen', async () => {
  const { page } = await house.visit({ locale: 'zh-TW' });
  await page.goto('/');
  expect(await page.locator('html').getAttribute('lang')).toBe('zh-Hant');
});

it('in traditional characters the browser says what the server said, and the archive stays as printed', async () => {
  const texts = [];
  for (const javaScriptEnabled of [false, true]) {
    const { page, complaints } = await house.visit({ javaScriptEnabled, locale: 'zh-TW' });
    await page.goto('/?q=青岚区&from=2016-01-01&district=青岚区&rates=on');
    if (javaScriptEnabled) await alive(page);
    texts.push(await page.locator('.page').evaluate((el) => el.textContent));
    expect(await page.locator('.chip-value').allInnerTexts()).toContain('青岚区');
    expect(complaints).toEqual([]);
  }
  expect(texts[1]).toBe(texts[0]);
});

it('what could not be taken literally is said in the language of the page, with and without JavaScript', async () => {
  const said = { zh: '引号没有闭合，已按普通词检索', 'zh-Hant': '引號沒有閉合，已按普通詞檢索', en: 'A quotation mark is not closed; the words are taken as plain ones' };
  for (const [lang, text] of Object.entries(said)) {
    for (const javaScriptEnabled of [true, false]) {
      const { page } = await house.visit({ javaScriptEnabled });
      await page.goto(`/?q=街 "没有合上&lang=${lang}`);
      if (javaScriptEnabled) {
        await alive(page);
        await page.locator('#q').fill('河 "也没有合上');
        await page.waitForFunction(() => location.search.includes(encodeURIComponent('也')));
      }
      expect([lang, await page.locator('.notice li').innerText()]).toEqual([lang, text]);
    }
  }
});

it('on an English page whatever is Chinese says so, for a voice that reads it out', async () => {
  const { page } = await house.visit();
  for (const path of ['/?lang=en', '/?q=营商环境&district=青岚区&not.author=顾青&vs=河', '/?q=河长的账本 -夜市 title:窗口&author=沈知秋', '/?q=哈市', '/coverage?year=2024&paper=江城晨报']) {
    await page.goto(path);
    await alive(page);
    const unsaid = await page.evaluate(() => {
      const walker = document.createTreeWalker(document.querySelector('#app') ?? document.body, NodeFilter.SHOW_TEXT);
      const found: string[] = [];
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const element = node.parentElement;
        if (/\p{Script=Han}/u.test(node.textContent ?? '') && !element?.closest('svg') && !element?.closest<HTMLElement>('[lang]')?.lang.startsWith('zh')) found.push(`${element?.className ?? ''} ${node.textContent ?? ''}`);
      }
      return found;
    });
    expect([path, unsaid]).toEqual([path, []]);
  }
});
