/**
 * Known-item evaluation: for each query an article is known that should be found. Its rank is that of
 * its first paragraph among the distinct articles of the hit list.
 */
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { XunbaoError } from '../src/errors.ts';

const queriesSchema = z.array(
  z.object({ qid: z.union([z.string(), z.number()]).optional(), query: z.string(), relevant_article_ids: z.array(z.string()).min(1), class: z.string().default('all') }),
);
export type KnownItem = z.infer<typeof queriesSchema>[number];

export interface Figures {
  readonly n: number;
  readonly success1: number;
  readonly success10: number;
  readonly mrr10: number;
}

export interface Evaluation {
  readonly all: Figures;
  readonly classes: Readonly<Record<string, Figures>>;
  /** Milliseconds a query took, as the caller of `articles` sees it. */
  readonly latency: { readonly p50: number; readonly p95: number };
  readonly misses: readonly { readonly query: string; readonly class: string; readonly rank: number | null }[];
}

export async function readQueries(file: string): Promise<KnownItem[]> {
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new XunbaoError('unreadable', `${file}: cannot be read`, { cause });
  });
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw new XunbaoError('unreadable', `${file}: not JSON: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
  const parsed = queriesSchema.safeParse(json);
  if (!parsed.success) throw new XunbaoError('unreadable', `${file}: ${z.prettifyError(parsed.error)}`);
  return parsed.data;
}

/** `articles` answers the ids of the articles of the hits in order; repeats are allowed. */
export async function evaluate(queries: readonly KnownItem[], articles: (query: string) => Promise<readonly string[]>): Promise<Evaluation> {
  const ranks: { item: KnownItem; rank: number | null; ms: number }[] = [];
  for (const item of queries) {
    const started = performance.now();
    const found = [...new Set(await articles(item.query))];
    const ms = performance.now() - started;
    const at = found.findIndex((id) => item.relevant_article_ids.includes(id));
    ranks.push({ item, rank: at < 0 ? null : at + 1, ms });
  }
  const classes = [...new Set(queries.map((q) => q.class))].sort();
  const times = ranks.map((r) => r.ms).sort((a, b) => a - b);
  return {
    all: figures(ranks.map((r) => r.rank)),
    classes: Object.fromEntries(classes.map((name) => [name, figures(ranks.filter((r) => r.item.class === name).map((r) => r.rank))])),
    latency: { p50: quantile(times, 0.5), p95: quantile(times, 0.95) },
    misses: ranks.filter((r) => r.rank !== 1).map(({ item, rank }) => ({ query: item.query, class: item.class, rank })),
  };
}

function figures(ranks: readonly (number | null)[]): Figures {
  const share = (count: number): number => (ranks.length === 0 ? 0 : count / ranks.length);
  const within = (limit: number): number => ranks.filter((rank) => rank !== null && rank <= limit).length;
  const reciprocal = ranks.reduce<number>((sum, rank) => sum + (rank !== null && rank <= 10 ? 1 / rank : 0), 0);
  return { n: ranks.length, success1: share(within(1)), success10: share(within(10)), mrr10: share(reciprocal) };
}

export function quantile(sorted: readonly number[], q: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? 0;
}
