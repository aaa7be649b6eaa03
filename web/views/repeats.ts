/** The same article in other places: folded under a result, and listed beside the article. */
import type { RepeatJson, SearchJson } from '../../src/server/schema.ts';
import { html, type Content } from '../html.ts';
import type { Messages } from '../i18n.ts';
import { change, pageUrl, type Params } from '../params.ts';
import { fold } from './fold.ts';
import { when } from './text.ts';

const list = (repeats: readonly RepeatJson[], m: Messages, beside: (repeat: RepeatJson) => Content = () => null): Content => html`
  <ol class="repeats-list">${repeats.map((repeat) => html`
    <li key=${repeat.id}>
      <a href=${repeat.url}><span class="more-place">${when(repeat, m)}</span> <span class="repeat-title" lang="zh-Hans">${repeat.title ?? m.untitled}</span></a>
      <span class="repeat-place" lang="zh-Hans">${[repeat.paper, repeat.page === null ? null : m.pageOf(repeat.page)].filter((part) => part !== null).join(' ')}</span>
      ${beside(repeat)}
    </li>`)}</ol>`;

/** Under a result; nothing when the article stands alone or nothing is folded. */
export const foldedRepeats = (repeats: readonly RepeatJson[] | undefined, m: Messages): Content =>
  repeats !== undefined && repeats.length > 0 && html`
    <details class="more repeats">
      <summary>${m.repeated(repeats.length)}</summary>
      ${list(repeats, m)}
    </details>`;

/** Below the article; `note` says what is inside while it is folded, `beside` is what else there is to say of each. */
export const articleRepeats = (repeats: readonly RepeatJson[], heading: string, note: string, m: Messages, beside?: (repeat: RepeatJson) => Content): Content =>
  repeats.length > 0 && html`
    <section class="repeats" aria-labelledby="repeats-heading">
      ${fold({ id: 'repeats-heading', heading, note, room: 'column', content: list(repeats, m, beside) })}
    </section>`;

/** The switch, where there is something to fold or to unfold. */
export function foldSwitch({ hits }: SearchJson, params: Params, m: Messages): Content {
  const toggled = pageUrl(change(params, { fold: !params.fold }));
  if (!params.fold) return html`<p class="fold-switch"><a href=${toggled}>${m.foldAgain}</a></p>`;
  return hits.some(({ repeats = [] }) => repeats.length > 0) && html`<p class="fold-switch">${m.folded} <a href=${toggled}>${m.unfold}</a></p>`;
}
