/**
 * `npm run screenshots`: the pictures in the READMEs, as docs/images/*.png. The program is started as
 * anybody starts it, on the sample corpus; so pictures that are out of date are one command away from being current.
 */
import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, stat } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { alive, launch } from '../tests/e2e/house.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const IMAGES = join(ROOT, 'docs/images');
/** Small enough to be loaded with a page of text. */
const MOST_BYTES = 200_000;

interface Picture {
  readonly name: string;
  readonly path: string;
  readonly size: readonly [width: number, height: number];
  readonly options?: BrowserContextOptions;
  readonly act?: (page: Page) => Promise<unknown>;
}

/** As a reader opens it; the second of these, as its first hit stands near its title. */
const openHit = async (page: Page): Promise<void> => {
  await page.locator('.result-title a').nth(1).click();
  await page.locator('.paragraphs').waitFor();
  await alive(page);
};

const openAtTitle = async (page: Page): Promise<void> => {
  await openHit(page);
  await page.evaluate(() => scrollTo(0, 0));
};

const PICTURES: readonly Picture[] = [
  { name: 'home', path: '/', size: [1200, 760] },
  { name: 'results', path: '/?q=营商环境', size: [1200, 820] },
  { name: 'article', path: '/?q=营商环境', size: [1280, 740], act: openAtTitle },
  { name: 'coverage', path: '/coverage?year=2023', size: [1200, 760] },
  { name: 'dark', path: '/?q=老旧小区', size: [1200, 820], options: { colorScheme: 'dark' } },
  { name: 'phone', path: '/?q=营商环境', size: [390, 820], options: { isMobile: true, hasTouch: true }, act: openHit },
];

const data = await mkdtemp(join(tmpdir(), 'xunbao-screenshots-'));
const server = spawn(process.execPath, ['--import', 'tsx', 'src/main.ts'], {
  cwd: ROOT,
  env: { ...process.env, PORT: '0', HOST: '127.0.0.1', DATA_DIR: data, ENGINE: 'sqlite', PUBLIC_URL: 'https://xunbao.example', LOG_LEVEL: 'warn' },
  stdio: ['ignore', 'pipe', 'inherit'],
});
try {
  const url = await firstLine(server.stdout);
  const browser = await launch();
  await mkdir(IMAGES, { recursive: true });
  for (const { name, path, size: [width, height], options, act } of PICTURES) {
    const context = await browser.newContext({ baseURL: url, locale: 'zh-CN', reducedMotion: 'reduce', viewport: { width, height }, ...options });
    const page = await context.newPage();
    await page.goto(path);
    await alive(page);
    await act?.(page);
    await page.evaluate(() => document.fonts.ready.then(() => new Promise((resolve) => requestAnimationFrame(resolve))));
    const file = join(IMAGES, `${name}.png`);
    await page.screenshot({ path: file });
    const { size } = await stat(file);
    process.stdout.write(`${name}.png ${Math.round(size / 1000)} kB\n`);
    if (size > MOST_BYTES) process.exitCode = 1;
    await context.close();
  }
  await browser.close();
} finally {
  server.kill();
  await rm(data, { recursive: true, force: true });
}

/** The program prints its URL when it is ready, and nothing else on stdout. */
async function firstLine(stream: NodeJS.ReadableStream): Promise<string> {
  for await (const line of createInterface({ input: stream })) return line;
  throw new Error('the server ended before it was ready');
}
