/**
 * Matches over time as columns to drag over. The drawing is for eyes and pointers alone: two sliders
 * are the same choice for the keyboard, and a table says the same to whoever cannot see it. All is
 * drawn with attributes of an SVG, because a strict policy for content allows no inline style.
 */
import type { Messages } from '../i18n.ts';
import { html, type Content } from '../html.ts';
import { change, pageUrl, toggle, type Params } from '../params.ts';
import type { State } from '../state.ts';
import { allYears, barsOf, chosen, coverageUrl, frameOf, intervalOf, rate, within, type Bar } from '../timeline.ts';
import { comparison, legend } from './comparison.ts';
import { nothingHeld, table } from './timeline-table.ts';

const WIDTH = 10;
/** Fewer columns than this are drawn narrower. */
const SLABS = 8;
/** Labels below the columns at most, or they would run into each other on a phone. */
const LABELS = 9;

export function timeline(state: State, m: Messages): Content {
  const { trend } = state;
  const bars = trend === null ? [] : barsOf(trend);
  if (trend === null || bars.length === 0) return state.trendFailed && html`<p class="timeline timeline-late">${m.timeline.late}</p>`;
  const { params, versus } = trend;
  const { rates } = state.shown;
  const value = (count: number, { paragraphs }: Bar): number => (rates ? rate(count, paragraphs) : count);
  const say = (count: number, bar: Bar): string => (rates ? m.timeline.rated(value(count, bar)) : m.paragraphs(count));
  const most = bars.reduce((top, bar) => Math.max(top, value(bar.count, bar), value(bar.versus, bar)), 0);
  const picked = state.brush ?? chosen(bars, params);
  const url = (bar: Bar): string => pageUrl(within(state.params, bar.key));

  // A few columns over the whole width would be slabs.
  const slim = Math.min(1, bars.length / SLABS);
  const column = (count: number, bar: Bar, name: string, x: number, width: number): Content => {
    const height = count === 0 ? 0 : Math.max(2, (value(count, bar) / most) * 96);
    return height > 0 && html`<rect class=${name} x=${x} y=${100 - height} width=${width} height=${height} />`;
  };
  const slot = (bar: Bar, i: number): Content => {
    const out = picked !== null && (i < picked[0] || i > picked[1]);
    const x = i * WIDTH;
    const title = `${m.time(bar.key)} ${bar.paragraphs === 0 ? nothingHeld(params, m) : say(bar.count, bar)}${versus ? ` / ${say(bar.versus, bar)}` : ''}`;
    return html`
      <a key=${bar.key} href=${url(bar)} tabindex="-1" class=${out ? 'out' : undefined}>
        <title>${title}</title>
        ${bar.paragraphs === 0 && html`<rect x=${x} width=${WIDTH} height="100" fill="url(#blank)" />`}
        <rect class="slot" x=${x} width=${WIDTH} height="100" />
        ${versus
          ? [column(bar.count, bar, 'column', x + 5 - 4 * slim, 4 * slim), column(bar.versus, bar, 'column column-versus', x + 5, 4 * slim)]
          : column(bar.count, bar, 'column', x + 5 - 3 * slim, 6 * slim)}
      </a>`;
  };
  const step = Math.ceil(bars.length / (frameOf(params)?.length === 4 ? 12 : LABELS));
  const peak = bars.find((bar) => most > 0 && Math.max(value(bar.count, bar), value(bar.versus, bar)) === most);

  return html`
    <section class=${state.trendFailed ? 'timeline timeline-old' : 'timeline'} aria-labelledby="timeline">
      <div class="timeline-head">
        <h2 id="timeline">${m.timeline.heading[intervalOf(params)]}</h2>
        ${steps(params, m)}
        ${state.brush
          ? html`<p class="timeline-top">${under(state.brush, bars, m)}</p>`
          : peak && html`<p class="timeline-top">${m.timeline.top(m.time(peak.key), say(Math.max(peak.count, peak.versus), peak))}</p>`}
        ${state.shown.q.trim() !== '' && scale(state.params, m)}
      </div>
      ${state.trendFailed && html`<p class="timeline-late">${m.timeline.old}</p>`}
      ${versus && legend(trend, m)}
      <div class="chart">
        <svg viewBox=${`0 0 ${bars.length * WIDTH} 100`} preserveAspectRatio="none" data-brush=${bars.length} aria-hidden="true">
          ${blankPaper()}
          ${picked && html`<rect class="chosen" x=${picked[0] * WIDTH} width=${(picked[1] - picked[0] + 1) * WIDTH} height="100" />`}
          ${bars.map(slot)}
          ${picked && [picked[0], picked[1] + 1].map((at, i) => html`<line class=${`edge edge-${i}`} x1=${at * WIDTH} x2=${at * WIDTH} y1="0" y2="100" />`)}
        </svg>
        ${bars.length > 1 && [0, 1].map((edge) => {
          const at = picked?.[edge] ?? (edge === 0 ? 0 : bars.length - 1);
          const bar = bars[at];
          return html`<input key=${edge} class=${`slider slider-${edge}`} type="range" min="0" max=${bars.length - 1} value=${at} data-edge=${edge}
            aria-label=${edge === 0 ? m.timeline.from : m.timeline.to} aria-valuetext=${bar ? `${m.time(bar.key)}` : ''} autocomplete="off" />`;
        })}
        <ol class=${bars.length / step > LABELS ? 'ticks ticks-many' : 'ticks'} aria-hidden="true">${bars.map((bar, i) => html`<li key=${bar.key}>${i % step === 0 && html`<span>${m.tick(bar.key)}</span>`}</li>`)}</ol>
      </div>
      <p class="chart-help">${m.timeline.help}</p>
      <div class="timeline-foot">
        ${bars.some(({ paragraphs }) => paragraphs === 0) && html`
          <a class="blank-key" href=${coverageUrl(params)}><svg viewBox="0 4 10 20" preserveAspectRatio="none" aria-hidden="true"><rect width="10" height="24" fill="url(#blank)" /></svg>${nothingHeld(params, m)}</a>`}
        ${undated(state, m)}
        <details class="as-table">
          <summary>${m.timeline.table}</summary>
          ${table(bars, trend, url, m)}
        </details>
        ${state.shown.q.trim() !== '' && comparison(state.params, m)}
      </div>
    </section>`;
}

