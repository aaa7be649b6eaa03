/** The frame of the page of clippings; what is in it only the reader's own browser knows. */
import { html, type Content } from '../html.ts';
import { MESSAGES, type Lang } from '../i18n.ts';
import { CLIPPING_WORDS } from '../i18n-clippings.ts';
import { SERVER_MESSAGES } from '../i18n-server.ts';
import { NO_PARAMS } from '../params.ts';
import { footer } from './footer.ts';
import { masthead } from './masthead.ts';

export function clippingsPage({ lang, mark }: { readonly lang: Lang; readonly mark: string }): Content {
  const m = MESSAGES[lang];
  const words = CLIPPING_WORDS[lang];
  return html`
    <div class="page">
      <a class="skip" href="#clippings">${SERVER_MESSAGES[lang].skip}</a>
      ${masthead({ m, mark, text: '', params: NO_PARAMS, large: false, lang, here: '/clippings' })}
      <main id="clippings" class="kept" tabindex="-1">
        <h1>${words.title}</h1>
        <p class="kept-lead">${words.lead}</p>
        <noscript><p class="kept-none">${words.noScript}</p></noscript>
        <p class="kept-said" id="said" role="status" aria-live="polite"></p>
        <div id="kept"></div>
      </main>
      ${footer(m)}
    </div>`;
}
