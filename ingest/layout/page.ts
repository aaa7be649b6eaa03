/** A page's text → the articles laid out on it: lines → blocks → units → articles. */
import { toLayouts } from './articles.ts';
import type { Layout } from './articles.ts';
import { toBlocks } from './blocks.ts';
import { familyOf } from './family.ts';
import { withSpeakers } from './interviews.ts';
import { splitLines } from './lines.ts';
import type { Line } from './lines.ts';
import { pageContext } from './shapes.ts';
import { toUnits } from './units.ts';

export interface LaidOut {
  readonly lines: readonly Line[];
  readonly layouts: readonly Layout[];
}

export function layoutPage(text: string, form: 'plain' | 'marked', sizes?: readonly (number | null)[]): LaidOut {
  const lines = withSpeakers(splitLines(text, { marked: form === 'marked', ...(sizes && { sizes }) }));
  const family = form === 'marked' ? 'prose' : familyOf(lines);
  const page = pageContext(lines);
  const layouts = toLayouts(toUnits(toBlocks(lines, family, page), family, page));
  return { lines, layouts: layouts.filter(({ units, title }) => units.length > 0 || title !== null) };
}
