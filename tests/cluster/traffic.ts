/** Readers that go on searching whatever happens to the cluster, and what they were told. */
import type { Engine, SearchRequest } from '../../src/engine/engine.ts';

/** What is asked, and every total that may be answered. */
export interface Expectation {
  readonly request: SearchRequest;
  readonly totals: ReadonlySet<string>;
}

export interface Traffic {
  searches: number;
  /** Answers with other totals than may be. */
  readonly wrong: string[];
  /** Searches that were told to have failed. */
  readonly failed: string[];
  /** Totals seen, in their order. */
  readonly seen: Set<string>;
}

/** One string for all that was counted, facets included. */
export const counted = ({ total, totalArticles, facets }: Awaited<ReturnType<Engine['search']>>): string =>
  JSON.stringify({ total, totalArticles, facets: Object.entries(facets).map(([facet, counts]) => [facet, counts.reduce((sum, { count }) => sum + count, 0)]) });

/** `readers` loops of searches until the answered function is called. */
export function searching(engine: Engine, expectations: readonly Expectation[], readers = 3): () => Promise<Traffic> {
  const traffic: Traffic = { searches: 0, wrong: [], failed: [], seen: new Set() };
  const reading = { stopped: false };
  const loops = Array.from({ length: readers }, async (_, reader) => {
    for (let n = reader; !reading.stopped; n++) {
      const { request, totals } = expectations[n % expectations.length]!;
      try {
        const answer = counted(await engine.search(request));
        traffic.seen.add(answer);
        if (!totals.has(answer)) traffic.wrong.push(answer);
      } catch (error) {
        traffic.failed.push(String(error));
      }
      traffic.searches++;
    }
  });
  return async () => {
    reading.stopped = true;
    await Promise.all(loops);
    return traffic;
  };
}
