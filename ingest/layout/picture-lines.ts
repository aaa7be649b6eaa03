/** Lines that a page with pictures sets under them without a mark: told by what they say, or by standing after all text. */
import { captionCredit, isLabelOfPicture, isPictureSentence } from './captions.ts';
import type { Line } from './lines.ts';
import { markerOf } from './markers.ts';
import { occursTwice } from './name-rows.ts';
import type { Alone, PageContext } from './shapes.ts';
import { isHeadingLike, isValue } from './shapes.ts';
import { endsTextAt, isOverAt } from './typography.ts';
import { typicalWidth } from './verse.ts';

export const SHOWN: Alone = { kind: 'caption', rule: 'what a picture shows' };
/** A line that fills its column is rather the first of a paragraph; on a page that shows no picture otherwise it has to be far from full, and about people of whom no more is said. */
const NARROWER = 0.9;
const FAR_NARROWER = 0.75;
/** `游客在……`: a story would name them. */
const NOBODY = /^[^，“”]{0,6}(?:[市村居渔牧股农]民|群众|游客|旅客|顾客|乘客|[茶果菜花]农|工人|职工|员工|人员|学生|队员|演员|选手|志愿者|师傅)正?在[^，]{2,16}。$/u;

/** The writer's line names who took the pictures, a line says where they come from, or one of them has its words. */
const hasPictures = (lines: readonly Line[], alone: readonly (Alone | null)[]): boolean =>
  lines.some(({ plain }, i) => alone[i]?.kind === 'caption' || (alone[i]?.kind === 'byline' && (/摄影报道|图文|[文图摄]\s?[/／+＋]\s?[文图摄]|(?:图|摄影?)\s?[/／：:]/u.test(plain) || captionCredit(plain) !== null)) || (alone[i]?.kind === 'boilerplate' && /图片|照片/u.test(plain)));

/** The share of lines with white space over them, where it parts no paragraphs. */
const SELDOM = 0.12;

export function pictureLines(lines: readonly Line[], alone: readonly (Alone | null)[], page: PageContext): number[] {
  const typical = typicalWidth(lines);
  const isFree = (i: number): boolean => alone[i] === null && lines[i]!.mark === null && lines[i]!.indent < 1 && markerOf(lines[i]!) === null;
  const close = lines.filter(({ gap }) => gap > 0).length < lines.length * SELDOM;
  /** On a page whose paragraphs stand close no column is one line long. */
  const isBetweenGaps = (i: number): boolean => close && isFree(i) && lines[i]!.gap > 0 && (lines[i + 1]?.gap ?? 1) > 0 && i > 0 && endsTextAt(lines, i - 1) && alone[i - 1] === null && (isLabelOfPicture(lines[i]!.plain) || isPictureSentence(lines[i]!.plain, () => true));
  const pictured = hasPictures(lines, alone) || lines.some((_, i) => isBetweenGaps(i));
  const isSet = (i: number): boolean => isFree(i) && (lines[i]!.width < typical * (pictured ? NARROWER : FAR_NARROWER) || isUnder(lines, i + 1, typical)) && (isOver(lines, alone, i - 1) || isParted(lines, i));
  const tells = (plain: string): boolean => (pictured ? /正|在/u : NOBODY).test(plain) && isPictureSentence(plain, (name) => pictured && occursTwice(page, name));
  const shown = lines.flatMap(({ plain }, i) => ((isSet(i) && tells(plain)) || isBetweenGaps(i) ? [i] : []));
  return pictured ? [...new Set([...shown, ...lastLabels(lines, alone, isFree)])] : shown;
}

/** No sentence is open at the end of line `i`. */
const isOver = (lines: readonly Line[], alone: readonly (Alone | null)[], i: number): boolean => isOverAt(lines, alone, i) || isValue(lines[i]!.plain) || (markerOf(lines[i]!) === 'bullet' && /\d[^，。；]{0,8}$/u.test(lines[i]!.plain));

/** White space on both sides, under a line that stops at a comma: its sentence goes on below. */
const isParted = (lines: readonly Line[], i: number): boolean => i > 0 && lines[i]!.gap > 0 && (lines[i + 1]?.gap ?? 0) > 0 && /[，、]$/u.test(lines[i - 1]!.plain);

/** A heading or white space, but no text, right under it. */
const isUnder = (lines: readonly Line[], i: number, typical: number): boolean => lines[i] === undefined || lines[i]!.gap > 0 || (isHeadingLike(lines[i]!.plain) && lines[i]!.width < typical * FAR_NARROWER);

/** Two short sentences of one line each and more after all text, or one over the notice where the pictures are from. */
function lastLabels(lines: readonly Line[], alone: readonly (Alone | null)[], isFree: (i: number) => boolean): number[] {
  let end = lines.length;
  while (end > 0 && (alone[end - 1]?.kind === 'boilerplate' || alone[end - 1]?.kind === 'caption')) end -= 1;
  let from = end;
  while (from > 0 && isFree(from - 1) && isLabelOfPicture(lines[from - 1]!.plain) && isOver(lines, alone, from - 2)) from -= 1;
  const notice = alone[end]?.kind === 'boilerplate' && /图片|照片/u.test(lines[end]!.plain);
  return end - from >= (notice ? 1 : 2) ? [...lines.keys()].slice(from, end) : [];
}
