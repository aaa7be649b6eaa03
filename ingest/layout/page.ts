/** A page's text → the articles laid out on it: read by rules, then once more by what was learned from pages. */
import type { Layout } from './articles.ts';
import { readByRules } from './first-reading.ts';
import type { Line } from './lines.ts';
import { readAgain } from './second-reading.ts';

export interface LaidOut {
  readonly lines: readonly Line[];
  readonly layouts: readonly Layout[];
}

export function layoutPage(text: string, form: 'plain' | 'marked', sizes?: readonly (number | null)[]): LaidOut {
  const first = readByRules(text, form, sizes);
  // Markdown and the sizes of letters say more than was ever learned of.
  return { lines: first.lines, layouts: form === 'plain' && sizes === undefined ? readAgain(first) : first.layouts };
}
