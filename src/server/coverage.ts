/** What the archive holds, for the calendar. */
import type { CoveragePageData } from '../../web/views/coverage.ts';
import type { CallOptions } from '../engine/engine.ts';
import type { Reader } from './context.ts';
import type { CoverageJson } from './schema.ts';

/** The year asked for, or the newest one held; `null` when the engine cannot tell. */
export async function coverageOf(reader: Reader, query: URLSearchParams, options: CallOptions): Promise<CoveragePageData | null> {
  const holdings = async (year: number | null): Promise<CoverageJson['holdings']> =>
    ((await reader.coverage?.(year, options)) ?? []).map((holding) => ({ ...holding, papers: [...holding.papers] }));
  if (reader.coverage === undefined) return null;
  const years = await holdings(null);
  const asked = query.get('year') ?? '';
  const year = /^(?!0000)\d{4}$/.test(asked) ? asked : (years.findLast(({ key }) => key !== null)?.key ?? null);
  const days = year === null ? [] : await holdings(Number(year));
  return { years, year, days, paper: query.get('paper') || null };
}
