/**
 * The engine for deployment: a Meilisearch server. It stores, filters, counts and ranks; that a
 * paragraph really holds what was asked is proven by grams and, where they cannot, read by us.
 */
import { randomUUID } from 'node:crypto';
import type { EngineConfig } from '../../config.ts';
import type { Article } from '../../domain.ts';
import { XunbaoError } from '../../errors.ts';
import type { Plan } from '../../query/plan.ts';
import { foldText } from '../../text/fold.ts';
import { MAX_DEPTH, type CallOptions, type Engine, type EngineStats, type Hit, type Holding, type IndexOptions, type IndexReport, type Interval, type SearchRequest, type SearchResult, type Suggestion, type Together, type TrendBucket } from '../engine.ts';
import { KeptVocabulary } from '../kept-vocabulary.ts';
import { moments } from '../moments.ts';
import { countHits } from '../counts.ts';
import { Connection } from './connection.ts';
import { changeDocument, type ParagraphDocument } from './document.ts';
import { and, behind, equal, not, oneOf, or, type Expression } from './expression.ts';
import { toFacetKey } from './facet-key.ts';
import { affordable, dateFilter, facetFilter } from './filter.ts';
import { rebuild } from './rebuild.ts';
import { relax } from './relax.ts';
import { IS_FIRST, IS_PARAGRAPH, matchingFilter, searchPlan, selectedFacets, type Index } from './search.ts';
import { holdings, trendBuckets } from './time.ts';
import { INDEX_UID } from './settings.ts';
import { suggest } from './suggest.ts';
import { readWords, STAMP, type Stamped } from './words.ts';
import { prepare, write } from './write.ts';

export interface MeilisearchOptions {
  /** Name of the index, `xunbao` when left out; a rebuild also uses `<name>_build`. */
  readonly indexUid?: string;
  /** Which key to use: `search` only reads, `admin` may also index and delete. */
  readonly role?: 'search' | 'admin';
  /** Milliseconds until a request has failed. */
  readonly requestMs?: number;
}

type MeilisearchConfig = Extract<EngineConfig, { kind: 'meilisearch' }>;

/** Connects lazily: a server that is down is reported by the calls, and used again when it is back. */
export async function openMeilisearch(config: MeilisearchConfig, options: MeilisearchOptions = {}): Promise<Engine> {
  const { indexUid = INDEX_UID, role = 'search', requestMs } = options;
  const admin = role === 'admin' || config.searchKey === null;
  const connection = new Connection({
    url: config.url,
    key: admin ? config.adminKey : config.searchKey,
    keyName: role === 'search' && config.adminKey === null ? 'MEILI_SEARCH_KEY' : admin ? 'MEILI_ADMIN_KEY' : 'MEILI_SEARCH_KEY',
    ...(requestMs === undefined ? {} : { requestMs }),
  });
  return new MeilisearchEngine({ connection, uid: indexUid });
}

const ONE = { page: 1, hitsPerPage: 1 };
const COUNT = { page: 1, hitsPerPage: 0 };
/** Ids in one request; each is also a part of a filter. */
const IDS_AT_ONCE = 1000;

type StoredParagraph = Pick<ParagraphDocument, 'article'> & Partial<Pick<ParagraphDocument, 'paragraph'>>;

/** A document read for checking is a hit with more on it. */
const toHit = ({ article, paragraph }: Hit): Hit => ({ article, paragraph });

class MeilisearchEngine implements Engine {
  readonly name = 'meilisearch';
  /** Where a form longer than two characters has more than 10,000 possible places, totals are estimates. */
  readonly capabilities = { exactTotals: false, exactPhrases: true, durable: true };
  readonly #index: Index;
  readonly #words: KeptVocabulary;
  #version: string | null = null;

  constructor(index: Index) {
    this.#index = index;
    this.#words = new KeptVocabulary(() => readWords(index));
  }

