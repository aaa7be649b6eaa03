/**
 * The engine where one machine is outgrown: an OpenSearch cluster. Texts are cut into characters and
 * pairs of characters with their places, so a string is found exactly where it stands, whatever a
 * dictionary thinks of it; the cluster matches, counts, ranks and keeps copies.
 */
import type { EngineConfig } from '../../config.ts';
import type { Article } from '../../domain.ts';
import { XunbaoError } from '../../errors.ts';
import { foldText } from '../../text/fold.ts';
import {
  MAX_DEPTH, type CallOptions, type Engine, type EngineStats, type Hit, type HitPage, type Holding, type IndexOptions, type IndexReport, type Interval, type SearchRequest, type SearchResult, type Suggestion,
  type Together, type TrendBucket,
} from '../engine.ts';
import { KeptVocabulary } from '../kept-vocabulary.ts';
import { ask, type Index } from './ask.ts';
import { IS_ARTICLE, IS_PARAGRAPH, affordable, and, or, type Clause } from './clauses.ts';
import type { Target } from './bulk.ts';
import { Connection, Refusal } from './connection.ts';
import { articleKey, type StoredArticle, type StoredParagraph } from './document.ts';
import { toFacetKey } from './facet-key.ts';
import { pages } from './pages.ts';
import { behind, prepare, rebuild } from './rebuild.ts';
import { relax } from './relax.ts';
import { search, strict, type Question } from './search.ts';
import { suggest } from './suggest.ts';
import { INDEX_NAME } from './template.ts';
import { coverage, trends } from './trends.ts';
import { readWords } from './words.ts';
import { remove, write } from './write.ts';

export interface OpenSearchOptions {
  /** The alias, `xunbao` when left out; the indices behind it are `<name>-*`. */
  readonly name?: string;
  /** Milliseconds until a request has failed. */
  readonly requestMs?: number;
}

export type OpenSearchConfig = Extract<EngineConfig, { kind: 'opensearch' }>;

/** Connects lazily: a cluster that is down is reported by the calls, and used again when it is back. */
export function openOpenSearch(config: OpenSearchConfig, { name = INDEX_NAME, requestMs }: OpenSearchOptions = {}): Engine {
  return new OpenSearchEngine({ connection: new Connection({ ...config, requestMs }), name }, config);
}

class OpenSearchEngine implements Engine {
  readonly name = 'opensearch';
  readonly capabilities = { exactTotals: true, exactPhrases: true, durable: true };
  readonly #index: Index;
  readonly #config: OpenSearchConfig;
  readonly #words: KeptVocabulary;
  #version: string | null = null;

  constructor(index: Index, config: OpenSearchConfig) {
    this.#index = index;
    this.#config = config;
    this.#words = new KeptVocabulary(() => readWords(index));
  }

