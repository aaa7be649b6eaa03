/** What a reader keeps in the browser, and what is taken along as files. */
import { readFile } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Download, Page } from 'playwright-core';
import { ARTICLES, HOSTILE } from '../fixtures/web/articles.ts';
import { alive, openHouse, query, type House } from './house.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse([...ARTICLES, ...HOSTILE]);
}, 60_000);
afterAll(() => house?.close());

async function visit(path: string): Promise<Page> {
  const { page } = await house.visit({ permissions: ['clipboard-read', 'clipboard-write'] });
  await page.goto(path);
  await alive(page);
  return page;
}

async function clip(page: Page, ordinal: number): Promise<void> {
  await page.locator(`#p${ordinal}`).hover();
  await page.locator(`#p${ordinal} [data-keep]`).click();
  await expect.poll(() => page.locator(`#p${ordinal} [data-keep]`).getAttribute('aria-pressed')).toBe('true');
}

async function downloaded(page: Page, act: () => Promise<unknown>): Promise<{ name: string; text: string }> {
  const [download]: [Download, unknown] = await Promise.all([page.waitForEvent('download'), act()]);
  return { name: download.suggestedFilename(), text: await readFile(await download.path(), 'utf8') };
}

describe('clippings', () => {
  it('are kept while reading, read again later, exported, removed and brought back', async () => {
    const page = await visit('/articles/window');
    await clip(page, 3);
    await clip(page, 6);
    await page.reload();
    await alive(page);
    expect(await page.locator('[data-kept]').evaluateAll((all) => all.map(({ id }) => id))).toEqual(['p3', 'p6']);
    await page.goto('/clippings');
    await page.locator('.clippings li').first().waitFor();
    expect(await page.locator('.clippings h3').allInnerTexts()).toEqual(['一扇窗口办成一件事：青岚区政务大厅改造手记', '一扇窗口办成一件事：青岚区政务大厅改造手记']);
    expect(await page.locator('.clippings h3 a').first().getAttribute('href')).toMatch(/\/articles\/window\?cite=p6\.[0-9a-f]{8}[^#]*#p6$/);

    const csv = await downloaded(page, () => page.getByRole('button', { name: /CSV$/ }).click());
    expect(parse(csv.text, { bom: true, columns: true })).toMatchObject([{ paragraph: '6', paper: '江城晨报' }, { paragraph: '3' }]);
    const ris = await downloaded(page, () => page.getByRole('button', { name: /RIS$/ }).click());
    expect([ris.name, ris.text.match(/^TY {2}- NEWS/gm)?.length]).toEqual(['xunbao-clippings.ris', 2]);

    await page.getByRole('button', { name: '移除' }).first().click();
    expect(await page.locator('.clippings li').count()).toBe(1);
    await page.getByRole('button', { name: '恢复' }).click();
    expect(await page.locator('.clippings li').count()).toBe(2);
    await page.getByRole('button', { name: '复制引文' }).first().click();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/^“工程师|^“/u);
  });

  it('can be read without a connection', async () => {
    const page = await visit('/articles/window');
    await clip(page, 3);
    await page.goto('/clippings');
    await page.locator('.clippings li').waitFor();
    await page.evaluate(async () => { await navigator.serviceWorker.ready; });
    await page.context().setOffline(true);
    await page.goto('/clippings');
    expect(await page.locator('.clippings blockquote').innerText()).toContain('清晨八点半');
    expect(await page.locator('.clippings blockquote').evaluate((el) => getComputedStyle(el).borderLeftWidth)).toBe('3px');
  });

  it('of hostile text are text, on the page and in a spreadsheet', async () => {
    const page = await visit('/articles/hostile');
    await clip(page, 2);
    await page.goto('/clippings');
    expect(await page.locator('.clippings blockquote').innerText()).toContain('</script><script>window.hacked=1</script>');
    expect(await page.evaluate(() => Reflect.get(window, 'hacked'))).toBeUndefined();
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
  });

  it('say that they need JavaScript when there is none', async () => {
    const { page } = await house.visit({ javaScriptEnabled: false });
    await page.goto('/clippings');
    expect(await page.locator('noscript').innerText()).toContain('JavaScript');
  });
});

describe('results', () => {
  it('of a filtered query are taken along as a table that holds all of them and nothing else', async () => {
    const page = await visit('/?q=街&district=青岚区');
    const total = Number(/(\d+) 段/.exec(await page.locator('h1.total').innerText())?.[1]);
    const { name, text } = await downloaded(page, () => page.locator('.take').getByText('CSV', { exact: true }).click());
    const rows: Record<string, string>[] = parse(text, { bom: true, columns: true });
    expect([name, rows.length]).toEqual(['xunbao.csv', total]);
    expect(rows.every((row) => row['districts']?.split('; ').includes('青岚区'))).toBe(true);
    const lines = (await downloaded(page, () => page.locator('.take').getByText('NDJSON', { exact: true }).click())).text.trim().split('\n');
    expect(lines).toHaveLength(total);
  });

  it('are saved as a search that finds the same again', async () => {
    const page = await visit('/?q=街&district=青岚区&page=2');
    await page.getByRole('button', { name: '保存检索' }).click();
    await expect.poll(() => page.locator('[role=status]').innerText()).toBe('已保存到剪报夹');
    await page.locator('.colophon a[href="/clippings"]').click();
    await page.getByRole('link', { name: '街 · 青岚区' }).click();
    await page.locator('h1.total').waitFor();
    expect(query(page)).toBe('?q=街&district=青岚区');
  });

  it.each(['/?q=街&district=青岚区', '/?q=恶意', '/?q=无此词无此词', '/'])('make a feed as RFC 4287 demands it: %s', async (path) => {
    const page = await visit(path);
    const href = (await page.locator('link[type="application/atom+xml"]').getAttribute('href')) ?? '';
    const response = await page.request.get(href);
    expect(response.headers()['content-type']).toMatch(/^application\/atom\+xml/);
    const xml = await response.text();
    const faults = await page.evaluate((text) => {
      const document = new DOMParser().parseFromString(text, 'application/xml');
      if (document.querySelector('parsererror')) return ['not well formed'];
      const found: string[] = [];
      const entries = [...document.getElementsByTagName('entry')];
      for (const el of [document.documentElement, ...entries]) {
        const children = (name: string): Element[] => [...el.children].filter((child) => child.localName === name);
        // 4.1.1 and 4.1.2: exactly one of each; an author of its own or that of the feed.
        for (const name of ['id', 'title', 'updated']) if (children(name).length !== 1) found.push(`${children(name).length} × ${name}`);
        // 4.2.6: an IRI, with something after its scheme.
        for (const id of children('id')) if (!/^[a-z][a-z0-9+.-]*:\S*[^\s:]$/i.test(id.textContent ?? '')) found.push(`id ${id.textContent}`);
        // 3.3: a date and time of RFC 3339.
        for (const time of [...children('updated'), ...children('published')]) if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(time.textContent ?? '')) found.push(`time ${time.textContent}`);
        for (const author of children('author')) if (!author.querySelector('name')?.textContent) found.push('author without a name');
        const alternate = children('link').filter((link) => link.getAttribute('rel') === 'alternate');
        if (alternate.length !== 1) found.push(`${alternate.length} × alternate`);
        for (const link of children('link')) if (!/^https?:\/\//.test(link.getAttribute('href') ?? '')) found.push(`link ${link.getAttribute('href')}`);
      }
      if (![...document.documentElement.children].some((el) => el.localName === 'author')) found.push('no author');
      const ids = entries.map((el) => el.getElementsByTagName('id')[0]?.textContent);
      if (new Set(ids).size !== ids.length) found.push('ids twice');
      return found;
    }, xml);
    expect(faults).toEqual([]);
    const [entry] = /(?<=<entry>[^]*<link rel="alternate"[^>]*href=")[^"]+/.exec(xml) ?? [];
    if (entry) {
      await page.goto(entry.replaceAll('&amp;', '&'));
      expect(await page.locator('.paragraph:target').count()).toBe(1);
    }
  });

  it('are followed as a feed that is well formed, with entries that keep their ids', async () => {
    const page = await visit('/?q=街');
    const href = await page.locator('.take').getByText('Atom').getAttribute('href');
    const read = () => page.evaluate(async (url) => {
      const xml = new DOMParser().parseFromString(await (await fetch(url)).text(), 'application/xml');
      const [feed, ...entries] = [xml.documentElement, ...xml.getElementsByTagName('entry')].map((el) => ['id', 'title', 'updated'].map((name) => el.getElementsByTagName(name)[0]?.textContent ?? ''));
      return { broken: xml.querySelector('parsererror') !== null, root: [xml.documentElement.namespaceURI, xml.documentElement.localName], feed: feed ?? [], entries };
    }, href ?? '');
    const feed = await read();
    expect([feed.broken, feed.root]).toEqual([false, ['http://www.w3.org/2005/Atom', 'feed']]);
    for (const [id, title, updated] of [feed.feed, ...feed.entries]) expect([id !== '', title !== '', Number.isNaN(Date.parse(updated ?? ''))]).toEqual([true, true, false]);
    expect(new Set(feed.entries.map(([id]) => id)).size).toBe(feed.entries.length);
    await house.engine.index(ARTICLES.slice(0, 1));
    expect((await read()).entries.map(([id]) => id)).toEqual(feed.entries.map(([id]) => id));
  });
});
