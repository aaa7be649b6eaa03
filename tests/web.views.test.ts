import { gzipSync } from 'node:zlib';
import * as fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { renderToString } from 'preact-render-to-string';
import { jsonForScript } from '../src/server/html.ts';
import { renderArticlePage, renderErrorPage, renderSearchPage } from '../src/server/pages.ts';
import { buildWeb, type WebBuild } from '../web/build.ts';
import { html } from '../web/html.ts';
import { SERVER_MESSAGES } from '../web/i18n-server.ts';
import { LANG_TAGS, MESSAGES, pickLang } from '../web/i18n.ts';
import { activeFilters, NO_PARAMS } from '../web/params.ts';
import { filterLabel } from '../web/views/chips.ts';
import { groupByArticle } from '../web/views/results.ts';
import { outlineOf } from '../web/views/article.ts';
import { rows } from '../web/views/facets.ts';
import { marked } from '../web/views/text.ts';
import { ARTICLES, toArticle } from './fixtures/web/articles.ts';
import { articleData, hit, response } from './fixtures/web/response.ts';

const render = (content: unknown): string => renderToString(html`<p>${content}</p>`);

describe('marks', () => {
  it('stand on the ranges given and change no character', () => {
    expect(render(marked('一江居中', [[1, 3]]))).toBe('<p>一<mark>江居</mark>中</p>');
  });

  it('survive any ranges: the text is whole, and what does not fit is left unmarked', () => {
    fc.assert(
      fc.property(fc.string(), fc.array(fc.tuple(fc.integer({ min: -2, max: 30 }), fc.integer({ min: -2, max: 30 }))), (text, ranges) => {
        const flat = marked(text, ranges).map((part) => (typeof part === 'string' ? part : (part as { props: { children: string } }).props.children));
        expect(flat.join('')).toBe(text);
      }),
    );
  });
});

describe('hits', () => {
  it('of one article stand together, in the order the best of each came', () => {
    const groups = groupByArticle([hit('a', 3), hit('b', 1), hit('a', 1), hit('c', 9), hit('b', 2)]);
    expect(groups.map((group) => group.map(({ id }) => id))).toEqual([['a_p3', 'a_p1'], ['b_p1', 'b_p2'], ['c_p9']]);
  });

  it('found by their title are led by text, not by a heading', () => {
    const groups = groupByArticle([hit('a', 1, { kind: 'heading' }), hit('a', 2), hit('a', 3)]);
    expect(groups[0]?.map(({ ordinal }) => ordinal)).toEqual([2, 1, 3]);
    const marked = groupByArticle([hit('a', 1, { kind: 'heading' }), hit('a', 2), hit('a', 3, { highlights: [[0, 1]] })]);
    expect(marked[0]?.[0]?.ordinal).toBe(3);
  });
});

describe('facets', () => {
  const counted = [{ value: '2021', count: 5, paragraphs: null, selected: false, excluded: false }, { value: null, count: 9, paragraphs: null, selected: false, excluded: false }, { value: '2024', count: 1, paragraphs: null, selected: false, excluded: false }];

  it('keep what was chosen in view, at zero', () => {
    expect(rows('district', { ...NO_PARAMS, only: { ...NO_PARAMS.only, district: ['青岚区'] } }, counted).at(-1)).toEqual({ value: '青岚区', count: 0, paragraphs: null });
  });

  it('list years from the newest, and what has none at the end', () => {
    expect(rows('year', NO_PARAMS, counted).map(({ value }) => value)).toEqual(['2024', '2021', null]);
  });
});

it('the outline holds printed headings, and sections that are named without one', () => {
  const article = toArticle({ id: 'o', title: 't', text: ['前言', '# 甲', '文', '文', '# 乙', '- 点'] });
  expect(outlineOf(article.paragraphs).map(({ text }) => text)).toEqual(['甲', '乙']);
  const unprinted = article.paragraphs.filter(({ kind }) => kind !== 'heading');
  expect(outlineOf(unprinted)).toEqual([{ ordinal: 3, text: '甲' }, { ordinal: 6, text: '乙' }]);
});

const shape = (value: unknown): unknown =>
  typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, shape(inner)])) : typeof value;

describe('the dates of a search', () => {
  it.each([
    ['2022-01-01', '2022-12-31', '2022 年', '2022'],
    ['2017-01-01', '2019-12-31', '2017 年 – 2019 年', '2017 – 2019'],
    ['2024-02-01', '2024-02-29', '2024 年 2 月', 'February 2024'],
    ['2023-11-01', '2024-02-29', '2023 年 11 月 – 2024 年 2 月', 'November 2023 – February 2024'],
    ['2024-03-18', '2024-03-18', '2024年3月18日', '18 March 2024'],
    ['2024-03-18', '2024-12-31', '2024年3月18日 – 2024年12月31日', '18 March 2024 – 31 December 2024'],
    ['2024-03-18', null, '自 2024年3月18日', 'from 18 March 2024'],
    [null, '2024-03-18', '至 2024年3月18日', 'until 18 March 2024'],
    // What is no day is named as it was given.
    ['2024-99-01', '2024-99-31', '2024-99-01 – 2024-99-31', '2024-99-01 – 2024-99-31'],
  ])('%s to %s is one filter, named %s', (from, to, zh, en) => {
    const [only, ...others] = activeFilters({ ...NO_PARAMS, from, to });
    expect(others).toEqual([]);
    expect(only && [filterLabel(only, MESSAGES.zh), filterLabel(only, MESSAGES.en)]).toEqual([zh, en]);
    expect(only?.without).toEqual(NO_PARAMS);
  });

  it('have a name whatever they are', () => {
    fc.assert(
      fc.property(fc.option(fc.string()), fc.option(fc.string()), (from, to) => {
        for (const filter of activeFilters({ ...NO_PARAMS, from, to })) for (const m of Object.values(MESSAGES)) expect(typeof filterLabel(filter, m)).toBe('string');
      }),
    );
  });
});