  async index(articles: AsyncIterable<Article> | Iterable<Article>, options: IndexOptions = {}): Promise<IndexReport> {
    try {
      if (options.rebuild) return await rebuild(this.#index, this.#config, articles, options);
      await prepare(this.#index, this.#config, options.signal);
      return await write(this.#target, articles, options);
    } finally {
      this.#words.forget();
    }
  }

  async search(request: SearchRequest, { signal }: CallOptions = {}): Promise<SearchResult> {
    signal?.throwIfAborted();
    if (request.page * request.size > MAX_DEPTH) throw new XunbaoError('too_deep', `only the first ${MAX_DEPTH} hits can be paged through`);
    return (await this.#decide(request, signal)).result;
  }

  async *pages(request: SearchRequest, { signal }: CallOptions = {}): AsyncGenerator<HitPage> {
    const { question, result } = await this.#decide({ ...request, page: 1, facets: [] }, signal);
    yield* pages(this.#index, question, result.total, signal);
  }

  async trends(request: SearchRequest, interval: Interval, { signal }: CallOptions = {}): Promise<TrendBucket[]> {
    const asked: SearchRequest = { ...request, page: 1, size: 0, facets: [], sort: 'newest' };
    const { question } = await this.#decide(asked, signal);
    return trends(this.#index, question, interval, signal);
  }

  async coverage(year: number | null, { signal }: CallOptions = {}): Promise<Holding[]> {
    return coverage(this.#index, year, signal);
  }

  async suggest(typed: string, limit: number, { signal }: CallOptions = {}): Promise<Suggestion[]> {
    return suggest(this.#index, this.#words, typed, limit, signal);
  }

  async alternatives(word: string, { signal }: CallOptions = {}): Promise<string[]> {
    return (await this.#words.known(signal)).similar(foldText(word));
  }

  async article(id: string, { signal }: CallOptions = {}): Promise<Article | null> {
    const { connection, name } = this.#index;
    const query = { routing: id, realtime: false, _source_includes: 'article,paragraphs' };
    try {
      const { _source } = await connection.ask<{ _source?: StoredArticle }>({ method: 'GET', path: `/${name}/_doc/${encodeURIComponent(articleKey(id))}`, query, signal });
      if (_source === undefined) throw new XunbaoError('engine_unavailable', 'what answers is not OpenSearch: no document');
      return { ..._source.article, paragraphs: [..._source.paragraphs] };
    } catch (error) {
      if (error instanceof Refusal && error.status === 404) return null;
      throw error;
    }
  }

  async ids(after: string | null, limit: number, { signal }: CallOptions = {}): Promise<string[]> {
    const query = and([IS_ARTICLE, ...(after === null ? [] : [{ range: { articleId: { gt: after } } }])]);
    const { hits } = await ask<Pick<StoredArticle, 'article'>>(this.#index, { query, size: limit, sort: [{ articleId: 'asc' }], _source: ['article.id'] }, signal);
    return hits.hits.map(({ _source }) => _source.article.id);
  }

  async together(which: Together, limit: number, { signal }: CallOptions = {}): Promise<Hit[]> {
    const common: Clause =
      'file' in which ? { term: { file: toFacetKey(which.file) } }
      : 'date' in which ? { term: { day: Number(which.date.replaceAll('-', '')) } }
      : or([{ terms: { articleId: which.families } }, { terms: { repeatOf: which.families } }]);
    const query = and([IS_PARAGRAPH, { term: { first: true } }, common]);
    const { hits } = await ask<StoredParagraph>(this.#index, { query, size: limit, sort: [{ articleId: 'asc' }], _source: ['article', 'paragraph'] }, signal);
    return hits.hits.map(({ _source: { article, paragraph } }) => ({ article, paragraph }));
  }

  async delete(ids: readonly string[], { signal }: CallOptions = {}): Promise<number> {
    signal?.throwIfAborted();
    return remove(this.#target, ids, signal);
  }

  async stats({ signal }: CallOptions = {}): Promise<EngineStats> {
    const aggs = {
      articles: { filter: IS_ARTICLE, aggs: { first: { min: { field: 'day' } }, last: { max: { field: 'day' } }, undated: { missing: { field: 'day' } } } },
      paragraphs: { filter: IS_PARAGRAPH },
      changed: { max: { field: 'indexedAt' } },
    };
    const { aggregations } = await ask(this.#index, { size: 0, aggs }, signal);
    const counted = aggregations as unknown as Counted | undefined; // what was just asked for
    const index = await behind(this.#index, signal);
    const lastIngest = counted?.changed.value ?? null;
    return {
      engine: this.name,
      version: (this.#version ??= await this.#serverVersion(signal)),
      indexId: index ?? `${this.#index.name}:empty`,
      articles: counted?.articles.doc_count ?? 0,
      paragraphs: counted?.paragraphs.doc_count ?? 0,
      firstDate: toDate(counted?.articles.first.value),
      lastDate: toDate(counted?.articles.last.value),
      undated: counted?.articles.undated.doc_count ?? 0,
      lastIngest: lastIngest === null ? null : new Date(lastIngest).toISOString(),
    };
  }

  /** Asks all shards of the index itself, so that a missing one and a refused user both show. */
  async ready({ signal }: CallOptions = {}): Promise<void> {
    await ask(this.#index, { size: 0 }, signal);
  }

  async close(): Promise<void> {
    await this.#index.connection.close();
  }

  /** What is answered, and the question it answers: the plan, or with fewer words where that finds more. */
  async #decide(typed: SearchRequest, signal?: AbortSignal): Promise<{ question: Question; result: SearchResult }> {
    const { plan, isWhole: totalIsExact } = affordable(typed.plan);
    const request = { ...typed, plan };
    const demanded = strict(request);
    const found = { ...(await search(this.#index, demanded, signal)), totalIsExact };
    const relaxed = await relax(this.#index, request, found, signal);
    if (relaxed === null) return { question: demanded, result: found };
    const { question, required, optional } = relaxed;
    const more = await search(this.#index, question, signal);
    if (more.total <= found.total) return { question: demanded, result: found };
    return { question, result: { ...more, totalIsExact, relaxed: { required, optional } } };
  }

  get #target(): Target {
    const { connection, name } = this.#index;
    return { connection, to: name, isAlias: true, isServing: true };
  }

  async #serverVersion(signal?: AbortSignal): Promise<string> {
    const { version } = await this.#index.connection.ask<{ version?: { number?: string } }>({ method: 'GET', path: '/', signal });
    return version?.number ?? 'unknown';
  }
}

interface Counted {
  readonly articles: { readonly doc_count: number; readonly first: Value; readonly last: Value; readonly undated: { readonly doc_count: number } };
  readonly paragraphs: { readonly doc_count: number };
  readonly changed: Value;
}
interface Value {
  readonly value: number | null;
}

/** 20240618 → 2024-06-18 */
function toDate(day: number | null | undefined): string | null {
  if (typeof day !== 'number') return null;
  return String(day).padStart(8, '0').replace(/^(\d{4})(\d\d)(\d\d)$/, '$1-$2-$3');
}
