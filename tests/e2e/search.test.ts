import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ARTICLES } from '../fixtures/web/articles.ts';
import { alive, openHouse, query, total, watchSearches, type House } from './house.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse(ARTICLES);
}, 60_000);
afterAll(() => house?.close());

const box = '#q';

describe('the first visit', () => {
  it('says what is in the archive and where to begin', async () => {
    const { page, complaints } = await house.visit();
    await page.goto('/');
    await alive(page);
    await expect.poll(() => page.locator('.holdings').innerText()).toMatch(/32\s*篇.*2024年9月18日.*2 篇不知确切日期/s);
    await page.locator('.ways a', { hasText: '临水区' }).click();
    await total(page).waitFor();
    expect(query(page)).toBe('?district=临水区');
    await page.goBack();
    await page.locator('.holdings').waitFor();
    expect(complaints).toEqual([]);
  });

  it('an empty archive says how to fill it', async () => {
    const empty = await openHouse([]);
    try {
      const { page } = await empty.visit();
      await page.goto('/');
      await expect.poll(() => page.locator('main').innerText()).toContain('npm run ingest');
    } finally {
      await empty.close();
    }
  }, 30_000);
});

describe('typing', () => {
  it('searches at once, replaces the address, and Enter makes it one step that Back takes back', async () => {
    const page = await house.open('/');
    const before = await page.evaluate(() => history.length);
    await page.locator(box).pressSequentially('营商环境', { delay: 30 });
    await expect.poll(() => total(page).innerText()).toBe('5 段，出自 3 篇');
    await expect.poll(() => query(page)).toBe('?q=营商环境');
    expect(await page.evaluate(() => history.length)).toBe(before);
    expect(await page.locator('.result mark').allInnerTexts()).toContain('营商环境');
    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => history.length)).toBe(before + 1);
    await page.goBack();
    await page.locator('.holdings').waitFor();
    expect(await page.locator(box).inputValue()).toBe('');
    await page.goForward();
    await expect.poll(() => total(page).innerText()).toBe('5 段，出自 3 篇');
    expect(await page.locator(box).inputValue()).toBe('营商环境');
  });

  it('composing with an input method asks nothing, goes nowhere, and searches once when the word is chosen', async () => {
    const page = await house.open('/');
    const searches = watchSearches(page);
    await page.locator(box).focus();
    const cdp = await page.context().newCDPSession(page);
    for (const text of ['y', 'ying', "ying'shang", "ying'shang'huan'jing"]) {
      await cdp.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length });
      await page.waitForTimeout(80);
    }
    // The Enter, arrows and Esc that belong to the input method.
    for (const key of ['Enter', 'ArrowDown', 'Escape']) {
      await cdp.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', key, windowsVirtualKeyCode: 229 });
      await cdp.send('Input.dispatchKeyEvent', { type: 'keyUp', key, windowsVirtualKeyCode: 229 });
    }
    await page.waitForTimeout(400);
    expect(searches.urls).toEqual([]);
    expect(new URL(page.url()).search).toBe('');
    expect(await page.locator(box).inputValue()).toBe("ying'shang'huan'jing");
    await cdp.send('Input.insertText', { text: '营商环境' });
    await expect.poll(() => total(page).innerText()).toBe('5 段，出自 3 篇');
    expect(searches.urls).toHaveLength(1);
    expect(await page.locator(box).inputValue()).toBe('营商环境');
  });

  it('says what was left out of a text too long for the box', async () => {
    const page = await house.open('/');
    const note = page.locator('.cut-note');
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.locator(box).fill('白鹭');
    await page.evaluate((text) => navigator.clipboard.writeText(text), '长'.repeat(2500));
    await page.locator(box).press('End');
    await page.keyboard.press('Control+V');
    await expect.poll(() => note.innerText()).toBe('检索框至多容纳 2,000 字，贴入的文字末尾有 502 字没有放进来。');
    expect((await page.locator(box).inputValue()).length).toBe(2000);
    await page.locator(box).press('Backspace');
    await expect.poll(() => note.innerText()).toBe('');
    await page.evaluate(() => navigator.clipboard.writeText('短短一句'));
    await page.locator(box).fill('');
    await page.keyboard.press('Control+V');
    expect(await page.locator(box).inputValue()).toBe('短短一句');
    expect(await note.innerText()).toBe('');
  });

  it('has one request in flight at most, and an answer that comes late changes nothing', async () => {
    const page = await house.open('/');
    const searches = watchSearches(page);
    await page.route('**/api/search?q=%E8%90%A5', async (route) => {
      const answer = await route.fetch();
      await new Promise((resolve) => setTimeout(resolve, 700));
      await route.fulfill({ response: answer }).catch(() => undefined);
    });
    await page.locator(box).pressSequentially('营');
    await expect.poll(() => searches.urls.length).toBe(1);
    await page.locator(box).fill('白鹭');
    await expect.poll(() => page.locator('.result-title').first().innerText()).toBe('河长老韩的一本流水账');
    await page.waitForTimeout(900);
    expect(await page.locator('.result-title').allInnerTexts()).toEqual(['河长老韩的一本流水账']);
    expect(searches.most()).toBe(1);
  });

  it('keeps the old results in view, dimmed, until the new ones are there', async () => {
    const page = await house.open('/?q=白鹭');
    await page.route('**/api/search?*', async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 500));
      await route.continue();
    });
    await page.locator(box).fill('账本');
    await page.locator('main.busy').waitFor();
    expect(await page.locator('.result').count()).toBeGreaterThan(0);
    await expect.poll(() => page.locator('.results').evaluate((el) => Number(getComputedStyle(el).opacity))).toBeLessThan(0.6);
    await page.locator('main:not(.busy)').waitFor();
    await expect.poll(() => page.locator('.results').evaluate((el) => Number(getComputedStyle(el).opacity))).toBe(1);
  });

  it('keeps the front page in view until the first results are there', async () => {
    const page = await house.open('/');
    await page.route('**/api/search?*', async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 400));
      await route.continue();
    });
    await page.locator(box).fill('白鹭');
    await page.locator('main.busy').waitFor();
    expect(await page.locator('.holdings').isVisible()).toBe(true);
    expect(await page.locator('.result').count()).toBe(0);
    await expect.poll(() => page.locator('.result-title').allInnerTexts()).toEqual(['河长老韩的一本流水账']);
  });

  it('tells a screen reader the count once, after the typing has come to rest', async () => {
    const page = await house.open('/');
    await page.evaluate(() => {
      const said: string[] = [];
      Object.assign(window, { said });
      const region = document.querySelector('[role=status]');
      if (region) new MutationObserver(() => said.push(region.textContent ?? '')).observe(region, { childList: true, characterData: true, subtree: true });
    });
    for (const word of ['街', '河', '书店', '白鹭']) {
      await page.locator(box).fill(word);
      await page.waitForTimeout(250);
    }
    await page.waitForTimeout(1500);
    expect(await page.evaluate(() => Reflect.get(window, 'said') as string[])).toEqual([await total(page).innerText()]);
  });
});

