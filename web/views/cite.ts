/** Citing: the styles of a reference, ready to be taken, and what became of a text that was cited. */
import type { CiteCheck } from '../../src/server/cite.ts';
import { bibtex, ris } from '../cite/records.ts';
import type { Reference } from '../cite/reference.ts';
import { chicago, gbt7714 } from '../cite/styles.ts';
import { html, type Content } from '../html.ts';
import type { Messages } from '../i18n.ts';
import type { ServerMessages } from '../i18n-server.ts';
import { NO_PARAMS, pageUrl } from '../params.ts';

export function citePanel(reference: Reference, words: ServerMessages): Content {
  const api = (format: string): string => `/api/articles/${reference.id}/citation?format=${format}`;
  const styles = [
    ['GB/T 7714', gbt7714(reference), null],
    ['Chicago', chicago(reference), null],
    ['BibTeX', bibtex(reference), api('bibtex')],
    ['RIS', ris(reference).replaceAll('\r\n', '\n'), api('ris')],
  ] as const;
  return html`
    <section class="cite" aria-labelledby="cite-heading">
      <h2 id="cite-heading">${words.cite.heading}<span class="cite-place" data-cite-place></span></h2>
      ${styles.map(([name, text, file], i) => html`
        <details name="cite" open=${i === 0} key=${name}>
          <summary>${name}</summary>
          <pre data-reference lang="zh-Hans" tabindex="0" aria-label=${name}>${text.replace(/\n$/u, '')}</pre>
          <p class="cite-acts">
            <button type="button" class="scripted" data-take aria-label=${words.cite.take(name)}>${words.cite.copy}</button>
            ${file !== null && html`<a href=${file} download data-file aria-label=${words.cite.save(name)}>${words.cite.download}</a>`}
          </p>
        </details>`)}
    </section>`;
}

/** Said where the reader arrives: before the cited paragraph, or above the text when that place is gone. */
export function citeNotice(check: CiteCheck, m: Messages, words: ServerMessages): Content {
  const { kind, cited } = check;
  const said = words.cite[kind];
  const there = kind === 'gone' || check.ordinal === cited ? null : html` <a href=${`#p${check.ordinal}`}>${m.ordinal(check.ordinal)}</a>`;
  return html`
    <aside class=${`cite-notice cite-${kind}`} id="cited" aria-label=${words.cite.check} lang=${words.tag}>
      <p><b>${words.cite.check}</b> ${said}${there}${kind === 'changed' && check.gone > 0 && html` ${words.cite.lost(check.gone)}`}</p>
      ${kind === 'gone' && check.words !== '' && html`
        <p><a href=${pageUrl({ ...NO_PARAMS, q: `"${check.words}"` })}>${words.cite.seek(check.words)}</a></p>`}
    </aside>`;
}
