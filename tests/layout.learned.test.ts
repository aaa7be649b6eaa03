/** What is learned of pages: the best labels are found, the weights are learned, and what they learn from is whole. */
import { readdirSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { setAnew } from '../bench/pages/learn/anew.ts';
import { learn } from '../bench/pages/learn/field.ts';
import { labelsOf } from '../bench/pages/learn/truth.ts';
import { toArticles } from '../ingest/assemble.ts';
import { across, insets } from '../ingest/layout/borders.ts';
import { titledBriefs } from '../ingest/layout/briefs.ts';
import { bestByStrings, bestLabels } from '../ingest/layout/crf.ts';
import type { Weights } from '../ingest/layout/crf.ts';
import { countingFor, evidenceOf } from '../ingest/layout/evidence.ts';
import { readByRules } from '../ingest/layout/first-reading.ts';
import { LABELS } from '../ingest/layout/labels.ts';
import type { Label } from '../ingest/layout/labels.ts';
import { splitLines } from '../ingest/layout/lines.ts';
import { topics } from '../ingest/layout/topics.ts';
import { traceLines } from '../ingest/layout/trace.ts';
import { pages as annotated, pageSources, pagesOf } from './fixtures/pages/annotated.ts';

const counts = (all: readonly string[]): Map<string, number> => all.reduce((map, title) => map.set(title, (map.get(title) ?? 0) + 1), new Map<string, number>());

const weight = fc.integer({ min: -300, max: 300 });
/** Weights of the first three labels only, so that all sequences can be tried. */
const few = fc.record({ transitions: fc.array(fc.array(weight, { minLength: 3, maxLength: 3 }), { minLength: 3, maxLength: 3 }), evidence: fc.array(fc.array(weight, { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 5 }) });

test('no other sequence of labels scores better than the best', () => {
  fc.assert(
    fc.property(few, ({ transitions, evidence }) => {
      const never = -100_000;
      const weights: Weights = { transitions: LABELS.map((_, a) => LABELS.map((_, b) => transitions[a]?.[b] ?? never)), evidence: Object.fromEntries(evidence.map((own, i) => [`line${i}`, LABELS.flatMap((_, k) => [k, own[k] ?? never])])) };
      const score = (path: readonly number[]): number => path.reduce((sum, label, i) => sum + evidence[i]![label]! + (i === 0 ? 0 : transitions[path[i - 1]!]![label]!), 0);
      const all = evidence.reduce<number[][]>((paths) => paths.flatMap((path) => [0, 1, 2].map((label) => [...path, label])), [[]]);
      const found = bestByStrings(evidence.map((_, i) => [`line${i}`]), weights).map((label) => LABELS.indexOf(label));
      expect(score(found)).toBe(Math.max(...all.map(score)));
    }),
  );
});

const example = (n: number) => ({ evidence: [['bold', 'odd'], ['plain'], [n % 2 === 0 ? 'plain' : 'unknown']], labels: ['title', 'body', 'body+'] as const });

test('what tells a label is learned, and what follows what, where nothing else tells', () => {
  const weights = learn(Array.from({ length: 40 }, (_, n) => example(n)), { epochs: 10, rate: 0.1, penalty: 0.0001, fewest: 21 }, () => {});
  expect(bestByStrings([['bold'], ['plain'], ['plain']], weights)).toEqual(['title', 'body', 'body+']);
  expect(bestByStrings([['bold'], [], []], weights)).toEqual(['title', 'body', 'body+']);
  expect(Object.keys(weights.evidence)).not.toContain('unknown');
});

test('a line counts the same whether its evidence is looked up in place or as the strings that were learned from', () => {
  const weights = JSON.parse(readFileSync(new URL('../ingest/layout/crf.json', import.meta.url), 'utf8')) as Weights;
  for (const { text } of annotated.slice(0, 40)) {
    const reading = readByRules(text, 'plain');
    const evidence = evidenceOf(reading, traceLines(reading.lines, reading.layouts));
    expect(bestLabels(evidence)).toEqual(bestByStrings(evidence.map((_, i) => countingFor(evidence, i)), weights));
  }
});

test('a word that stands across the border of two lines is seen, and one that ends there is none', () => {
  expect(across('船工们说，河上的老渡', '船又开动了')).toBe(2);
  expect(across('河上的渡船', '又开动了')).toBe(1);
  expect(across('渡船开了。', '老街坊来了')).toBe(0);
});

test('what stands amid a sentence ends where the sentence goes on', () => {
  const plain = ['排队的人里有许多是老街坊，他们说，河上的老渡', '乘客在码头排队。', '船停航九年，又开动了。', '第二天人更多。'];
  expect(insets({ plain, gaps: plain.map(() => 0), closed: () => false, short: () => false, opens: () => false })).toEqual(['', 'stop,first', 'stop,resumes', '']);
  expect(insets({ plain, gaps: plain.map(() => 0), closed: () => false, short: () => false, opens: (i) => i === 2 })).toEqual(['', '', '', '']);
  const whole = ['河上的老渡', '船停航九年，', '又开动了。'];
  expect(insets({ plain: whole, gaps: whole.map(() => 0), closed: () => false, short: () => false, opens: () => false })).toEqual(['', '', '']);
});

test('text that goes on about the same is told from text about something else', () => {
  const [ferry, again, bread] = ['渡船停航九年以后重新开动，船工老孟把缆绳解开，码头上挤满乘客。', '老孟说，渡船一天要开二十趟，乘客多的时候码头要排队，缆绳都磨细了。', '面包房凌晨三点开始和面，师傅守着烤箱，第一炉吐司六点出锅。'];
  const alike = (below: string): number => topics(splitLines(`${ferry}\n码头的早晨\n${below}`, { marked: false }), () => 0, () => 0)[1]!.alike;
  expect(alike(again)).toBeGreaterThan(alike(bread));
  expect(topics(splitLines('第一行', { marked: false }), () => 0, () => 0)[0]).toMatchObject({ alike: -1, below: 0, above: 0 });
});

const labelled = (...rows: readonly (readonly [Label, string])[]): string[] => titledBriefs(splitLines(rows.map(([, text]) => text).join('\n'), { marked: false }), rows.map(([label]) => label));

describe('news in brief', () => {
  const [fish, boat, kiosk] = ['江豚进了渔网，获救放流。', '渡船停航一天，乘客绕行。', '书报亭添了一排板凳。'];

  test('headings under a title are titles where each has one short paragraph', () => {
    expect(labelled(['title', '江豚获救'], ['body', fish], ['heading', '渡船今日'], ['heading+', '停航一天'], ['body', boat], ['heading', '书报亭添了板凳'], ['body', kiosk])).toEqual(['title', 'body', 'title', 'title+', 'body', 'title', 'body']);
  });

  test('they are parts of a report where one has more, or is numbered, or is a box', () => {
    expect(labelled(['title', '江豚获救'], ['body', fish], ['heading', '渡船停航一天'], ['body', boat], ['body', kiosk])[2]).toBe('heading');
    expect(labelled(['title', '江豚获救'], ['body', fish.repeat(20)], ['heading', '渡船停航一天'], ['body', boat])[2]).toBe('heading');
    expect(labelled(['title', '江豚获救'], ['body', fish], ['heading', '一、渡船停航'], ['body', boat])[2]).toBe('heading');
    expect(labelled(['title', '江豚获救'], ['body', fish], ['heading', '新闻链接'], ['body', boat])[2]).toBe('heading');
  });
});

test('articles are set anew whole: each once, every line with its label', () => {
  const sources = readdirSync(new URL('./fixtures/pages/annotated/', import.meta.url)).map((file) => readFileSync(new URL(`./fixtures/pages/annotated/${file}`, import.meta.url), 'utf8'));
  const anew = setAnew(sources);
  expect(setAnew(sources)).toBe(anew);
  const pages = pagesOf(anew);
  expect(pageSources(anew).map((page) => labelsOf(page).length)).toEqual(pages.map(({ text }) => text.split('\n').length));
  const titles = sources.flatMap(pagesOf).flatMap(({ expected }) => expected.articles.flatMap(({ title }) => (title ? [title] : [])));
  const known = counts(titles);
  const found = pages.flatMap(({ expected }) => expected.articles.map(({ title }) => title!));
  expect(found.length).toBeGreaterThan(titles.length / 2);
  expect([...counts(found)].filter(([title, count]) => count > (known.get(title) ?? 0))).toEqual([]);
});

const SETS = new URL('../bench/pages/', import.meta.url);
describe('a set to learn from', () => {
  const sets = readdirSync(SETS).filter((name) => name.endsWith('.txt'));
  test('there are many', () => expect(sets.length).toBeGreaterThanOrEqual(60));
  test.each(sets)('%s has a label for each line, and what the rules said of it when they had never seen it', (set) => {
    const source = readFileSync(new URL(set, SETS), 'utf8');
    const told = gunzipSync(readFileSync(new URL(`first/${set.replace('.txt', '.tsv.gz')}`, SETS))).toString().trimEnd().split('\n').map((row) => row.split('\t').slice(0, 2).join(' '));
    const printed = pageSources(source).map(labelsOf);
    expect(printed.map(({ length }) => length)).toEqual(pagesOf(source).map(({ text }) => text.split('\n').length));
    expect(printed.flatMap((labels, n) => labels.flatMap((label, i) => (label === null ? [] : [`${n + 1} ${i + 1}`])))).toEqual(told);
  });
});

describe('the second reading', () => {
  test('a text longer than any page is read by rules alone, in one piece and at once', () => {
    const text = Array.from({ length: 200_000 }, (_, n) => `第${n}天，船工照旧把船擦了一遍。`).join('\n');
    expect(toArticles({ kind: 'page', file: 'a.txt', text, form: 'plain', meta: {} }).flatMap(({ paragraphs }) => paragraphs)).toHaveLength(200_000);
  }, 60_000);
  const text = `城东读报
2023年6月8日 星期四 第3版
菜场里的缝补摊
本报记者 沈见舟
城东菜场二楼的拐角，周阿姨的缝纫机响了十六年。
换拉链五元，收裤脚八元，价钱写在一块旧木板上。
“急用的先做，不急的排队。”她说。
数读城东
缝补摊 16年
价目 5元起
夜里的图书车
本报记者 葛小满
晚上七点，一辆旧公交车停在河边，车厢里亮着灯。
书架是废木板钉的，书是邻居送的，借书不用押金。`;
  const page = { kind: 'page', file: 'a.txt', text, form: 'plain', meta: {} } as const;
  test('tells a box of figures from the title under it, which the rules do not, and the trace says why', () => {
    expect(toArticles(page, { today: '2026-06-01', layout: readByRules }).map(({ title }) => title)).toContain('缝补摊 16年 价目 5元起');
    const rules: string[] = [];
    const articles = toArticles(page, { today: '2026-06-01', trace: ({ rule }) => rules.push(rule) });
    expect(articles.map(({ title, authors }) => [title, authors])).toEqual([['菜场里的缝补摊', ['沈见舟']], ['夜里的图书车', ['葛小满']]]);
    expect(rules).toHaveLength(14);
    expect(rules.filter((rule) => rule.includes('learned from pages')).length).toBeGreaterThan(0);
  });
});