describe('narrowing', () => {
  it('takes several values of a facet, keeps the counts of their siblings, and Back returns one step', async () => {
    const page = await house.open('/?q=营商环境');
    const districts = page.locator('.facet-district');
    await districts.getByRole('checkbox', { name: '临水区' }).check();
    await expect.poll(() => total(page).innerText()).toBe('2 段，出自 2 篇');
    await expect.poll(() => districts.locator('.facet-value', { hasText: '青岚区' }).locator('.facet-count').innerText()).toMatch(/^4/);
    await districts.getByRole('checkbox', { name: '青岚区' }).check();
    await expect.poll(() => total(page).innerText()).toBe('5 段，出自 3 篇');
    expect(query(page)).toBe('?q=营商环境&district=临水区&district=青岚区');
    await page.goBack();
    await expect.poll(() => total(page).innerText()).toBe('2 段，出自 2 篇');
    expect(await districts.getByRole('checkbox', { name: '青岚区' }).isChecked()).toBe(false);
    expect(await districts.getByRole('checkbox', { name: '临水区' }).isChecked()).toBe(true);
    await page.locator('.chip').first().click();
    await expect.poll(() => query(page)).toBe('?q=营商环境');
  });

  it('leaves a value out, and 未注明 is a value like any other', async () => {
    const page = await house.open('/?q=营商环境');
    await page.locator('.facet-year .facet-value', { hasText: '2023' }).hover();
    await page.getByLabel('排除 2023').click();
    await expect.poll(() => total(page).innerText()).toBe('3 段，出自 1 篇');
    expect(query(page)).toBe('?q=营商环境&not.year=2023');
    await page.goto('/?q=书店');
    await alive(page);
    await page.locator('.facet-district').getByRole('checkbox', { name: '未注明' }).check();
    await expect.poll(() => query(page)).toBe('?q=书店&district=none');
    expect(await page.locator('.result-when').first().innerText()).toBe('日期未注明');
  });

  it.each([['', '未注明', '不含 未注明', '年份'], ['&lang=zh-Hant', '未註明', '不含 未註明', '年份'], ['&lang=en', 'not stated', 'except not stated', 'Year']])('undated is a value of the year that can be read, in the facet and as a chip%s', async (lang, value, excluded, facet) => {
    const page = await house.open(`/?q=书店${lang}`);
    await page.locator('.facet-year').getByRole('checkbox', { name: value }).check();
    await expect.poll(() => query(page)).toBe('?q=书店&year=none');
    await expect.poll(() => page.locator('.chip-only').innerText()).toMatch(new RegExp(`${facet}\\s*${value}`));
    await page.goto('/?q=书店 year:none');
    expect(await page.locator('.chip-years').innerText()).toMatch(new RegExp(`${facet}\\s*${value}`));
    await page.goto('/?q=街 -year:none');
    expect(await page.locator('.chip-not').innerText()).toMatch(new RegExp(`${facet}\\s*${excluded}`));
  });

  it('what is not stated stays in view in a facet too long to be', async () => {
    const page = await house.open('/');
    await page.locator('#q').fill('店');
    const years = page.locator('.facet-year > ul .facet-label');
    await expect.poll(() => years.allInnerTexts()).toContain('未注明');
  });

  it('a long facet can be searched', async () => {
    const page = await house.open('/?sort=oldest');
    await page.getByLabel('在作者里查找').fill('陆');
    await expect.poll(() => page.locator('.facet-author .facet-label').allInnerTexts()).toEqual(['陆一鸣']);
  });

  it('by days, in each order, page by page', async () => {
    const page = await house.open('/?from=2023-01-01');
    await page.getByLabel('止', { exact: true }).fill('2023-07-02');
    await expect.poll(() => query(page)).toBe('?from=2023-01-01&to=2023-07-02');
    await page.goto('/?district=%E9%9D%92%E5%B2%9A%E5%8C%BA');
    await alive(page);
    await page.getByRole('link', { name: '最早' }).click();
    await expect.poll(() => page.locator('.result-when').first().innerText()).toMatch(/^2016/);
    await page.getByRole('link', { name: '下一页' }).click();
    await expect.poll(() => query(page)).toBe('?district=青岚区&sort=oldest&page=2');
    await expect.poll(() => page.locator('.pager [aria-current]').innerText()).toBe('2');
    await page.goBack();
    await expect.poll(() => query(page)).toBe('?district=青岚区&sort=oldest');
  });

  it('paragraphs of one article stand together and fold', async () => {
    const page = await house.open('/?q=营商环境');
    const more = page.locator('.result', { hasText: '一扇窗口办成一件事' }).locator('details');
    expect(await more.locator('summary').innerText()).toBe('本文另有 2 段');
    await more.locator('summary').click();
    expect(await more.locator('a').count()).toBe(2);
    expect(await page.locator('.result-title').count()).toBe(3);
  });
});

it('the interface is in English for those who ask, and stays so', async () => {
  const page = await house.open('/?q=营商环境');
  await page.getByRole('link', { name: 'English' }).click();
  await expect.poll(() => total(page).innerText()).toBe('5 paragraphs in 3 articles');
  expect(await page.locator('html').getAttribute('lang')).toBe('en');
  await page.goto('/');
  await expect.poll(() => page.locator('.holdings').innerText()).toContain('32 articles');
  await page.getByRole('link', { name: '简体' }).click();
  await expect.poll(() => page.locator('html').getAttribute('lang')).toBe('zh-Hans');
});
