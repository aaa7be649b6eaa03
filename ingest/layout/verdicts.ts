/**
 * The one question asked of wrapped lines, one by one: whether a line continues the one before it. Each answer has the
 * name of the rule that gave it.
 */
import { isApart, isInterloper } from './apart.ts';
import { LABELLED } from './block.ts';
import type { Draft } from './block.ts';
import type { Line } from './lines.ts';
import { isDayAlone, isYearless } from './printed-day.ts';
import { isAddress, opensParagraph, runsOn, tellsWhoCame } from './openings.ts';
import { opensCaption } from './captions.ts';
import { closingCredits } from './closings.ts';
import { datelineOf, isWholeDateline, opensReport } from './datelines.ts';
import { countsOn, isHard, isNumberAlone, markerOf } from './markers.ts';
import type { Marker } from './markers.ts';
import { GENRE, isDashed, isHeadingLike, isFigureLabel, isNumberedHeading, isTelephone, isValue } from './shapes.ts';
import type { Sheet } from './sheet.ts';
import { headsByline, isBrokenTitle } from './title-lines.ts';
import { WORDS } from './words.ts';
import { beginsClosed, closesBracket, endsText, endsTextAt, isHalfOpen, isMostlyLatin, isTorn } from './typography.ts';

export interface Verdict {
  readonly join: boolean;
  readonly rule: string;
  /** Something else stands in the middle of a sentence. */
  readonly interrupts?: boolean;
}
const join = (rule: string): Verdict => ({ join: true, rule });
export const begin = (rule: string, interrupts = false): Verdict => ({ join: false, rule: interrupts ? `interrupts: ${rule}` : rule, interrupts });

/** A full line that ends a sentence and is followed by another line: nothing visible tells whether a paragraph ends there. */
export const FULL = 'column full';
/** What a blank is wider by than it is taken for, where it is a whole ideograph. */
const WIDE_SPACE = 0.75;
const BROKEN = 'title broken in a phrase';
/** The share of that length from which a paragraph may well be over. */
const LONG_ENOUGH = 0.8;

/** Whether line `i` continues `current`, whose last line is the one before it on the page or before an interruption. */
export function decide(sheet: Sheet, current: Draft, i: number, usual: number | null): Verdict {
  const { lines, alone, kept, columns, margin } = sheet;
  const a = lines[i - 1]!;
  const b = lines[i]!;
  const first = current.lines.length === 1;
  const open = !endsTextAt(lines, i - 1);
  const short = open ? columns.isStump(i - 1, first) : columns.isShort(i - 1, first);
  const running = open && !short && !alone[i - 1] && a.mark?.kind !== 'heading' && !kept.has(i - 1) && !current.apart;
  if (b.mark !== null) return begin('Markdown mark');
  if (alone[i]?.joins) return join(alone[i].rule);
  if (closesBracket(a.plain, b.plain)) return join('bracket still open');
  if (beginsClosed(b.plain) && !alone[i] && !alone[i - 1]) return join('mark that cannot begin a line');
  if (isTorn(a.plain, b.plain) && b.gap === 0 && !alone[i] && !alone[i - 1] && !kept.has(i) && !columns.isShort(i - 1, first)) return join('number cut in two');
  // Where indents are kept, a line after the picture shows whether the paragraph was over before it.
  // A line that begins with a dash is second to a title: no sentence of it is open.
  if (alone[i]) return begin(alone[i].rule, (running && !(first && isDashed(a.plain))) || (alone[i].kind === 'caption' && sheet.keptIndent && !short && !alone[i - 1] && !current.apart));
  if (alone[i - 1] || a.mark?.kind === 'heading') return begin('after a line that stands alone');
  const wraps = sheet.words.get(i);
  if (wraps !== undefined && sheet.words.has(i - 1)) return wraps ? join(WORDS) : begin('room for its first word in the line before');
  if (kept.has(i) || kept.has(i - 1)) return begin('line end is meant');
  if (datelineOf(b.plain) !== null && (!running || opensReport(b.plain))) return begin('dateline');
  if (isNumberedHeading(b.plain)) return begin('numbered heading');
  if (opensCaption(b.plain) && (!running || b.gap > 0)) return begin('picture words', running);
  if (sheet.questions.has(i) && !open) return begin('question over its answer');
  const marker = markerOf(b);
  if (marker !== null && startsHere(sheet, marker, i, { running, short, first, item: isItemAfter(current.lines[0]!, b, marker) })) return begin(`${marker} mark`);
  if ((isNumberAlone(b.plain) && !running) || (first && isNumberAlone(a.plain))) return begin('number in a line of its own');
  if ((isDayAlone(b.plain) || (isYearless(b.plain) && first && /^[^，。：；]{2,24}(?<![的于在是到至从自为])$/u.test(a.plain))) && (lines[i + 1] === undefined || lines[i + 1]!.gap > 0 || alone[i + 1] !== null)) return begin('day in a line of its own');
  if (isTelephone(b.plain.replace(/。$/u, ''))) return begin('telephone number');
  if (!running && /^特此(?:公告|通告|通知|公示|声明|启事|证明|函告|致[谢歉])。?$/u.test(b.plain)) return begin('last words of a notice');
  if (b.indent - margin >= 1 || (b.indent > margin && !running)) return begin('indent');
  if (!open && isMostlyLatin(a.plain) !== isMostlyLatin(b.plain)) return begin('change of script');
  if (isFigureLabel(a.plain) && isValue(b.plain) && first) return join(isBrokenTitle(sheet, i - 1) ? BROKEN : LABELLED);
  if (isValue(a.plain) && (isFigureLabel(b.plain) || (current.rules.at(-1) === LABELLED && (b.gap > 0 || columns.isShort(i - 1, false, 3))))) return begin('after a value');
  // Names in it may stand wide apart in print.
  if (first && b.gap === 0 && isWholeDateline(a.plain) && !columns.isShort(i - 1, true, (a.plain.split(/[ \u3000]/u).length - 1) * WIDE_SPACE)) return join('dateline over its text');
  return open ? afterOpen(sheet, current, i, { short, first }) : afterSentence(sheet, i, { first, short, isLong: usual !== null && current.length >= LONG_ENOUGH * usual, speech: current.lines[0]!.plain.startsWith('“') });
}

