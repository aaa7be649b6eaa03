/** All hits of a search, page by page, as of one moment: what is written meanwhile neither repeats nor hides one. */
import { MAX_DEPTH, type HitPage } from '../engine.ts';
import { checked, type Answer, type Index } from './ask.ts';
import { Refusal } from './connection.ts';
import type { StoredParagraph } from './document.ts';
import { toBody, type Question } from './search.ts';

/** How long the moment is kept after each page. */
const KEEP_ALIVE = '2m';

export async function* pages({ connection, name }: Index, question: Question, total: number, signal?: AbortSignal): AsyncGenerator<HitPage> {
  const moment = await connection.ask<{ pit_id: string }>({ method: 'POST', path: `/${name}/_search/point_in_time`, query: { keep_alive: KEEP_ALIVE }, signal }).catch((error: unknown) => {
    if (error instanceof Refusal && error.status === 404) return null;
    throw error;
  });
  if (moment === null) return yield { hits: [], total: 0 };
  const { size } = question.request;
  const { aggs: _counts, ...asked } = toBody(question);
  const body = { ...asked, size, pit: { id: moment.pit_id, keep_alive: KEEP_ALIVE } };
  try {
    let after: readonly unknown[] | undefined;
    for (let given = 0; given + size <= MAX_DEPTH; given += size) {
      const query = { allow_partial_search_results: false };
      const answer = checked(await connection.ask<Answer<StoredParagraph>>({ method: 'POST', path: '/_search', query, body: { ...body, ...(after && { search_after: after }) }, signal }));
      const found = answer.hits.hits;
      yield { hits: found.map(({ _source: { article, paragraph } }) => ({ article, paragraph })), total };
      if (found.length < size) return;
      after = found.at(-1)?.sort;
    }
  } finally {
    // Whoever stopped reading does not wait for this, and it lapses by itself.
    await connection.ask({ method: 'DELETE', path: '/_search/point_in_time', body: { pit_id: [moment.pit_id] } }).catch(() => undefined);
  }
}
