/** The article page in the browser: n and p through the hits, links to paragraphs, the way back. */
import { MESSAGES, type Lang } from './i18n.ts';
import { startCombobox } from './combobox.ts';
import { isPlain } from './keys.ts';
import { NO_PARAMS, pageUrl } from './params.ts';

export function startArticlePage(): void {
  const lang: Lang = document.documentElement.lang === 'en' ? 'en' : 'zh';
  const m = MESSAGES[lang];
  const hits = [...document.querySelectorAll<HTMLElement>('.paragraph.hit')];
  const said = document.querySelector('#said');
  let at = hits.findIndex((hit) => `#${hit.id}` === location.hash);
  showPlace();
  startCombobox(m, () => NO_PARAMS, (params) => location.assign(pageUrl(params)));

  function showPlace(): void {
    const counter = document.querySelector('[data-at]');
    if (counter && at >= 0) counter.textContent = m.article.hitCount(at + 1, hits.length);
  }

  /** Before the first hit was reached, the next one is the next down the page. */
  function move(step: number): void {
    if (hits.length === 0) return;
    const from = at >= 0 ? at : hits.findIndex((hit) => hit.getBoundingClientRect().top > 0) - (step > 0 ? 1 : 0);
    at = (from + step + hits.length) % hits.length;
    const hit = hits[at];
    if (!hit) return;
    // Through the hash, so that `:target` marks the place and the address can be shared; replaced, so that Back leaves the article.
    location.replace(`#${hit.id}`);
    hit.focus({ preventScroll: true });
    showPlace();
  }

  document.addEventListener('keydown', (event) => {
    if (!isPlain(event) || event.target instanceof HTMLInputElement) return;
    if (event.key === 'n') move(1);
    if (event.key === 'p') move(-1);
  });

  document.addEventListener('click', (event) => {
    const target = event.target as Element;
    const stepLink = target.closest<HTMLElement>('[data-step]');
    const copy = target.closest<HTMLElement>('[data-copy]');
    const back = target.closest('[data-back]');
    if (stepLink) {
      event.preventDefault();
      move(Number(stepLink.dataset['step']));
    } else if (copy) {
      void copyLink(copy);
    } else if (back && cameFromSearch()) {
      event.preventDefault();
      history.back();
    }
  });

  window.addEventListener('hashchange', () => {
    at = hits.findIndex((hit) => `#${hit.id}` === location.hash);
    showPlace();
  });

  async function copyLink(button: HTMLElement): Promise<void> {
    const url = location.origin + location.pathname + (button.dataset['copy'] ?? '');
    const text = (await copyText(url)) ? m.article.copied : m.article.notCopied;
    if (said) said.textContent = text;
    button.dataset['said'] = text;
    setTimeout(() => {
      delete button.dataset['said'];
      if (said) said.textContent = '';
    }, 2000);
  }
}

/** The results as they were left, place included, are one step back. */
function cameFromSearch(): boolean {
  if (document.referrer === '') return false;
  const from = new URL(document.referrer);
  return from.origin === location.origin && from.pathname === '/' && history.length > 1;
}

/** The clipboard is there on secure origins only; an archive at home is often plain http. */
async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const area = document.createElement('textarea');
    area.value = text;
    area.className = 'visually-hidden';
    document.body.append(area);
    area.select();
    const done = document.execCommand('copy');
    area.remove();
    return done;
  }
}
