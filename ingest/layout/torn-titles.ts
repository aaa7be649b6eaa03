/** Titles that the columns tore from their texts: they stand among headings without text, often at the foot of the page. */
import { isTitleLike, isWriting } from './roles.ts';
import { isUnderTitle, SHORT } from './title-block.ts';
import type { Unit } from './units.ts';

/** An article that still looks for its title. */
export interface Draft {
  readonly part: readonly Unit[];
  title: readonly Unit[];
  subtitle: Unit | null;
  /** The title was found away from the text. */
  apart: boolean;
}

/** More headings without text than this are no newspaper page. */
const MOST_APART = 40;

/** Of the heading's character pairs its text has such a share, and by `CLEARLY` more than any other text. */
const LIKE = 0.35;
const CLEARLY = 0.15;

/** A title printed away from its text goes to the article that says the same words, if just one does. */
export function claimApart(drafts: readonly Draft[]): void {
  const pool = drafts.flatMap(({ part, title, subtitle }) => headingsWithoutText(part).filter((unit) => !title.includes(unit) && unit !== subtitle));
  if (pool.length === 0 || pool.length > MOST_APART || drafts.every(({ title }) => title.length > 0)) return;
  const words = drafts.map(({ part }) => pairsOf(part.filter(isWriting).map(({ plain }) => plain).join('')));
  for (const unit of pool) {
    const scored = drafts.map((draft, i) => ({ draft, score: likeness(unit, words[i]!) })).sort((a, b) => b.score - a.score);
    const [best, second] = scored;
    if (!best || best.score < LIKE || best.score < (second?.score ?? 0) + CLEARLY) continue;
    if (best.draft.title.length >= (best.draft.apart ? 2 : 1)) continue;
    const [first] = best.draft.title;
    if (first !== undefined && isUnderTitle(unit, first)) best.draft.subtitle = unit;
    else best.draft.title = [...best.draft.title, unit];
    best.draft.apart = true;
  }
  // One article without a title and one title without an article belong together.
  const [untitled, another] = drafts.filter(({ title, part }) => title.length === 0 && part.some(isWriting));
  const left = pool.filter((unit) => unit.plain.length > SHORT && !drafts.some(({ title }) => title.includes(unit)));
  if (untitled !== undefined && another === undefined && left.length === 1) untitled.title = [left[0]!];
}

function headingsWithoutText(part: readonly Unit[]): Unit[] {
  const found: Unit[] = [];
  let text = false;
  for (let i = part.length - 1; i >= 0; i -= 1) {
    const unit = part[i]!;
    if (unit.kind !== 'heading') text = isWriting(unit);
    else if (!text && isTitleLike(unit)) found.unshift(unit);
  }
  return found;
}

function pairsOf(text: string): Set<string> {
  const letters = text.replace(/[^\p{L}\p{N}]/gu, '');
  const pairs = new Set<string>();
  for (let i = 0; i + 2 <= letters.length; i += 1) pairs.add(letters.slice(i, i + 2));
  return pairs;
}

/** Share of the heading's character pairs that the text also has. */
function likeness({ plain }: Unit, words: ReadonlySet<string>): number {
  const pairs = [...pairsOf(plain)];
  return pairs.length < 3 ? 0 : pairs.filter((pair) => words.has(pair)).length / pairs.length;
}
