/** The oracle: the answer an engine must give, found by reading every paragraph in turn. */
import { FACETS } from '../../src/domain.ts';
import type { Article, FacetName, Paragraph } from '../../src/domain.ts';
import type { FacetCount, FacetKey, Filters, Sort } from '../../src/engine/engine.ts';
import type { Plan } from '../../src/query/plan.ts';
import { foldText } from '../../src/text/fold.ts';
import { readings } from '../../src/text/wording.ts';

interface Row {
  readonly article: Article;
  readonly paragraph: Paragraph;
}

export interface ScanResult {
  readonly rows: readonly Row[];
  readonly totalArticles: number;
  readonly facets: Readonly<Record<FacetName, readonly FacetCount[]>>;
}

const folded = (values: readonly (string | null)[]): string[] => values.flatMap((v) => (v === null ? [] : [foldText(v)]));
/** A text can be found as it is spelled and, where that differs, in mainland wording. */
const read = (values: readonly (string | null)[]): string[] => values.flatMap((v) => (v === null ? [] : readings(v).map((r) => r.text)));

/** Title and subtitle are searched with the first paragraph of running text, or the first of any; no match spans two of the strings. */
function searched({ article, paragraph }: Row): string[] {
  const titled = (article.paragraphs.find(({ kind }) => kind === 'body') ?? article.paragraphs[0]) === paragraph;
  return read(titled ? [paragraph.text, article.title, article.subtitle] : [paragraph.text]);
}

const FIELD_VALUES = {
  title: ({ article }: Row) => read([article.title, article.subtitle]),
  author: ({ article }: Row) => folded(article.authors),
  district: ({ article }: Row) => folded(article.districts),
  section: ({ paragraph }: Row) => folded([paragraph.section]),
};

function holds(plan: Plan, row: Row, strings: readonly string[]): boolean {
  switch (plan.kind) {
    case 'all':
      return true;
    case 'none':
      return false;
    case 'and':
      return plan.plans.every((p) => holds(p, row, strings));
    case 'or':
      return plan.plans.some((p) => holds(p, row, strings));
    case 'not':
      return !holds(plan.plan, row, strings);
    case 'term':
      return plan.term.forms.some((form) => strings.some((s) => s.includes(form)));
    case 'run':
      return plan.terms.every((term) => term.forms.some((form) => strings.some((s) => s.includes(form))));
    case 'field':
      return holds(plan.plan, row, FIELD_VALUES[plan.field](row));
    case 'years': {
      const { year } = row.article;
      return year !== null && year >= (plan.from ?? -Infinity) && year <= (plan.to ?? Infinity);
    }
  }
}

function facetKeys(facet: FacetName, { article, paragraph }: Row): FacetKey[] {
  const values = {
    district: article.districts,
    author: article.authors,
    year: article.year === null ? [] : [String(article.year)],
    section: paragraph.section === null ? [] : [paragraph.section],
  }[facet];
  return values.length === 0 ? [null] : [...new Set(values)];
}

function passesFacet(filters: Filters, facet: FacetName, row: Row): boolean {
  const { only, not } = filters.facets[facet];
  const keys = facetKeys(facet, row);
  return (only.length === 0 || keys.some((key) => only.includes(key))) && !keys.some((key) => not.includes(key));
}

function passesDates({ from, to }: Filters, { article: { date, year } }: Row): boolean {
  if (from === null && to === null) return true;
  if (date === null && year === null) return false;
  const first = date ?? `${year}-01-01`;
  const last = date ?? `${year}-12-31`;
  return (from === null || first >= from) && (to === null || last <= to);
}

/** Most frequent first, then by value; "not stated" after the values as frequent. */
function compareCounts(a: FacetCount, b: FacetCount): number {
  if (a.count !== b.count) return b.count - a.count;
  if (a.value === null || b.value === null) return a.value === null ? 1 : -1;
  return a.value < b.value ? -1 : 1;
}

function count(facet: FacetName, rows: readonly Row[]): FacetCount[] {
  const counts = new Map<FacetKey, number>();
  for (const row of rows) for (const key of facetKeys(facet, row)) counts.set(key, (counts.get(key) ?? 0) + 1);
  return [...counts].map(([value, count]) => ({ value, count })).sort(compareCounts);
}

function compareKnown<T extends string | number>(a: T | null, b: T | null, sign: number): number {
  if (a === b) return 0;
  if (a === null || b === null) return a === null ? 1 : -1;
  return a < b ? -sign : sign;
}

/**
 * By year, then day; whatever is unknown stands last in both directions (an article known only by its
 * year after the dated ones of that year). Ties: article id, then ordinal.
 */
export function compareRows(sort: Exclude<Sort, 'relevance'>): (a: Row, b: Row) => number {
  const sign = sort === 'newest' ? -1 : 1;
  return (a, b) =>
    compareKnown(a.article.year, b.article.year, sign) ||
    compareKnown(a.article.date, b.article.date, sign) ||
    compareKnown(a.article.id, b.article.id, 1) ||
    a.paragraph.ordinal - b.paragraph.ordinal;
}

export function scan(articles: readonly Article[], plan: Plan, filters: Filters): ScanResult {
  const matches = articles
    .flatMap((article) => article.paragraphs.map((paragraph): Row => ({ article, paragraph })))
    .filter((row) => passesDates(filters, row) && holds(plan, row, searched(row)));
  const passes = (row: Row, except?: FacetName) => FACETS.every((f) => f === except || passesFacet(filters, f, row));
  const rows = matches.filter((row) => passes(row));
  const counted = (facet: FacetName) => count(facet, matches.filter((row) => passes(row, facet)));
  return {
    rows,
    totalArticles: new Set(rows.map((row) => row.article.id)).size,
    facets: { district: counted('district'), year: counted('year'), section: counted('section'), author: counted('author') },
  };
}
