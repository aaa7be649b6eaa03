/**
 * The search page in the browser. The views know nothing of this: every control is a link, a check
 * box or an input, and here are the listeners that turn what happens to them into a new URL.
 */
import { hydrate, render } from 'preact';
import { fetchSearch, fetchStats, fetchTrend } from './api.ts';
import { startBrush } from './brush.ts';
import { startCombobox } from './combobox.ts';
import { html } from './html.ts';
import { MESSAGES } from './i18n.ts';
import { searchBox } from './keys.ts';
import { localBox, searches } from './keep.ts';
import { activeFilters, change, FACETS, isFirstVisit, pageUrl, parseParams, toggle, type Facet, type Params } from './params.ts';
import { latestOnly } from './latest.ts';
import { findRelief } from './relief.ts';
import { startSheet } from './sheet.ts';
import { initialState, isPassing, reduce, type Action, type Seed } from './state.ts';
import { filterLabel } from './views/chips.ts';
import { barsOf, trendQuery, within } from './timeline.ts';
import { searchPage } from './views/search.ts';

/** Takes a burst of keys as one. No longer: there is one request at a time anyway, and an answer takes a few ms. */
const TYPING_MS = 8;
/** Browsers refuse more than some hundred changes of the address in half a minute. */
const ADDRESS_MS = 200;
/** A screen reader hears the count once, after the typing has come to rest. */
const ANNOUNCE_MS = 900;
/** The histogram follows when the typing pauses, so that no search has to wait for it. */
const CHART_MS = 120;
const CHART_RETRY_MS = 8000;
const RETRY_MS = [2000, 4000, 8000, 15_000, 30_000];

/** What a histogram depends on. */
const charted = (params: Params): string => `${trendQuery(params, params.q)}&vs=${params.vs ?? ''}`;

