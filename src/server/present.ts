/** From what the engine found to what goes over the wire, marked on the printed text. */
import type { FacetName } from '../domain.ts';
import type { EngineStats, FacetCount, FacetFilter, Filters, Hit, SearchResult } from '../engine/engine.ts';
import type { Term } from '../query/plan.ts';
import { highlight, snippet } from '../text/highlight.ts';
import { familyOf } from './fold.ts';
import type { HitJson, SearchJson, StatsJson } from './schema.ts';

/** About three lines in the list of results. */
const SNIPPET_LENGTH = 140;

/** `q` has come through a URL, so it holds no lone surrogate and can go into one. */
const articleUrl = (id: string, q: string, ordinal: number): string =>
  `/articles/${id}${q === '' ? '' : `?q=${encodeURIComponent(q)}`}#p${ordinal}`;

export function presentHit({ article, paragraph }: Hit, q: string, terms: readonly Term[]): HitJson {
  const highlights = highlight(paragraph.text, terms);
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
    titleHighlights: article.title === null ? [] : highlight(article.title, terms),
    subtitle: article.subtitle,
    subtitleHighlights: article.subtitle === null ? [] : highlight(article.subtitle, terms),
    snippet: snippet(paragraph.text, highlights, SNIPPET_LENGTH),
    url: articleUrl(article.id, q, paragraph.ordinal),
    family: familyOf(article),
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
