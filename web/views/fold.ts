/**
 * What stands open where there is room and folds away where there is none. The server does not know the
 * width of the screen, so both are there and the style sheet takes one; without a script too.
 */
import { html, type Content } from '../html.ts';

interface Fold {
  /** Of the heading, so that a region can be named by it. */
  readonly id: string;
  readonly heading: string;
  /** What the folded part promises, beside the heading. */
  readonly note: string;
  /** `margin`: opens only where the page has a margin to stand in; `column`: on anything wider than a phone. */
  readonly room: 'margin' | 'column';
  readonly content: Content;
}

export const fold = ({ id, heading, note, room, content }: Fold): Content => html`
  <div class=${`fold fold-${room}`}>
    <h2 id=${id}>${heading}</h2>
    <details>
      <summary>${heading} <span class="fold-note">${note}</span></summary>
      ${content}
    </details>
  </div>`;