/** The line before stops in mid-sentence. */
function afterOpen(sheet: Sheet, current: Draft, i: number, { short, first }: { short: boolean; first: boolean }): Verdict {
  const a = sheet.lines[i - 1]!;
  if (first && isDashed(a.plain) && GENRE.test(a.plain)) return begin('after a subtitle');
  if (isAddress(a.plain)) return begin('after whom it is addressed to');
  if (first && isYearless(a.plain) && a.width < sheet.typical * BESIDE) return begin('after a day in a line of its own');
  if (current.apart && current.rules.at(-1) === BROKEN) return begin('after a heading');
  if (current.apart && current.lines.length === 1) return isBrokenTitle(sheet, i - 1) ? join(BROKEN) : begin('after a heading');
  if (short) return isBesidePicture(sheet, current, i) ? join('open sentence beside a picture') : begin('line before ends short');
  if (isInterloper(sheet, i)) return begin('heading', true);
  return join(sheet.lines[i]!.gap > 0 ? 'open sentence across a gap' : 'open sentence');
}

/** What is left of a column beside a picture. */
const BESIDE = 0.5;

/** A paragraph of several lines stops in mid-sentence in a narrower line, and this one has the marks of a sentence: the text runs round a picture. */
function isBesidePicture(sheet: Sheet, current: Draft, i: number): boolean {
  const [a, b] = [sheet.lines[i - 1]!, sheet.lines[i]!];
  if (current.lines.length < 2 || current.apart || markerOf(current.lines[0]!) !== null || b.gap > 0) return false;
  return a.width >= sheet.typical * BESIDE && !isHalfOpen(a.plain) && /[，。；！？]/u.test(b.plain) && !isApart(sheet, i);
}

/** The line before ends a sentence: by chance, or because the paragraph is over? */
function afterSentence(sheet: Sheet, i: number, { first, short, isLong, speech }: { first: boolean; short: boolean; isLong: boolean; speech: boolean }): Verdict {
  const { lines, alone, columns, keptIndent, gapped, broken, margin } = sheet;
  const b = lines[i]!;
  if (TELLS_WRITER.test(b.plain)) return begin('what the writer is');
  if (b.gap === 0 && columns.reach(i - 1) - columns.extent(i - 1) < SOME_ROOM && isSignature(b.plain)) return join('who wrote, in brackets');
  if (b.gap === 0 && SAID.test(b.plain) && /[。！？，]”$/u.test(lines[i - 1]!.plain)) return join('who said it');
  if (!short && speech && (b.gap === 0 || broken || !gapped) && SAYS.test(b.plain) && /[。！？，]”$/u.test(lines[i - 1]!.plain)) return join('who said it, and what else');
  if (closingCredits(lines[i - 1]!.plain).length > 0) return begin('after the writer’s name');
  // No paragraph ends with one character and without a mark.
  if (keptIndent && /^\p{Script=Han}$/u.test(b.plain) && b.indent - margin < 1 && (lines[i + 1]?.indent ?? 0) - margin >= 1) return begin('one character over an indent');
  if (keptIndent && (!short || (b.gap === 0 && !columns.isShort(i - 1, first, 3))) && b.indent - margin < 1 && !isApart(sheet, i)) return join('no indent after a full line');
  if (b.gap > 0) return !short && broken && columns.lostIndent && fillsColumn(sheet, i) ? join('column break at a full stop') : begin('blank line after a sentence');
  if (short && (!gapped || columns.isShort(i - 1, first, 3))) return begin('last line short');
  if (b.gap === 0 && CLOSES_LETTER.test(b.plain)) return begin('end of a letter');
  if (isMostlyLatin(lines[i - 1]!.plain) && isMostlyLatin(b.plain)) return join('words of a language with wide ones');
  if (isInterloper(sheet, i) || (isHeadingLike(b.plain) && headsByline(sheet, i))) return begin('heading line');
  // A narrow line that ends a sentence may as well be a last line; then a first line follows it.
  const next = lines[i + 1];
  const isLast = endsText(b.plain) && (next === undefined || next.gap > 0 || alone[i + 1] !== null || columns.mayBeFirst(i + 1) || columns.isShort(i + 1, true));
  if (columns.twoLined && !first && !gapped) return begin('no paragraph here has a third line');
  const begins = columns.lostIndent && !isLast ? columns.isFirst(i) : null;
  if (begins === true) return begin('lost indent');
  if (begins === false || keptIndent || gapped) return join(FULL);
  const usualWords = tellsWhoCame(b.plain) || (opensParagraph(b.plain) && (columns.noIndent || (columns.lostIndent && !isLast)));
  if (usualWords) return begin('usual opening after a full line');
  // Two weak signs: the next word nearly fitted, and this line is narrow by an indent or by a long word after it.
  if (columns.lostIndent && !isLast && columns.isShort(i - 1, first, -0.8)) return begin('room at the end, and perhaps a lost indent');
  return isLong && !columns.lostIndent && !runsOn(b.plain) ? begin('long enough, after a full line') : join(FULL);
}

