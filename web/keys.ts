/** Keys that work on every page: `/` to the box, Esc to clear, arrows through the hits. */

/**
 * A key that belongs to an input method. Safari sends the Enter that ends a composition after
 * `compositionend`, without `isComposing`; only the key code 229 tells it then.
 */
const isComposing = (event: KeyboardEvent): boolean => event.isComposing || event.keyCode === 229;

/** A key that means something to a page: neither part of a composition nor a shortcut of the browser. */
export const isPlain = (event: KeyboardEvent): boolean =>
  !(isComposing(event) || event.ctrlKey || event.metaKey || event.altKey);

const OFF = 'xunbao.keys';

/** Keys of one letter can be switched off: who speaks to a computer, or slips on its keys, sets them off unawares (WCAG 2.1.4). */
export function lettersOn(): boolean {
  try {
    return localStorage.getItem(OFF) !== 'off';
  } catch {
    return true;
  }
}

const showSwitch = (): void => document.querySelector('[data-keys]')?.setAttribute('aria-pressed', String(lettersOn()));

function startSwitch(): void {
  showSwitch();
  document.addEventListener('click', (event) => {
    if (!(event.target as Element).closest('[data-keys]')) return;
    try {
      localStorage.setItem(OFF, lettersOn() ? 'off' : 'on');
    } catch {
      // Nothing can be kept here; the keys stay on.
    }
    showSwitch();
  });
}

export const searchBox = (): HTMLInputElement | null => document.querySelector<HTMLInputElement>('#q');

const isField = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(?:INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

export function startKeys(): void {
  startSwitch();
  // The Enter that chooses a word must not send the form, nor the Esc that drops one empty the box.
  document.addEventListener('keydown', (event) => {
    if (event.target !== searchBox()) return;
    if ((event.key === 'Enter' || event.key === 'Escape') && isComposing(event)) event.preventDefault();
  }, { capture: true });

  document.addEventListener('keydown', (event) => {
    if (!isPlain(event)) return;
    const box = searchBox();
    if (event.key === '/' && !isField(event.target) && lettersOn()) {
      event.preventDefault();
      box?.focus();
      box?.select();
    } else if (event.key === 'Escape' && box && event.target === box) {
      event.preventDefault();
      if (box.value === '') box.blur();
      else setText(box, '');
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      if (moveThroughHits(event.key === 'ArrowDown' ? 1 : -1, event.target)) event.preventDefault();
    }
  });
}

/** As if typed: whoever listens for input hears of it. */
function setText(box: HTMLInputElement, text: string): void {
  box.value = text;
  box.dispatchEvent(new InputEvent('input', { bubbles: true }));
}

/** From the box or from a hit; anywhere else the arrows keep scrolling the page. */
function moveThroughHits(step: 1 | -1, from: EventTarget | null): boolean {
  const box = searchBox();
  // What is folded away has a place on the page all the same, but takes no focus.
  const hits = [...document.querySelectorAll<HTMLElement>('a[data-hit]')].filter((hit) => !hit.closest('details:not([open])'));
  const at = hits.findIndex((hit) => hit === from);
  if (at < 0 && from !== box) return false;
  const next = at + step;
  if (at < 0 && step < 0) return false;
  if (next < 0) box?.focus();
  else hits[next]?.focus();
  return true;
}