  async index(articles: AsyncIterable<Article> | Iterable<Article>, options: IndexOptions = {}): Promise<IndexReport> {
    try {
      if (options.rebuild) return await rebuild(this.#index, articles, options);
      await prepare(this.#index, options.signal);
      const former = (await this.#facts(options.signal)) ?? { build: randomUUID(), indexedAt: 0 };
      return await write(this.#index, articles, former, options);
    } finally {
      this.#words.forget();
    }
  }

  async search(request: SearchRequest, { signal }: CallOptions = {}): Promise<SearchResult> {
    signal?.throwIfAborted();
    if (request.page * request.size > MAX_DEPTH) throw new XunbaoError('too_deep', `only the first ${MAX_DEPTH} hits can be paged through`);
    const { plan, isWhole } = affordable(request.plan);
    const result = await this.#found({ ...request, plan }, signal);
    return isWhole ? result : { ...result, totalIsExact: false };
  }

  async #found(request: SearchRequest, signal: AbortSignal | undefined): Promise<SearchResult> {
    const strict = await searchPlan(this.#index, request, true, signal);
    const relaxed = await relax(this.#index, request, strict, signal);
    if (relaxed === null) return { ...strict, hits: strict.hits.map(toHit) };
    const { ranked, isAll, required, optional } = relaxed;
    const { page, size, sort, facets } = request;
    const isOurs = isAll && sort === 'relevance';
    // What a facet selection leaves out is counted beside it, and was not read.
    const found = isOurs && selectedFacets(request).length === 0
      ? { ...countHits(ranked, facets), hits: [] }
      : await searchPlan(this.#index, { ...request, plan: relaxed.plan }, relaxed.articles, signal);
    if (found.total <= strict.total) return { ...strict, hits: strict.hits.map(toHit) };
    const hits = isOurs ? ranked.slice((page - 1) * size, page * size) : found.hits;
    return { ...found, hits: hits.map(toHit), relaxed: { required, optional } };
  }

  async trends(typed: SearchRequest, interval: Interval, { signal }: CallOptions = {}): Promise<TrendBucket[]> {
    const request = { ...typed, plan: affordable(typed.plan).plan };
    const strict = await searchPlan(this.#index, { ...request, facets: [], page: 1, size: 1 }, true, signal);
    const relaxed = await relax(this.#index, request, strict, signal);
    const base = and([IS_PARAGRAPH, dateFilter(request.filters), facetFilter(request.filters)]);
    const matching = (plan: Plan, only: Expression): Promise<Expression> => matchingFilter(this.#index, plan, and([base, only]), signal);
    const found = relaxed === null ? null : await searchPlan(this.#index, { ...request, plan: relaxed.plan, facets: [], page: 1, size: 1 }, relaxed.articles, signal);
    const isRelaxed = relaxed !== null && found !== null && found.total > strict.total;
    return trendBuckets(this.#index, isRelaxed ? await matching(relaxed.plan, relaxed.articles) : await matching(request.plan, true), base, interval, signal);
  }

  async coverage(year: number | null, { signal }: CallOptions = {}): Promise<Holding[]> {
    return holdings(this.#index, year, signal);
  }

  async suggest(typed: string, limit: number, { signal }: CallOptions = {}): Promise<Suggestion[]> {
    return suggest(this.#index, this.#words, typed, limit, signal);
  }

  async alternatives(word: string, { signal }: CallOptions = {}): Promise<string[]> {
    return (await this.#words.known(signal)).similar(foldText(word));
  }

  async article(id: string, { signal }: CallOptions = {}): Promise<Article | null> {
    const { connection, uid } = this.#index;
    const filter = String(equal('articleId', toFacetKey(id)));
    const query = { filter, sort: ['ordinal:asc'], limit: 1_000_000, attributesToRetrieve: ['article', 'paragraph'] };
    const [answer] = await connection.search<StoredParagraph>(uid, [query], signal);
    const hits = answer!.hits;
    return hits[0] === undefined ? null : { ...hits[0].article, paragraphs: hits.flatMap(({ paragraph }) => paragraph ?? []) };
  }

  async ids(after: string | null, limit: number, { signal }: CallOptions = {}): Promise<string[]> {
    const filter = String(and([IS_FIRST, after === null || behind('articleId', toFacetKey(after))]));
    const [answer] = await this.#index.connection.search<StoredParagraph>(this.#index.uid, [{ filter, sort: ['articleId:asc'], limit, attributesToRetrieve: ['article'] }], signal);
    return answer!.hits.map(({ article }) => article.id);
  }

  async together(which: Together, limit: number, { signal }: CallOptions = {}): Promise<Hit[]> {
    const common =
      'file' in which ? equal('file', toFacetKey(which.file))
      : 'date' in which ? equal('day', which.date.replaceAll('-', ''))
      : or([oneOf('articleId', which.families.map(toFacetKey)), oneOf('repeatOf', which.families.map(toFacetKey))]);
    if (common === false) return [];
    const query = { filter: String(and([IS_FIRST, IS_PARAGRAPH, common])), sort: ['articleId:asc'], limit, attributesToRetrieve: ['article', 'paragraph'] };
    const [answer] = await this.#index.connection.search<Hit>(this.#index.uid, [query], signal);
    return answer!.hits.map(toHit);
  }

  async delete(ids: readonly string[], { signal }: CallOptions = {}): Promise<number> {
    signal?.throwIfAborted();
    const { connection, uid } = this.#index;
    const keys = [...new Set(ids.map(toFacetKey))];
    let deleted = 0;
    for (let i = 0; i < keys.length; i += IDS_AT_ONCE) {
      const those = oneOf('articleId', keys.slice(i, i + IDS_AT_ONCE));
      const [there] = await connection.search(uid, [{ ...COUNT, filter: String(and([IS_FIRST, those])) }], signal);
      if (there!.totalHits === 0) continue;
      await connection.run(signal, () => connection.client.index(uid).deleteDocuments({ filter: String(those) }));
      deleted += there!.totalHits;
    }
    const former = deleted === 0 ? undefined : await this.#facts(signal);
    if (former !== undefined) {
      const { build, indexedAt } = former;
      await connection.run(signal, () => connection.documents(uid, [changeDocument({ build, indexedAt: moments(indexedAt)() })]));
      this.#words.forget();
    }
    return deleted;
  }

  async stats({ signal }: CallOptions = {}): Promise<EngineStats> {
    const { connection, uid } = this.#index;
    const isDated = and([IS_FIRST, 'day EXISTS']);
    const edge = (order: string) => ({ ...ONE, filter: String(isDated), sort: [`day:${order}`], attributesToRetrieve: ['article'] });
    const [paragraphs, articles, undated, first, last] = await connection.search<Pick<ParagraphDocument, 'article'>>(
      uid,
      [{ ...COUNT, filter: String(IS_PARAGRAPH) }, { ...COUNT, filter: String(IS_FIRST) }, { ...COUNT, filter: String(and([IS_FIRST, not('day EXISTS')])) }, edge('asc'), edge('desc')],
      signal,
    );
    const facts = await this.#facts(signal);
    return {
      engine: this.name,
      version: await this.#serverVersion(signal),
      indexId: `${uid}:${facts?.build ?? 'empty'}`,
      articles: articles!.totalHits,
      paragraphs: paragraphs!.totalHits,
      firstDate: first!.hits[0]?.article.date ?? null,
      lastDate: last!.hits[0]?.article.date ?? null,
      undated: undated!.totalHits,
      lastIngest: facts === undefined ? null : new Date(facts.indexedAt).toISOString(),
    };
  }

  /** Asks the index itself, so that a server that still starts and a refused key both show. */
  async ready({ signal }: CallOptions = {}): Promise<void> {
    await this.#index.connection.search(this.#index.uid, [COUNT], signal);
  }

  async close(): Promise<void> {
    // Nothing is held open between requests.
  }

  /** What every document of this build says, from the one indexed last. */
  async #facts(signal?: AbortSignal): Promise<Stamped | undefined> {
    const [answer] = await this.#index.connection.search<Stamped>(this.#index.uid, [STAMP], signal);
    return answer!.hits[0];
  }

  /** A key bound to an index may not ask for it; then it stays `unknown`. */
  async #serverVersion(signal?: AbortSignal): Promise<string> {
    const { connection } = this.#index;
    this.#version ??= await connection.ask(signal, () => connection.client.getVersion()).then(
      ({ pkgVersion }) => pkgVersion,
      () => null,
    );
    signal?.throwIfAborted();
    return this.#version ?? 'unknown';
  }
}
