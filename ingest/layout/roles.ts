/** What a unit can be in an article. */
import type { Unit } from './units.ts';

/** Running text or a list item, as opposed to what surrounds it. */
export const isWriting = (unit: Unit): boolean => unit.kind === 'body' || unit.kind === 'bullet';

/** Names a writer the way the head of an article does. */
export const hasWriter = (unit: Unit): boolean => unit.dateline || (unit.kind === 'byline' && unit.credits.some(({ role }) => role !== 'photographer' && role !== 'editor'));

/** A heading that may be a title: numbered ones and items of a list never are. */
export const isTitleLike = (unit: Unit): boolean => unit.kind === 'heading' && unit.number === null && !/^(?:[（(]?[一二三四五六七八九十]{1,3}[、）)是]|[一二三四五六七八九十]{1,3}$|\d{1,2}[、．.\s])/u.test(unit.plain);
