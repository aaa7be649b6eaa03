/** A page read by rules: lines → blocks → units → articles. */
import { toLayouts } from './articles.ts';
import type { Layout } from './articles.ts';
import type { Block } from './block.ts';
import { toBlocks } from './blocks.ts';
import { familyOf } from './family.ts';
import type { Family } from './family.ts';
import { withSpeakers } from './interviews.ts';
import { splitLines } from './lines.ts';
import type { Line } from './lines.ts';
import { pageContext } from './shapes.ts';
import type { PageContext } from './shapes.ts';
import { toUnits } from './units.ts';

export interface FirstReading {
  readonly lines: readonly Line[];
  readonly blocks: readonly Block[];
  readonly layouts: readonly Layout[];
  readonly page: PageContext;
  readonly family: Family;
}

export function readByRules(text: string, form: 'plain' | 'marked', sizes?: readonly (number | null)[]): FirstReading {
  const lines = withSpeakers(splitLines(text, { marked: form === 'marked', ...(sizes && { sizes }) }));
  const family = form === 'marked' ? 'prose' : familyOf(lines);
  const page = pageContext(lines);
  const blocks = toBlocks(lines, family, page);
  const layouts = toLayouts(toUnits(blocks, family, page)).filter(({ units, title }) => units.length > 0 || title !== null);
  return { lines, blocks, layouts, page, family };
}
