/** The article page in the browser: n and p through the hits, links and quotations to take along, the way back. */
import { citeUrl } from './article-url.ts';
import type { Reference } from './cite/reference.ts';
import { quotation } from './cite/styles.ts';
import { copyText } from './clipboard.ts';
import { startCombobox } from './combobox.ts';
import { langOfTag, MESSAGES } from './i18n.ts';
import { clippings, localBox, type Clipping } from './keep.ts';
import { isPlain, lettersOn } from './keys.ts';
import { NO_PARAMS, pageUrl } from './params.ts';

export function startArticlePage(): void {
  const lang = langOfTag(document.documentElement.lang);
  const m = MESSAGES[lang];
  // Written by our own server into this very page.
  const reference = JSON.parse(document.querySelector('#seed')?.textContent ?? '{}') as Reference;
  const hits = [...document.querySelectorAll<HTMLElement>('.paragraph.hit')];
  const said = document.querySelector('#said');
  const place = document.querySelector('[data-cite-place]');
  const forms = [...document.querySelectorAll<HTMLElement>('[data-reference]')].map((el) => ({ el, text: el.textContent }));
  const acts = document.querySelector<HTMLTemplateElement>('#acts');
  let at = -1;
  const kept = clippings(localBox());
  showKept();
  addEventListener('storage', showKept);
  arrive();
  // The browser goes to the address's place when all is loaded, whatever was in view before.
  addEventListener('load', () => setTimeout(arrive));
  startCombobox(m, () => NO_PARAMS, (params) => location.assign(pageUrl(params)));
  // A search inside the article begins at the first place it found.
  if (location.hash === '' && new URLSearchParams(location.search).get('find')) move(1);

  /** The paragraph the address points to is the one that is counted and cited. */
  function arrive(): void {
    at = hits.findIndex((hit) => `#${hit.id}` === location.hash);
    const counter = document.querySelector('[data-at]');
    if (counter && at >= 0) counter.textContent = m.article.hitCount(at + 1, hits.length);
    const target = document.querySelector<HTMLElement>('.paragraph:target');
    offer(target);
    showMark(target);
    if (place) place.textContent = target ? m.ordinal(Number(target.id.slice(1))) : '';
    for (const { el, text } of forms) el.textContent = text.replace(reference.url, urlOf(target));
    for (const file of document.querySelectorAll<HTMLAnchorElement>('[data-file]')) {
      const url = new URL(file.href);
      if (target) url.searchParams.set('p', target.id.slice(1));
      else url.searchParams.delete('p');
      file.href = url.href;
    }
  }

  /** A paragraph that is pointed to or chosen is given its buttons; for all of a long article they would outweigh the text. */
  function offer(p: HTMLElement | null): void {
    const tools = p?.querySelector('.paragraph-tools');
    if (!p || !tools || !acts || tools.querySelector('.paragraph-acts')) return;
    tools.append(acts.content.cloneNode(true));
    for (const button of tools.querySelectorAll('button')) button.ariaLabel = button.ariaLabel?.replace('{n}', p.id.slice(1)) ?? null;
    showKept();
  }

  function urlOf(p: HTMLElement | null): string {
    return p?.dataset['cite'] ? citeUrl(reference.url, p.dataset['cite'], p.id) : reference.url;
  }

  /** Before the first hit was reached, the next one is the next down the page, or behind the paragraph that was asked for. */
  function move(step: number): void {
    if (hits.length === 0) return;
    const asked = document.querySelector('.paragraph:target')?.getBoundingClientRect().top ?? 0;
    const top = asked < innerHeight ? Math.max(0, asked) : 0;
    const from = at >= 0 ? at : firstBelow(hits, top) - (step > 0 ? 1 : 0);
    const hit = hits[(from + step + hits.length) % hits.length];
    if (!hit) return;
    // Through the hash, so that `:target` marks the place and the address can be shared; replaced, so that Back leaves the article.
    location.replace(`#${hit.id}`);
    hit.focus({ preventScroll: true });
    arrive();
    if (said) said.textContent = m.article.hitCount(at + 1, hits.length);
  }

  document.addEventListener('keydown', (event) => {
    if (!isPlain(event) || event.target instanceof HTMLInputElement || !lettersOn()) return;
    if (event.key === 'n') move(1);
    if (event.key === 'p') move(-1);
  });

  document.addEventListener('click', (event) => {
    const target = event.target as Element;
    const stepLink = target.closest<HTMLElement>('[data-step]');
    const button = target.closest<HTMLElement>('[data-copy], [data-take]');
    const keeper = target.closest<HTMLElement>('[data-keep]');
    if (stepLink) {
      event.preventDefault();
      move(Number(stepLink.dataset['step']));
    } else if (button) {
      void copy(button);
    } else if (keeper) {
      const p = keeper.closest<HTMLElement>('.paragraph');
      const clipping = p && clippingOf(p);
      if (!clipping) return;
      const done = kept.has(clipping) ? kept.remove(clipping) : kept.put(clipping);
      tell(keeper, done ? '' : m.take.notKept);
      showKept();
    } else if (target.closest('[data-back]') && cameFromSearch()) {
      event.preventDefault();
      history.back();
    }
  });

  window.addEventListener('hashchange', arrive);
  for (const nearing of ['pointerover', 'focusin']) document.addEventListener(nearing, ({ target }) => offer((target as Element).closest<HTMLElement>('.paragraph')));

  const clippingOf = (p: HTMLElement): Clipping => ({
    reference: { ...reference, url: urlOf(p) },
    ordinal: Number(p.id.slice(1)),
    text: textOf(p),
    kept: new Date().toISOString(),
  });

  function showKept(): void {
    const mine = new Set(kept.read().filter((c) => c.reference.id === reference.id).map(({ ordinal }) => `p${ordinal}`));
    for (const p of document.querySelectorAll('[data-kept]')) p.removeAttribute('data-kept');
    for (const id of mine) document.getElementById(id)?.setAttribute('data-kept', '');
    for (const button of document.querySelectorAll('[data-keep]')) {
      const isKept = mine.has(button.closest('.paragraph')?.id ?? '');
      button.setAttribute('aria-pressed', String(isKept));
      button.textContent = isKept ? m.article.kept : m.article.keep;
    }
  }

  /** What a button takes: the reference beside it, a plain link to its paragraph, or the text with where it stands. */
  function wanted(button: HTMLElement): string {
    const p = button.closest<HTMLElement>('.paragraph');
    if (!p) return button.closest('details')?.querySelector('[data-reference]')?.textContent ?? '';
    if (button.dataset['copy'] === 'link') return `${reference.url}#${p.id}`;
    return quotation(selectedIn(p), { ...reference, url: urlOf(p) });
  }

  async function copy(button: HTMLElement): Promise<void> {
    tell(button, (await copyText(wanted(button))) ? m.article.copied : m.article.notCopied);
  }

  function tell(button: HTMLElement, text: string): void {
    if (text === '') return;
    if (said) said.textContent = text;
    button.dataset['said'] = text;
    setTimeout(() => {
      delete button.dataset['said'];
      if (said) said.textContent = '';
    }, 2000);
  }
}

