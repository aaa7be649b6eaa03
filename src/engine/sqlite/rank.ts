/** Relevance of documents of a segment, from their postings. */
import { PARAGRAPH_KINDS } from '../../domain.ts';
import { inArticle, inParagraph, rarity, standing, TITLE, type Evidence } from '../relevance.ts';
import type { PostingsReader } from './postings.ts';
import type { Segment, Snapshot } from './snapshot.ts';
import { seek } from './sorted.ts';

export interface WeightedTerm {
  readonly forms: readonly string[];
  readonly weight: number;
}

/** Each term weighed by how few paragraphs hold it; one that none holds is left out. */
export function weighed(evidence: readonly Evidence[], reader: PostingsReader, snapshot: Snapshot): WeightedTerm[] {
  const total = snapshot.segments.reduce((n, segment) => n + segment.docs, 0);
  return evidence.flatMap(({ forms, factor }) => {
    const df = snapshot.segments.reduce((n, segment) => n + reader.postings(segment, forms).docs.length, 0);
    return df > 0 ? [{ forms, weight: factor * rarity(df, total) }] : [];
  });
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
      let ofAll = 0;
      const from = i;
      for (; p < held.length && held[p]! < end; p++) {
        const doc = held[p]!;
        const tf = inText[p]! + TITLE * inTitle[p]!;
        ofAll += tf;
        while (i < docs.length && docs[i]! < doc) i++;
        if (i < docs.length && docs[i] === doc) scores[i]! += weight * inParagraph(tf, (start[doc + 1]! - body[doc]!) / meanLength);
      }
      i = from;
      const shared = weight * inArticle(ofAll, (start[end]! - start[begin]!) / meanLength);
      for (; i < docs.length && docs[i]! < end; i++) scores[i]! += shared;
    }
  }
  for (let i = 0; i < docs.length; i++) scores[i]! *= standing(PARAGRAPH_KINDS[kind[docs[i]!]!]!, ordinal[docs[i]!]!);
  return scores;
}
