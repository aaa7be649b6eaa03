/**
 * The meaning of `src/engine/engine.ts`, as tests that every engine passes. An engine's own test file
 * is one call of `engineContract`; where an engine cannot promise something it declares so in its
 * `capabilities`, and the check says why it was skipped.
 *
 * - A paragraph is what matches. A term matches when one of its forms is a substring of the folded
 *   text, or of the folded title or subtitle for the first paragraph of running text; never across them.
 * - Only when nothing holds all words, or a long pasted run is held by few, may an engine demand fewer;
 *   then it says so in `relaxed`, and what holds all is still among the hits.
 * - Facets count paragraphs, over all matches, each without its own selection; most frequent first,
 *   then by value, "not stated" last among equals.
 * - By date: year, then day, unknown last in both directions, then in an order of the
 *   engine's own that stays while the index does, each article whole and by ordinal.
 */
import { describe } from 'vitest';
import { coverage } from './contract/coverage.ts';
import { dates } from './contract/dates.ts';
import { facets } from './contract/facets.ts';
import { faults } from './contract/faults.ts';
import type { Lend, OpenedEngine } from './contract/harness.ts';
import { listing } from './contract/listing.ts';
import { matching } from './contract/matching.ts';
import { paging } from './contract/paging.ts';
import { agreesWithScan } from './contract/property.ts';
import { sizes } from './contract/sizes.ts';
import { suggestions } from './contract/suggestions.ts';
import { trends } from './contract/trends.ts';
import { writing } from './contract/writing.ts';

export interface ContractOptions {
  /** An empty engine of its own for whoever asks. */
  open(): Promise<OpenedEngine>;
  /** Why the whole suite cannot run here, such as a server that is not there. */
  skip?: string | undefined;
  /** Cases of each property; fewer where every search is a journey. */
  runs?: number;
}

export function engineContract(name: string, { open, skip, runs = 300 }: ContractOptions): void {
  if (skip !== undefined) console.warn(`engine contract: ${name} skipped: ${skip}`);
  const lend: Lend = async (use) => {
    const opened = await open();
    try {
      await use(opened);
    } finally {
      await opened.destroy();
    }
  };
  describe.skipIf(skip !== undefined)(`engine contract: ${name}`, { timeout: 120_000 }, () => {
    matching(open);
    facets(open);
    dates(open);
    trends(open);
    coverage(open);
    suggestions(open, lend);
    paging(open, lend);
    listing(open, lend);
    agreesWithScan(open, runs);
    writing(lend);
    sizes(open, lend);
    faults(lend);
  });
}
