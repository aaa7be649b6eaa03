/** "Did you mean": the query with one word replaced by one that sounds or looks like it, offered only when it finds more. */
import type { CallOptions, Engine, SearchRequest } from '../engine/engine.ts';
import { parseQuery } from '../query/parse.ts';
import { literal, type Plan, type Term } from '../query/plan.ts';
import { understand } from '../query/understand.ts';
import { foldText } from '../text/fold.ts';

/** Words looked at, and guesses tried for each: every guess costs a search. */
const WORDS = 6;
const GUESSES = 3;
/** Characters of a neighbouring word that are looked at. */
const BESIDE = 2;
const HAN_WORD = /^\p{Script=Han}{2,8}$/u;

export async function meant(engine: Pick<Engine, 'search' | 'alternatives'>, q: string, request: SearchRequest, options: CallOptions): Promise<string | null> {
  if (engine.alternatives === undefined) return null;
  const holding = async (plan: Plan): Promise<number> =>
    (await engine.search({ ...request, plan: asDemanded(plan), page: 1, size: 1, facets: [] }, options)).total;
  // A long text is also relaxed when few hold all of it; then it is what was meant.
  if ((await holding(request.plan)) > 0) return null;
  for (const { label, at } of demandedWords(request.plan).slice(0, WORDS)) {
    const place = q.indexOf(label, at[0]);
    // Typed in another script or width: there is nothing to replace letter for letter.
    if (place < 0 || place >= at[1]) continue;
    const unheardOf = (await holding(literal([foldText(label)]))) === 0;
    for (const guess of (await engine.alternatives(label, options)).slice(0, GUESSES)) {
      const corrected = q.slice(0, place) + guess + q.slice(place + label.length);
      if ((await holding(understand(parseQuery(corrected).query))) > 0) return corrected;
      // No paragraph need hold all of a long text: a word never printed gives way to one that stands beside its neighbour.
      for (const beside of unheardOf ? [q.slice(Math.max(0, place - BESIDE), place) + guess, guess + q.slice(place + label.length, place + label.length + BESIDE)] : []) {
        if (HAN_WORD.test(beside) && beside.length === guess.length + BESIDE && (await holding(literal([foldText(beside)]))) > 0) return corrected;
      }
    }
  }
  return null;
}

/** The plan with every word demanded as if it were quoted, so that no engine gives one up. */
export function asDemanded(plan: Plan): Plan {
  switch (plan.kind) {
    case 'term':
      return plan.exact && plan.loose !== undefined ? asDemanded(plan.loose) : { kind: 'term', term: plan.term, exact: true };
    case 'run':
      return { kind: 'and', plans: plan.terms.map((term) => ({ kind: 'term', term, exact: true })) };
    case 'and':
    case 'or':
      return { kind: plan.kind, plans: plan.plans.map(asDemanded) };
    default:
      return plan;
  }
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
