/** The filters as a sheet on small screens: focus goes in, stays in, and comes back. */

/** `root` may be rendered anew at any time: elements are looked up when they are needed. */
export function startSheet(root: Element, setOpen: (open: boolean) => void): void {
  const sheet = (): HTMLElement | null => root.querySelector('#filters');
  let isOpen = false;

  function toggle(open: boolean): void {
    isOpen = open;
    setOpen(open);
    document.documentElement.classList.toggle('sheet-open', open);
    const focus = open ? sheet()?.querySelector<HTMLElement>('.close-filters') : root.querySelector<HTMLElement>('.open-filters');
    focus?.focus();
  }

  root.addEventListener('click', (event) => {
    const link = (event.target as Element).closest('.open-filters, .close-filters, .filters .show');
    if (!link) return;
    event.preventDefault();
    toggle(link.matches('.open-filters'));
  });

  document.addEventListener('keydown', (event) => {
    if (!isOpen) return;
    if (event.key === 'Escape') toggle(false);
    if (event.key === 'Tab') keepInside(event);
  });

  function keepInside(event: KeyboardEvent): void {
    const stops = [...(sheet()?.querySelectorAll<HTMLElement>('a, input, button, summary') ?? [])].filter((el) => el.getClientRects().length > 0 && !el.closest('details:not([open]) > :not(summary)'));
    const [first, last] = [stops[0], stops.at(-1)];
    const outside = !sheet()?.contains(document.activeElement);
    const edge = event.shiftKey ? first : last;
    if (!outside && document.activeElement !== edge) return;
    event.preventDefault();
    (event.shiftKey ? last : first)?.focus();
  }

  // A wide window shows the filters beside the results; a sheet left open would trap the keys.
  matchMedia('(min-width: 60rem)').addEventListener('change', (query) => {
    if (query.matches && isOpen) toggle(false);
  });
}
