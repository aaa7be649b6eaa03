/** All words and names of the index, counted by the cluster a part after the other, and the state they were counted in. */
import type { WordsAsOf } from '../kept-vocabulary.ts';
import type { Counted } from '../vocabulary.ts';
import { allValues } from './all-values.ts';
import { ask, type Answer, type Index } from './ask.ts';
import { ALL, IS_PARAGRAPH, type Clause } from './clauses.ts';
import { fromFacetKey } from './facet-key.ts';

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

export async function readWords(index: Index): Promise<WordsAsOf> {
  const state = stateOf(await ask(index, STATE));
  const counted: Counted[] = [];
  for (const [field, kind, query] of FIELDS) {
    for await (const [key, count] of allValues(index, field, query)) {
      const text = kind === 'word' ? key : fromFacetKey(key);
      if (text) counted.push({ kind, text, count });
    }
  }
  return { state, counted };
}
