/** Which heading each paragraph stands under. A wrong section is worse than none. */
import type { Unit } from './units.ts';

/** Section of each unit, `null` where the page does not say. */
export function sectionsOf(units: readonly Unit[], title: Unit | null): (string | null)[] {
  const labels = labelsOf(units, title);
  const trusted = numbersRunOn(units);
  let section: string | null = null;
  const listed = headsLists(units);
  let items = 0;
  return units.map((unit, i) => {
    if (unit.kind === 'heading') items = 0;
    else if (unit.kind === 'bullet') items += 1;
    // Where headings stand over lists, text after the last list belongs to the whole article.
    else if (unit.kind === 'body' && listed && items >= 2 && !units.slice(i).some(({ kind }) => kind === 'bullet')) section = null;
    if (unit.kind === 'heading') {
      const before = units[i - 1]?.kind === 'heading';
      const after = units[i + 1]?.kind === 'heading';
      if (labels.has(unit)) return null;
      // Three headings in a row were torn from their texts.
      const torn = before && units[i - 2]?.kind === 'heading' && unit.level === 0 && !after;
      section = torn || (!trusted && unit.level === 0 && !/^[一二三四五六七八九十]+是/u.test(unit.plain)) ? null : headingText(units, i, labels);
      return null;
    }
    if (unit.kind === 'byline' || unit.dateline) section = null;
    return unit.kind === 'body' || unit.kind === 'bullet' ? section : null;
  });
}

/** Two headings and more are followed by nothing but list items. */
function headsLists(units: readonly Unit[]): boolean {
  const heads = units.flatMap((unit, i) => (unit.kind === 'heading' && isWriting(units[i + 1]) ? [units[i + 1]!.kind] : []));
  return heads.length >= 2 && heads.every((kind) => kind === 'bullet');
}

const isWriting = (unit: Unit | undefined): boolean => unit?.kind === 'body' || unit?.kind === 'bullet';

/** Lines around the title at the head of the article (a column's name, a kicker) head no part of the text. */
function labelsOf(units: readonly Unit[], title: Unit | null): Set<Unit> {
  const text = units.findIndex(({ kind }) => kind === 'body' || kind === 'bullet');
  const [first, last] = title?.origin.lines ?? [0, 0];
  const start = units[text]?.origin.lines[0] ?? Number.POSITIVE_INFINITY;
  if (title === null || last > start) return new Set();
  return new Set(units.slice(0, Math.max(text, 0)).filter((unit) => unit.kind === 'heading' && unit.origin.lines[1] < first));
}

/** Two headings in a row, neither numbered nor of different rank, are one in two parts. */
function headingText(units: readonly Unit[], i: number, labels: ReadonlySet<Unit>): string {
  const unit = units[i]!;
  const before = units[i - 1];
  const pair = before?.kind === 'heading' && !labels.has(before) && before.level === unit.level && before.level === 0 && before.number === null && unit.number === null && !/^[一二三四五六七八九十]+是/u.test(unit.plain) && !/^[（(]?[一二三四五六七八九十]+[、）)]/u.test(before.plain);
  return pair ? `${before.text} ${unit.text}` : unit.text;
}

/** Numbered headings count up as they stand; if they do not, columns were torn apart and no heading can be trusted. */
function numbersRunOn(units: readonly Unit[]): boolean {
  const numbers = units.flatMap((unit) => (unit.kind === 'heading' && unit.number !== null && /^\d/u.test(unit.plain) ? [unit.number] : []));
  if (numbers.length < 2) return true;
  return numbers.every((number, i) => i === 0 || number === numbers[i - 1]! + 1 || (number === 1 && numbers[0] === 1));
}
