import type { Messages } from '../i18n.ts';
import { html, type Content } from '../html.ts';
import { fragment, type Suggestion, type Suggestions } from '../suggestions.ts';

export const LIST = 'suggestions';
export const optionId = (at: number): string => `suggestion-${at}`;

export function suggestionList({ items, active, typed }: Suggestions, m: Messages): Content {
  const kinds = { ...m.kinds, ...m.facets };
  const word = fragment(typed ?? '').toLowerCase();
  return items.length > 0 && html`
    <ul id=${LIST} role="listbox" aria-label=${m.suggestions}>
      ${items.map((item, i) => html`
        <li id=${optionId(i)} key=${item.kind + item.text} role="option" aria-selected=${String(i === active)} data-at=${i}>
          <span class="suggestion-text" lang="zh-Hans">${emphasized(item, word)}</span>
          <span class="suggestion-kind">${kinds[item.kind]}</span>
          <span class="suggestion-count">${m.number(item.count)}</span>
        </li>`)}
    </ul>`;
}

/** What was typed stands out from what completes it. */
function emphasized({ text }: Suggestion, word: string): Content[] {
  const at = text.toLowerCase().indexOf(word);
  if (at < 0) return [text];
  const end = at + word.length;
  return [text.slice(0, at), html`<b>${text.slice(at, end)}</b>`, text.slice(end)];
}
