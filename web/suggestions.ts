/** Completing the word being typed, apart from the page: what is shown, and what taking one makes of the search. */
import type { SuggestJson } from '../src/server/schema.ts';
import { cutOut } from './cut.ts';
import { change, toggle, type Params } from './params.ts';

export type Suggestion = SuggestJson['suggestions'][number];

export interface Suggestions {
  /** The text before the caret that was asked about last; answers to any other are stale. `null`: closed. */
  readonly typed: string | null;
  /** In view as long as there are any; they stay while the next are under way. */
  readonly items: readonly Suggestion[];
  /** Index of the one chosen by the arrows, or -1: the box itself. */
  readonly active: number;
}

export type SuggestionAction =
  | { readonly kind: 'typed'; readonly typed: string }
  | { readonly kind: 'answered'; readonly typed: string; readonly items: readonly Suggestion[] }
  | { readonly kind: 'moved'; readonly step: 1 | -1 }
  | { readonly kind: 'closed' };

export const CLOSED: Suggestions = { typed: null, items: [], active: -1 };

export function reduceSuggestions(state: Suggestions, action: SuggestionAction): Suggestions {
  switch (action.kind) {
    case 'typed':
      return fragment(action.typed) === '' ? CLOSED : { ...state, typed: action.typed, active: -1 };
    case 'answered': {
      if (action.typed !== state.typed) return state;
      // A word that stands there already completes nothing.
      const items = action.items.filter(({ kind, text }) => kind !== 'word' || text !== fragment(action.typed));
      // One chosen while the answer was under way stays chosen, wherever it stands now.
      const chosen = state.items[state.active];
      return { ...state, items, active: chosen ? items.findIndex(({ kind, text }) => kind === chosen.kind && text === chosen.text) : -1 };
    }
    case 'moved': {
      const places = state.items.length + 1;
      return { ...state, active: ((state.active + 1 + action.step + places) % places) - 1 };
    }
    case 'closed':
      return CLOSED;
  }
}

const BREAK = /[\s"“”「」()（）|:：-]/u;

/** Where the word being typed begins; as the server cuts it, pinyin with spaces between its syllables included. */
function wordStart(before: string): number {
  if (/^[a-z ']+$/i.test(before)) return before.length - before.trimStart().length;
  let at = before.length;
  while (at > 0 && !BREAK.test(before[at - 1] ?? '')) at -= 1;
  return at;
}

/** The word being typed, `''` when there is none. */
export const fragment = (before: string): string => before.slice(wordStart(before)).trim();

/** What may stand before a word and belong to it: a minus, a field, a quotation mark that is open. */
const LEAD = /(?:^|[\s(（])(-?(?:(?:title|author|section|district)[:：])?)(["“「]?)$/i;

/**
 * The search with the word before the caret completed: by a word as it is, by a title as a phrase; a
 * district, section or author becomes a filter (one that excludes, after a minus) and leaves the box.
 */
export function take({ kind, text }: Suggestion, before: string, after: string, params: Params): Params {
  const start = wordStart(before);
  const [, sign = '', quote = ''] = LEAD.exec(before.slice(0, start)) ?? [];
  if (kind === 'word') return change(params, { q: before.slice(0, start) + text + after });
  const rest = quote === '' ? after : after.replace(/^["”」]/, '');
  const head = before.slice(0, start - quote.length);
  if (kind === 'title') return change(params, { q: head + (text.includes('"') ? `「${text}」` : `"${text}"`) + rest });
  const q = cutOut(head + rest, [head.length - sign.length, head.length]);
  const side = sign.startsWith('-') ? 'not' : 'only';
  return params[side][kind].includes(text) ? change(params, { q }) : toggle({ ...params, q }, side, kind, text);
}
