/** The page of clippings: a script of its own, so that no other page carries it. Works without a connection. */
import { langOfTag } from './languages.ts';
import { collection, FORMATS, type CollectionFormat } from './cite/collection.ts';
import { quotation } from './cite/styles.ts';
import { copyText } from './clipboard.ts';
import { CLIPPING_WORDS } from './i18n-clippings.ts';
import { clippings, localBox, searches, type Clipping, type SavedSearch } from './keep.ts';

const words = CLIPPING_WORDS[langOfTag(document.documentElement.lang)];
const box = localBox();
const kept = { clippings: clippings(box), searches: searches(box) };
const root = document.querySelector('#kept');

type Attributes = Readonly<Record<string, string>>;
/** Text only ever becomes text: there is no way to markup here. */
function el(name: string, attributes: Attributes = {}, ...children: readonly (Node | string)[]): HTMLElement {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

function button(label: string, act: () => void, attributes: Attributes = {}): HTMLElement {
  const made = el('button', { type: 'button', ...attributes }, label);
  made.addEventListener('click', act);
  return made;
}

/** Says what was done, with a way back where there is one. */
function say(text: string, undo?: () => void): void {
  const said = document.querySelector('#said');
  said?.replaceChildren(text, ...(undo ? [' ', button(words.undo, () => { undo(); say(''); show(); })] : []));
}

function show(): void {
  const items = kept.clippings.read();
  const saved = kept.searches.read();
  root?.replaceChildren(
    el('section', { 'aria-labelledby': 'clippings-heading' },
      el('div', { class: 'kept-head' }, el('h2', { id: 'clippings-heading' }, words.clippings, count(items.length)), exports(items)),
      items.length === 0 ? el('p', { class: 'kept-none' }, words.none) : el('ol', { class: 'clippings' }, ...items.map(clipping))),
    el('section', { 'aria-labelledby': 'searches-heading' },
      el('div', { class: 'kept-head' }, el('h2', { id: 'searches-heading' }, words.searches, count(saved.length))),
      saved.length === 0 ? el('p', { class: 'kept-none' }, words.noSearches) : el('ol', { class: 'saved' }, ...saved.map(search))),
  );
}

const count = (n: number): HTMLElement => el('span', { class: 'kept-count' }, n === 0 ? '' : String(n));

function exports(items: readonly Clipping[]): HTMLElement {
  const buttons = FORMATS.map((format) => button(format, () => download(format, items), { 'aria-label': words.exportAs(format, items.length), class: 'export' }));
  return items.length === 0 ? el('span') : el('p', { class: 'exports' }, words.export, ...buttons);
}

function download(format: CollectionFormat, items: readonly Clipping[]): void {
  const { name, type, text } = collection(format, items);
  const url = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  const link = el('a', { href: url, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

function clipping(item: Clipping): HTMLElement {
  const { reference: r, text, ordinal } = item;
  const where = [r.authors.join('、'), r.paper ?? '', r.date ?? (r.year === null ? '' : String(r.year)), words.paragraph(ordinal), words.kept(item.kept.slice(0, 10))];
  return el('li', {},
    el('h3', { lang: 'zh-Hans' }, el('a', { href: r.url }, r.title ?? words.untitled)),
    el('blockquote', { lang: 'zh-Hans' }, el('p', {}, text)),
    el('p', { class: 'kept-meta' }, ...where.filter((part) => part !== '').map((part) => el('span', {}, part))),
    el('p', { class: 'kept-acts' },
      button(words.copy, () => void copyText(quotation(text, r)).then((done) => say(done ? words.copied : words.notCopied))),
      button(words.remove, () => { kept.clippings.remove(item); show(); say(words.removed, () => kept.clippings.put(item)); })));
}

function search(item: SavedSearch): HTMLElement {
  return el('li', {},
    el('a', { href: item.url, lang: 'zh-Hans' }, item.label),
    el('span', { class: 'kept-acts' }, button(words.remove, () => { kept.searches.remove(item); show(); say(words.removed, () => kept.searches.put(item)); })));
}

show();
// Kept in another tab meanwhile.
addEventListener('storage', show);
// Not on plain http and not in every browser; then the page only needs a connection to be opened.
void navigator.serviceWorker?.register('/clippings-worker.js', { scope: '/clippings' }).catch(() => undefined);
