/** A bare name in a line of its own: under a title it is the writer's, and so it is under a text that nobody else signs. */
import { isBox } from './kickers.ts';
import type { Line } from './lines.ts';
import { occursTwice } from './name-rows.ts';
import { isPageName } from './page-titles.ts';
import { closeUp, looksLikeName, mayBeName } from './names.ts';
import type { Alone, PageContext } from './shapes.ts';
import { isDashed, isHeadingLike, isValue } from './shapes.ts';
import { breaksSentence } from './title-breaks.ts';
import { endsText } from './typography.ts';
import { VERSE_WIDTH } from './verse-forms.ts';

export const UNDER_TITLE = 'name under a title';

/** Where the writer works or learns, before the name. */
const WORKPLACE = /^(?!指导|辅导)(?:代?[省市县区州旗盟镇乡]长|\p{Script=Han}[\p{Script=Han}\d（）()]{1,15}(?:[院学科室所系校局会班站部队社馆厅处委厂]|年级|中心|公司|证券|银行|研究员|教授|[医教律艺]师|主任|老师|[校园院馆所省市县区州旗盟镇乡]长|主席|检察长))[ \u3000]+(?:\p{Script=Han}{1,6}(?:[师员授任长])[ \u3000]+)?/u;

/** `渡口（外一首）`, `春天（组诗）`: a title over several poems of one poet. */
export const POEMS = /[（(](?:组诗|外[一二三四五六]首|[二三四五六七八九十]首)[）)]$/u;

/** Two or three characters right under the one heading at the top of the page and over a text: a name, though no surname begins it. */
function isPenName(lines: readonly Line[], i: number): boolean {
  const [title, line, text] = [lines[i - 1]!, lines[i]!, lines[i + 1]!];
  if (POEMS.test(title.plain) && line.gap <= 1 && /^\p{Script=Han}{2,3}$/u.test(line.plain)) return true;
  if (i !== 1 || line.gap > 0 || !/^\p{Script=Han}{2,3}$/u.test(line.plain) || title.plain.length < 4 || isBox(line.plain)) return false;
  return isHeadingLike(title.plain) && !breaksSentence(title.plain, line.plain) && text.width > title.width * 1.3 && text.width > 16;
}

/** `□ 老道钉` right under a title: a pen name, by its mark. */
function isMarkedName(plain: string, title: Line): boolean {
  const name = /^[□■]\s?(\p{Script=Han}{3})$/u.exec(plain)?.[1];
  return name !== undefined && !isBox(name) && isHeadingLike(title.plain) && title.plain.length >= 5;
}

