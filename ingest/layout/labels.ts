/** What a line can be on a page. `+` goes on with what an earlier line began. */
export const LABELS = ['body', 'body+', 'bullet', 'bullet+', 'heading', 'heading+', 'caption', 'caption+', 'title', 'title+', 'subtitle', 'subtitle+', 'kicker', 'kicker+', 'byline', 'boilerplate', 'row'] as const;

/** `row` is a line of verse or of a table: its ends are meant. */
export type Label = (typeof LABELS)[number];

/** `body+` → `body`. */
export const whatIs = (label: Label): string => label.replace('+', '');
export const goesOn = (label: Label): boolean => label.endsWith('+');
