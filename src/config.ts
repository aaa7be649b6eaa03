/** The environment, read once. A bad value is one clear line and exit 2 (see `main.ts`). */
import { z } from 'zod';
import { XunbaoError } from './errors.ts';

export type EngineConfig =
  | { readonly kind: 'sqlite' }
  | { readonly kind: 'meilisearch'; readonly url: string; readonly searchKey: string | null; readonly adminKey: string | null }
  | {
      readonly kind: 'opensearch';
      /** Any of the nodes of one cluster. */
      readonly urls: readonly string[];
      readonly username: string | null;
      readonly password: string | null;
      /** Of a new index: parts it is cut into, and copies of each beside the first. */
      readonly shards: number;
      readonly replicas: number;
    };

export interface Config {
  readonly port: number;
  readonly host: string;
  readonly dataDir: string;
  readonly engine: EngineConfig;
  /** Searches a minute for one client; 0 = off. */
  readonly rateLimit: number;
  readonly logLevel: (typeof LOG_LEVELS)[number];
  /** `https://host` under which the pages are reached from outside; `null` = as each request names it. */
  readonly publicUrl: string | null;
  /** A proxy of ours stands in front: its word is taken on who asks, and under which name. */
  readonly trustProxy: boolean;
}

export const LOG_LEVELS = ['silent', 'error', 'warn', 'info', 'debug'] as const;
const LOOPBACK = /^(127\.\d+\.\d+\.\d+|localhost|::1|\[::1\])$/;

const httpUrl = z.url({ protocol: /^https?$/, error: 'must be an http(s) URL', abort: true });

/** URLs of engines are named in messages and logs. */
const withoutCredentials = (url: string): boolean => {
  const { username, password } = new URL(url);
  return username === '' && password === '';
};

/** Pages name each other from the root, so they cannot live below a path. */
const origin = z
  .string()
  .refine((url) => /^https?:\/\/[^/?#@\s]+\/?$/i.test(url) && URL.canParse(url), 'must be no more than scheme, host and port, such as https://news.example')
  .transform((url) => new URL(url).origin);

/** Nodes of one cluster, with commas between them. Credentials have variables of their own, which are never shown. */
const nodeUrls = z
  .string()
  .transform((urls) => urls.split(',').map((url) => url.trim()))
  .pipe(z.array(httpUrl.refine(withoutCredentials, 'must not hold credentials; set OPENSEARCH_USERNAME and OPENSEARCH_PASSWORD')));

const wholeNumber = (least: number, most: number) => {
  const error = `must be a whole number from ${least} to ${most}`;
  return z.coerce.number({ error }).int(error).min(least, error).max(most, error);
};

const schema = z.object({
  PORT: z.coerce.number({ error: 'must be a port number' }).int('must be a whole number').min(0, 'must be 0 to 65535').max(65535, 'must be 0 to 65535').default(3000),
  HOST: z.string().default('127.0.0.1'),
  DATA_DIR: z.string().default('./data'),
  ENGINE: z.enum(['sqlite', 'meilisearch', 'opensearch'], { error: 'must be sqlite, meilisearch or opensearch' }).optional(),
  MEILI_URL: httpUrl.refine(withoutCredentials, 'must not hold credentials; set MEILI_SEARCH_KEY and MEILI_ADMIN_KEY').optional(),
  MEILI_SEARCH_KEY: z.string().optional(),
  MEILI_ADMIN_KEY: z.string().optional(),
  OPENSEARCH_URL: nodeUrls.optional(),
  OPENSEARCH_USERNAME: z.string().optional(),
  OPENSEARCH_PASSWORD: z.string().optional(),
  OPENSEARCH_SHARDS: wholeNumber(1, 1024).default(1),
  OPENSEARCH_REPLICAS: wholeNumber(0, 100).default(1),
  RATE_LIMIT: z.coerce.number({ error: 'must be a number of searches a minute' }).int('must be a whole number').min(0, 'must not be negative').optional(),
  PUBLIC_URL: origin.optional(),
  TRUST_PROXY: z.enum(['0', '1', 'true', 'false'], { error: 'must be 0 or 1' }).optional(),
  LOG_LEVEL: z.enum(LOG_LEVELS, { error: `must be one of ${LOG_LEVELS.join(', ')}` }).default('info'),
});

/** Throws `XunbaoError('invalid_config')` naming the variable. Empty strings count as unset. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([key, value]) => key in schema.shape && value !== ''));
  const parsed = schema.safeParse(given);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new XunbaoError('invalid_config', `${issue?.path[0]?.toString() ?? 'environment'}: ${issue?.message ?? 'invalid'}`);
  }
  const e = parsed.data;
  return {
    port: e.PORT,
    host: e.HOST,
    dataDir: e.DATA_DIR,
    engine: engineConfig(e),
    rateLimit: e.RATE_LIMIT ?? (LOOPBACK.test(e.HOST) ? 0 : 600),
    logLevel: e.LOG_LEVEL,
    publicUrl: e.PUBLIC_URL ?? null,
    trustProxy: e.TRUST_PROXY === '1' || e.TRUST_PROXY === 'true',
  };
}

function engineConfig(e: z.infer<typeof schema>): EngineConfig {
  const kind = e.ENGINE ?? (e.MEILI_URL ? 'meilisearch' : e.OPENSEARCH_URL ? 'opensearch' : 'sqlite');
  switch (kind) {
    case 'sqlite':
      return { kind };
    case 'meilisearch':
      if (!e.MEILI_URL) throw new XunbaoError('invalid_config', 'MEILI_URL: needed when ENGINE is meilisearch');
      return { kind, url: e.MEILI_URL, searchKey: e.MEILI_SEARCH_KEY ?? null, adminKey: e.MEILI_ADMIN_KEY ?? null };
    case 'opensearch':
      if (!e.OPENSEARCH_URL) throw new XunbaoError('invalid_config', 'OPENSEARCH_URL: needed when ENGINE is opensearch');
      return {
        kind,
        urls: e.OPENSEARCH_URL,
        username: e.OPENSEARCH_USERNAME ?? null,
        password: e.OPENSEARCH_PASSWORD ?? null,
        shards: e.OPENSEARCH_SHARDS,
        replicas: e.OPENSEARCH_REPLICAS,
      };
  }
}
