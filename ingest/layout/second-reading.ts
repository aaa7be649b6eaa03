/**
 * A page is read twice: by rules, and then by what was learned from pages with their truth of when the rules are right and
 * what they overlook (`crf.ts`). It says of each line what it is; articles are made of that anew, with the rules' reasons
 * wherever both agree.
 */
import type { Layout } from './articles.ts';
import { LABELLED } from './block.ts';
import { titledBriefs } from './briefs.ts';
import { bestLabels } from './crf.ts';
import { evidenceOf, isPlainlyOn, showsNoBreak, standsAlone } from './evidence.ts';
import type { Evidence } from './evidence.ts';
import { labelsOfRules } from './first-labels.ts';
import type { FirstReading } from './first-reading.ts';
import { isSeriesName } from './kickers.ts';
import { goesOn, whatIs } from './labels.ts';
import type { Label } from './labels.ts';
import { articlesOf } from './relabelled.ts';
import { breaksSentence } from './title-breaks.ts';
import { traceLines } from './trace.ts';
import { endsText } from './typography.ts';

/** No newspaper page has more lines, or fewer: of such texts nothing was learned, and what is said of each line of a long one is much. */
const MOST_LINES = 3000;
const FEWEST_LINES = 8;

export function readAgain(first: FirstReading): readonly Layout[] {
  if (first.lines.length > MOST_LINES || first.lines.length < FEWEST_LINES) return first.layouts;
  const told = traceLines(first.lines, first.layouts);
  const given = labelsOfRules(first, told);
  const evidence = evidenceOf(first, told);
  const labels = titledBriefs(first.lines, keepSure(first, bestLabels(evidence), given, evidence));
  return labels.every((label, i) => label === given[i]) ? first.layouts : articlesOf(first, labels);
}

/** Headings that lie together, each between white space, were torn from their texts: none of them is a title. */
const TORN = 3;
function tornHeadings(lines: FirstReading['lines'], given: readonly Label[]): number[] {
  const found: number[] = [];
  let run: number[] = [];
  for (let i = 0; i <= lines.length; i += 1) {
    if (given[i] === 'heading' && lines[i]!.gap > 0) run.push(i);
    else {
      if (run.length >= TORN && lines[i] !== undefined && lines[i]!.gap > 0 && !goesOn(given[i]!)) found.push(...run);
      run = [];
    }
  }
  return found;
}

/** The name of a column, or who spoke where: what follows is the title. */
const isSurelyOver = (plain: string): boolean => isSeriesName(plain) || /(?:时|会议?)(?:强调|指出|要求|提出)$|(?:笔谈|风采录|纪实|侧记|见闻)$/u.test(plain);

/** What is certain is not up to what was learned: breaks that nobody can see, figures under their labels, titles broken in a sentence. */
function keepSure({ lines, blocks }: FirstReading, learned: readonly Label[], given: readonly Label[], evidence: readonly Evidence[]): Label[] {
  const labels = [...learned];
  for (const i of tornHeadings(lines, given)) labels[i] = 'heading';
  const runsOnAbove = (i: number): boolean => i > 0 && whatIs(labels[i - 1]!) === 'body';
  const values = new Set(blocks.flatMap((block) => block.lines.filter((_, i) => block.rules[i] === LABELLED).map(({ no }) => no)));
  for (const [i, { no, plain }] of lines.entries()) {
    const next = lines[i + 1];
    if (labels[i] === 'body' && given[i] === 'body+' && showsNoBreak(evidence[i]!)) labels[i] = 'body+';
    if (labels[i] === 'body+' && given[i] === 'body' && standsAlone(evidence[i]!) && endsText(lines[i - 1]?.plain ?? '')) labels[i] = 'body';
    if (whatIs(labels[i]!) === 'caption' && given[i] === 'body+' && runsOnAbove(i) && isPlainlyOn(evidence[i]!)) labels[i] = 'body+';
    if (next === undefined) continue;
    if (values.has(next.no) && !values.has(no) && given[i] !== 'title') [labels[i], labels[i + 1]] = ['body', 'body+'];
    if (labels[i] === 'title' && labels[i + 1] === 'title+' && isSurelyOver(plain)) [labels[i], labels[i + 1]] = ['kicker', 'title'];
    const over = [labels[i]!, labels[i + 1]!].map(whatIs);
    if (whatIs(given[i]!) === 'title' && given[i + 1] === 'title+' && over.includes('title') && breaksSentence(plain, next.plain)) [labels[i], labels[i + 1]] = [given[i]!, 'title+'];
  }
  return labels;
}
