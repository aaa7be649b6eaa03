/** A page for what is not there or cannot be shown. */
import { MESSAGES, type Lang } from '../i18n.ts';
import { html, type Content } from '../html.ts';
import { SERVER_MESSAGES } from '../i18n-server.ts';
import { NO_PARAMS, pageUrl } from '../params.ts';
import { isPassing, type Problem } from '../state.ts';
import { footer } from './footer.ts';
import { masthead } from './masthead.ts';
import { explain } from './notices.ts';

interface ErrorView {
  readonly problem: Problem;
  readonly lang: Lang;
  readonly mark: string;
  readonly path: string;
  /** Words of a text that was cited at this address, `''` when none was. */
  readonly cited: string;
}

export function errorPage({ problem, lang, mark, path, cited }: ErrorView): Content {
  const m = MESSAGES[lang];
  const { title, detail } = explain(problem, m);
  return html`
    <div class="page">
      <a class="skip" href="#results">${m.skip}</a>
      ${masthead({ m, mark, text: '', params: NO_PARAMS, large: false, lang, here: path })}
      <main id="results" tabindex="-1" class="lost">
        <h1>${title}</h1>
        <p>${detail}</p>
        ${cited !== '' && html`<p><a href=${pageUrl({ ...NO_PARAMS, q: `"${cited}"` })}>${SERVER_MESSAGES[lang].cite.seek(cited)}</a></p>`}
        <p class="actions">
          ${isPassing(problem) && html`<a class="button" href=${path}>${m.problem.retry}</a>`}
          <a class=${isPassing(problem) ? undefined : 'button'} href="/">${m.problem.home}</a>
        </p>
      </main>
      ${footer(m)}
    </div>`;
}
