/**
 * What a reader waits for: `npx tsx bench/page.ts [paragraphs]` serves an index of invented articles to a
 * real Chromium and prints first and largest paint, layout shift, the weight of the script, and the
 * time from a key to painted results.
 */
import { gzipSync } from 'node:zlib';
import { paragraphId, type Article } from '../src/domain.ts';
import { buildWeb } from '../web/build.ts';
import { alive, openHouse } from '../tests/e2e/house.ts';

const PARAGRAPHS = Number(process.argv[2] ?? 100_000);
const PER_ARTICLE = 10;
const WORDS = '街道 书店 河岸 账本 窗口 清晨 居民 工人 课堂 渡口 营商环境 医保 养老 地铁 夜市 秋粮 供热 学位 防汛 老厂 新区 社区 灯会 改造'.split(' ');

/** The same articles on every run. */
let seed = 7;
const random = (n: number): number => {
  seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
  return Math.floor((seed / 2_147_483_648) * n);
};
const sentence = (): string => `${Array.from({ length: 12 }, () => WORDS[random(WORDS.length)]).join('，')}。`;

function* articles(): Generator<Article> {
  for (let i = 0; i < PARAGRAPHS / PER_ARTICLE; i++) {
    const id = `b${i}`;
    const year = 2010 + random(15);
    const text = Array.from({ length: PER_ARTICLE }, (_, p) => ({ id: paragraphId(id, p + 1), ordinal: p + 1, section: null, kind: 'body' as const, text: sentence() + sentence() }));
    yield {
      id, title: sentence().slice(0, 14), subtitle: null, authors: [`记者${random(200)}`], date: `${year}-0${1 + random(9)}-1${random(9)}`, year, yearBasis: 'front-matter',
      yearsMentioned: [year], districts: [`第${random(40)}区`], districtsMentioned: [], source: { file: null, paper: null, page: null, url: null }, paragraphs: text,
    };
  }
}

interface Paints {
  readonly fcp: number;
  readonly lcp: number;
  readonly cls: number;
}

// As text: tsx would put helpers into functions, which the browser does not have.
const PAINTS = `(async () => {
  const entries = (type) => new Promise((resolve) => {
    new PerformanceObserver((list) => resolve(list.getEntries())).observe({ type, buffered: true });
    setTimeout(() => resolve([]), 300);
  });
  const [paint, largest, shifts] = await Promise.all([entries('paint'), entries('largest-contentful-paint'), entries('layout-shift')]);
  return {
    fcp: paint.find(({ name }) => name === 'first-contentful-paint')?.startTime ?? NaN,
    lcp: largest.at(-1)?.startTime ?? NaN,
    cls: shifts.reduce((sum, { value }) => sum + value, 0),
  };
})()`;

/** The words of the query are marked, and a frame later that is on the screen. */
const TYPE = `async (text) => {
  const box = document.querySelector('#q');
  const started = performance.now();
  box.value = text;
  box.dispatchEvent(new InputEvent('input', { bubbles: true }));
  await new Promise((resolve) => {
    const observer = new MutationObserver(() => {
      if (document.querySelector('.result mark')?.textContent !== text) return;
      observer.disconnect();
      requestAnimationFrame(() => setTimeout(resolve));
    });
    observer.observe(document.querySelector('main'), { childList: true, subtree: true, characterData: true });
  });
  return performance.now() - started;
}`;

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

const house = await openHouse([...articles()]);
try {
  const { files, urls } = await buildWeb();
  for (const [name, url] of Object.entries(urls.script)) console.log(`script ${name}: ${(gzipSync(files.get(url)?.bytes ?? '').length / 1000).toFixed(1)} kB gzipped`);
  for (const path of ['/', '/?q=营商环境', '/articles/b1', '/coverage']) {
    const paints: Paints[] = [];
    for (let run = 0; run < 5; run++) {
      const { page } = await house.visit();
      await page.goto(path);
      await alive(page);
      await page.waitForTimeout(600);
      paints.push(await page.evaluate<Paints>(PAINTS));
      await page.context().close();
    }
    const of = (what: keyof Paints): number => median(paints.map((paint) => paint[what]));
    console.log(`${path}: FCP ${of('fcp').toFixed(0)} ms, LCP ${of('lcp').toFixed(0)} ms, CLS ${of('cls').toFixed(3)}`);
  }

  const { page } = await house.visit();
  await page.goto('/?q=街道');
  await alive(page);
  const waits: number[] = [];
  for (const word of WORDS.slice(1)) {
    waits.push(await page.evaluate<number>(`(${TYPE})(${JSON.stringify(word)})`));
    await page.waitForTimeout(400);
  }
  console.log(`keystroke to painted results at ${PARAGRAPHS} paragraphs: median ${median(waits).toFixed(0)} ms, slowest ${Math.max(...waits).toFixed(0)} ms`);
} finally {
  await house.close();
}
