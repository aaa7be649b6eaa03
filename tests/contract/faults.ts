/** Stopping what waits. */
import { describe, expect, it } from 'vitest';
import { article } from '../fixtures/engine-articles.ts';
import { ALL, request, word } from './harness.ts';
import type { Lend } from './harness.ts';

const REASON = new Error('the reader left');

export function faults(lend: Lend): void {
  describe('stopping', () => {
    it('rejects every call with the reason of a signal that was aborted before', () =>
      lend(async ({ engine }) => {
        await engine.index([article('x', {}, '一段。')]);
        const options = { signal: AbortSignal.abort(REASON) };
        await expect(engine.search(request(word('一段')), options)).rejects.toBe(REASON);
        await expect(engine.article('x', options)).rejects.toBe(REASON);
        await expect(engine.stats(options)).rejects.toBe(REASON);
        await expect(engine.ready(options)).rejects.toBe(REASON);
        await expect(engine.delete(['x'], options)).rejects.toBe(REASON);
        await expect(engine.index([article('y', {}, '二段。')], options)).rejects.toBe(REASON);
        expect((await engine.search(request(ALL))).total).toBe(1);
      }));

    it('keeps what was committed when indexing is aborted, every article whole', () =>
      lend(async ({ engine }) => {
        const abort = new AbortController();
        let safe = 0;
        async function* stream() {
          for (let i = 0; i < 400; i++) {
            if (i === 250) abort.abort(REASON);
            yield article(`n${i}`, {}, '前段。', '后段。');
          }
        }
        const indexing = engine.index(stream(), { signal: abort.signal, onCommit: (n) => (safe = n) });
        await expect(indexing).rejects.toBe(REASON);
        const { articles, paragraphs } = await engine.stats();
        expect(articles).toBeGreaterThanOrEqual(safe);
        expect(articles).toBeLessThanOrEqual(251);
        expect(paragraphs).toBe(articles * 2);
        await engine.index([article('after', {}, '后来。')]);
        expect((await engine.stats()).articles).toBe(articles + 1);
      }));

    it('keeps the old index when a rebuild is aborted', () =>
      lend(async ({ engine }) => {
        await engine.index([article('old', {}, '旧稿。')]);
        const abort = new AbortController();
        async function* stream() {
          yield article('new', {}, '新稿。');
          abort.abort(REASON);
          yield article('newer', {}, '新稿二。');
        }
        await expect(engine.index(stream(), { rebuild: true, signal: abort.signal })).rejects.toBe(REASON);
        expect((await engine.search(request(ALL))).hits.map((h) => h.article.id)).toEqual(['old']);
      }));

    it('passes on what the stream throws and keeps what was committed', () =>
      lend(async ({ engine }) => {
        async function* broken() {
          yield article('x', {}, '一段。');
          throw REASON;
        }
        let safe = 0;
        await expect(engine.index(broken(), { onCommit: (n) => (safe = n) })).rejects.toBe(REASON);
        expect((await engine.stats()).articles).toBeGreaterThanOrEqual(safe);
        await engine.index([article('x', {}, '一段。')]);
        expect((await engine.stats()).articles).toBe(1);
      }));
  });
}
