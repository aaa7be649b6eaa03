/** Lines → blocks: which lines are one paragraph. */
import { AMID, amidSentences } from './amid-sentence.ts';
import type { Block } from './block.ts';
import type { Family } from './family.ts';
import type { Line } from './lines.ts';
import { nameUnderTitle, namesUnderTexts, penName, penNames, UNDER_TITLE, underText } from './lone-names.ts';
import { mastheadsOf } from './masthead.ts';
import { listedNames } from './name-rows.ts';
import { headsIndex, INDEX_HEAD, PAGE_NAME, pageNames } from './page-head.ts';
import { CREDITED, creditGroups } from './picture-credits.ts';
import { pictureLines, SHOWN } from './picture-lines.ts';
import { proseBlocks } from './prose.ts';
import type { Alone, PageContext } from './shapes.ts';
import { standsAlone } from './shapes.ts';
import { sheetOf } from './sheet.ts';
import { POET, poets } from './signed-poems.ts';
import { ASKS, questionPairs } from './questions.ts';
import { SPEAKER, speakerHeads } from './speaker-heads.ts';
import { endsText } from './typography.ts';
import { unindentedLabels } from './unindented.ts';
import { VERSE_WIDTH } from './verse-forms.ts';
import { typicalWidth } from './verse.ts';
import { wrappedBlocks } from './wrapped.ts';

/** The blocks of a page in the order of their first lines. */
export function toBlocks(lines: readonly Line[], family: Family, page: PageContext): Block[] {
  const mastheads = mastheadsOf(lines);
  const found = lines.map((line, i): Alone | null => {
    if (line.mark !== null) return null;
    const masthead = mastheads.get(i);
    if (headsIndex(lines, i)) return INDEX_HEAD;
    return masthead ? { kind: 'boilerplate', rule: masthead.rule } : (standsAlone(line, page) ?? (mastheads.has(i - 1) ? null : nameUnderTitle(lines, i, page)));
  });
  for (const [i] of lines.entries()) if (found[i]?.rule === UNDER_TITLE && isUnderByline(lines, found, i)) found[i] = null;
  for (const i of pageNames(lines, found)) {
    found[i] = PAGE_NAME;
    // What the page is called is no title: what looks like a name under it, over verse, is one.
    if (found[i + 1]?.rule === UNDER_TITLE && (lines[i + 2]?.width ?? 0) <= VERSE_WIDTH) found[i + 1] = null;
  }
  for (const i of penNames(lines, found, page)) found[i] = penName;
  for (const i of namesUnderTexts(lines, found, page)) found[i] = underText;
  for (const i of listedNames(lines, page)) found[i] = { kind: 'names', rule: 'one of several rows of names' };
  const alone = found.map((what, i) => (what?.kind === 'caption' && isInsideText(lines, found, i) ? null : what));
  for (const i of poets(lines, alone)) alone[i] = POET;
  const column = family === 'prose' ? Number.POSITIVE_INFINITY : typicalWidth(lines);
  for (const [i, line] of lines.entries()) if (alone[i]?.kind === 'byline' && closesText(lines[i - 1], line, column) && !alone[i - 1]) alone[i] = null;
  const setAll = ([first, ...rest]: readonly number[], [begins, joins]: readonly [Alone, Alone]): void => {
    alone[first!] = begins;
    for (const i of rest) alone[i] = joins;
  };
  for (const group of creditGroups(lines, alone)) setAll(group, CREDITED);
  for (const i of speakerHeads(lines, alone)) setAll([i, i + 1], SPEAKER);
  for (const i of questionPairs(lines, alone)) setAll([i, i + 1], ASKS);
  for (const i of pictureLines(lines, alone, page)) alone[i] = SHOWN;
  if (family === 'prose') return proseBlocks(lines, alone);
  const sheet = sheetOf(lines, alone);
  const amid = amidSentences(sheet, page);
  const labels = unindentedLabels(sheet);
  if (amid.length + labels.length === 0) return wrappedBlocks(sheet);
  for (const i of labels) alone[i] = SHOWN;
  for (const group of amid) setAll(group, AMID);
  return wrappedBlocks(sheetOf(lines, alone));
}

/** Lines of a poem that begins there. */
const POEM = 16;

/** The writer was named above these short lines: what looks like a name among them is none. */
function isUnderByline(lines: readonly Line[], found: readonly (Alone | null)[], i: number): boolean {
  // Over a full line stands the writer of the next text.
  if (lines[i + 1]?.gap === 0 && lines[i + 1]!.width > VERSE_WIDTH) return false;
  // Between two poems of one poet stands the name of the second, with white space about it.
  const across = lines[i]!.gap > 0 && (lines[i + 1]?.gap ?? 0) > 0 && lines[i + 1]!.width <= VERSE_WIDTH ? 1 : 0;
  for (let n = i; n > 0 && i - n < POEM && lines[n]!.gap <= across && lines[n - 1]!.width <= VERSE_WIDTH && !endsText(lines[n - 1]!.plain); n -= 1) if (n < i && found[n - 1]?.kind === 'byline') return true;
  return false;
}

/** `（记者 张三）` right under a sentence is the end of its paragraph, if the line above had no room for it. */
const closesText = (before: Line | undefined, { plain, gap, indent, width }: Line, column: number): boolean => before !== undefined && gap === 0 && before.width + width > column - 1 && indent < 1 && endsText(before.plain) && /^[（(][^（）()]+[）)]$/u.test(plain);

/** A full line between full lines, the one before in mid-sentence: that it ends in 摄 is chance (手机摄|影). */
function isInsideText(lines: readonly Line[], alone: readonly (Alone | null)[], i: number): boolean {
  const [a, b, c] = [lines[i - 1], lines[i]!, lines[i + 1]];
  if (!a || !c || b.gap > 0 || c.gap > 0 || alone[i - 1] || alone[i + 1] || endsText(a.plain) || a.mark !== null || /[。！？]/u.test(b.plain.slice(-12)) || /[ \u3000]\S{0,8}$/u.test(b.plain)) return false;
  return b.width >= 14 && Math.abs(a.width - b.width) <= 3;
}
