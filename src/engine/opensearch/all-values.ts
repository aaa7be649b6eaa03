/** Every value of a field, however many there are, a part after the other. */
import { ask, type Index } from './ask.ts';
import type { Clause } from './clauses.ts';

/** Fewer than the buckets that a cluster allows in one answer, which are 65,535. */
const AT_ONCE = 10_000;

interface Part {
  readonly after_key?: object;
  readonly buckets: readonly { readonly key: { readonly of: string }; readonly doc_count: number }[];
}

/** In the order of the values, each with how many of the documents that match `query` have it. */
export async function* allValues(index: Index, field: string, query: Clause, signal?: AbortSignal): AsyncGenerator<[value: string, count: number]> {
  let after: object | undefined;
  do {
    const composite = { size: AT_ONCE, sources: [{ of: { terms: { field } } }], ...(after && { after }) };
    const { aggregations } = await ask(index, { query, size: 0, aggs: { all: { composite } } }, signal);
    const part = aggregations?.['all'] as unknown as Part | undefined; // what was just asked for
    for (const { key, doc_count: count } of part?.buckets ?? []) yield [key.of, count];
    after = part?.after_key;
  } while (after !== undefined);
}
