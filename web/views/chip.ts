import type { Messages } from '../i18n.ts';
import { html, type Content } from '../html.ts';

interface Chip {
  /** For the style sheet. */
  readonly kind: string;
  /** The search without it. */
  readonly href: string;
  readonly m: Messages;
  readonly facet?: string | undefined;
  readonly value: Content;
  /** Said quietly behind the value. */
  readonly note?: readonly Content[];
}

/** One condition of the search, and the link that takes it off. */
export const chip = ({ kind, href, m, facet, value, note }: Chip): Content => html`
  <a class=${`chip chip-${kind}`} href=${href}>
    <span class="visually-hidden">${m.remove('')}</span>
    ${facet && html`<span class="chip-facet">${facet}</span>`}
    <span class="chip-value">${value}</span>
    ${note?.map((part) => html`<span class="chip-note">${part}</span>`)}
    <span class="chip-x" aria-hidden="true">×</span>
  </a>`;
