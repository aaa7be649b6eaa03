/** The nodes of a cluster behind one name: requests with a deadline, faults in our terms. */
import { Client, errors } from '@opensearch-project/opensearch';
import { XunbaoError } from '../../errors.ts';
import { unlessAborted } from '../../unless-aborted.ts';

/** A request without an answer by then has failed, whichever nodes were tried. */
const REQUEST_MS = 30_000;
/**
 * A node that is silent for so long is taken for frozen, and another one is asked: a server gives up on a search after ten
 * seconds, and a third of all searches would go to that node until it is back.
 */
const SILENCE_MS = 4000;
/** What somebody waits for, and may be asked twice without a thought. */
const isRead = ({ method, path }: Ask): boolean => method === 'GET' || /\/_m?search\b/.test(path);

export interface Cluster {
  /** Any of the nodes, without credentials. */
  readonly urls: readonly string[];
  readonly username: string | null;
  readonly password: string | null;
  readonly requestMs?: number | undefined;
}

export interface Ask {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  readonly query?: Readonly<Record<string, string | number | boolean>>;
  readonly body?: object;
  /** Newline-delimited JSON instead of `body`. */
  readonly lines?: string;
  /** Milliseconds until the request has failed, where a single node may take long over it. */
  readonly ms?: number;
  readonly signal?: AbortSignal | undefined;
}

/** What the cluster said when it refused, for the few places that act on it. */
export class Refusal extends XunbaoError {
  readonly status: number;
  readonly type: string;

  constructor(code: XunbaoError['code'], message: string, status: number, type: string) {
    super(code, message);
    this.status = status;
    this.type = type;
  }
}

export class Connection {
  readonly #client: Client;
  readonly #cluster: Cluster;
  readonly #requestMs: number;
  readonly #silenceMs: number;
  /** Of what is on its way. */
  readonly #stops = new Set<AbortController>();
  #closed: Promise<void> | null = null;

  constructor(cluster: Cluster) {
    const { urls, username, password, requestMs = REQUEST_MS } = cluster;
    this.#cluster = cluster;
    this.#requestMs = requestMs;
    this.#silenceMs = urls.length > 1 ? Math.min(SILENCE_MS, requestMs / 4) : requestMs;
    this.#client = new Client({
      nodes: [...urls],
      maxRetries: Math.max(2, urls.length),
      ...(username === null ? {} : { auth: { username, password: password ?? '' } }),
    });
  }

  /** What the cluster answers. Its shape is for the caller to know: the server decides it by path and version. */
  async ask<T extends object>(asked: Ask): Promise<T> {
    const { method, path, query, body, lines, signal, ms = this.#requestMs } = asked;
    signal?.throwIfAborted();
    if (this.#closed !== null) throw closed();
    const stop = new AbortController();
    this.#stops.add(stop);
    const deadline = AbortSignal.timeout(ms);
    const either = AbortSignal.any([stop.signal, deadline, ...(signal === undefined ? [] : [signal])]);
    const asking = this.#client.transport.request(
      { method, path, ...(query && { querystring: { ...query } }), ...(body && { body }), ...(lines !== undefined && { bulkBody: lines }) },
      { requestTimeout: asked.ms ?? (isRead(asked) ? this.#silenceMs : ms) },
    );
    try {
      // The client's own promise is no whole promise; racing needs one.
      const answer = await unlessAborted(asking.then((response) => response), either);
      const content: unknown = answer.body;
      if (typeof content !== 'object' || content === null) throw this.#somethingElse();
      return content as T; // as the caller knows it
    } catch (cause) {
      if (signal?.aborted) throw signal.reason;
      if (deadline.aborted) throw this.#slow();
      throw this.#mapped(cause);
    } finally {
      this.#stops.delete(stop);
      // The cluster stops a search whose client hangs up; what was answered is not touched.
      if (either.aborted) {
        asking.abort();
        asking.catch(() => undefined);
      }
    }
  }

  /** Ends what is on its way, for which the client's own would wait; that one never ends the second time. */
  close(): Promise<void> {
    for (const stop of this.#stops) stop.abort(closed());
    this.#closed ??= this.#client.close();
    return this.#closed;
  }

  get #where(): string {
    return `OpenSearch at ${this.#cluster.urls.join(', ')}`;
  }

  #slow(): XunbaoError {
    return new XunbaoError('engine_unavailable', `${this.#where} did not answer in time`);
  }

  #somethingElse(): XunbaoError {
    return new XunbaoError('engine_unavailable', `what answers at ${this.#cluster.urls.join(', ')} is not OpenSearch`);
  }

  /** Without a `cause`: the client's errors carry the request with its headers, and so the password. */
  #mapped(cause: unknown): unknown {
    if (cause instanceof XunbaoError) return cause;
    if (cause instanceof errors.TimeoutError) return this.#slow();
    if (cause instanceof errors.DeserializationError) return this.#somethingElse();
    if (cause instanceof errors.ResponseError) return this.refusal(cause.statusCode, cause.body);
    if (cause instanceof errors.OpenSearchClientError) {
      return new XunbaoError('engine_unavailable', `${this.#where} cannot be reached: ${cause.message}`);
    }
    return cause;
  }

  /** What the cluster says with an answer that is none. */
  refusal(status: number, body: unknown): XunbaoError {
    if (status === 401 || status === 403) {
      const { username } = this.#cluster;
      const problem = username === null ? 'asks for a user, and OPENSEARCH_USERNAME is not set' : 'refused OPENSEARCH_USERNAME with OPENSEARCH_PASSWORD';
      return new Refusal('engine_unavailable', `${this.#where} ${problem} (HTTP ${status})`, status, '');
    }
    const { type, reason } = reasonOf(body);
    const away = status === 408 || status === 429 || (status >= 502 && status <= 504);
    return new Refusal(away ? 'engine_unavailable' : 'engine_failed', `${this.#where}: ${reason ?? `HTTP ${status}`}`, status, type);
  }
}

const closed = (): XunbaoError => new XunbaoError('engine_unavailable', 'the engine is closed');

interface Reason {
  readonly type?: string;
  readonly reason?: string;
  readonly root_cause?: readonly Reason[];
  readonly caused_by?: Reason;
}

/** `all shards failed` says little; what it was caused by does. */
function reasonOf(body: unknown): { type: string; reason: string | null } {
  const error = typeof body === 'object' && body !== null && 'error' in body ? (body.error as Reason | string) : undefined;
  if (typeof error === 'string') return { type: '', reason: error };
  const parts = [error, error?.root_cause?.[0], error?.caused_by].flatMap((part) => part?.reason ?? []);
  return { type: error?.type ?? '', reason: parts.length === 0 ? null : [...new Set(parts)].join(': ') };
}
