import { html, type Content } from '../html.ts';
import type { Messages } from '../i18n.ts';

export const footer = (m: Messages): Content => html`
  <footer class="colophon">
    <p><span class="brand-name" lang="zh-Hans">${m.name}</span> ${m.tagline}</p>
    <p class="colophon-links">${m.footer} <button type="button" class="scripted" data-keys aria-pressed="true">${m.letterKeys}</button> <a href="/clippings">${m.clippings}</a> <a href="/coverage">${m.calendar}</a> <a href="/docs">${m.docs}</a></p>
  </footer>`;