describe('the language', () => {
  it('is the one asked for, then the one kept, then Chinese', () => {
    expect([pickLang('en', 'lang=zh'), pickLang(null, 'a=b; lang=en'), pickLang('xx', 'lang=<x>'), pickLang(null, null)]).toEqual(['en', 'en', 'zh', 'zh']);
    expect(['zh-TW,zh;q=0.9,en;q=0.8', 'zh-CN,zh;q=0.9', 'en-GB', 'fr, en;q=0.5, zh-Hant-HK;q=0.9', '*;q=,;;', 'en;q=0'].map((header) => pickLang(null, null, header))).toEqual(['zh-Hant', 'zh', 'en', 'zh-Hant', 'zh', 'zh']);
    expect(pickLang(null, 'lang=zh-Hant', 'en')).toBe('zh-Hant');
  });

  it('has a word for everything in each language', () => {
    expect(Object.keys(MESSAGES)).toEqual(Object.keys(LANG_TAGS));
    expect(shape({ ...SERVER_MESSAGES.en, yearBasis: 0 })).toEqual(shape({ ...SERVER_MESSAGES.zh, yearBasis: 0 }));
    expect(shape({ ...MESSAGES.en, nothing: { ...MESSAGES.en.nothing, hints: 0 } })).toEqual(shape({ ...MESSAGES.zh, nothing: { ...MESSAGES.zh.nothing, hints: 0 } }));
  });
});

describe('the pages', () => {
  let web: WebBuild;
  beforeAll(async () => {
    web = await buildWeb();
  });

  const context = (path: string) => ({ url: new URL(path, 'http://x'), lang: 'zh' as const, assets: web.urls, origin: 'http://x' });

  it('are whole documents without a script or style of their own', () => {
    const article = ARTICLES[0];
    if (!article) throw new Error('no fixture');
    const documents = [
      renderSearchPage({ ...context('/?q=河'), response: response({ total: 1, totalArticles: 1, hits: [hit('a', 1)] }), problem: null, stats: null, trend: null }),
      renderArticlePage({ ...context('/articles/window'), page: articleData(article) }),
      renderErrorPage({ ...context('/x'), problem: { type: 'about:blank', title: '', status: 404, code: 'not_found' } }),
    ];
    for (const document of documents) {
      expect(document).toMatch(/^<!doctype html>\n<html lang="zh-Hans">/);
      expect(document).not.toMatch(/ style=|<style|\son\w+=/);
      for (const [script] of document.matchAll(/<script[^>]*>/g)) expect(script).toMatch(/ src="\/assets\/|type="application\/(?:ld\+)?json"/);
    }
  });

  it('show a subtitle only where it is what was found', () => {
    const [found, aside] = ([[[0, 2]], []] as [number, number][][]).map((subtitleHighlights) =>
      renderSearchPage({ ...context('/?q=栈道'), response: response({ total: 1, totalArticles: 1, hits: [hit('a', 1, { subtitle: '栈道绕岛', subtitleHighlights })] }), problem: null, stats: null, trend: null }));
    expect(found).toContain('<mark>栈道</mark>绕岛</p>');
    expect(aside).not.toContain('绕岛</p>');
  });

  it('hold hostile text as text, in the markup and in the data beside it', () => {
    fc.assert(
      fc.property(fc.constantFrom('</script>', '<!--', '<img src=x onerror=1>', '"onload="1', "'", '&lt;', '\u2028'), fc.string(), (evil, rest) => {
        const title = evil + rest;
        const page = renderSearchPage({ ...context(`/?q=${encodeURIComponent(evil)}`), response: response({ total: 1, totalArticles: 1, hits: [hit('a', 1, { title, snippet: { text: title, highlights: [] } })] }), problem: null, stats: null, trend: null });
        expect(page.match(/<\/script>/g)).toHaveLength(2);
        expect(page).not.toContain('<img src=x');
        const seed = /id="seed">(.*?)<\/script>/s.exec(page)?.[1];
        expect(JSON.parse(seed ?? '')).toMatchObject({ response: { hits: [{ title }] } });
      }),
      { numRuns: 60 },
    );
    expect(jsonForScript({ a: '<!--<script>' })).not.toContain('<');
  });

  it('bring along less than 30 kB of script, gzipped, and name it by its content', () => {
    const script = web.files.get(web.urls.script.zh);
    expect(gzipSync(script?.bytes ?? '').length).toBeLessThan(30_000);
    expect(new TextDecoder().decode(script?.bytes)).not.toMatch(/ZodError|node:crypto/);
    const { script: scripts, clippings, style, mark } = web.urls;
    expect([...web.files.keys()].sort()).toEqual([...Object.values(scripts), ...Object.values(clippings), style, mark].sort());
    for (const path of web.files.keys()) expect(path).toMatch(/^\/assets\/[a-z]+-[\w-]{10}\.(?:js|css|svg)$/);
  });
});
