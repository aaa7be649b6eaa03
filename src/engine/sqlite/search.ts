/** A search over a snapshot: match, filter and count, rank, cut out the page. */
import type { Relaxation, SearchRequest, SearchResult } from '../engine.ts';
import { Tally } from './filter.ts';
import { Matcher } from './match.ts';
import type { PostingsReader } from './postings.ts';
import { score, scoringTerms, type WeightedTerm } from './rank.ts';
import { relax, split } from './relax.ts';
import type { Segment, Snapshot } from './snapshot.ts';
import { union } from './sorted.ts';
import { Top, type Candidate } from './top.ts';

/** A result whose hits are places in the snapshot, their texts not read yet. */
export type Found = Omit<SearchResult, 'hits'> & { readonly places: readonly Candidate[] };

/** Words typed without spaces between them are a headline or a question from so many on, … */
const LONG_RUN = 4;
/** … and so few articles that hold all of them in one paragraph are no answer yet. */
const FEW_ARTICLES = 10;
/** How much an article that holds less of a relaxed query than the best one falls behind. */
const COVERAGE_POWER = 3;

export function findPlaces(request: SearchRequest, snapshot: Snapshot, reader: PostingsReader): Found {
  const matchers = snapshot.segments.map((segment) => new Matcher(reader, snapshot, segment));
  const strict = new Tally(snapshot, request.filters, request.facets);
  const kept = snapshot.segments.map((segment, s) => strict.add(segment, matchers[s]!.match(request.plan)));
  const { words, wholes, longestRun, rest } = split(request.plan);
  const enough = strict.total > 0 && (longestRun < LONG_RUN || strict.totalArticles >= FEW_ARTICLES);
  if (!enough && words.length > 0) {
    const loose = relax(words, wholes, reader, snapshot, (s) => (rest.kind === 'all' ? null : matchers[s]!.match(rest)));
    const tally = new Tally(snapshot, request.filters, request.facets);
    const held = snapshot.segments.map((segment, s) => tally.add(segment, union(loose.docs[s]!, kept[s]!)));
    if (tally.total > strict.total) {
      const score = (s: number, docs: Uint32Array): Float32Array => {
        const { article } = snapshot.segments[s]!.columns;
        return scoreAll(snapshot, reader, s, docs, loose.terms).map((value, i) => value * loose.share[s]![article[docs[i]!]!]! ** COVERAGE_POWER);
      };
      return found(request, snapshot, tally, held, score, { required: loose.required, optional: loose.optional });
    }
  }
  const terms = scoringTerms(request.plan, reader, snapshot);
  return found(request, snapshot, strict, kept, terms.length === 0 ? null : (s, docs) => scoreAll(snapshot, reader, s, docs, terms), null);
}

const scoreAll = (snapshot: Snapshot, reader: PostingsReader, s: number, docs: Uint32Array, terms: readonly WeightedTerm[]): Float32Array =>
  score(snapshot.segments[s]!, docs, terms, reader, snapshot);

/** Scores of documents of segment `s`; `null` when nothing speaks for one before another. */
type Scorer = ((s: number, docs: Uint32Array) => Float32Array) | null;

function found({ sort, page, size }: SearchRequest, snapshot: Snapshot, tally: Tally, kept: readonly Uint32Array[], scorer: Scorer, relaxed: Relaxation | null): Found {
  const top = new Top(page * size);
  snapshot.segments.forEach((segment, s) => {
    const docs = kept[s]!;
    const { article, num } = segment.columns;
    const scores = sort === 'relevance' && scorer !== null ? scorer(s, docs) : null;
    docs.forEach((doc, i) => top.offer(s, doc, num[article[doc]!]!, scores === null ? dayScore(segment, doc, sort) : scores[i]!));
  });
  return {
    places: top.take().slice((page - 1) * size),
    total: tally.total,
    totalArticles: tally.totalArticles,
    totalIsExact: true,
    facets: tally.facets(),
    relaxed,
  };
}

/** Undated articles come last in both directions; one known only by its year follows the dated ones of that year. */
function dayScore({ columns }: Segment, doc: number, sort: SearchRequest['sort']): number {
  const day = columns.day[columns.article[doc]!]!;
  if (sort !== 'oldest') return day;
  if (day === 0) return -Infinity;
  return day % 10_000 === 0 ? -(day + 9999) : -day;
}
