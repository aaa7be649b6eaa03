/** Relevance of paragraphs that were read from a server, as `relevance.ts` has it. */
import type { Hit } from './engine.ts';
import { AT_LEAST, ENOUGH, inArticle, inParagraph, shortfall, standing, TITLE } from './relevance.ts';

/** A paragraph with the folded readings of its text, and of its article's titles when they belong to it. */
export interface ReadParagraph extends Hit {
  readonly text: readonly string[];
  readonly title?: readonly string[] | undefined;
}

export interface WeightedTerm {
  readonly forms: readonly string[];
  readonly weight: number;
}

/** An article as far as it was read, with what speaks for it. */
export interface Scored<D extends ReadParagraph> {
  readonly id: string;
  /** Weight of the terms that it holds in any paragraph. */
  readonly covered: number;
  /** Its paragraphs, the best first. */
  readonly documents: readonly { readonly document: D; readonly score: number }[];
}

export function score<D extends ReadParagraph>(documents: readonly D[], terms: readonly WeightedTerm[]): Scored<D>[] {
  const articles = new Map<string, D[]>();
  for (const document of documents) {
    const ofArticle = articles.get(document.article.id);
    if (ofArticle === undefined) articles.set(document.article.id, [document]);
    else ofArticle.push(document);
  }
  const mean = documents.reduce((sum, document) => sum + lengthOf(document), 0) / documents.length;
  return [...articles].map(([id, paragraphs]) => {
    const lengths = paragraphs.map((document) => lengthOf(document) / mean);
    const length = lengths.reduce((sum, n) => sum + n, 0);
    const scores = paragraphs.map(() => 0);
    let covered = 0;
    for (const { forms, weight } of terms) {
      const counts = paragraphs.map((document) => occurrences(forms, document));
      const all = counts.reduce((sum, n) => sum + n, 0);
      if (all === 0) continue;
      covered += weight;
      const shared = inArticle(all, length);
      counts.forEach((tf, i) => (scores[i]! += weight * (shared + (tf === 0 ? 0 : inParagraph(tf, lengths[i]!)))));
    }
    const scored = paragraphs.map((document, i) => ({ document, score: scores[i]! * standing(document.paragraph.kind, document.paragraph.ordinal) }));
    return { id, covered, documents: scored.sort((a, b) => b.score - a.score || a.document.paragraph.ordinal - b.document.paragraph.ordinal) };
  });
}

/** Those that hold nearly as much of a relaxed query as the best one, the best first. */
export function keep<A extends { readonly covered: number }>(articles: readonly A[], isText: boolean): A[] {
  const sorted = articles.toSorted((a, b) => b.covered - a.covered);
  const enough = ENOUGH * (sorted[0]?.covered ?? 0);
  const least = isText ? Math.min(enough, sorted[AT_LEAST - 1]?.covered ?? 0) : enough;
  return sorted.filter(({ covered }) => covered >= least);
}

/** Their paragraphs, the best first. */
export function ordered<D extends ReadParagraph>(articles: readonly Scored<D>[], isText: boolean): D[] {
  const best = Math.max(...articles.map(({ covered }) => covered));
  return articles
    .flatMap(({ covered, documents }) => documents.map(({ document, score }) => ({ document, score: score * shortfall(covered / best, isText) })))
    .sort((a, b) => b.score - a.score)
    .map(({ document }) => document);
}

const lengthOf = ({ paragraph }: ReadParagraph): number => paragraph.text.length;

const occurrences = (forms: readonly string[], { text, title }: ReadParagraph): number => inReadings(forms, text) + (title === undefined ? 0 : TITLE * inReadings(forms, title));

/** Readings of a text say the same in other words: what most of the forms are found in counts. */
function inReadings(forms: readonly string[], texts: readonly string[]): number {
  return Math.max(0, ...texts.map((text) => forms.reduce((n, form) => n + countOf(form, text), 0)));
}

function countOf(form: string, text: string): number {
  let n = 0;
  for (let at = text.indexOf(form); at >= 0; at = text.indexOf(form, at + form.length)) n++;
  return n;
}
