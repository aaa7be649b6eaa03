/** A search over a snapshot: match, filter and count, rank, cut out the page. */
import type { Plan } from '../../query/plan.ts';
import { demanded, isEnough } from '../../query/relaxation.ts';
import type { SearchRequest, SearchResult } from '../engine.ts';
import { Tally } from './filter.ts';
import { Matcher } from './match.ts';
import type { PostingsReader } from './postings.ts';
import { evidence, shortfall } from '../relevance.ts';
import { score, weighed } from './rank.ts';
import { relax, type Relaxed } from './relax.ts';
import type { Segment, Snapshot } from './snapshot.ts';
import { union } from './sorted.ts';
import { Top, type Candidate } from './top.ts';

/** A result whose hits are places in the snapshot, their texts not read yet. */
export type Found = Omit<SearchResult, 'hits'> & { readonly places: readonly Candidate[] };

export function findPlaces(request: SearchRequest, snapshot: Snapshot, reader: PostingsReader): Found {
  const { tally, kept, loose } = matching(request, snapshot, reader, () => new Tally(snapshot, request.filters, request.facets));
  return {
    places: page(request, snapshot, kept, loose === null ? strictScorer(request.plan, snapshot, reader) : looseScorer(loose, snapshot, reader)),
    total: tally.total,
    totalArticles: tally.totalArticles,
    totalIsExact: true,
    facets: tally.facets(),
    relaxed: loose && { required: loose.required, optional: loose.optional },
  };
}

export interface Matching {
  readonly tally: Tally;
  /** Per segment, the documents that match and pass the filters. */
  readonly kept: readonly Uint32Array[];
  /** Set when not all words were demanded. */
  readonly loose: Relaxed | null;
}

/** What matches, counted; words are only given up when too little holds them all. */
export function matching(request: SearchRequest, snapshot: Snapshot, reader: PostingsReader, newTally: () => Tally): Matching {
  const matchers = snapshot.segments.map((segment) => new Matcher(reader, snapshot, segment));
  const strict = newTally();
  const kept = snapshot.segments.map((segment, s) => strict.add(segment, matchers[s]!.match(request.plan)));
  const asked = demanded(request.plan);
  if (isEnough(asked, strict) || asked.words.length === 0) return { tally: strict, kept, loose: null };
  const { rest } = asked;
  const loose = relax(asked, reader, snapshot, (s) => (rest.kind === 'all' ? null : matchers[s]!.match(rest)));
  const tally = newTally();
  const held = snapshot.segments.map((segment, s) => tally.add(segment, union(loose.docs[s]!, kept[s]!)));
  return tally.total > strict.total ? { tally, kept: held, loose } : { tally: strict, kept, loose: null };
}

/** Scores of documents of segment `s`; `null` when nothing speaks for one before another. */
type Scorer = ((s: number, docs: Uint32Array) => Float32Array) | null;

function strictScorer(plan: Plan, snapshot: Snapshot, reader: PostingsReader): Scorer {
  const terms = weighed(evidence(plan), reader, snapshot);
  return terms.length === 0 ? null : (s, docs) => score(snapshot.segments[s]!, docs, terms, reader, snapshot);
}

function looseScorer({ terms, share, isText }: Relaxed, snapshot: Snapshot, reader: PostingsReader): Scorer {
  return (s, docs) => {
    const segment = snapshot.segments[s]!;
    return score(segment, docs, terms, reader, snapshot).map((value, i) => value * shortfall(share[s]![segment.columns.article[docs[i]!]!]!, isText));
  };
}

function page({ sort, page, size }: SearchRequest, snapshot: Snapshot, kept: readonly Uint32Array[], scorer: Scorer): Candidate[] {
  const top = new Top(page * size);
  snapshot.segments.forEach((segment, s) => {
    const docs = kept[s]!;
    const { article, num } = segment.columns;
    const scores = sort === 'relevance' && scorer !== null ? scorer(s, docs) : null;
    for (let i = 0; i < docs.length; i++) {
      const doc = docs[i]!;
      top.offer(s, doc, num[article[doc]!]!, scores === null ? dayScore(segment, doc, sort) : scores[i]!);
    }
  });
  return top.take().slice((page - 1) * size);
}

/** Undated articles come last in both directions; one known only by its year follows the dated ones of that year. */
function dayScore({ columns }: Segment, doc: number, sort: SearchRequest['sort']): number {
  const day = columns.day[columns.article[doc]!]!;
  if (sort !== 'oldest') return day;
  if (day === 0) return -Infinity;
  return day % 10_000 === 0 ? -(day + 9999) : -day;
}
