/** Text that the search box has no room for is cut off by the browser without a word; here is the word. */
import { langOfTag, MESSAGES } from './i18n.ts';
import { searchBox } from './keys.ts';
import { MOST_TYPED } from './params.ts';

export function startLimit(): void {
  const box = searchBox();
  const note = document.querySelector('.cut-note');
  if (!box || !note) return;
  const m = MESSAGES[langOfTag(document.documentElement.lang)];
  let offered = 0;
  box.addEventListener('beforeinput', ({ inputType, data }) => {
    const brought = inputType === 'insertFromPaste' || inputType === 'insertFromDrop';
    const chosen = (box.selectionEnd ?? 0) - (box.selectionStart ?? 0);
    offered = brought ? box.value.length - chosen + (data?.length ?? 0) : 0;
  });
  box.addEventListener('input', () => {
    note.textContent = offered > MOST_TYPED ? m.cut(offered - box.value.length) : '';
    offered = 0;
  });
}
