/** Text that means harm, or only trouble, comes out as text. What is wrong with pages as such: every-page.test.ts. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ARTICLES, HOSTILE } from '../fixtures/web/articles.ts';
import { alive, openHouse, type House } from './house.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse([...ARTICLES, ...HOSTILE]);
}, 60_000);
afterAll(() => house?.close());

describe('hostile text', () => {
  it('is text: in titles, bylines, facets, chips, sources and paragraphs', async () => {
    const { page, complaints } = await house.visit();
    await page.goto('/?q=恶意&author=<b>粗体</b>作者');
    await alive(page);
    expect(await page.locator('.result-title').first().innerText()).toContain('<script>window.hacked=1</script>');
    expect(await page.locator('.chip-value').innerText()).toBe('<b>粗体</b>作者');
    await page.locator('#q').fill('恶意段落');
    await page.waitForTimeout(400);
    await page.goto('/articles/hostile?q=恶意段落一');
    await alive(page);
    expect(await page.locator('.kind-heading').innerText()).toContain('<h1>标题里的标记</h1>');
    expect(await page.locator('#p2 p').innerText()).toContain('</script><script>window.hacked=1</script><style>body{display:none}</style>&lt;已转义&gt; &amp; 结束。');
    expect(await page.locator('.about').innerText()).toContain('javascript:window.hacked=1');
    expect(await page.locator('a[href^="javascript:" i]').count()).toBe(0);
    expect(await page.evaluate(() => Reflect.get(window, 'hacked'))).toBeUndefined();
    expect(complaints).toEqual([]);
  });

  it('as a query neither runs nor leaves the box', async () => {
    const { page } = await house.visit();
    const q = '"><script>window.hacked=1</script>\u202E</script><!-- \' &amp; 😀';
    await page.goto(`/?q=${encodeURIComponent(q)}&district=${encodeURIComponent('"><img src=x onerror=window.hacked=1>')}`);
    await alive(page);
    expect(await page.locator('#q').inputValue()).toBe(q);
    expect(await page.evaluate(() => Reflect.get(window, 'hacked'))).toBeUndefined();
  });

  it('breaks no layout, on any width', async () => {
    for (const width of [360, 768, 1440]) {
      const { page } = await house.visit({ viewport: { width, height: 800 } });
      for (const path of ['/', '/docs', '/clippings', '/?q=恶意', '/articles/hostile?q=恶意', '/articles/hostile?view=printed', `/?q=${'长'.repeat(1500)}`, `/?section=${'W'.repeat(190)}`]) {
        await page.goto(path);
        const wider = await page.evaluate(() => Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth));
        expect([width, path.slice(0, 20), wider]).toEqual([width, path.slice(0, 20), 0]);
      }
      await page.context().close();
    }
  }, 30_000);

  it('turns no direction but its own', async () => {
    const { page } = await house.visit();
    await page.goto('/?q=恶意');
    await alive(page);
    // The author whose name begins with an override stands beside others, which keep their order.
    const order = await page.locator('.result').first().locator('.meta-author').evaluateAll((els) => els.map((el) => el.getBoundingClientRect().left));
    expect(order).toEqual([...order].sort((a, b) => a - b));
    expect(order).toHaveLength(2);
  });
});