export function startSearchPage(): void {
  const root = document.querySelector('#app');
  const seed = document.querySelector('#seed')?.textContent;
  if (!root || !seed) return;
  // Written by our own server into this very page.
  let state = initialState(JSON.parse(seed) as Seed);
  const m = MESSAGES[state.lang];
  hydrate(html`${searchPage(state)}`, root);

  function dispatch(action: Action): void {
    state = reduce(state, action);
    const focused = document.activeElement;
    render(html`${searchPage(state)}`, root as Element);
    // What was chosen may be gone from the page; whoever goes by keyboard goes on at the results, not at the top.
    if (focused && !focused.isConnected) document.querySelector<HTMLElement>('#results')?.focus({ preventScroll: true });
  }

  // The URL that Back returns to; what typing replaces is not a step of its own.
  let step = pageUrl(state.params);
  let typing = 0;
  let addressing = 0;
  let announcing = 0;
  let charting = 0;
  let retrying = 0;
  let retries = 0;

  /** `submit` is a step from the last step, not from what typing has put in its place. */
  type History = 'push' | 'submit' | 'replace' | 'keep';

  function go(params: Params, mode: History): void {
    clearTimeout(typing);
    const url = pageUrl(params);
    if (mode === 'submit') history.replaceState(null, '', step);
    forgetAddress();
    if (mode === 'replace') addressing = window.setTimeout(settleAddress, ADDRESS_MS);
    else if (mode !== 'keep' && url !== step) history.pushState(null, '', url);
    if (mode !== 'replace') step = url;
    document.title = params.q.trim() === '' ? `${m.name} · ${m.tagline}` : `${params.q.trim()} · ${m.name}`;
    ask(params);
  }

  function forgetAddress(): void {
    clearTimeout(addressing);
    addressing = 0;
  }

  function settleAddress(): void {
    if (addressing === 0) return;
    forgetAddress();
    history.replaceState(null, '', pageUrl(state.params));
  }

  function ask(params: Params): void {
    clearTimeout(retrying);
    clearTimeout(charting);
    const request = state.request + 1;
    dispatch({ kind: 'asked', request, params });
    send({ request, params });
  }

  const send = latestOnly<{ request: number; params: Params }>(async ({ request, params }, { signal, isWanted }) => {
    const answer = await fetchSearch(params, signal);
    if (answer === null || !isWanted()) return;
    if (!answer.ok) {
      dispatch({ kind: 'failed', request, problem: answer.problem });
      if (isPassing(answer.problem)) retryLater(answer.retryAfterMs);
      return;
    }
    retries = 0;
    dispatch({ kind: 'answered', request, response: answer.response });
    announceLater();
    charting = window.setTimeout(() => chart(params), CHART_MS);
    const found = answer.response.total > 0;
    if (state.stats === null && (isFirstVisit(params) || !found)) {
      const stats = await fetchStats(signal);
      if (stats) dispatch({ kind: 'counted', stats });
    }
    if (!found) dispatch({ kind: 'relieved', request, relief: await findRelief(params, answer.response.query, m, { signal, isWanted }) });
  });

  const chart = latestOnly<Params>(async (params, { signal, isWanted }) => {
    const { trend } = state;
    // Another page or order of the same search is the same picture.
    const next = trend && charted(trend.params) === charted(params) ? { ...trend, params } : await fetchTrend(params, signal);
    if (!isWanted()) return;
    if (next !== 'failed') return dispatch({ kind: 'charted', trend: next });
    dispatch({ kind: 'uncharted' });
    charting = window.setTimeout(() => chart(params), CHART_RETRY_MS);
  });

  function retryLater(askedFor: number | null): void {
    const pause = askedFor ?? RETRY_MS[Math.min(retries, RETRY_MS.length - 1)];
    retries += 1;
    retrying = window.setTimeout(() => ask(state.params), pause);
  }

  function announceLater(): void {
    clearTimeout(announcing);
    announcing = window.setTimeout(() => {
      const { response, params } = state;
      if (!response || isFirstVisit(params)) return;
      const text = response.total === 0 ? m.nothing.heading : m.total(response.total, response.totalArticles, response.totalIsExact);
      if (text !== state.announcement) dispatch({ kind: 'announced', text });
    }, ANNOUNCE_MS);
  }

  const typed = (): Params => (state.draft.trim() === state.params.q.trim() ? state.params : change(state.params, { q: state.draft }));

  function searchSoon(): void {
    clearTimeout(typing);
    typing = window.setTimeout(() => {
      if (typed() !== state.params) go(typed(), 'replace');
    }, TYPING_MS);
  }

  root.addEventListener('input', (event) => {
    const input = event.target as HTMLInputElement;
    if (input === searchBox()) {
      dispatch({ kind: 'typed', text: input.value });
      // While composing, the box holds what is not yet chosen: `compositionend` searches.
      if ((event as InputEvent).isComposing) clearTimeout(typing);
      else searchSoon();
    } else if (input.dataset['narrow'] && !(event as InputEvent).isComposing) {
      dispatch({ kind: 'narrowed', facet: input.dataset['narrow'] as Facet, text: input.value });
    }
  });
  root.addEventListener('compositionstart', () => clearTimeout(typing));
  root.addEventListener('compositionend', (event) => {
    const input = event.target as HTMLInputElement;
    if (input === searchBox()) {
      dispatch({ kind: 'typed', text: input.value });
      searchSoon();
    } else if (input.dataset['narrow']) {
      dispatch({ kind: 'narrowed', facet: input.dataset['narrow'] as Facet, text: input.value });
    }
  });

  startBrush(root, {
    show: (brush) => dispatch({ kind: 'brushed', brush }),
    choose([first, last]) {
      const bars = state.trend === null ? [] : barsOf(state.trend);
      const [from, to] = [bars[first], bars[last]];
      if (from && to) go(within(typed(), from.key, to.key), 'push');
    },
  });

  root.addEventListener('change', (event) => {
    const input = event.target as HTMLInputElement;
    const facet = FACETS.find((name) => name === input.name);
    if (facet && input.type === 'checkbox') {
      go(toggle(typed(), 'only', facet, input.value === 'none' ? null : input.value), 'push');
    } else if (input.name === 'from' || input.name === 'to') {
      go(change(typed(), { [input.name]: input.value || null }), 'push');
    }
  });

  root.addEventListener('submit', (event) => {
    event.preventDefault();
    const other = root.querySelector<HTMLInputElement>('#vs')?.value.trim();
    submit(change(state.params, { q: state.draft, vs: other || null }));
  });
  startCombobox(m, () => state.params, submit);

  function submit(params: Params): void {
    go(params, 'submit');
    // On a phone the keyboard leaves the view to the results.
    if (matchMedia('(pointer: coarse)').matches) searchBox()?.blur();
  }

  root.addEventListener('click', (event) => {
    // Whatever the click leads to, Back must lead to what is in view now.
    settleAddress();
    const keeper = (event.target as Element).closest<HTMLElement>('[data-keep-search]');
    if (keeper) keep(keeper);
    const link = (event.target as Element).closest<HTMLAnchorElement>('a[href^="/"]');
    const click = event as MouseEvent;
    if (!link || click.defaultPrevented || click.button !== 0 || click.metaKey || click.ctrlKey || click.shiftKey || click.altKey) return;
    const url = new URL(link.href);
    // Another language is another page: the server renders it and remembers the choice.
    if (url.pathname !== '/' || link.matches('.lang')) return;
    event.preventDefault();
    const params = parseParams(url.searchParams);
    const paging = params.page !== state.params.page;
    if ('retry' in link.dataset) ask(state.params);
    else go(params, 'push');
    if (paging || isFirstVisit(params)) window.scrollTo({ top: 0 });
  });

  /** The search in view, named as its chips name it. */
  function keep(button: HTMLElement): void {
    const { params } = state;
    const label = [params.q.trim(), ...activeFilters(params).map((filter) => filterLabel(filter, m))].filter((part) => part !== '').join(' · ');
    const done = searches(localBox()).put({ url: pageUrl(change(params, {})), label: label || m.name, kept: new Date().toISOString() });
    const text = done ? m.take.kept : m.take.notKept;
    dispatch({ kind: 'announced', text });
    button.dataset['said'] = text;
    setTimeout(() => delete button.dataset['said'], 2000);
  }

  window.addEventListener('popstate', () => {
    const params = parseParams(new URLSearchParams(location.search));
    // A step within the page, to `#results` say, is none of the search.
    if (pageUrl(params) !== pageUrl(state.params)) go(params, 'keep');
  });
  window.addEventListener('online', () => {
    if (state.problem?.code === 'offline') ask(state.params);
  });
  // What was typed before the script arrived still counts.
  const box = searchBox();
  if (box && box.value !== state.draft) {
    dispatch({ kind: 'typed', text: box.value });
    searchSoon();
  }
  if (state.problem && isPassing(state.problem)) retryLater(null);
  if (state.response?.total === 0) ask(state.params);
  else if (state.trendFailed) chart(state.params);
  startSheet(root, (open) => dispatch({ kind: 'sheet', open }));
}
