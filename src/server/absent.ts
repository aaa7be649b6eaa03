/** When nothing was found: the words that stand nowhere in the archive, and what could be searched instead of each. */
import type { CallOptions, Engine, Suggestion } from '../engine/engine.ts';
import { NO_FILTERS } from '../engine/engine.ts';
import type { Understood } from '../query/explain.ts';
import type { Plan } from '../query/plan.ts';
import { foldText } from '../text/fold.ts';
import { synonyms } from '../text/synonyms.ts';
import { guessWording } from '../text/wording.ts';
import { asDemanded } from './meant.ts';
import type { SearchJson } from './schema.ts';

/** Clauses looked at, and guesses tried and kept for each: every guess costs a search. */
const CLAUSES = 4;
const GUESSES = 5;
const KEPT = 3;
/** What the vocabulary is asked for at once. */
const ASKED = 4;

type Absent = SearchJson['query']['absent'];
type Vocabulary = Pick<Engine, 'search' | 'alternatives' | 'suggest'>;

/** `planOf` reads a query as the search itself was read. Filters play no part: what is absent is so everywhere. */
export async function absentWords(engine: Vocabulary, understood: readonly Understood[], planOf: (q: string) => Plan, options: CallOptions): Promise<Absent> {
  const totalOf = async (q: string): Promise<number> =>
    (await engine.search({ plan: asDemanded(planOf(q)), filters: NO_FILTERS, sort: 'relevance', page: 1, size: 1, facets: [] }, options)).total;
  const clauses = understood.filter(({ kind }) => kind !== 'not' && kind !== 'or' && kind !== 'years').slice(0, CLAUSES);
  const found = await Promise.all(clauses.map(async (clause): Promise<Absent> => {
    if ((await totalOf(clause.text)) > 0) return [];
    const near: Absent[number]['near'] = [];
    for (const q of (await guesses(engine, clause, options)).slice(0, GUESSES)) {
      const total = await totalOf(q);
      if (total > 0) near.push({ q, total });
      if (near.length === KEPT) break;
    }
    return [{ at: [...clause.at], text: clause.text, near }];
  }));
  return found.flat();
}

const FIELD = /^(title|author|section|district)[:：](.*)$/isu;
const QUOTES = /^["“「『＂”]|["”」』＂*＊]+$/gu;

const asQuery = ({ kind, text }: Suggestion): string => (kind === 'word' ? text : `${kind}:"${text}"`);

/** Other names, other characters, other endings; the surest first. */
async function guesses(engine: Vocabulary, { text, words }: Understood, options: CallOptions): Promise<string[]> {
  const [, field, value = text] = FIELD.exec(text) ?? [];
  const bare = value.replace(QUOTES, '').trim();
  const typed = foldText(bare);
  const suggested = async (): Promise<Suggestion[]> => (await engine.suggest?.(bare, ASKED, options)) ?? [];
  const alternatives = async (word: string): Promise<string[]> => (await engine.alternatives?.(word, options)) ?? [];
  if (field !== undefined) {
    const name = field.toLowerCase();
    const held = (await suggested()).filter(({ kind }) => kind === name);
    return [...held.map(asQuery), ...(await alternatives(typed)).map((other) => `${name}:"${other}"`)];
  }
  const pieces = words.filter((word) => word !== typed && typed.includes(word));
  const respelled = await Promise.all(pieces.map(async (word) => (await alternatives(word)).slice(0, 2).map((other) => typed.replace(word, other))));
  const all = [bare, ...synonyms(typed), guessWording(typed), ...(await alternatives(typed)), ...respelled.flat(), ...(await suggested()).map(asQuery)];
  return [...new Set(all)].filter((q) => q !== '' && q !== text);
}
