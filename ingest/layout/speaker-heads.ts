/** Speakers of a round table in lines of their own, each over the heading that sums up what they say: `市农科院研究员 张三：` and under it `把课堂搬到地头`. */
import type { Line } from './lines.ts';
import { looksLikeName } from './names.ts';
import type { Alone } from './shapes.ts';
import { isHeadingLike } from './shapes.ts';

const RULE = 'who speaks, over what they say';
export const SPEAKER: readonly [Alone, Alone] = [{ kind: 'speaker', rule: RULE }, { kind: 'speaker', rule: RULE, joins: true }];
/** One alone may be a sentence that goes on. */
const FEWEST = 2;
/** A heading is narrower than the text under it by more than an indent. */
const WIDER = 1.3;

/** The first lines of such pairs, where there are several. */
export function speakerHeads(lines: readonly Line[], alone: readonly (Alone | null)[]): number[] {
  const isFree = (i: number): boolean => lines[i] !== undefined && alone[i] === null && lines[i]!.mark === null;
  const found = lines.flatMap(({ plain }, i) => {
    const [saying, text] = [lines[i + 1], lines[i + 2]];
    if (!isFree(i) || !isFree(i + 1) || !isFree(i + 2) || saying!.gap > 0 || !isSpeaker(plain)) return [];
    return isHeadingLike(saying!.plain) && text!.width > saying!.width * WIDER && text!.width > lines[i]!.width ? [i] : [];
  });
  return found.length >= FEWEST ? found : [];
}

/** Post and name, and nothing said yet. */
function isSpeaker(plain: string): boolean {
  const words = /^([^，。；！？：“”]{2,30})[：:]$/u.exec(plain)?.[1];
  return words !== undefined && (words.length >= 4 || looksLikeName(words)) && [2, 3, 4].some((length) => looksLikeName(words.slice(-length))) && !/[说道称问答]$/u.test(words);
}
