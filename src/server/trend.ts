/** The histogram of a page, from the same questions that the browser asks the API later. */
import type { Params } from '../../web/params.ts';
import { trendQuery, type Trend } from '../../web/timeline.ts';
import type { CallOptions } from '../engine/engine.ts';
import type { Reader } from './context.ts';
import { readTrendsParams } from './params.ts';
import type { TrendsJson } from './schema.ts';
import { searchTrends } from './search.ts';

/** `null` when the engine does not count over time. */
export async function trendOf(reader: Reader, params: Params, options: CallOptions): Promise<Trend | null> {
  const ask = async (q: string): Promise<TrendsJson | null> => {
    const checked = readTrendsParams(new URLSearchParams(trendQuery(params, q)));
    return checked.ok ? searchTrends(reader, checked.value, options) : null;
  };
  const [counted, versus] = await Promise.all([ask(params.q), params.vs === null ? null : ask(params.vs)]);
  return counted && { params, buckets: counted.buckets, versus: versus && versus.buckets };
}
