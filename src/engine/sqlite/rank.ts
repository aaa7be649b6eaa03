/**
 * Relevance. BM25 twice: over the paragraph, and over its article, so that a paragraph whose
 * neighbours are about the same thing stands before a stray mention. Words that stand together as
 * they were typed weigh as one rare word.
 */
import { PARAGRAPH_KINDS, type ParagraphKind } from '../../domain.ts';
import type { Plan, Term } from '../../query/plan.ts';
import type { PostingsReader } from './postings.ts';
import type { Segment, Snapshot } from './snapshot.ts';
import { seek } from './sorted.ts';

const PARAGRAPH = { k1: 1.2, b: 0.4 };
const ARTICLE = { k1: 1.2, b: 0.75, weight: 2 };
/** A word in the title counts as this many in the paragraph below it. */
const TITLE = 3;
/** What standing together as typed is worth, beside the words themselves. */
const WHOLE = 1.5;
/** The same where not all words are demanded: all of it decides, a small piece that stands together elsewhere must not. */
const LOOSE_WHOLE = 2;
/** What pairs of characters say there, which overlap with words and each other. */
const PAIR = 0.7;
const LEAD = 1.04;
const KINDS: Readonly<Record<ParagraphKind, number>> = { body: 1, bullet: 1, heading: 0.95, caption: 0.85, byline: 0.6, boilerplate: 0.4 };
const KIND_WEIGHT = PARAGRAPH_KINDS.map((kind) => KINDS[kind]);

export interface WeightedTerm {
  readonly forms: readonly string[];
  readonly weight: number;
}

/** Terms that earn a score, with their rarity. Excluded ones earn none. */
export function scoringTerms(plan: Plan, reader: PostingsReader, snapshot: Snapshot): WeightedTerm[] {
  const terms = new TermWeights(reader, snapshot);
  const visit = (p: Plan): void => {
    if (p.kind === 'term') terms.add(p.term);
    else if (p.kind === 'run') {
      p.terms.forEach((term) => terms.add(term));
      terms.add(p.whole, WHOLE);
    } else if (p.kind === 'and' || p.kind === 'or') p.plans.forEach(visit);
    else if (p.kind === 'field' && p.field === 'title') visit(p.plan);
  };
  visit(plan);
  return terms.all();
}

/**
 * What speaks for a paragraph when not all words are demanded: beside the words, every pair of
 * neighbouring characters as typed, so that a wrong character or a wrong cut costs little.
 */
export function evidence(words: readonly Term[], wholes: readonly Term[], reader: PostingsReader, snapshot: Snapshot): WeightedTerm[] {
  const terms = new TermWeights(reader, snapshot);
  for (const word of words) terms.add(word);
  const typed = wholes.reduce((n, { label }) => n + label.length, 0);
  for (const whole of wholes) terms.add(whole, LOOSE_WHOLE * (whole.label.length / typed) ** 2);
  for (const { forms: [text = ''], label, at } of [...words, ...wholes]) {
    for (const pair of pairs(text)) terms.add({ label, forms: [pair], at }, PAIR);
  }
  return terms.all();
}

/** Each distinct term once, weighed by how few paragraphs hold it; a term that none holds weighs nothing. */
class TermWeights {
  readonly #found = new Map<string, WeightedTerm>();
  readonly #reader: PostingsReader;
  readonly #snapshot: Snapshot;
  readonly #total: number;

  constructor(reader: PostingsReader, snapshot: Snapshot) {
    this.#reader = reader;
    this.#snapshot = snapshot;
    this.#total = snapshot.segments.reduce((n, segment) => n + segment.docs, 0);
  }

  add({ forms }: Term, factor = 1): void {
    const key = forms.join('\u0000');
    if (this.#found.has(key)) return;
    const df = this.#snapshot.segments.reduce((n, segment) => n + this.#reader.postings(segment, forms).docs.length, 0);
    if (df > 0) this.#found.set(key, { forms, weight: factor * Math.log(1 + (this.#total - df + 0.5) / (df + 0.5)) });
  }

  all(): WeightedTerm[] {
    return [...this.#found.values()];
  }
}

const HAN_PAIR = /^\p{Script=Han}{2}$/u;

function pairs(text: string): string[] {
  const found: string[] = [];
  for (let i = 0; i + 2 <= text.length; i++) if (HAN_PAIR.test(text.slice(i, i + 2))) found.push(text.slice(i, i + 2));
  return found;
}

/** Scores of `docs` (ascending), in their order. */
export function score(segment: Segment, docs: Uint32Array, terms: readonly WeightedTerm[], reader: PostingsReader, snapshot: Snapshot): Float32Array {
  const { article, first, start, body, kind, ordinal } = segment.columns;
  const { meanLength } = snapshot;
  const scores = new Float32Array(docs.length);
  for (const { forms, weight } of terms) {
    const { docs: held, tf: inText, title: inTitle } = reader.postings(segment, forms);
    let p = 0;
    for (let i = 0; i < docs.length; ) {
      const a = article[docs[i]!]!;
      const begin = first[a]!;
      const end = first[a + 1]!;
      p = seek(held, begin, p);
      let inArticle = 0;
      const from = i;
      for (; p < held.length && held[p]! < end; p++) {
        const doc = held[p]!;
        const tf = inText[p]! + TITLE * inTitle[p]!;
        inArticle += tf;
        while (i < docs.length && docs[i]! < doc) i++;
        if (i < docs.length && docs[i] === doc) scores[i]! += weight * saturated(tf, PARAGRAPH, (start[doc + 1]! - body[doc]!) / meanLength);
      }
      i = from;
      const shared = inArticle === 0 ? 0 : ARTICLE.weight * weight * saturated(inArticle, ARTICLE, (start[end]! - start[begin]!) / meanLength / 5);
      for (; i < docs.length && docs[i]! < end; i++) scores[i]! += shared;
    }
  }
  for (let i = 0; i < docs.length; i++) {
    const doc = docs[i]!;
    scores[i]! *= KIND_WEIGHT[kind[doc]!]! * (ordinal[doc] === 1 ? LEAD : 1);
  }
  return scores;
}

function saturated(tf: number, { k1, b }: { k1: number; b: number }, length: number): number {
  return (tf * (k1 + 1)) / (tf + k1 * (1 - b + b * length));
}