/** `张三说。` under what was said. */
const SAID = /^\p{Script=Han}{2,8}(?:说|道|表示|介绍|坦言|感慨|回忆|解释)(?:道|说)?。$/u;
/** `张三说，……` under the speech that the paragraph opens with. */
const SAYS = /^\p{Script=Han}{2,8}(?:说|道|表示|介绍|坦言|感慨|回忆|解释)(?:道|说)?，/u;
/** `祝您身体健康！` */
const CLOSES_LETTER = /^(?:此致|祝[你您]|敬祝|顺颂)[^，。]{0,12}[。！]?$/u;

/** `（张三 作者系……）`: more than a name, and set apart. */
const TELLS_WRITER = /^[（(][^（）()]{0,8}作者(?:[系为是]|单位)/u;

/** Where so much is left, the bracket and the first character after it would stand there: the line under it was set apart on purpose. */
const SOME_ROOM = 2;

/** `（龚铁）` in a line of its own under a sentence that filled the one above. */
const isSignature = (plain: string): boolean => !TELLS_WRITER.test(plain) && closingCredits(`。${plain}`).length > 0;

/** Of the list that `head` is an item of: the next in number, or with the same mark. */
const isItemAfter = (head: Line, line: Line, marker: Marker): boolean => markerOf(head) === 'bullet' || (marker === 'dash' && markerOf(head) === 'dash') || countsOn(head.plain, line.plain);

/** Whether a mark at the head of line `i` begins something, or came to stand there by chance. */
function startsHere({ lines, columns, dotted, keptIndent, margin }: Sheet, marker: Marker, i: number, { running, short, first, item }: { running: boolean; short: boolean; first: boolean; item: boolean }): boolean {
  const { plain, gap, indent } = lines[i]!;
  // The dot inside a foreign name (列夫·托尔斯泰) may be carried over to the next line.
  if (isHard(marker) && (dotted || !plain.startsWith('·'))) return true;
  const before = lines[i - 1]!.plain;
  // `三道坎：` and under it `1.`; `一、报名条件` and under it `（一）`; `（一）……；` and under it `（二）`
  if (running && !keptIndent && countsOn('0.', plain) && (isHalfOpen(before) || (first && isHeadingLike(before) && markerOf(lines[i - 1]!) === 'ordinal'))) return true;
  if (running && item && isHalfOpen(before)) return true;
  if (running && marker === 'enumerated') return endsText(plain) && lines[i + 1] !== undefined && markerOf(lines[i + 1]!) === 'bullet';
  // `二、补齐民生短板` in a short line is a heading even after a list item without its full stop.
  if (running) return (marker === 'speaker' && gap > 0) || (marker === 'ordinal' && isHeadingLike(plain) && columns.isShort(i, true, 1.2));
  if (short || gap > 0) return true;
  if (keptIndent) return indent - margin >= 1;
  // A list item that is over counts up nothing within itself.
  return item || !columns.lostIndent || columns.mayBeFirst(i) || columns.isShort(i, true);
}

/** Line `i` is no first line: were it one, the lost indent would leave it narrower than its neighbours. */
function fillsColumn({ lines, columns }: Sheet, i: number): boolean {
  const next = lines[i + 1];
  if (next === undefined || next.gap > 0 || endsText(lines[i]!.plain) || columns.isShort(i + 1, false)) return false;
  return columns.extent(i) >= columns.extent(i + 1) - 0.5 && columns.extent(i) >= columns.extent(i - 1) - 1;
}