/** `（作者系市第三中学教师）` under the text below line `i`: whom its title names wrote it, though the text may tell of the same person. */
function tellsOfWriter(lines: readonly Line[], i: number): boolean {
  const over = lines[i - 2];
  const opens = over === undefined || lines[i - 1]!.gap > 0 || endsText(over.plain) || over.width <= NAME;
  return opens && lines.slice(i + 1, i + TEXT).some(({ plain }) => /^[（(]作者[系为是]/u.test(plain));
}

/** Names of columns are no longer. */
const NAME = 8;
/** Lines that a short text has. */
const TEXT = 80;

/** Where a writer works, what they are there, and the name. */
const LONGEST = 26;

/** Written by several who are not named. */
const GROUP = /^\p{Script=Han}{2,20}(?:课题组|调研组|联合调研组|编写组|写作组|报道组|采访组|中心组|编辑部)$/u;

const withoutWorkplace = (plain: string): string => plain.replace(/^[□■]\s?/u, '').replace(WORKPLACE, '');

/** A bare name between a title and its text is its author's, as on literary pages; unless the text is about that person. */
export function nameUnderTitle(lines: readonly Line[], i: number, page: PageContext, isName: (text: string) => boolean = looksLikeName): Alone | null {
  const [title, line, text] = [lines[i - 1], lines[i]!, lines[i + 1]];
  if (!title || !text || line.plain.length > LONGEST || title.mark?.kind === 'bullet') return null;
  // A label over its value, in a box under its name.
  if (isPageName(line.plain) || isValue(text.plain)) return null;
  if (GROUP.test(line.plain) && isHeadingLike(title.plain) && !endsText(title.plain) && title.width <= 24 && text.width > Math.max(title.width, line.width)) return { kind: 'byline', rule: UNDER_TITLE };
  const placed = line.plain.replace(/[（(][^（）()，。]{2,12}[）)]$/u, '');
  const person = withoutWorkplace(placed);
  // A question may be a title; other sentences are text, and the line tells who spoke.
  if (person !== placed && endsText(title.plain) && !(title.plain.endsWith('？') && title.width <= 24 && text.width > line.width)) return null;
  if (isPenName(lines, i) || isMarkedName(line.plain, title)) return { kind: 'byline', rule: UNDER_TITLE };
  const names = closeUp(person).split(/[ \u3000、]+/u);
  if (names.length > 3 || !names.every((name) => (isName(name) || (person !== placed && name.length <= 3 && mayBeName(name))) && (page.seen.has(name) || !occursTwice(page, name) || tellsOfWriter(lines, i)))) return null;
  if (!(isHeadingLike(title.plain) || /^\p{Script=Han}$/u.test(title.plain)) || (title.width > 24 && !(person !== placed && isDashed(title.plain))) || (line.gap > 0 && text.gap === 0) || (isHeadingLike(text.plain) && text.gap === 0 && text.width <= 24 && lines[i + 2]?.gap !== 0)) return null;
  return { kind: 'byline', rule: UNDER_TITLE };
}

/** Where writers' names stand under other titles of the page, rare surnames and pen names do so too. */
export function penNames(lines: readonly Line[], alone: readonly (Alone | null)[], page: PageContext): number[] {
  if (!alone.some((what) => what?.rule === UNDER_TITLE)) return [];
  return lines.flatMap(({ plain, mark }, i) => (alone[i] === null && mark === null && /^\p{Script=Han}{2,4}$/u.test(plain) && alone[i - 1] === null && !isInVerse(lines, i - 1) && nameUnderTitle(lines, i, page, mayBeName) !== null && !isHeadingLike(lines[i + 1]!.plain) ? [i] : []));
}

/** Right under another short line that no sentence ends. */
const isInVerse = (lines: readonly Line[], i: number): boolean => lines[i]!.gap === 0 && lines[i - 1] !== undefined && lines[i - 1]!.width <= VERSE_WIDTH && isHeadingLike(lines[i - 1]!.plain) && lines[i - 2]?.gap === 0 && isHeadingLike(lines[i - 2]!.plain);

const UNDER_TEXT = 'name under a text';
/** `非凡十年·生态篇`: a column over the next title rather than somebody from abroad. */
const DOTTED = /[·•・]/u;

/** Lines that are nothing but a name, between a text that is over and the end of the page, another gap or the next title. Letters are signed by who sent them. */
export function namesUnderTexts(lines: readonly Line[], alone: readonly (Alone | null)[], page: PageContext): number[] {
  if (lines.some(({ plain }) => /^(?:.{0,6}同志|.{0,6}编辑|此致|敬礼|尊敬的.{0,12})[：:！!]?$/u.test(plain))) return [];
  const each = eachUnderText(lines, alone, page);
  if (each.length > 0) return each;
  const named = alone.some((what) => what?.kind === 'byline');
  return lines.flatMap(({ plain, gap, mark }, i) => {
    const [before, after] = [lines[i - 1], lines[i + 1]];
    if (gap === 0 && mark === null && before && endsText(before.plain) && !alone[i - 1] && looksLikeName(plain) && !DOTTED.test(plain) && !occursTwice(page, plain) && isTitleAt(lines, alone, i + 1)) return [i];
    if (named) return [];
    const ends = after === undefined || after.gap > 0 || alone[i + 1]?.kind === 'boilerplate';
    return before && (gap > 0 || after === undefined) && ends && mark === null && !alone[i - 1] && endsText(before.plain) && plain.length <= 3 && looksLikeName(plain) && !occursTwice(page, plain) ? [i] : [];
  });
}

/** Two pieces and more that each end in a name, over the next title or the foot of the page; then pen names do so too. */
function eachUnderText(lines: readonly Line[], alone: readonly (Alone | null)[], page: PageContext): number[] {
  const isOver = (i: number): boolean => lines[i] === undefined || alone[i]?.kind === 'boilerplate' || (!alone[i] && isHeadingLike(lines[i]!.plain) && lines[i]!.width <= 24 && lines[i + 1] !== undefined && (lines[i + 1]!.gap > 0 || lines[i + 1]!.width > lines[i]!.width * 1.3));
  const found = lines.flatMap(({ plain, mark }, i) => (i > 0 && !alone[i] && mark === null && /^\p{Script=Han}{2,3}$/u.test(plain) && !isBox(plain) && !alone[i - 1] && endsText(lines[i - 1]!.plain) && Math.max(lines[i - 1]!.width, lines[i - 2]?.width ?? 0) > NAME && !occursTwice(page, plain) && isOver(i + 1) ? [i] : []));
  return found.filter((i) => looksLikeName(lines[i]!.plain)).length >= 2 ? found : [];
}

/** Two headings, or a heading and its byline: a person's name would head a text, not these. */
const isTitleAt = (lines: readonly Line[], alone: readonly (Alone | null)[], i: number): boolean =>
  lines[i] !== undefined && lines[i + 1] !== undefined && !alone[i] && isHeadingLike(lines[i]!.plain) && lines[i]!.width <= 24 && (alone[i + 1]?.kind === 'byline' || (isHeadingLike(lines[i + 1]!.plain) && lines[i + 1]!.width <= 24 && alone[i + 2]?.kind === 'byline'));

export const underText: Alone = { kind: 'byline', rule: UNDER_TEXT };
export const penName: Alone = { kind: 'byline', rule: UNDER_TITLE };
