/** The search box as an ARIA combobox. Its list is a tree of its own, so that every page can have it. */
import { render } from 'preact';
import { fetchSuggestions } from './api.ts';
import { html } from './html.ts';
import type { Messages } from './i18n.ts';
import { isPlain, searchBox } from './keys.ts';
import { latestOnly } from './latest.ts';
import type { Params } from './params.ts';
import { CLOSED, reduceSuggestions, take, type SuggestionAction } from './suggestions.ts';
import { LIST, optionId, suggestionList } from './views/suggestions.ts';

/** A burst of keys is one question. */
const TYPING_MS = 60;

/** `params` is the search that a suggestion is put into, `go` where taking one leads. */
export function startCombobox(m: Messages, params: () => Params, go: (params: Params) => void): void {
  const found = searchBox();
  const place = document.querySelector('.suggest');
  if (!found || !place) return;
  const box = found;
  let state = CLOSED;
  let typing = 0;

  // Set here, not in the view: without this script the box is no combobox.
  const set = (name: string, value: string): void => box.setAttribute(name, value);
  set('role', 'combobox');
  set('aria-autocomplete', 'list');
  set('aria-controls', LIST);

  function dispatch(action: SuggestionAction): void {
    state = reduceSuggestions(state, action);
    render(html`${suggestionList(state, m)}`, place as Element);
    set('aria-expanded', String(state.items.length > 0));
    // An id of nothing is as good as none.
    set('aria-activedescendant', state.active < 0 ? '' : optionId(state.active));
    place?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' });
  }

  const send = latestOnly<string>(async (typed, { signal }) => {
    const answer = await fetchSuggestions(typed, signal);
    dispatch({ kind: 'answered', typed, items: answer?.suggestions ?? [] });
  });

  const beforeCaret = (): string => box.value.slice(0, box.selectionStart ?? box.value.length);

  function askSoon(): void {
    clearTimeout(typing);
    const typed = beforeCaret();
    dispatch({ kind: 'typed', typed });
    if (state.typed !== null) typing = window.setTimeout(() => send(typed), TYPING_MS);
  }

  function close(): void {
    clearTimeout(typing);
    dispatch({ kind: 'closed' });
  }

  function choose(at: number): void {
    const item = state.items[at];
    if (!item) return;
    const before = beforeCaret();
    const next = take(item, before, box.value.slice(before.length), params());
    close();
    go(next);
  }

  box.addEventListener('input', (event) => {
    if (!(event as InputEvent).isComposing) askSoon();
  });
  // The input method shows a list of its own; only what has been chosen from it is asked about.
  box.addEventListener('compositionstart', close);
  box.addEventListener('compositionend', askSoon);
  box.addEventListener('blur', close);
  box.form?.addEventListener('submit', close);
  window.addEventListener('popstate', close);

  // On the box itself, ahead of the keys of the page: while the list is open they belong to it.
  box.addEventListener('keydown', (event) => {
    if (state.items.length === 0 || !isPlain(event)) return;
    if (event.key === 'ArrowDown') dispatch({ kind: 'moved', step: 1 });
    else if (event.key === 'ArrowUp') dispatch({ kind: 'moved', step: -1 });
    else if (event.key === 'Escape') close();
    else if (event.key === 'Enter' && state.active >= 0) choose(state.active);
    else return;
    event.preventDefault();
    event.stopPropagation();
  });

  close();
  // The box keeps the focus, or its blur would close the list before the click arrives.
  place.addEventListener('mousedown', (event) => event.preventDefault());
  place.addEventListener('click', (event) => {
    const option = (event.target as Element).closest<HTMLElement>('[data-at]');
    if (option) choose(Number(option.dataset['at']));
  });
}
