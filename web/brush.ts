/** Dragging over the histogram, by pointer or finger, and its sliders, by keyboard. */
type Range = readonly [first: number, last: number];

interface Brush {
  /** Bars under way of being chosen; `null` when the choice was given up. */
  show(range: Range | null): void;
  choose(range: Range): void;
}

/** A slider that is still being moved has not chosen yet. */
const REST_MS = 500;

const barAt = (chart: SVGElement, x: number): number => {
  const { left, width } = chart.getBoundingClientRect();
  const bars = Number(chart.dataset['brush']);
  return Math.min(bars - 1, Math.max(0, Math.floor(((x - left) / width) * bars)));
};

export function startBrush(root: Element, { show, choose }: Brush): void {
  let drag: { readonly chart: SVGElement; readonly start: number; moved: Range | null } | null = null;
  let resting = 0;

  root.addEventListener('pointerdown', (event) => {
    const { target, button, clientX } = event as PointerEvent;
    const chart = (target as Element).closest<SVGElement>('[data-brush]');
    if (chart && button === 0) drag = { chart, start: barAt(chart, clientX), moved: null };
  });
  root.addEventListener('pointermove', (event) => {
    if (!drag) return;
    const { clientX, pointerId } = event as PointerEvent;
    const at = barAt(drag.chart, clientX);
    if (at === drag.start && !drag.moved) return;
    // From the second bar on it is no click; and the finger may leave the chart.
    if (!drag.moved) drag.chart.setPointerCapture(pointerId);
    drag.moved = [Math.min(at, drag.start), Math.max(at, drag.start)];
    show(drag.moved);
  });
  const end = (chosen: boolean) => () => {
    const range = drag?.moved;
    drag = null;
    if (!range) return;
    if (chosen) choose(range);
    else show(null);
  };
  root.addEventListener('pointerup', end(true));
  root.addEventListener('pointercancel', end(false));
  // The links of the bars must not be carried away.
  root.addEventListener('dragstart', (event) => {
    if ((event.target as Element).closest('[data-brush]')) event.preventDefault();
  });

  root.addEventListener('input', (event) => {
    const { dataset, parentElement } = event.target as HTMLElement;
    if (dataset['edge'] === undefined) return;
    const [first = 0, last = 0] = [...(parentElement?.querySelectorAll<HTMLInputElement>('[data-edge]') ?? [])].map(({ value }) => Number(value));
    // An end moved past the other takes it along.
    const range: Range = dataset['edge'] === '0' ? [first, Math.max(first, last)] : [Math.min(first, last), last];
    show(range);
    clearTimeout(resting);
    resting = window.setTimeout(() => choose(range), REST_MS);
  });
}
