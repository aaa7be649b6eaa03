/** Which documents of a segment a plan asks for, dead ones included. */
import type { Plan, Term } from '../../query/plan.ts';
import type { Field } from '../../query/ast.ts';
import type { PostingsReader } from './postings.ts';
import type { FacetValues, Segment, Snapshot } from './snapshot.ts';
import { intersect, subtract, union } from './sorted.ts';

const NONE = new Uint32Array(0);

export class Matcher {
  readonly #reader: PostingsReader;
  readonly #snapshot: Snapshot;
  readonly #segment: Segment;

  constructor(reader: PostingsReader, snapshot: Snapshot, segment: Segment) {
    this.#reader = reader;
    this.#snapshot = snapshot;
    this.#segment = segment;
  }

  match(plan: Plan): Uint32Array {
    switch (plan.kind) {
      case 'all':
        return Uint32Array.from({ length: this.#segment.docs }, (_, doc) => doc);
      case 'none':
        return NONE;
      case 'term':
        return this.#term(plan.term);
      case 'run':
        return allOf(plan.terms.map((term) => this.#term(term)));
      case 'and':
        return this.#and(plan.plans);
      case 'or':
        return plan.plans.map((p) => this.match(p)).reduce(union, NONE);
      case 'not':
        return subtract(this.match({ kind: 'all' }), this.match(plan.plan));
      case 'field':
        return this.#field(plan.field, plan.plan);
      case 'years':
        return this.#byArticle((article) => {
          const year = this.#segment.columns.year[article]!;
          return year !== 0 && year >= (plan.from ?? 0) && year <= (plan.to ?? 9999);
        });
    }
  }

  #term(term: Term): Uint32Array {
    return this.#reader.postings(this.#segment, term.forms).docs;
  }

  #and(plans: readonly Plan[]): Uint32Array {
    const demanded = plans.filter((plan) => plan.kind !== 'not');
    const found = demanded.length === 0 ? this.match({ kind: 'all' }) : allOf(demanded.map((plan) => this.match(plan)));
    return plans.reduce((kept, plan) => (plan.kind === 'not' ? subtract(kept, this.match(plan.plan)) : kept), found);
  }

  #field(field: Field, plan: Plan): Uint32Array {
    if (field === 'title') return this.#titled(plan);
    const values = this.#snapshot.values[field];
    const wanted = new Uint8Array(values.texts.length);
    values.folded.forEach((text, number) => {
      if (number > 0 && holds(text, plan)) wanted[number] = 1;
    });
    const { section, districtAt, districts, authorAt, authors } = this.#segment.columns;
    if (field === 'section') return this.#byDocument((doc) => wanted[section[doc]!] === 1);
    const [at, list] = field === 'district' ? [districtAt, districts] : [authorAt, authors];
    return this.#byArticle((article) => {
      for (let i = at[article]!; i < at[article + 1]!; i++) if (wanted[list[i]!] === 1) return true;
      return false;
    });
  }

  /** Whole articles, by what their title holds: the terms are found before one of its paragraphs. */
  #titled(plan: Plan): Uint32Array {
    const { article } = this.#segment.columns;
    const articles = (p: Plan): Uint32Array => {
      switch (p.kind) {
        case 'term':
          return inTitles(p.term);
        case 'run':
          return allOf(p.terms.map(inTitles));
        case 'and':
          return allOf(p.plans.map(articles));
        case 'or':
          return p.plans.map(articles).reduce(union, NONE);
        default:
          return NONE;
      }
    };
    const inTitles = (term: Term): Uint32Array => {
      const { docs, title } = this.#reader.postings(this.#segment, term.forms);
      return docs.filter((_, i) => title[i]! > 0).map((doc) => article[doc]!);
    };
    const wanted = new Set(articles(plan));
    return this.#byArticle((a) => wanted.has(a));
  }

  #byArticle(wanted: (article: number) => boolean): Uint32Array {
    const { first, num } = this.#segment.columns;
    const docs: number[] = [];
    for (let a = 0; a < num.length; a++) if (wanted(a)) for (let doc = first[a]!; doc < first[a + 1]!; doc++) docs.push(doc);
    return Uint32Array.from(docs);
  }

  #byDocument(wanted: (doc: number) => boolean): Uint32Array {
    const docs: number[] = [];
    for (let doc = 0; doc < this.#segment.docs; doc++) if (wanted(doc)) docs.push(doc);
    return Uint32Array.from(docs);
  }
}

function allOf(lists: Uint32Array[]): Uint32Array {
  const [fewest = NONE, ...others] = lists.sort((a, b) => a.length - b.length);
  return others.reduce(intersect, fewest);
}

/** Whether a folded facet value holds what a field clause asks. */
function holds(text: FacetValues['folded'][number], plan: Plan): boolean {
  switch (plan.kind) {
    case 'term':
      return plan.term.forms.some((form) => text.includes(form));
    case 'run':
      return plan.terms.every((term) => term.forms.some((form) => text.includes(form)));
    case 'and':
      return plan.plans.every((p) => holds(text, p));
    case 'or':
      return plan.plans.some((p) => holds(text, p));
    default:
      return false;
  }
}
