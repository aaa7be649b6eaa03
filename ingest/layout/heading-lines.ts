/** Units → units: which heading lines are one heading, and which lines above a title are none of it. */
import { areThreeWhole, isBox, isBracketed, isKickerLine, isNameOver, isOverLines, isSeriesName, isSubtitleLine, isUnderLines, leadsUp } from './kickers.ts';
import { GENRE, isDashed, isSubtitle } from './shapes.ts';
import { breaksSentence } from './title-breaks.ts';
import { isExclaimed } from './title-lines.ts';
import { isClosed } from './typography.ts';
import type { Unit } from './units.ts';

/** Lines of a title over three are no longer. */
const ONE_OF_THREE = 5;

/** Two heading lines without a gap are one heading set over two lines; four in a row are four. */
export function mergeTwoLineHeadings(units: readonly Unit[], merge: (from: number, end: number, rule: string) => Unit): Unit[] {
  const merged: Unit[] = [];
  for (let i = 0; i < units.length; i += 1) {
    let end = i;
    if (isKicker(units, i)) {
      merged.push(units[i]!);
      continue;
    }
    if (isWholeBlock(units.slice(i, i + 3))) {
      merged.push(...units.slice(i, i + 3));
      i += 2;
      continue;
    }
    while (end + 1 < units.length && units[i]!.kind === 'heading' && continuesHeading(units[end]!, units[end + 1]!) && !isSubtitleLine(units[end]!.plain, units[end + 1]!.plain) && !(end > i && isUnderLines([units[end - 1]!.plain, units[end]!.plain], units[end + 1]!.plain))) end += 1;
    const after = units[end + 1];
    // Three over a writer’s name are the kicker and a title of two lines (44 of 46 in our pages); one title only of few characters each, or where the sentence goes on.
    const three = units[i]!.rules.length === 1 && units.slice(i, end + 1).flatMap(({ rules }) => rules).length === 3 && opensArticle(after);
    if (three && !breaksSentence(units[i]!.plain, units[i + 1]!.plain) && units.slice(i, end + 1).some(({ plain }) => plain.length > ONE_OF_THREE)) {
      merged.push(units[i]!, end === i + 1 ? units[end]! : merge(i + 1, end + 1, 'heading over two lines'));
    } else if (end === i + 1 || three) {
      merged.push(merge(i, end + 1, `heading over ${three ? 'three' : 'two'} lines`));
    } else merged.push(...units.slice(i, end + 1));
    i = end;
  }
  return merged;
}

/** Line `i` names a series, or leads up to a title of one line, which stands over a writer's name or a subtitle. */
function isKicker(units: readonly Unit[], i: number): boolean {
  const [kicker, title, after] = [units[i]!, units[i + 1], units[i + 2]];
  if (kicker.kind !== 'heading' || !title || !continuesHeading(kicker, title) || isSubtitleLine(kicker.plain, title.plain)) return false;
  // A line with a dash is second to a title, also where it stands over that.
  if (isDashed(kicker.plain) && (units[i - 1] === undefined || units[i - 1]!.kind === 'boilerplate')) return true;
  if (isSeriesName(kicker.plain) || leadsUp(kicker.plain) || isNameOver(kicker.plain, title.plain)) return true;
  if (after && continuesHeading(title, after) && isOverLines(kicker.plain, [title.plain, after.plain])) return true;
  if (!after || !isKickerLine(kicker.plain, title.plain)) return false;
  return opensArticle(after) || (after.kind === 'heading' && (isSubtitle(after.plain) || isBracketed(after.plain)));
}

/** Three such lines, and no sentence goes on from one to the next. */
const isWholeBlock = (units: readonly Unit[]): boolean => areThreeWhole(units) && units.every((unit, i) => i === 0 || (continuesHeading(units[i - 1]!, unit) && !breaksSentence(units[i - 1]!.plain, unit.plain)));

/** Who wrote, or where the report is from. */
const opensArticle = (unit: Unit | undefined): boolean => unit !== undefined && (unit.kind === 'byline' || unit.dateline);

/** `——一座老矿区的转型观察`: what the report calls itself is its last word. */
const isWholeSubtitle = (plain: string): boolean => isDashed(plain) && GENRE.test(plain);

const continuesHeading = (a: Unit, b: Unit): boolean =>
  !isWholeSubtitle(a.plain) && b.kind === 'heading' && b.gap === 0 && a.level === 0 && b.level === 0 && b.number === null && !/^(?:[（(][一二三四五六七八九十]|[一二三四五六七八九十]{1,3}是)/u.test(b.plain) && !isSubtitle(b.plain) && !isBracketed(b.plain) && (!isClosed(a.plain) || isExclaimed(a.plain)) && a.text.length + b.text.length <= 60 && !isBox(b.plain);
