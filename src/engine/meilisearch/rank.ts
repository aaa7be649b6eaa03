/** Relevance of documents that were read, as `../relevance.ts` has it. */
import { inArticle, inParagraph, standing, TITLE } from '../relevance.ts';
import type { ReadDocument } from './verify.ts';

export interface WeightedTerm {
  readonly forms: readonly string[];
  readonly weight: number;
}

/** An article as far as it was read, with what speaks for it. */
export interface Scored {
  readonly id: string;
  /** Weight of the terms that it holds in any paragraph. */
  readonly covered: number;
  /** Its paragraphs, the best first. */
  readonly documents: readonly { readonly document: ReadDocument; readonly score: number }[];
}

export function score(documents: readonly ReadDocument[], terms: readonly WeightedTerm[]): Scored[] {
  const articles = new Map<string, ReadDocument[]>();
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

const lengthOf = ({ paragraph }: ReadDocument): number => paragraph.text.length;

const occurrences = (forms: readonly string[], { text, title }: ReadDocument): number => inReadings(forms, text) + (title === undefined ? 0 : TITLE * inReadings(forms, title));

/** Readings of a text say the same in other words: what most of the forms are found in counts. */
function inReadings(forms: readonly string[], texts: readonly string[]): number {
  return Math.max(0, ...texts.map((text) => forms.reduce((n, form) => n + countOf(form, text), 0)));
}

function countOf(form: string, text: string): number {
  let n = 0;
  for (let at = text.indexOf(form); at >= 0; at = text.indexOf(form, at + form.length)) n++;
  return n;
}
