/** What speaks for a hit. Whether it is one at all is for the filters to say. */
import { PARAGRAPH_KINDS } from '../../domain.ts';
import { wanted, type Plan, type Term } from '../../query/plan.ts';
import type { Hit } from '../engine.ts';
import { standing } from '../relevance.ts';
import { holds, leading, TEXT, type Clause } from './clauses.ts';
import { hash } from './document.ts';

/** Standing together as typed weighs as one rare word already, by its many pairs. */
const WHOLE = 0.5;
const TITLE = 1;

/** Newest first, then in the order of the page; what is unknown stands last in both directions. */
export function byDate(order: 'asc' | 'desc'): Clause[] {
  // Not `_last`: that is a number too large for JSON, and the next page is asked for by it.
  const missing = order === 'desc' ? -1 : 1e15;
  return [{ sortYear: { order, missing } }, { day: { order, missing } }, { articleId: 'asc' }, { ordinal: 'asc' }];
}

/** BM25 of a term in the text and in the title of the article, by the form that says most. */
const clausesOf = ({ forms, boost }: Speaking): Clause[] => [anyForm(forms, TEXT.text, boost), anyForm(forms, TEXT.title, boost * TITLE)];

function anyForm(forms: readonly string[], field: string, boost: number): Clause {
  const found = forms.map((form) => holds(form, field, boost));
  return found.length === 1 ? found[0]! : { dis_max: { queries: found } };
}

interface Speaking {
  readonly forms: readonly string[];
  readonly boost: number;
}

/** Clauses of all that is asked for and not excluded; none when nothing speaks for one hit before another. */
export function speaking(plan: Plan): Clause[] {
  const terms = new Map<string, Speaking>();
  const add = ({ forms }: Term, boost = 1): void => {
    const key = forms.join('\u0000');
    if (!terms.has(key)) terms.set(key, { forms, boost });
  };
  for (const p of wanted(plan)) {
    if (p.kind === 'run') add(p.whole, WHOLE);
    for (const term of p.kind === 'term' ? [p.term] : p.terms) add(term);
  }
  return leading([...terms.values()]).flatMap(clausesOf);
}

/** Puts what matches in an order. */
export type Ranking = (matching: Clause) => Clause;

/** By what speaks for it, mildly less for what is no running text. */
export function byEvidence(should: readonly Clause[]): Ranking | null {
  const kinds = PARAGRAPH_KINDS.map((kind) => ({ filter: { term: { kind } }, weight: standing(kind, 2) })).filter(({ weight }) => weight !== 1);
  const functions = [...kinds, { filter: { term: { ordinal: 1 } }, weight: standing('body', 1) }];
  return should.length === 0 ? null : (matching) => ({ function_score: { query: { bool: { filter: [matching], should } }, functions, score_mode: 'multiply', boost_mode: 'multiply' } });
}

const RANKS = "params.ranks.getOrDefault(doc['articleHash'].value + ':' + doc['ordinal'].value, 0)";

/** As the list has it; whatever is not on it comes last. */
export function inOrder(hits: readonly Hit[]): Ranking {
  const ranks = Object.fromEntries(hits.map(({ article, paragraph }, i) => [`${hash(article.id)}:${paragraph.ordinal}`, hits.length - i]));
  return (matching) => ({ function_score: { query: { bool: { filter: [matching] } }, script_score: { script: { source: RANKS, params: { ranks } } }, boost_mode: 'replace' } });
}
