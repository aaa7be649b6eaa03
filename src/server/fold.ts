/** Near repeats in an answer: of each family the hits of one article are shown, the others are named beside it. */
import { MAX_DEPTH, type ArticleHead, type CallOptions, type Hit, type SearchRequest, type SearchResult } from '../engine/engine.ts';
import type { Reader } from './context.ts';
import type { RepeatJson } from './schema.ts';

/** The id of the family's first article, which is the article's own when it repeats none. */
export const familyOf = ({ id, repeatOf }: ArticleHead): string => repeatOf ?? id;

/** A family with more articles than this is a form, and a list of them says nothing. */
const MOST = 50;

/** Of the hits of a family those of the article that came first, so folding more hits only adds to what folding fewer gave. */
function fold(hits: readonly Hit[]): Hit[] {
  const shown = new Map<string, string>();
  return hits.filter(({ article }) => {
    const family = familyOf(article);
    if (!shown.has(family)) shown.set(family, article.id);
    return shown.get(family) === article.id;
  });
}

/** A page of the folded hits; totals and facets are those of all matches. `more` when there is a next page. */
export async function searchFolded(reader: Pick<Reader, 'search'>, request: SearchRequest, options: CallOptions): Promise<SearchResult & { readonly more: boolean }> {
  const end = request.page * request.size;
  // Some are folded away nearly always, many hardly ever.
  let size = Math.min(MAX_DEPTH, end + Math.ceil(request.size / 2));
  let result = await reader.search({ ...request, page: 1, size }, options);
  for (;;) {
    const hits = fold(result.hits);
    if (hits.length > end || result.hits.length < size || size === MAX_DEPTH) return { ...result, hits: hits.slice(end - request.size, end), more: hits.length > end };
    size = Math.min(MAX_DEPTH, size * 2);
    result = { ...result, hits: (await reader.search({ ...request, page: 1, size, facets: [] }, options)).hits };
  }
}

/** The other articles of the families of these, by family, the earliest first. */
export async function repeatsOf(reader: Pick<Reader, 'together'>, articles: readonly ArticleHead[], options: CallOptions): Promise<ReadonlyMap<string, readonly ArticleHead[]>> {
  const families = new Map<string, ArticleHead[]>(articles.map((article) => [familyOf(article), []]));
  if (families.size === 0) return families;
  for (const { article } of await reader.together({ families: [...families.keys()] }, MOST * families.size, options)) families.get(familyOf(article))?.push(article);
  for (const members of families.values()) members.sort((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1)).splice(MOST);
  return families;
}

const sortKey = ({ date, year, id }: ArticleHead): string => `${date ?? year ?? '9999'}\u0000${id}`;

export function presentRepeats(article: ArticleHead, families: ReadonlyMap<string, readonly ArticleHead[]>): RepeatJson[] {
  const others = (families.get(familyOf(article)) ?? []).filter(({ id }) => id !== article.id);
  return others.map(({ id, title, date, year, source: { paper, page } }) => ({ id, title, date, year, paper, page, url: `/articles/${id}` }));
}
