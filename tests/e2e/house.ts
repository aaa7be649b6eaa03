/** The real app on a port of its own, with an index of invented articles, and a real Chromium. */
import { mkdtempSync, rmSync } from 'node:fs';
import { mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import sparticuz from '@sparticuz/chromium';
import { chromium, type Browser, type BrowserContextOptions, type Locator, type Page, type Request } from 'playwright-core';
import type { Article } from '../../src/domain.ts';
import type { Engine } from '../../src/engine/engine.ts';
import { openSqlite } from '../../src/engine/sqlite/sqlite.ts';
import { createLogger } from '../../src/logger.ts';
import { createApp } from '../../src/server/app.ts';
import { listen } from '../../src/server/listen.ts';
import * as pages from '../../src/server/pages.ts';
import { buildWeb } from '../../web/build.ts';

export interface House {
  readonly url: string;
  readonly browser: Browser;
  /** For what happens while the house is open, such as a source that is read again. */
  readonly engine: Engine;
  /** A fresh visitor. What goes wrong in the page (errors, breaches of the CSP) gathers in `complaints`. */
  visit(options?: BrowserContextOptions): Promise<{ page: Page; complaints: string[] }>;
  /** The page of a fresh visitor, once its script has taken over, if it may run. */
  open(path: string, options?: BrowserContextOptions): Promise<Page>;
  close(): Promise<void>;
}

export async function openHouse(articles: readonly Article[]): Promise<House> {
  const dir = mkdtempSync(join(tmpdir(), 'xunbao-e2e-'));
  const engine = openSqlite(dir);
  if (articles.length > 0) await engine.index(articles);
  const app = createApp({ reader: engine, pages, web: await buildWeb(), logger: createLogger('silent'), version: '0.0.0' });
  const [server, browser] = await Promise.all([listen(app, { host: '127.0.0.1', port: 0 }), launch()]);
  return {
    url: server.url,
    browser,
    engine,
    visit,
    async open(path, options = {}) {
      const { page } = await visit(options);
      await page.goto(path);
      if (options.javaScriptEnabled !== false) await alive(page);
      return page;
    },
    async close() {
      await browser.close();
      await server.close(0);
      await engine.close();
      rmSync(dir, { recursive: true, force: true });
    },
  };

  async function visit(options: BrowserContextOptions = {}): Promise<{ page: Page; complaints: string[] }> {
    const context = await browser.newContext({ baseURL: server.url, locale: 'zh-CN', viewport: { width: 1280, height: 900 }, ...options });
    const page = await context.newPage();
    page.setDefaultTimeout(10_000);
    const complaints: string[] = [];
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => {
      // The browser logs every answer that is not 2xx; the tests ask for such answers.
      if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) complaints.push(message.text());
    });
    return { page, complaints };
  }
}

export async function launch(): Promise<Browser> {
  return chromium.launch({ executablePath: await unpacked(), env: { ...process.env, FONTCONFIG_FILE: await fontsFile() }, args: ['--no-sandbox', '--disable-gpu', '--font-render-hinting=none'] });
}

/** The fonts of this machine, and a Chinese one that comes from npm: without any, characters are boxes of another size, and what is measured here would depend on the machine. */
async function fontsFile(): Promise<string> {
  const font = createRequire(import.meta.url).resolve('@expo-google-fonts/zcool-xiaowei/400Regular/ZCOOLXiaoWei_400Regular.ttf');
  const file = join(await mkdtemp(join(tmpdir(), 'xunbao-fonts-')), 'fonts.conf');
  await writeFile(file, `<fontconfig><include ignore_missing="yes">/etc/fonts/fonts.conf</include><dir>${dirname(font)}</dir><cachedir>${join(tmpdir(), 'xunbao-fontcache')}</cachedir></fontconfig>`);
  return file;
}

/** The package unpacks its Chromium on first use; two workers that did so at once would run half a file. */
async function unpacked(): Promise<string> {
  const lock = join(tmpdir(), 'xunbao-chromium.lock');
  for (;;) {
    try {
      await mkdir(lock);
      break;
    } catch {
      const age = Date.now() - (await stat(lock).then((s) => s.mtimeMs, () => Date.now()));
      if (age > 60_000) await rm(lock, { recursive: true, force: true });
      await pause(100);
    }
  }
  try {
    return await sparticuz.executablePath();
  } finally {
    await rm(lock, { recursive: true, force: true });
  }
}

const isSearch = (url: string): boolean => new URL(url).pathname === '/api/search';

/** Counts what the page asks of the API from now on, and how much of it at once. */
export function watchSearches(page: Page): { urls: string[]; most: () => number } {
  const urls: string[] = [];
  const flying = new Set<Request>();
  let most = 0;
  page.on('request', (request) => {
    if (!isSearch(request.url())) return;
    urls.push(request.url());
    flying.add(request);
    most = Math.max(most, flying.size);
  });
  page.on('requestfinished', (request) => flying.delete(request));
  page.on('requestfailed', (request) => flying.delete(request));
  return { urls, most: () => most };
}

/** The script has taken over the page. */
export const alive = (page: Page): Promise<unknown> => page.waitForFunction(() => document.documentElement.dataset['alive'] === 'yes');

/** Where the search says how much it found. */
export const total = (page: Page): Locator => page.locator('h1.total');

/** What the address asks, as it was typed. */
export const query = (page: Page): string => decodeURIComponent(new URL(page.url()).search.replaceAll('+', ' '));
