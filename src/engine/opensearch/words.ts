/** All words and names of the index, counted by the cluster a part after the other, and the state they were counted in. */
import type { WordsAsOf } from '../kept-vocabulary.ts';
import type { Counted } from '../vocabulary.ts';
import { ask, type Answer, type Index } from './ask.ts';
import { ALL, IS_PARAGRAPH, type Clause } from './clauses.ts';
import { fromFacetKey } from './facet-key.ts';

/** Fewer than the buckets that a cluster allows in one answer, which are 65,535. */
const AT_ONCE = 10_000;

/** Only paragraphs have words; asking for nothing else lets the cluster read them off its dictionary. */
const FIELDS: readonly (readonly [field: string, kind: Counted['kind'], of: Clause])[] = [
  ['words', 'word', ALL],
  ['district', 'district', IS_PARAGRAPH],
  ['author', 'author', IS_PARAGRAPH],
  ['section', 'section', IS_PARAGRAPH],
];

/** Answered with the state that the index is in: deletions and rebuilds leave a date as well. */
export const STATE = { size: 0, aggs: { changed: { max: { field: 'indexedAt' } } } };

export const stateOf = ({ aggregations }: Answer<unknown>): string => String(aggregations?.['changed']?.value ?? '');

interface Part {
  readonly after_key?: object;
  readonly buckets: readonly { readonly key: { readonly of: string }; readonly doc_count: number }[];
}

export async function readWords(index: Index): Promise<WordsAsOf> {
  const state = stateOf(await ask(index, STATE));
  const counted: Counted[] = [];
  for (const [field, kind, query] of FIELDS) {
    for (let after: object | undefined, isFirst = true; isFirst || after !== undefined; isFirst = false) {
      const composite = { size: AT_ONCE, sources: [{ of: { terms: { field } } }], ...(after && { after }) };
      const { aggregations } = await ask(index, { query, size: 0, aggs: { all: { composite } } });
      const part = aggregations?.['all'] as unknown as Part | undefined; // what was just asked for
      for (const { key, doc_count: count } of part?.buckets ?? []) {
        const text = kind === 'word' ? key.of : fromFacetKey(key.of);
        if (text) counted.push({ kind, text, count });
      }
      after = part?.after_key;
    }
  }
  return { state, counted };
}
