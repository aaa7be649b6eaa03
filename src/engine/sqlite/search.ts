/** A search over a snapshot: match, filter and count, rank, cut out the page. */
import type { Relaxation, SearchRequest, SearchResult } from '../engine.ts';
import { Tally } from './filter.ts';
import { Matcher } from './match.ts';
import type { PostingsReader } from './postings.ts';
import { score, scoringTerms } from './rank.ts';
import { relax, split } from './relax.ts';
import type { Segment, Snapshot } from './snapshot.ts';
import { Top, type Candidate } from './top.ts';

/** A result whose hits are places in the snapshot, their texts not read yet. */
export type Found = Omit<SearchResult, 'hits'> & { readonly places: readonly Candidate[] };

export function findPlaces(request: SearchRequest, snapshot: Snapshot, reader: PostingsReader): Found {
  const matchers = snapshot.segments.map((segment) => new Matcher(reader, snapshot, segment));
  let tally = new Tally(snapshot, request.filters, request.facets);
  let kept = snapshot.segments.map((segment, s) => tally.add(segment, matchers[s]!.match(request.plan)));
  let relaxed: Relaxation | null = null;
  if (tally.total === 0) {
    const { words, rest } = split(request.plan);
    if (words.length > 1) {
      tally = new Tally(snapshot, request.filters, request.facets);
      const loose = relax(words, reader, snapshot, (s) => (rest.kind === 'all' ? null : matchers[s]!.match(rest)));
      kept = snapshot.segments.map((segment, s) => tally.add(segment, loose.docs[s]!));
      if (tally.total > 0) relaxed = { required: loose.required, optional: loose.optional };
    }
  }
  return {
    places: page(request, snapshot, kept, reader),
    total: tally.total,
    totalArticles: tally.totalArticles,
    totalIsExact: true,
    facets: tally.facets(),
    relaxed,
  };
}

function page({ plan, sort, page, size }: SearchRequest, snapshot: Snapshot, kept: readonly Uint32Array[], reader: PostingsReader): Candidate[] {
  const top = new Top(page * size);
  const terms = scoringTerms(plan, reader, snapshot);
  const byDay = sort !== 'relevance' || terms.length === 0;
  snapshot.segments.forEach((segment, s) => {
    const docs = kept[s]!;
    if (byDay) docs.forEach((doc) => top.offer(s, doc, dayScore(segment, doc, sort)));
    else {
      const scores = score(segment, docs, terms, reader, snapshot);
      for (let i = 0; i < docs.length; i++) top.offer(s, docs[i]!, scores[i]!);
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
