/**
 * When no paragraph holds all words. Words may then be missing, the commonest first: those articles
 * are kept that hold nearly as much of the query, weighed by rarity, as the best one does.
 */
import type { Term } from '../../query/plan.ts';
import { isText, type Demanded } from '../../query/relaxation.ts';
import { AT_LEAST, ENOUGH, looseEvidence } from '../relevance.ts';
import { weighed, type WeightedTerm } from './rank.ts';
import type { PostingsReader } from './postings.ts';
import type { Segment, Snapshot } from './snapshot.ts';

export interface Relaxed {
  /** Per segment, documents that hold a word and whose article holds enough. */
  readonly docs: readonly Uint32Array[];
  /** Per segment, for each article, its share of the best coverage: 0 to 1. */
  readonly share: readonly Float32Array[];
  readonly isText: boolean;
  readonly terms: readonly WeightedTerm[];
  readonly required: readonly string[];
  readonly optional: readonly string[];
}

export function relax(asked: Demanded, reader: PostingsReader, snapshot: Snapshot, allowed: (segment: number) => Uint32Array | null): Relaxed {
  const { words, wholes } = asked;
  const terms = weighed(looseEvidence(words, wholes), reader, snapshot);
  const coverage = snapshot.segments.map((segment, s) => coverageOf(segment, words, terms, reader, allowed(s)));
  let best = 0;
  for (const { covered } of coverage) for (const value of covered) if (value > best) best = value;
  const least = isText(asked) ? Math.min(ENOUGH * best, reachedBy(AT_LEAST, coverage, best)) : ENOUGH * best;
  const missing = new Set<number>();
  const docs = snapshot.segments.map((segment, s) => {
    const { holding, covered, held } = coverage[s]!;
    return holding.filter((doc) => {
      const article = segment.columns.article[doc]!;
      // Pairs of characters speak for an article, but only beside at least one whole word.
      const enough = held[article] !== 0 && covered[article]! >= least;
      if (enough) for (let w = 0; w < words.length; w++) if (w >= 31 || (held[article]! & (1 << w)) === 0) missing.add(w);
      return enough;
    });
  });
  return {
    docs,
    share: coverage.map(({ covered }) => covered.map((value) => value / best)),
    isText: isText(asked),
    terms,
    required: words.filter((_, w) => !missing.has(w)).map((word) => word.label),
    optional: words.filter((_, w) => missing.has(w)).map((word) => word.label),
  };
}

const STEPS = 64;

/** A coverage that about `count` articles reach, to a step of the best one's. */
function reachedBy(count: number, coverage: readonly Coverage[], best: number): number {
  const articles = new Uint32Array(STEPS + 1);
  for (const { covered, held } of coverage) {
    for (let a = 0; a < covered.length; a++) if (held[a] !== 0) articles[Math.floor((STEPS * covered[a]!) / best)]!++;
  }
  let step = STEPS;
  for (let reached = articles[step]!; reached < count && step > 1; ) reached += articles[--step]!;
  return (step * best) / STEPS;
}

interface Coverage {
  /** Documents that hold at least one word. */
  readonly holding: Uint32Array;
  /** Weight of the words that each article holds. */
  readonly covered: Float32Array;
  /** Which of the first 31 words each article holds, as bits. */
  readonly held: Uint32Array;
}

function coverageOf(segment: Segment, words: readonly Term[], terms: readonly WeightedTerm[], reader: PostingsReader, allowed: Uint32Array | null): Coverage {
  const { article, num } = segment.columns;
  const covered = new Float32Array(num.length);
  const held = new Uint32Array(num.length);
  const may = allowed === null ? null : new Uint8Array(segment.docs);
  if (may !== null) for (const doc of allowed!) may[doc] = 1;
  const holds = new Uint8Array(segment.docs);
  for (const { forms, weight } of terms) {
    let last = -1;
    for (const doc of reader.postings(segment, forms).docs) {
      if (may !== null && may[doc] === 0) continue;
      holds[doc] = 1;
      const a = article[doc]!;
      if (a !== last) covered[a]! += weight;
      last = a;
    }
  }
  words.slice(0, 31).forEach((word, w) => {
    for (const doc of reader.postings(segment, word.forms).docs) held[article[doc]!]! |= 1 << w;
  });
  const holding: number[] = [];
  for (let doc = 0; doc < holds.length; doc++) if (holds[doc] === 1) holding.push(doc);
  return { holding: Uint32Array.from(holding), covered, held };
}
