/** Citing as a reader does it, and opening the citation after the source was read again. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { ingest } from '../../ingest/pipeline.ts';
import { citeOf } from '../../src/server/cite.ts';
import { ARTICLES, toArticle, TWICE } from '../fixtures/web/articles.ts';
import { alive, openHouse, type House } from './house.ts';

const LEDGER = { id: 'ledger', title: '一本旧账', date: '2022-03-08', paper: '江城晨报', page: '5' };
const BEFORE = ['老周把账本摊在桌上。', '去年修渠用工三百二十个，花去四万元，剩下的钱买了两台水泵。', '水泵至今还在转。'];

let house: House;
beforeAll(async () => {
  house = await openHouse([...ARTICLES, ...TWICE]);
}, 60_000);
afterAll(() => house?.close());

const clip = (page: Page): Promise<string> => page.evaluate(() => navigator.clipboard.readText());

async function visit(path: string): Promise<Page> {
  const { page } = await house.visit({ permissions: ['clipboard-read', 'clipboard-write'] });
  await page.goto(path);
  await alive(page);
  return page;
}

/** The address in the quotation of a paragraph, taken with the mouse. */
async function quote(page: Page, ordinal: number): Promise<string> {
  await page.locator(`#p${ordinal}`).hover();
  await page.getByLabel(`复制第 ${ordinal} 段的引文`).click();
  await page.locator('#said:has-text("已复制")').waitFor({ state: 'attached' });
  return /http\S+$/.exec(await clip(page))?.[0] ?? '';
}

const notice = (page: Page): Promise<string> => page.locator('.cite-notice').innerText();

describe('a paragraph that was cited', () => {
  let cited = '';
  beforeAll(async () => {
    await house.engine.index([toArticle({ ...LEDGER, text: BEFORE })]);
    const page = await visit('/articles/ledger');
    cited = await quote(page, 2);
    expect(await clip(page)).toBe(`“${BEFORE[1]}”——《一本旧账》，江城晨报，2022年3月8日第5版。${cited}`);
  });

  const reopened = async (text: string[]): Promise<Page> => {
    await house.engine.index([toArticle({ ...LEDGER, text })]);
    const { page } = await house.visit({ viewport: { width: 1280, height: 500 } });
    await page.goto(cited);
    return page;
  };

  it('is said to be unchanged, in view, where it is', async () => {
    const page = await reopened(BEFORE);
    expect(await notice(page)).toContain('一字不差');
    const box = await page.locator('.cite-notice').boundingBox();
    expect(box && box.y >= 0 && box.y < 400).toBe(true);
  });

  it('shows what changed since', async () => {
    const page = await reopened(BEFORE.map((text) => text.replace('四万元', '六万元')));
    expect(await notice(page)).toContain('有改动');
    expect(await page.locator('#p2 ins').allInnerTexts()).toEqual(['花去六万元，']);
  });

  it('is followed to where it moved', async () => {
    const page = await reopened(['先说一件别的事。', ...BEFORE]);
    expect(await notice(page)).toContain('已移到');
    await page.locator('.cite-notice a').click();
    expect(new URL(page.url()).hash).toBe('#p3');
    expect(await page.locator('#p3.cited p').innerText()).toBe(BEFORE[1]);
  });

  it('is honestly gone, with a search for it', async () => {
    const page = await reopened(['账本不见了。']);
    expect(await notice(page)).toContain('已不在这篇文章里');
    await page.locator('.cite-notice a').click();
    expect(await page.locator('#q').inputValue()).toMatch(/^"\p{L}+"$/u);
  });
});

it('a citation of a file that was edited and ingested again shows what was edited', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'xunbao-cited-'));
  const write = async (figure: string): Promise<void> => {
    await writeFile(join(dir, '渡口.md'), `---\ntitle: 渡口的最后一班船\ndate: 2021-05-06\npaper: 江城晨报\npage: 4\n---\n\n老艄公把缆绳解开，船离了岸。\n\n渡口开了${figure}年，送过的人比两岸住的人还多，最忙的一天来回六十趟。\n`);
    await ingest({ engine: house.engine, dataDir: join(dir, 'data'), paths: [dir] });
  };
  await write('四十一');
  const page = await visit('/?q=渡口的最后一班船');
  await page.locator('.result-title a').first().click();
  await page.locator('.paragraphs').waitFor();
  await alive(page);
  const at = page.locator('.paragraph', { hasText: '渡口开了' });
  const cited = await quote(page, Number((await at.getAttribute('id'))?.slice(1)));
  await page.goto(cited);
  expect(await notice(page)).toContain('一字不差');
  await write('四十三');
  await page.goto(cited);
  await page.reload();
  expect(await notice(page)).toContain('有改动');
  expect(await page.locator('.cited ins').allInnerTexts()).toEqual(['渡口开了四十三年，']);
  await rm(dir, { recursive: true });
});

it('a citation of an article that has left the archive says so and offers a search', async () => {
  const { page } = await house.visit();
  await page.goto(`/articles/vanished?cite=${citeOf({ ordinal: 3, text: '营商环境，常说常新。' })}#p3`);
  expect(await page.locator('h1').innerText()).toBe('没有这一页');
  await page.getByRole('link', { name: '在全部馆藏中检索“营商环境”' }).click();
  expect(await page.locator('#q').inputValue()).toBe('"营商环境"');
});

