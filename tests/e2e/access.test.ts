/** For everyone, and against everyone who means harm: axe, the content policy, hostile text. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { ARTICLES, HOSTILE, TWICE } from '../fixtures/web/articles.ts';
import { alive, openHouse, type House } from './house.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

let house: House;
beforeAll(async () => {
  house = await openHouse([...ARTICLES, ...HOSTILE, ...TWICE]);
}, 60_000);
afterAll(() => house?.close());

interface AxeResults {
  violations: { id: string; nodes: { html: string; failureSummary?: string }[] }[];
}

/** Everything axe knows, the best practices included. */
async function scan(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  const { violations } = await page.evaluate(() => (Reflect.get(window, 'axe') as { run(): Promise<AxeResults> }).run());
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 160)} ${node.failureSummary ?? ''}`));
}

interface Scene {
  readonly name: string;
  readonly path: string;
  /** Brings the page into the state to be looked at. */
  readonly act?: (page: Page) => Promise<unknown>;
  readonly phoneOnly?: boolean;
}

const SCENES: readonly Scene[] = [
  { name: 'front page', path: '/' },
  { name: 'results', path: '/?q=营商环境', act: (page) => page.locator('summary').first().click() },
  { name: 'filters on', path: '/?district=青岚区&not.year=2020&from=2016-01-01&page=2' },
  { name: 'nothing found', path: '/?q=营商环境&district=青岚区&year=2016', act: (page) => page.locator('.relief-total').first().waitFor() },
  { name: 'a query taken otherwise', path: '/?q=year:abc "没有合上' },
  {
    name: 'suggestions', path: '/?q=街', act: async (page) => {
      await page.locator('#q').fill('营商');
      await page.getByRole('option').first().waitFor();
      await page.keyboard.press('ArrowDown');
    },
  },
  { name: 'chips and words given up', path: '/?q=哈市 营商环境的书店 -夜市 year:2020..2024&district=青岚区' },
  { name: 'refused', path: '/?q=街&page=9999' },
  { name: 'article', path: '/articles/window?q=营商环境#p3', act: (page) => page.keyboard.press('n') },
  { name: 'article without a date', path: '/articles/undated' },
  { name: 'article as printed', path: '/articles/window?q=营商环境&view=printed#p3' },
  { name: 'found inside, cited, gone', path: '/articles/window?find=窗口&cite=p99.00000000..UpeaXDpTP2WhUg' },
  { name: 'the API', path: '/docs' },
  { name: 'no clippings', path: '/clippings' },
  {
    name: 'clippings', path: '/articles/window#p3', act: async (page) => {
      await page.locator('#p3 [data-keep]').click();
      await page.goto('/?q=街');
      await alive(page);
      await page.locator('[data-keep-search]').click();
      await page.goto('/clippings');
      await page.locator('.clippings li').waitFor();
    },
  },
  { name: 'two articles side by side', path: '/articles/flood-1/compare/flood-2#r1' },
  { name: 'not found', path: '/articles/none' },
  { name: 'hostile results', path: '/?q=恶意' },
  { name: 'hostile article', path: '/articles/hostile?q=恶意' },
  {
    name: 'offline', path: '/?q=白鹭', act: async (page) => {
      await page.context().setOffline(true);
      await page.locator('#q').fill('账本');
      await page.locator('.problem').waitFor();
    },
  },
  {
    name: 'sheet', path: '/?q=街', phoneOnly: true, act: async (page) => {
      await page.locator('.open-filters').click();
      await page.getByRole('dialog').waitFor();
    },
  },
];

const READERS: readonly { name: string; phone: boolean; options: BrowserContextOptions }[] = [
  { name: 'a desk', phone: false, options: {} },
  { name: 'a phone in the dark', phone: true, options: { colorScheme: 'dark', viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true } },
];

for (const reader of READERS) {
  describe(`axe finds nothing, on ${reader.name}`, () => {
    for (const scene of SCENES.filter((scene) => reader.phone || !scene.phoneOnly)) {
      it(scene.name, async () => {
        // axe is evaluated as a script of ours; the policy is another test's concern.
        const { page } = await house.visit({ ...reader.options, bypassCSP: true, reducedMotion: 'reduce' });
        await page.goto(scene.path);
        await alive(page);
        await scene.act?.(page);
        expect(await scan(page)).toEqual([]);
        await page.context().close();
      }, 20_000);
    }
  });
}

it('in English axe finds nothing either', async () => {
  const { page } = await house.visit({ bypassCSP: true });
  for (const path of ['/?lang=en', '/?q=营商环境&lang=en', '/articles/window?q=营商环境&lang=en', '/docs?lang=en']) {
    await page.goto(path);
    await alive(page);
    expect([path, await scan(page)]).toEqual([path, []]);
  }
});

it('no page breaks its own content policy, whatever is done on it', async () => {
  const { page, complaints } = await house.visit();
  await page.addInitScript(() => {
    const breaches: string[] = [];
    Object.assign(window, { breaches });
    document.addEventListener('securitypolicyviolation', (event) => breaches.push(`${event.violatedDirective} ${event.blockedURI}`));
  });
  for (const scene of SCENES.filter(({ phoneOnly, name }) => !phoneOnly && name !== 'offline')) {
    const answer = await page.goto(scene.path);
    expect(answer?.headers()['content-security-policy']).toMatch(/script-src 'self'/);
    await alive(page);
    await scene.act?.(page);
    expect(await page.evaluate(() => Reflect.get(window, 'breaches') as string[])).toEqual([]);
    expect(await page.locator('[style]').count()).toBe(0);
  }
  expect(complaints).toEqual([]);
});

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