/** Of elements in the order of the page, found by halving: to measure them all would lay out a whole long article. */
function firstBelow(elements: readonly Element[], top: number): number {
  let [low, high] = [0, elements.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((elements[middle]?.getBoundingClientRect().top ?? 0) > top) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** In a long paragraph the top may be in view and its mark far below. */
function showMark(target: Element | null): void {
  const mark = target?.querySelector('mark, ins');
  if (mark && mark.getBoundingClientRect().bottom > innerHeight - 80) mark.scrollIntoView({ block: 'center' });
}

/** What is selected of the paragraph, or all of it. */
function selectedIn(p: HTMLElement): string {
  const selection = getSelection();
  const body = bodyOf(p);
  const text = selection?.toString() ?? '';
  const inside = text.trim() !== '' && body?.contains(selection?.anchorNode ?? null) && body.contains(selection?.focusNode ?? null);
  return inside ? text : textOf(p);
}

const bodyOf = (p: HTMLElement): Element | null => p.querySelector('p, h2, .lines');
const textOf = (p: HTMLElement): string => bodyOf(p)?.textContent ?? '';

/** The results as they were left, place included, are one step back. */
function cameFromSearch(): boolean {
  if (document.referrer === '') return false;
  const from = new URL(document.referrer);
  return from.origin === location.origin && from.pathname === '/' && history.length > 1;
}