describe('a reference', () => {
  it('is there in every style, of the article or of the paragraph that is chosen', async () => {
    const page = await visit('/articles/window');
    expect(await page.locator('.cite details[open] pre').innerText()).toMatch(/^沈知秋[^]*\[N\/OL\]\. 江城晨报, [^]*\/articles\/window\.$/u);
    await page.locator('#p6 .anchor').click();
    await expect.poll(() => page.locator('.cite-place').innerText()).toBe('第 6 段');
    await page.getByText('BibTeX', { exact: true }).click();
    await page.getByLabel('复制 BibTeX 引文').click();
    await expect.poll(() => clip(page)).toMatch(/^@article\{xunbao-window,[^]*\?cite=p6\.[^]*\}$/u);
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByLabel('下载 BibTeX 文件').click()]);
    expect(download.suggestedFilename()).toBe('xunbao-window.bib');
  });

  it('is taken in each style as it stands there, and as a file in those that programs read', async () => {
    const page = await visit('/articles/window#p6');
    const styles = page.locator('.cite details');
    expect(await styles.locator('summary').allInnerTexts()).toEqual(['GB/T 7714', 'Chicago', 'BibTeX', 'RIS']);
    for (const style of await styles.all()) {
      const name = await style.locator('summary').innerText();
      if ((await style.getAttribute('open')) === null) await style.locator('summary').click();
      const shown = (await style.locator('pre').textContent()) ?? '';
      for (const stated of ['沈知秋', '一扇窗口办成一件事', '江城晨报', '2024', '/articles/window?cite=p6.']) expect([name, shown]).toEqual([name, expect.stringContaining(stated)]);
      await style.getByLabel(`复制 ${name} 引文`).click();
      await expect.poll(() => clip(page)).toBe(shown);
      if (name !== 'BibTeX' && name !== 'RIS') continue;
      const [download] = await Promise.all([page.waitForEvent('download'), style.getByLabel(`下载 ${name} 文件`).click()]);
      // That of RIS has the text of the paragraph besides.
      const saved = (await readFile(await download.path(), 'utf8')).split(/\r?\n/);
      expect(saved).toEqual(expect.arrayContaining(shown.split('\n')));
    }
  });

  it('can be read and saved without JavaScript', async () => {
    const { page } = await house.visit({ javaScriptEnabled: false });
    await page.goto('/articles/window');
    expect(await page.locator('.cite details[open] pre').innerText()).toContain('[N/OL]');
    expect(await page.locator('[data-take]').first().isVisible()).toBe(false);
    expect(await page.getByLabel('下载 RIS 文件').getAttribute('href')).toBe('/api/articles/window/citation?format=ris');
  });

  it('is taken on a phone by touching the number of its paragraph', async () => {
    const { page } = await house.visit({ permissions: ['clipboard-read', 'clipboard-write'], viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true, colorScheme: 'dark' });
    await page.goto('/articles/window');
    await alive(page);
    await page.locator('#p6 .anchor').tap();
    await page.getByLabel('复制第 6 段的引文').tap();
    await expect.poll(() => clip(page)).toMatch(/^“[^]+#p6$/u);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
  });

  it('takes only what is selected, when something is', async () => {
    const page = await visit('/articles/window');
    await page.evaluate(() => {
      const text = document.querySelector('#p6 p')?.firstChild;
      if (text) getSelection()?.setBaseAndExtent(text, 0, text, 4);
    });
    const whole = await page.locator('#p6 p').innerText();
    await page.locator('#p6').hover();
    await page.getByLabel('复制第 6 段的引文').dispatchEvent('click');
    await expect.poll(() => clip(page)).toMatch(new RegExp(`^“${whole.slice(0, 4)}”——`, 'u'));
  });
});

describe('inside the article', () => {
  it('a search marks and leads to its first place, and leaves the search that led here', async () => {
    const page = await visit('/articles/window?q=营商环境');
    await page.locator('#find').fill('窗口');
    await page.keyboard.press('Enter');
    await page.locator('.find-count').waitFor();
    await alive(page);
    expect(new Set(await page.locator('.paragraphs mark').allInnerTexts())).toEqual(new Set(['窗口']));
    expect(await page.locator('.find-count').innerText()).toMatch(/^本文中 \d+ 处/);
    expect(await page.locator('.paragraph:target mark').first().isVisible()).toBe(true);
    expect(await page.locator('#q').inputValue()).toBe('营商环境');
    await page.locator('.find-count a').click();
    expect(await page.locator('.paragraphs mark').first().innerText()).toBe('营商环境');
  });
});

describe('from one article to the next', () => {
  it('what stood before it that day is one click away', async () => {
    const page = await visit('/articles/flood-1');
    await page.locator('.beside-prev').click();
    await page.waitForURL('**/articles/flood-2');
    expect(await page.locator('.beside-next .beside-place').innerText()).toBe('江城晨报 第 2 版');
  });

  it('what speaks of the same is named with its reason', async () => {
    const page = await visit('/articles/window');
    expect(await page.locator('.related-why').first().innerText()).toMatch(/^都提到 \S+ \S+/u);
  });

  it('another print of it says how many figures are others, and both are compared figure by figure', async () => {
    const page = await visit('/articles/flood-1');
    expect(await page.locator('.related a[href$="flood-2"]').count()).toBe(0);
    const link = page.locator('.repeats .compare-link');
    expect(await link.innerText()).toMatch(/3 处数字不同/);
    await link.click();
    await page.locator('.compare-rows').waitFor();
    expect(await page.locator('.figures li').allInnerTexts()).toEqual(['8时 → 20时', '21.6米 → 22.4米', '三百二十户 → 四百一十户']);
    await page.locator('.figures a').first().click();
    expect(await page.locator('.compare-row:target ins').allInnerTexts()).toEqual(['20时', '22.4米', '四百一十户']);
  });

  it('without JavaScript too', async () => {
    const { page } = await house.visit({ javaScriptEnabled: false });
    await page.goto('/articles/flood-1');
    await page.locator('.beside-prev').click();
    expect(await page.locator('h1').innerText()).toContain('青岚河');
  });
});
