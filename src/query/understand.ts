/** Query → Plan: the one place where it is decided what a typed word is looked for as. */
import { foldText } from '../text/fold.ts';
import { spellings } from '../text/numbers.ts';
import { cut, type Token } from '../text/segment.ts';
import { synonyms } from '../text/synonyms.ts';
import { isEmpty, subject } from '../text/stopwords.ts';
import { foldWording } from '../text/wording.ts';
import type { Query, Span } from './ast.ts';
import type { Plan, Term } from './plan.ts';

/** A run this short is one word to a reader (薛婧, 人大, 新加坡), whatever a dictionary makes of it. */
const SHORT_RUN = 3;
const HAN_RUN = /^\p{Script=Han}+$/u;

/** Of no year, which is not of any year. */
const UNDATED: Plan = { kind: 'not', plan: { kind: 'years', from: null, to: null } };

export function understand(query: Query): Plan {
  switch (query.kind) {
    case 'all':
      return query;
    case 'and':
      return combine('and', query.clauses.map(understand));
    case 'or':
      return combine('or', query.clauses.map(understand));
    case 'not':
      return { kind: 'not', plan: understand(query.clause) };
    case 'phrase':
      return phrase(query.text, query.printed, query.at);
    case 'prefix':
      return literal(query.text, query.at, false);
    case 'field':
      return { kind: 'field', field: query.field, plan: understand(query.clause) };
    case 'years':
      return query.from === null && query.to === null ? UNDATED : { kind: 'years', from: query.from, to: query.to };
    case 'word':
      return word(query.text, query.at);
  }
}

function combine(kind: 'and' | 'or', plans: readonly Plan[]): Plan {
  return plans.length === 1 ? plans[0]! : { kind, plans };
}

function literal(text: string, at: Span, exact: boolean): Plan {
  const forms = new Set([foldText(text).trim()]);
  const reworded = foldWording(text)?.text.trim();
  if (reworded !== undefined) forms.add(reworded);
  forms.delete('');
  if (forms.size === 0) return { kind: 'none' };
  return { kind: 'term', term: { label: text, forms: [...forms], at }, exact };
}

function phrase(text: string, mayBePasted: boolean, at: Span): Plan {
  const plan = literal(text, at, true);
  if (!mayBePasted || plan.kind !== 'term') return plan;
  const loose = combine('and', text.split(/\s+/).map((piece) => word(piece, at)));
  return { ...plan, loose };
}

function word(text: string, at: Span): Plan {
  const folded = foldWording(text)?.text ?? foldText(text);
  const tokens = cut(folded);
  const plans = pieces(tokens.slice(...subject(tokens.map((t) => t.text)))).map((piece) => run(piece, at));
  if (plans.length === 0) return literal(text, at, false);
  return combine('and', plans);
}

/** Tokens that stand side by side without punctuation or space between them. */
function pieces(tokens: readonly Token[]): Token[][] {
  const found: Token[][] = [];
  for (const token of tokens) {
    const last = found.at(-1);
    if (last !== undefined && last.at(-1)!.end === token.start) last.push(token);
    else found.push([token]);
  }
  return found;
}

function run(tokens: readonly Token[], at: Span): Plan {
  const text = tokens.map((t) => t.text).join('');
  const whole = term(text, at);
  if (tokens.length === 1 || (text.length <= SHORT_RUN && HAN_RUN.test(text))) return { kind: 'term', term: whole, exact: false };
  const telling = tokens.filter((t) => !isEmpty(t.text));
  const demanded = telling.length > 0 ? telling : tokens;
  const terms = distinct(demanded.map((t) => term(t.text, at)));
  return { kind: 'run', terms, whole };
}

function term(text: string, at: Span): Term {
  const others = synonyms(text).filter((name) => name !== text);
  if (others.length === 0) return { label: text, forms: forms(text), at };
  return { label: text, forms: [...forms(text), ...others], synonyms: others, at };
}

function spelledOnly(t: Term): Term {
  const { synonyms: others = [], ...rest } = t;
  return others.length === 0 ? t : { ...rest, forms: t.forms.filter((form) => !others.includes(form)) };
}

/** The plan without other names: what `synonyms=off` asks for. */
export function withoutSynonyms(plan: Plan): Plan {
  switch (plan.kind) {
    case 'term':
      return { ...plan, term: spelledOnly(plan.term), ...(plan.loose && { loose: withoutSynonyms(plan.loose) }) };
    case 'run':
      return { kind: 'run', terms: plan.terms.map(spelledOnly), whole: spelledOnly(plan.whole) };
    case 'and':
    case 'or':
      return { kind: plan.kind, plans: plan.plans.map(withoutSynonyms) };
    case 'not':
      return { kind: 'not', plan: withoutSynonyms(plan.plan) };
    case 'field':
      return { ...plan, plan: withoutSynonyms(plan.plan) };
    default:
      return plan;
  }
}

/**
 * The strings that count as a word: the other spellings of a number, and a name of two characters as
 * newspapers print it to fill the width of three (王 力).
 */
function forms(text: string): string[] {
  if (/\d/.test(text) || !HAN_RUN.test(text)) return spellings(text);
  const spelled = spellings(text);
  return text.length === 2 && spelled.length === 1 ? [text, `${text[0]} ${text[1]}`] : spelled;
}

function distinct(terms: readonly Term[]): Term[] {
  return [...new Map(terms.map((t) => [t.label, t])).values()];
}
