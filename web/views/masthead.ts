import { LANG_LABELS, LANG_TAGS, LANGS, type Lang } from '../languages.ts';
import type { Messages } from '../i18n.ts';
import { html, type Content } from '../html.ts';
import { FACETS, fromValue, MOST_TYPED, type Params } from '../params.ts';

/** Id of the form that every control of a search belongs to, wherever on the page it stands. */
export const FORM = 'search-form';

interface Masthead {
  readonly m: Messages;
  readonly mark: string;
  /** What stands in the box. */
  readonly text: string;
  /** The search that the form goes on from; `null` starts a new one. */
  readonly params: Params | null;
  /** As on a front page, with the name large. */
  readonly large: boolean;
  readonly lang: Lang;
  /** Path of this page, to be had in the other languages. */
  readonly here: string;
}

export function masthead({ m, mark, text, params, large, lang, here }: Masthead): Content {
  return html`
    <header class=${large ? 'masthead masthead-large' : 'masthead'}>
      <div class="masthead-inner">
        <a class="brand" href="/">
          <img src=${mark} alt="" width="40" height="40" />
          <span class="brand-name" lang="zh-Hans">${m.name}</span>
          <span class="brand-tagline">${m.tagline}</span>
        </a>
        <form id=${FORM} class="search" role="search" action="/" method="get">
          <label class="visually-hidden" for="q">${m.searchLabel}</label>
          <span class="field">
            <input id="q" name="q" type="search" value=${text} placeholder=${m.placeholder} aria-describedby="q-keys"
              autocomplete="off" autocapitalize="off" spellcheck=${false} enterkeyhint="search" maxlength=${MOST_TYPED} />
            <kbd class="key-hint" aria-hidden="true">/</kbd>
          </span>
          <span id="q-keys" class="visually-hidden">${m.keys}</span>
          <button type="submit">${m.submit}</button>
          ${params && hiddenInputs(params)}
          <p class="cut-note" aria-live="polite"></p>
          <div class="suggest"></div>
        </form>
        <p class="langs">${LANGS.filter((other) => other !== lang).map((other) => html`
          <a class="lang" key=${other} href=${`${here}${here.includes('?') ? '&' : '?'}lang=${other}`} lang=${LANG_TAGS[other]} hreflang=${LANG_TAGS[other]}>${LANG_LABELS[other]}</a>`)}</p>
      </div>
    </header>`;
}

/** What the form keeps without a control of its own: a submit without JavaScript must not lose it. */
function hiddenInputs(params: Params): Content {
  const excluded = FACETS.flatMap((facet) => params.not[facet].map((value) => [`not.${facet}`, fromValue(value)] as const));
  const kept = [...excluded, ['sort', params.sort], ['size', params.size], ['synonyms', params.synonyms ? null : 'off'], ['fold', params.fold ? null : 'off'], ['rates', params.rates ? 'on' : null]] as const;
  return kept
    .filter(([, value]) => value !== null)
    .map(([name, value]) => html`<input type="hidden" name=${name} value=${String(value)} key=${name + String(value)} />`);
}
