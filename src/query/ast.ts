/**
 * What a person asked, as a tree. Nodes are plain immutable objects told apart by `kind`; `at` is
 * the `[start, end)` place in the typed text, in UTF-16 units, so that a chip or a warning can point.
 */
export type Span = readonly [start: number, end: number];

/** Fields that can be named before a colon. `year` takes a year or a range instead of words. */
export const FIELDS = ['title', 'author', 'section', 'district'] as const;
export type Field = (typeof FIELDS)[number];

export type Query =
  /** Everything: the empty query. */
  | { readonly kind: 'all' }
  | { readonly kind: 'and'; readonly clauses: readonly Query[] }
  | { readonly kind: 'or'; readonly clauses: readonly Query[] }
  | { readonly kind: 'not'; readonly clause: Query; readonly at: Span }
  /** A bare run of characters; segmentation decides which terms it holds. */
  | { readonly kind: 'word'; readonly text: string; readonly at: Span }
  /**
   * A quoted string, found literally (after folding). `printed`: in “ ” or 「 」, which may also have
   * come with pasted text; such a phrase gives way to its words when it stands nowhere.
   */
  | { readonly kind: 'phrase'; readonly text: string; readonly printed: boolean; readonly at: Span }
  /** `机器*` */
  | { readonly kind: 'prefix'; readonly text: string; readonly at: Span }
  /** `title:…`; the clause holds only words, phrases, prefixes and their `or`. */
  | { readonly kind: 'field'; readonly field: Field; readonly clause: Query; readonly at: Span }
  /** `year:2021..2023`, either end open as `null`; both are for `year:none`, not stated. */
  | { readonly kind: 'years'; readonly from: number | null; readonly to: number | null; readonly at: Span };

export const WARNINGS = [
  'too_long', 'too_many', 'too_deep', 'or_side', 'minus_alone', 'bracket_extra', 'bracket_open', 'bracket_empty',
  'quote_open', 'quote_empty', 'quote_extra', 'field_empty', 'field_plain', 'year_unclear', 'years_swapped', 'star_inside',
] as const;

/** Something in the typed text that was taken otherwise than its form suggests. */
export interface Warning {
  /** UTF-16 offset in the typed text. */
  readonly at: number;
  readonly code: (typeof WARNINGS)[number];
  /** What a message of it names, such as the field, or the words that were left out. */
  readonly about: readonly string[];
}

export interface ParsedQuery {
  readonly query: Query;
  readonly warnings: readonly Warning[];
}
