/** From what the engine found to what goes over the wire, marked on the printed text. */
import type { FacetName } from '../domain.ts';
import type { EngineStats, FacetCount, FacetFilter, Filters, Hit, SearchResult } from '../engine/engine.ts';
import type { Term } from '../query/plan.ts';
import { highlighter, snippet } from '../text/highlight.ts';
import { familyOf } from './fold.ts';
import type { HitJson, SearchJson, StatsJson } from './schema.ts';

/** About three lines in the list of results. */
const SNIPPET_LENGTH = 140;

/** What makes hits of a search for `q` ready for the wire. */
export function hitPresenter(q: string, terms: readonly Term[]): (hit: Hit) => HitJson {
  const mark = highlighter(terms);
  // `q` has come through a URL, so it holds no lone surrogate and can go into one.
  const query = q === '' ? '' : `?q=${encodeURIComponent(q)}`;
  return ({ article, paragraph }) => {
    const highlights = mark(paragraph.text);
    return {
      id: paragraph.id,
      articleId: article.id,
      ordinal: paragraph.ordinal,
      title: article.title,
      section: paragraph.section,
      kind: paragraph.kind,
      date: article.date,
      year: article.year,
      districts: article.districts,
      authors: article.authors,
      paper: article.source.paper,
      page: article.source.page,
      text: paragraph.text,
      highlights,
      titleHighlights: mark(article.title ?? ''),
      subtitle: article.subtitle,
      subtitleHighlights: mark(article.subtitle ?? ''),
      snippet: snippet(paragraph.text, highlights, SNIPPET_LENGTH),
      url: `/articles/${article.id}${query}#p${paragraph.ordinal}`,
      family: familyOf(article),
    };
  };
}

/** `base` counts all that the matches are a part of; `null` when nobody asked. */
export function presentFacets({ facets }: SearchResult, base: SearchResult | null, filters: Filters): SearchJson['facets'] {
  const present = (facet: FacetName) => presentFacet(facets[facet] ?? [], base && (base.facets[facet] ?? []), filters.facets[facet]);
  return { district: present('district'), year: present('year'), section: present('section'), author: present('author') };
}

/** What was chosen stays in the list at count 0, or it could not be taken back. */
function presentFacet(counts: readonly FacetCount[], base: readonly FacetCount[] | null, { only, not }: FacetFilter): SearchJson['facets'][FacetName] {
  const bases = base && new Map(base.map(({ value, count }) => [value, count]));
  const counted = new Set(counts.map(({ value }) => value));
  const missing = [...new Set([...only, ...not])].filter((value) => !counted.has(value));
  return [...counts, ...missing.map((value) => ({ value, count: 0 }))].map(({ value, count }) => ({
    value,
    count,
    paragraphs: bases && (bases.get(value) ?? 0),
    selected: only.includes(value),
    excluded: not.includes(value),
  }));
}

/** The index's own name is for the program, not for its users. */
export const presentStats = ({ indexId: _indexId, ...stats }: EngineStats): StatsJson => stats;