/** What letting go would choose. */
function under([first, last]: readonly [number, number], bars: readonly Bar[], m: Messages): string {
  const chosen = bars.slice(first, last + 1);
  const names = [...new Set([chosen[0], chosen.at(-1)].map((bar) => (bar === undefined ? '' : m.time(bar.key))))];
  return `${names.join(' – ')} ${m.paragraphs(chosen.reduce((sum, { count }) => sum + count, 0))}`;
}

/** The way back: all years › the year › the month. */
function steps(params: Params, m: Messages): Content {
  const frame = frameOf(params);
  if (frame === null) return chosenDates(params) && html`<p class="steps"><a href=${pageUrl(allYears(params))}>${m.timeline.allYears}</a></p>`;
  const outer = frame.length === 7 ? frame.slice(0, 4) : null;
  return html`
    <p class="steps">
      <a href=${pageUrl(allYears(params))}>${m.timeline.allYears}</a>
      ${outer && html` <span aria-hidden="true">›</span> <a href=${pageUrl(within(params, outer))}>${m.time(outer)}</a>`}
      ${' '}<span aria-hidden="true">›</span> <a href=${pageUrl(within(params, frame))}>${m.time(frame)}</a>
    </p>`;
}

/**
 * Where there is nothing to find words in: ruled, like paper nobody wrote on. The lines run along the axis
 * that the drawing is stretched in, so they look the same at any width.
 */
const blankPaper = (): Content => html`
  <defs><pattern id="blank" width="10" height="8" patternUnits="userSpaceOnUse"><rect class="rule" y="7" width="10" height="1" /></pattern></defs>`;

const chosenDates = ({ from, to, only }: Params): boolean => from !== null || to !== null || only.year.length > 0;

function scale(params: Params, m: Messages): Content {
  const choice = (rates: boolean, text: string): Content => html`<a href=${pageUrl({ ...params, rates })} aria-current=${params.rates === rates ? 'true' : undefined}>${text}</a>`;
  return html`<nav class="sort scale" aria-label=${m.timeline.scale}>${choice(false, m.timeline.counts)}${choice(true, m.timeline.rates)}</nav>`;
}

/** What has no year is a value that can be chosen; what has no month or day is only told. */
function undated({ trend, params }: State, m: Messages): Content {
  const none = trend?.buckets.find(({ key }) => key === null);
  if (!trend || !none || none.count === 0) return null;
  if (frameOf(trend.params) !== null) return html`<p class="coarse">${m.timeline.coarse(none.count)}</p>`;
  const on = params.only.year.includes(null);
  const url = pageUrl(on ? change(params, { only: { ...params.only, year: [] } }) : toggle(allYears(params), 'only', 'year', null));
  return html`<a class="undated" href=${url} aria-current=${on ? 'true' : undefined}>${m.timeline.undated(none.count)}</a>`;
}
