import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { ARTICLES, toArticle } from '../fixtures/web/articles.ts';
import { alive, openHouse, query, total, type House } from './house.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse(ARTICLES);
}, 60_000);
afterAll(() => house?.close());

/** The paragraph the address points to, as far as it is in view. */
const targetInView = (page: Page): Promise<string | null> =>
  page.evaluate(() => {
    const target = document.querySelector(':target');
    const box = target?.getBoundingClientRect();
    return target && box && box.top >= 0 && box.top < window.innerHeight ? target.id : null;
  });

async function openArticle(path = '/articles/window?q=营商环境'): Promise<Page> {
  const { page } = await house.visit({ permissions: ['clipboard-read', 'clipboard-write'], viewport: { width: 1280, height: 500 } });
  await page.goto(path);
  await alive(page);
  return page;
}

it('a hit opens at its paragraph, with every word of the query marked, and the way back keeps the search', async () => {
  const { page } = await house.visit({ viewport: { width: 1280, height: 500 } });
  await page.goto('/?q=营商环境&district=青岚区');
  await alive(page);
  const first = page.locator('.result', { hasText: '本文另有' }).first();
  await first.locator('summary').click();
  await first.locator('.more a').last().click();
  await page.locator('.paragraphs').waitFor();
  expect(new URL(page.url()).hash).toMatch(/^#p\d+$/);
  await expect.poll(() => targetInView(page)).toBe(new URL(page.url()).hash.slice(1));
  expect(await page.locator('.paragraph:target mark').allInnerTexts()).toContain('营商环境');
  expect(await page.locator('.paragraph.hit').count()).toBe(3);
  expect(await page.locator('#q').inputValue()).toBe('营商环境');
  await page.getByRole('link', { name: '← 检索结果' }).click();
  await expect.poll(() => query(page)).toBe('?q=营商环境&district=青岚区');
});

describe('on the page', () => {
  it('shows the article whole: title, subtitle, bylines, outline, kinds, source', async () => {
    const page = await openArticle();
    expect(await page.locator('h1').innerText()).toBe('一扇窗口办成一件事');
    expect(await page.locator('.subtitle').innerText()).toBe('青岚区政务大厅改造手记');
    expect(await page.locator('.paragraph').count()).toBe(13);
    expect(await page.locator('.outline a').allInnerTexts()).toEqual(['从“跑八趟”到“跑一趟”', '看不见的后台', '还差什么']);
    expect(await page.locator('.kind-bullet').count()).toBe(3);
    expect(await page.locator('.about').innerText()).toMatch(/江城晨报[^]*第 3 版[^]*tests\/window\.txt[^]*news\.example/);
    await page.locator('.outline a').last().click();
    await expect.poll(() => targetInView(page)).toBe('p10');
  });

  it.each([['on a desk', { width: 1280, height: 900 }], ['on a phone', { width: 360, height: 740 }]])('the first paragraph opens with the title in view, %s', async (_, viewport) => {
    const page = await house.open('/articles/window?q=改造#p1', { viewport });
    await expect.poll(() => targetInView(page)).toBe('p1');
    const title = await page.locator('h1').boundingBox();
    expect(title && title.y >= 0 && title.y + title.height < viewport.height).toBe(true);
  });

  it('marks the subtitle as well as the title and the text', async () => {
    const page = await openArticle('/articles/window?q=改造');
    expect(await page.locator('.subtitle mark').allInnerTexts()).toEqual(['改造']);
  });

  it('on a phone begins with its title, the outline folded below it, with JavaScript or without', async () => {
    for (const javaScriptEnabled of [true, false]) {
      const { page } = await house.visit({ javaScriptEnabled, viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true });
      await page.goto('/articles/window');
      const outline = page.locator('.outline');
      expect(await outline.locator('a').first().isVisible()).toBe(false);
      expect((await page.locator('h1').boundingBox())?.y).toBeLessThan((await outline.boundingBox())?.y ?? 0);
      await page.getByText('目录 3 节').tap();
      await outline.getByRole('link', { name: '还差什么' }).tap();
      await expect.poll(() => targetInView(page)).toBe('p10');
      await page.context().close();
    }
  });

  it('n and p go through the hits in a ring, the buttons too, and Back leaves the article at once', async () => {
    const page = await openArticle('/');
    await page.goto('/articles/window?q=营商环境');
    await alive(page);
    const count = page.locator('.hit-count');
    expect(await count.innerText()).toBe('命中 3 段');
    await page.keyboard.press('n');
    await expect.poll(() => count.innerText()).toBe('命中 1 / 3');
    await page.keyboard.press('n');
    await expect.poll(() => targetInView(page)).toBe('p4');
    await page.getByRole('link', { name: '下一处命中（n）' }).click();
    await expect.poll(() => count.innerText()).toBe('命中 3 / 3');
    await page.keyboard.press('n');
    await expect.poll(() => targetInView(page)).toBe('p3');
    await page.keyboard.press('p');
    await expect.poll(() => targetInView(page)).toBe('p11');
    await page.goBack();
    await page.locator('.holdings').waitFor();
  });

  it('keys of one letter can be switched off, and stay off', async () => {
    const page = await openArticle();
    await page.getByRole('button', { name: /单键快捷键/ }).click();
    await page.reload();
    await alive(page);
    expect(await page.getByRole('button', { name: /单键快捷键/ }).getAttribute('aria-pressed')).toBe('false');
    await page.keyboard.press('n');
    await page.keyboard.press('/');
    expect(new URL(page.url()).hash).toBe('');
    expect(await page.evaluate(() => document.activeElement?.id)).not.toBe('q');
  });

  it('a mark far down a long paragraph is in view when its paragraph is opened, and said which hit it is', async () => {
    const long = `${'石板路上的故事一段接着一段。'.repeat(120)}最后才说到灯塔。`;
    await house.engine.index([toArticle({ id: 'long', title: '长段落', text: ['引子。', long, '尾声，还有灯塔。'] })]);
    const page = await openArticle('/articles/long?q=灯塔#p2');
    const mark = page.locator('#p2 mark');
    await expect.poll(() => mark.evaluate((el) => el.getBoundingClientRect().bottom < innerHeight && el.getBoundingClientRect().top > 0)).toBe(true);
    expect(await page.locator('.hit-count').innerText()).toBe('命中 1 / 2');
    await page.keyboard.press('n');
    expect(await page.locator('#said').innerText()).toBe('2 / 2');
  });

  describe('of a thousand paragraphs', () => {
    beforeAll(() => house.engine.index([toArticle({ id: 'thousand', title: '千段', text: Array.from({ length: 1000 }, (_, i) => `第${i + 1}天的账记在这里，${i % 7 === 0 ? '灯塔亮了一夜。' : '灯没有亮，雾很大。'}`) })]));

    it('a link leads deep into it, and n goes on from there', async () => {
      const page = await openArticle('/articles/thousand?q=灯塔#p700');
      await expect.poll(() => targetInView(page)).toBe('p700');
      await page.keyboard.press('n');
      await expect.poll(() => targetInView(page)).toBe('p701');
      await page.keyboard.press('p');
      await expect.poll(() => targetInView(page)).toBe('p694');
    });

    it('a link leads deep into it without JavaScript too', async () => {
      const { page } = await house.visit({ javaScriptEnabled: false });
      await page.goto('/articles/thousand#p700');
      await expect.poll(async () => (await page.locator('#p700 p').boundingBox())?.y).toSatisfy((y) => y >= 0 && y < 900);
    });

    it('is printed whole, though only what is near the window is laid out on the screen', async () => {
      const page = await openArticle('/articles/thousand');
      const laidOut = (): Promise<number> => page.locator('.paragraph').evaluateAll((all) => all.filter((el) => el.checkVisibility({ contentVisibilityAuto: true })).length);
      expect(await laidOut()).toBeLessThan(300);
      await page.emulateMedia({ media: 'print' });
      expect(await laidOut()).toBe(1000);
    });

    it('every paragraph has its buttons where they can be touched', async () => {
      const page = await openArticle('/articles/thousand');
      for (const ordinal of [50, 51, 52]) {
        await page.locator(`#p${ordinal} .anchor`).click();
        await page.getByLabel(`复制第 ${ordinal} 段的链接`).click();
        expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(`${house.url}/articles/thousand#p${ordinal}`);
      }
    });
  });

  it('is printed as text with its source, without the furniture of the screen', async () => {
    const page = await openArticle('/articles/window?q=营商环境#p3');
    await page.emulateMedia({ media: 'print' });
    for (const furniture of ['.search', '.hit-bar', '.text-tools', '.paragraph-tools', '.onward', '.back']) expect([furniture, await page.locator(furniture).first().isVisible().catch(() => false)]).toEqual([furniture, false]);
    for (const kept of ['h1', '.dateline', '#p3 p', '.about dl', '.cite pre']) expect([kept, await page.locator(kept).first().isVisible()]).toEqual([kept, true]);
  });

  it('shows the lines of the file where the page was mended, and the same text', async () => {
    const printed = toArticle({ id: 'lines', title: '断行', text: ['渠水流过三个村庄，今年又修了两座桥。'] });
    const [first] = printed.paragraphs;
    if (first) first.origin = { lines: [12, 16], except: [13], mends: [{ at: 6, was: '\n' }, { at: 9, was: ' ' }, { at: 12, was: '\n\n' }] };
    await house.engine.index([printed]);
    const page = await openArticle('/articles/lines');
    await page.getByRole('link', { name: '原文分行' }).click();
    await page.locator('.lines').waitFor();
    expect(await page.locator('.lines li').evaluateAll((rows) => rows.map((row) => [row.getAttribute('data-line'), row.textContent]))).toEqual([['12', '渠水流过三个'], ['14', '村庄， 今年又'], ['16', '修了两座桥。']]);
    await page.getByRole('link', { name: '阅读' }).click();
    expect(await page.locator('#p1 p').innerText()).toBe('渠水流过三个村庄，今年又修了两座桥。');
  });

  it('n typed into the search box is a letter', async () => {
    const page = await openArticle();
    await page.locator('#q').fill('');
    await page.locator('#q').pressSequentially('np');
    expect(await page.locator('#q').inputValue()).toBe('np');
    expect(new URL(page.url()).hash).toBe('');
  });

  it('the link to a paragraph is copied and leads there', async () => {
    const page = await openArticle();
    await page.locator('#p6').hover();
    await page.getByLabel('复制第 6 段的链接').click();
    const link = await page.evaluate(() => navigator.clipboard.readText());
    expect(link).toBe(`${house.url}/articles/window#p6`);
    await expect.poll(() => page.locator('[role=status]').innerText()).toBe('已复制');
    await page.goto(link);
    await expect.poll(() => targetInView(page)).toBe('p6');
  });

  it.each([
    ['.about', '沈知秋', '?author=沈知秋'],
    ['.about', '2024', '?year=2024'],
    ['.dateline', '青岚区', '?district=青岚区'],
    ['.dateline', '2024年3月18日', '?from=2024-03-18&to=2024-03-18'],
  ])('what stands beside the article filters: %s %s', async (where, name, search) => {
    const page = await openArticle();
    await page.locator(where).getByRole('link', { name, exact: true }).click();
    await total(page).waitFor();
    expect(query(page)).toBe(search);
    expect(await page.locator('.result-title').allInnerTexts()).toContain('一扇窗口办成一件事');
  });

  it('the skip link leads to the text, past what stands above it', async () => {
    const page = await openArticle();
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.className)).toBe('skip');
    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('text');
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.closest('.headline') !== null)).toBe(true);
  });

  it('an article that is not there says so, with a way on', async () => {
    const page = await openArticle('/articles/nowhere');
    expect(await page.locator('h1').innerText()).toBe('没有这一页');
    await page.getByRole('link', { name: '回到首页' }).click();
    await page.locator('.holdings').waitFor();
  });
});

it('by keyboard alone, from the front page to the copied link of a paragraph', async () => {
  const page = await openArticle('/');
  await page.keyboard.press('/');
  await page.keyboard.insertText('营商环境');
  await page.locator('.result').first().waitFor();
  await page.keyboard.press('Enter');
  // Paragraphs folded away are passed over.
  const titles = await page.locator('.result-title').allInnerTexts();
  for (const title of titles) {
    await page.keyboard.press('ArrowDown');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe(title);
  }
  for (const _ of titles) await page.keyboard.press('ArrowUp');
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('q');
  await page.keyboard.press('Escape');
  await page.locator('.holdings').waitFor();
  await page.keyboard.insertText('营商环境');
  await page.locator('.result').first().waitFor();
  await page.keyboard.press('Enter');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.locator('.paragraphs').waitFor();
  await alive(page);
  await page.keyboard.press('n');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('链接');
  await page.keyboard.press('Enter');
  expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/\/articles\/[\w-]+#p\d+$/);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toMatch(/^“[^]+”——[^]+《[^]+》[^]+\?cite=p\d+\.[0-9a-f]{8}[^ ]*#p\d+$/u);
});
