/** Units → articles: where one ends and the next begins. */
import { isCredited } from './article-ends.ts';
import { opening, whatIsTold } from './article-starts.ts';
import type { Begun } from './article-starts.ts';
import { isReported, partAtLoneTitles } from './lone-titles.ts';
import { hasWriter, isTitleLike, isWriting } from './roles.ts';
import { giveTitles } from './titles.ts';
import type { Unit } from './units.ts';

export interface Layout {
  readonly title: Unit | null;
  readonly subtitle: Unit | null;
  readonly units: readonly Unit[];
}

/** The articles of a page in the order they stand, each with its own units. */
export function toLayouts(units: readonly Unit[]): Layout[] {
  return giveTitles(adoptOrphans(joinStubs(partAtLoneTitles(cut(units)))));
}

function cut(units: readonly Unit[]): Unit[][] {
  const told = whatIsTold(units);
  const begin = (at: number, items: number): Begun => {
    let text = at;
    while (text < units.length && !isWriting(units[text]!)) text += 1;
    return { at, items, reported: isReported(units[text]) };
  };
  const parts: Unit[][] = [];
  let begun = begin(0, 0);
  for (const i of units.keys()) {
    if (i === 0 || told.written[i] === told.written[begun.at]) continue;
    const at = opening(told, begun, i);
    if (at === null) continue;
    parts.push(units.slice(begun.at, at));
    begun = begin(at, begun.items + (isCredited(units, at - 1) ? 1 : 0));
  }
  parts.push(units.slice(begun.at));
  return parts.filter((part) => part.length > 0);
}

/** A title and byline with no more than a lead belong to the text before them when that has neither. */
function joinStubs(parts: readonly Unit[][]): Unit[][] {
  const joined: Unit[][] = [];
  for (const part of parts) {
    const before = joined.at(-1);
    const [byline, text] = [part.findIndex((unit) => unit.kind === 'byline'), part.findIndex(isWriting)];
    const stub = part.filter(isWriting).length <= 1 && byline !== -1 && (text === -1 || byline < text) && part.some(isTitleLike) && !part.some((unit) => unit.dateline);
    if (stub && before && joined.length > 1 && !before.some(hasWriter)) joined[joined.length - 1] = [...part, ...before];
    else joined.push(part);
  }
  return joined;
}

/** `（上接第一版）`: its text has its title on another page. */
const isTurnedHere = ({ kind, plain }: Unit): boolean => kind === 'boilerplate' && /[上转]接/u.test(plain);

/** Text above the first title with no heading of its own is the beginning of that article, set elsewhere on the page. */
function adoptOrphans(parts: readonly Unit[][]): Unit[][] {
  const [first, second, ...rest] = parts;
  if (!first || !second || first.some((unit) => unit.kind === 'heading' || hasWriter(unit) || unit.signed || isTurnedHere(unit))) return [...parts];
  return [[...first, ...second], ...rest];
}
