/** The names of the other poems of one poet, under a title that counts them: `春天（组诗）`, `渡口（外一首）`. */
import type { Line } from './lines.ts';
import { POEMS } from './lone-names.ts';

/** As long as the name of a poem is. */
const NAME = /^[\p{Script=Han} ]{2,8}$/u;
/** First lines of stanzas are rarely all so short. */
const SHORT = 4;

/** Indices of those that stand alone between gaps, or right over a stanza. `isVerse` tells lines of poems. */
export function namesOfPoems(lines: readonly Line[], isVerse: (i: number) => boolean): number[] {
  const group = lines.findIndex(({ plain }) => POEMS.test(plain));
  if (group === -1) return [];
  const apart = lines.flatMap(({ plain, gap }, i) => (i > group + 2 && gap > 0 && (lines[i + 1]?.gap ?? 0) > 0 && NAME.test(plain) ? [i] : []));
  return apart.length > 0 ? apart : overStanzas(lines, group, isVerse);
}

/** Of the first lines of stanzas, as many as the title counts, if they are the shortest; or all, where each is as short as a name. */
function overStanzas(lines: readonly Line[], group: number, isVerse: (i: number) => boolean): number[] {
  const firsts = lines.flatMap(({ plain, gap }, i) => (i > group + 2 && isVerse(i) && gap > 0 && lines[i + 1]?.gap === 0 && !/[，。！？]/u.test(plain) ? [i] : []));
  const width = (i: number): number => lines[i]!.width;
  const others = '一二三四五六七八九'.indexOf(/外([一二三四五六七八九])首/u.exec(lines[group]!.plain)?.[1] ?? '〇') + 1;
  if (others === 0) return [group + 2, ...firsts].every((i) => lines[i] !== undefined && width(i) <= SHORT) && firsts.length > 0 ? [group + 2, ...firsts] : [];
  const shortest = [...firsts].sort((a, b) => width(a) - width(b));
  const [last, next] = [shortest[others - 1], shortest[others]];
  // A narrower line within the stanzas may as well be the name.
  const narrower = last === undefined || lines.some((line, i) => i > group + 2 && isVerse(i) && !firsts.includes(i) && line.width < width(last));
  return !narrower && (next === undefined || width(last) < width(next)) ? shortest.slice(0, others) : [];
}
