/** "Did you mean": the query with one word replaced by one that sounds or looks like it, offered only when it finds more. */
import type { CallOptions, Engine, SearchRequest } from '../engine/engine.ts';
import { parseQuery } from '../query/parse.ts';
import type { Plan, Term } from '../query/plan.ts';
import { understand } from '../query/understand.ts';

/** Words looked at, and guesses tried for each: every guess costs a search. */
const WORDS = 6;
const GUESSES = 3;
const HAN_WORD = /^\p{Script=Han}{2,8}$/u;

export async function meant(engine: Pick<Engine, 'search' | 'alternatives'>, q: string, request: SearchRequest, options: CallOptions): Promise<string | null> {
  if (engine.alternatives === undefined) return null;
  for (const { label, at } of demandedWords(request.plan).slice(0, WORDS)) {
    const place = q.indexOf(label, at[0]);
    // Typed in another script or width: there is nothing to replace letter for letter.
    if (place < 0 || place >= at[1]) continue;
    for (const guess of (await engine.alternatives(label, options)).slice(0, GUESSES)) {
      const corrected = q.slice(0, place) + guess + q.slice(place + label.length);
      const plan = understand(parseQuery(corrected).query);
      const result = await engine.search({ ...request, plan, page: 1, size: 1, facets: [] }, options);
      if (result.total > 0 && result.relaxed === null) return corrected;
    }
  }
  return null;
}

/** Unquoted Chinese words that every hit should hold. */
function demandedWords(plan: Plan): Term[] {
  switch (plan.kind) {
    case 'term':
      return plan.exact || !HAN_WORD.test(plan.term.label) ? [] : [plan.term];
    case 'run':
      // The run first: one wrong character often breaks it into pieces that are all right by themselves.
      return [plan.whole, ...plan.terms].filter((term) => HAN_WORD.test(term.label));
    case 'and':
      return plan.plans.flatMap(demandedWords);
    default:
      return [];
  }
}
