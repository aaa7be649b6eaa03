/** A search as a table or a stream: hits in batches, never all of them in memory. */
import { setImmediate } from 'node:timers/promises';
import { MAX_DEPTH, type HitPage, type SearchRequest } from '../engine/engine.ts';
import { planTerms } from '../query/plan.ts';
import type { Reader } from './context.ts';
import { csvRow } from '../../web/csv.ts';
import { toRequest } from './params.ts';
import type { HitJson, SearchParams } from './schema.ts';
import { readQuery } from './search.ts';
import { hitPresenter } from './present.ts';

const BATCH = 250;

export interface Export {
  readonly total: number;
  /** Batches of hits, at most `MAX_DEPTH` hits in all; fails when the engine fails on the way. */
  readonly batches: AsyncIterable<readonly HitJson[]>;
}

/** `ask` bounds one engine call in time. The first batch is fetched before this resolves, so that a fault still has a status. */
export async function exportHits(
  reader: Reader,
  params: SearchParams,
  ask: <T>(work: (signal: AbortSignal) => Promise<T>) => Promise<T>,
): Promise<Export> {
  const { plan } = readQuery(params);
  const present = hitPresenter(params.q, planTerms(plan));
  const request = toRequest({ ...params, page: 1, size: BATCH }, plan, []);
  const stop = new AbortController();
  const pages = (reader.pages?.(request, { signal: stop.signal }) ?? pageByPage(reader, request, ask))[Symbol.asyncIterator]();
  const next = async (): Promise<HitPage | null> => {
    const { done, value } = await ask(() => pages.next()).catch((error: unknown) => {
      // What is not waited for any more is told to stop.
      stop.abort(error);
      throw error;
    });
    return done ? null : value;
  };
  const first = await next();

  async function* batches(): AsyncGenerator<HitJson[]> {
    try {
      for (let page = first; page !== null && page.hits.length > 0; page = await next()) yield page.hits.map(present);
    } finally {
      await pages.return?.();
    }
  }
  return { total: first?.total ?? 0, batches: batches() };
}

async function* pageByPage(reader: Reader, request: SearchRequest, ask: <T>(work: (signal: AbortSignal) => Promise<T>) => Promise<T>): AsyncGenerator<HitPage> {
  for (let page = 1; page * BATCH <= MAX_DEPTH; page++) {
    const result = await ask((signal) => reader.search({ ...request, page }, { signal }));
    yield result;
    if (result.hits.length < BATCH) return;
    // An embedded engine answers without ever waiting; others must come in between.
    await setImmediate();
  }
}

const COLUMNS = ['id', 'articleId', 'ordinal', 'title', 'subtitle', 'section', 'kind', 'date', 'year', 'districts', 'authors', 'paper', 'page', 'text', 'url'] as const;

/** With a byte order mark, without which spreadsheets take UTF-8 for something else. */
export async function* toCsv({ batches }: Export): AsyncGenerator<string> {
  yield `\uFEFF${csvRow(COLUMNS)}`;
  for await (const hits of batches) {
    yield hits.map((hit) => csvRow(COLUMNS.map((name) => cell(hit[name])))).join('');
  }
}

const cell = (value: string | number | null | readonly string[]): string =>
  typeof value === 'object' && value !== null ? value.join('; ') : String(value ?? '');

export async function* toNdjson({ batches }: Export): AsyncGenerator<string> {
  for await (const hits of batches) yield hits.map((hit) => `${JSON.stringify(hit)}\n`).join('');
}
