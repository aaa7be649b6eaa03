/** Indexing, replacing, deleting, rebuilding, and what is left after each. */
import { describe, expect, it, vi } from 'vitest';
import type { Article } from '../../src/domain.ts';
import { ENGINE_ARTICLES, article } from '../fixtures/engine-articles.ts';
import { ALL, find, phrase, request, word } from './harness.ts';
import type { Lend } from './harness.ts';

const note = (id: string, ...lines: string[]): Article => article(id, { date: '2024-01-01' }, ...lines);

/** Versions of one article, the odd ones longer. */
const version = (n: number) => note('x', ...Array.from({ length: n % 2 === 0 ? 3 : 8 }, (_, i) => `版本${n}的第${i}段。`));

async function* news(count: number) {
  for (let i = 0; i < count; i++) yield note(`n${i}`, `第${i}条消息。`);
}

export function writing(lend: Lend): void {
  describe('writing', () => {
    it('answers an empty index calmly', () =>
      lend(async ({ engine }) => {
        await engine.ready();
        expect(await engine.search(request(ALL, { facets: ['year'] }))).toMatchObject({ hits: [], total: 0, totalArticles: 0, relaxed: null, facets: { year: [] } });
        expect(await engine.search(request(word('空')))).toMatchObject({ hits: [], total: 0 });
        expect(await engine.article('none')).toBeNull();
        expect(await engine.delete(['none'])).toBe(0);
        expect(await engine.stats()).toMatchObject({ articles: 0, paragraphs: 0, firstDate: null, lastDate: null, undated: 0 });
        expect(await engine.index([])).toEqual({ articles: 0, paragraphs: 0 });
      }));

    it('gives back every article as it was given', () =>
      lend(async ({ engine }) => {
        const rich = article('rich', { title: '全', credits: [{ name: '丁一', role: 'photographer' }], source: { file: null, paper: '早报', page: 'A12', url: 'https://example.org/?a=1&b=2' } }, '一。');
        rich.paragraphs[0]!.origin = { lines: [3, 5], mends: [{ at: 1, was: '\n' }] };
        rich.paragraphs[0]!.kind = 'caption';
        const given = [...ENGINE_ARTICLES, rich];
        const paragraphs = given.reduce((n, a) => n + a.paragraphs.length, 0);
        expect(await engine.index(given)).toEqual({ articles: given.length, paragraphs });
        for (const a of given) expect(await engine.article(a.id)).toEqual(a);
        expect(await engine.article('a0')).toBeNull();
      }));

    it('takes an async stream and says what is safe, never less than before', () =>
      lend(async ({ engine }) => {
        const safe: number[] = [];
        await engine.index(news(300), { onCommit: (n) => safe.push(n) });
        expect(safe).toEqual([...safe].sort((a, b) => a - b));
        expect(safe.at(-1)).toBe(300);
        expect((await engine.search(request(word('消息')))).total).toBe(300);
      }));

    it('tells a later change as later although the clock was put back', () =>
      lend(async ({ engine }) => {
        await engine.index([note('before', '钟拨回之前。')]);
        const { lastIngest: before } = await engine.stats();
        try {
          vi.useFakeTimers({ toFake: ['Date'], now: Date.now() - 86_400_000 });
          await engine.index([note('after', '钟拨回之后。')]);
          expect(Date.parse((await engine.stats()).lastIngest!)).toBeGreaterThan(Date.parse(before!));
        } finally {
          vi.useRealTimers();
        }
      }));

    it('replaces an article whole, leftovers gone', () =>
      lend(async ({ engine }) => {
        await engine.index([note('x', '旧的第一段。', '旧的第二段。', '旧的第三段。'), note('y', '旁边的一篇。')]);
        const fresh = note('x', '新的第一段。');
        await engine.index([fresh]);
        expect(await engine.article('x')).toEqual(fresh);
        expect(await find(engine, word('旧'))).toEqual([]);
        expect((await find(engine, word('新', '旁'), { sort: 'oldest' })).sort()).toEqual(['x_p1', 'y_p1']);
        expect(await engine.stats()).toMatchObject({ articles: 2, paragraphs: 2 });
      }));

    it('keeps the last of an article given twice in one stream', () =>
      lend(async ({ engine }) => {
        await engine.index([note('x', '第一版。', '多余。'), note('y', '隔开。'), note('x', '第二版。')]);
        expect(await engine.article('x')).toEqual(note('x', '第二版。'));
        expect(await find(engine, word('第一版', '多余'))).toEqual([]);
        expect(await engine.stats()).toMatchObject({ articles: 2, paragraphs: 2 });
      }));

    it('shows a reader the old or the new article, never half of each', () =>
      lend(async ({ engine }) => {
        await engine.index([version(0)]);
        const writer = { done: false };
        const writing = (async () => {
          for (let n = 1; n <= 6; n++) await engine.index([version(n)]);
        })().finally(() => {
          writer.done = true;
        });
        while (!writer.done) {
          const { hits } = await engine.search(request(word('版本'), { sort: 'oldest' }));
          const versions = new Set(hits.map((h) => h.paragraph.text.slice(0, 3)));
          expect(versions.size).toBe(1);
          expect([3, 8]).toContain(hits.length);
        }
        await writing;
        expect(await engine.article('x')).toEqual(version(6));
      }));

    it('deletes by id and says how many were there', () =>
      lend(async ({ engine }) => {
        await engine.index([note('x', '甲。', '甲二。'), note('y', '乙。'), note('z', '丙。')]);
        const { lastIngest } = await engine.stats();
        expect(await engine.delete(['x', 'nobody', 'z', 'x'])).toBe(2);
        expect(await engine.article('x')).toBeNull();
        expect(await find(engine, ALL)).toEqual(['y_p1']);
        const stats = await engine.stats();
        expect(stats).toMatchObject({ articles: 1, paragraphs: 1 });
        expect(stats.lastIngest).not.toBe(lastIngest);
        expect(await engine.delete(['x'])).toBe(0);
        expect(await engine.stats()).toEqual(stats);
      }));

    it('tells what it holds', () =>
      lend(async ({ engine }) => {
        const before = Date.now();
        await engine.index(ENGINE_ARTICLES);
        const stats = await engine.stats();
        expect(stats).toMatchObject({ articles: 25, paragraphs: 58, firstDate: '2020-12-01', lastDate: '2025-06-01', undated: 4 });
        expect(stats.engine).not.toBe('');
        expect(stats.version).not.toBe('');
        expect(Date.parse(stats.lastIngest!)).toBeGreaterThanOrEqual(before - 1000);
        expect(Date.parse(stats.lastIngest!)).toBeLessThanOrEqual(Date.now() + 1000);
      }));

    it('names the index anew when it was rebuilt, and only then', () =>
      lend(async ({ engine }) => {
        await engine.index([note('x', '甲。')]);
        const { indexId } = await engine.stats();
        await engine.index([note('y', '乙。')]);
        await engine.delete(['x']);
        expect((await engine.stats()).indexId).toBe(indexId);
        await engine.index([note('y', '乙。')], { rebuild: true });
        expect((await engine.stats()).indexId).not.toBe(indexId);
      }));

    it('serves the old index until a rebuild has ended, then only the new one', () =>
      lend(async ({ engine }) => {
        await engine.index([note('old', '旧稿。')]);
        const during: string[][] = [];
        async function* stream() {
          yield note('new1', '新稿。');
          during.push(await find(engine, ALL));
          yield note('new2', '新稿二。');
          during.push(await find(engine, ALL));
        }
        expect(await engine.index(stream(), { rebuild: true })).toEqual({ articles: 2, paragraphs: 2 });
        expect(during).toEqual([['old_p1'], ['old_p1']]);
        expect((await find(engine, ALL)).sort()).toEqual(['new1_p1', 'new2_p1']);
        expect(await engine.article('old')).toBeNull();
      }));

    it('keeps the old index when the stream of a rebuild breaks', () =>
      lend(async ({ engine }) => {
        await engine.index([note('old', '旧稿。')]);
        const { indexId } = await engine.stats();
        async function* broken() {
          yield note('new', '新稿。');
          throw new Error('the disk went away');
        }
        await expect(engine.index(broken(), { rebuild: true })).rejects.toThrow('the disk went away');
        expect(await find(engine, ALL)).toEqual(['old_p1']);
        expect((await engine.stats()).indexId).toBe(indexId);
        await engine.index([note('new', '新稿。')], { rebuild: true });
        expect(await find(engine, ALL)).toEqual(['new_p1']);
      }));

    it('rebuilds where nothing was before', () =>
      lend(async ({ engine }) => {
        await engine.index([note('first', '头一篇。')], { rebuild: true });
        expect(await find(engine, ALL)).toEqual(['first_p1']);
      }));

    it('finds everything again after it was closed and opened', ({ skip }) =>
      lend(async ({ engine, reopen }) => {
        if (!engine.capabilities.durable || reopen === undefined) return skip('declares that it keeps nothing');
        await engine.index(ENGINE_ARTICLES);
        const stats = await engine.stats();
        const again = await reopen();
        await again.ready();
        expect(await again.stats()).toEqual(stats);
        expect((await find(again, phrase('营商环境'))).sort()).toEqual(['a04_p1', 'a04_p2']);
        expect(await again.article('a01')).toEqual(ENGINE_ARTICLES[0]);
      }));

    it('can be closed twice', () =>
      lend(async ({ engine }) => {
        await engine.close();
        await engine.close();
      }));
  });
}
