/** Addresses within one article: what is marked in it, how it is shown, and what was cited. */

export interface Reading {
  /** The search that led here. */
  readonly q: string;
  /** What is looked for in this article; it is marked instead of `q`. */
  readonly find: string;
  /** The lines as they stand in the file, instead of running text. */
  readonly printed: boolean;
}

export function articleUrl(id: string, { q, find, printed }: Reading): string {
  const query = new URLSearchParams();
  if (q !== '') query.set('q', q);
  if (find !== '') query.set('find', find);
  if (printed) query.set('view', 'printed');
  return `/articles/${id}${query.size === 0 ? '' : `?${query}`}`;
}

/** Absolute, for quoting: `article` is the canonical address, `cite` as in `data-cite`. */
export const citeUrl = (article: string, cite: string, anchor: string): string => `${article}?cite=${encodeURIComponent(cite)}#${anchor}`;
