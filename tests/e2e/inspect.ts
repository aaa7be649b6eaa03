/** What is wrong with a page as it stands, whatever page it is: each fault a line that names the element. */
import axe from 'axe-core';
import type { Page } from 'playwright-core';

/** WCAG 2.2 AA and what axe holds for good practice; the rules of 2.2 are off unless they are named. */
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

interface AxeResults {
  violations: { id: string; nodes: { html: string; failureSummary?: string }[] }[];
}

export const axeFaults = (page: Page): Promise<string[]> => runAxe(page, { type: 'tag', values: TAGS });

/** What of axe another colour scheme can change. */
export const contrastFaults = (page: Page): Promise<string[]> => runAxe(page, { type: 'rule', values: ['color-contrast', 'link-in-text-block'] });

async function runAxe(page: Page, runOnly: { type: 'tag' | 'rule'; values: string[] }): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  // Text, as tsx would put helpers into a function, which the browser does not have.
  const { violations } = (await page.evaluate(`axe.run({ runOnly: ${JSON.stringify(runOnly)}, resultTypes: ['violations'] })`)) as AxeResults;
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 160)} ${node.failureSummary ?? ''}`));
}

/**
 * Text that cannot be read whole: outside the window with no way to scroll there, or cut by a box that
 * does not say so with an ellipsis. Also a page that scrolls sideways.
 */
export const layoutFaults = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const faults: (readonly [fault: string, el: Element])[] = [];
    const root = document.documentElement;
    if (root.scrollWidth > root.clientWidth) {
      const wide = [...document.querySelectorAll('body *')].findLast((el) => el.getBoundingClientRect().right > root.clientWidth);
      faults.push([`scrolls sideways by ${root.scrollWidth - root.clientWidth} px`, wide ?? root]);
    }
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const el = node.parentElement;
      if (!el || !node.nodeValue?.trim() || el.closest('.visually-hidden, .skip, script, noscript, [hidden]') || !el.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true })) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      const box = range.getBoundingClientRect();
      if (box.width === 0) continue;
      let clip: Element | null = el;
      for (; clip !== null && clip !== root; clip = clip.parentElement) {
        const style = getComputedStyle(clip);
        if (style.textOverflow === 'ellipsis' || style.webkitLineClamp !== 'none' || /auto|scroll/.test(style.overflowX + style.overflowY)) break;
        const edge = clip.getBoundingClientRect();
        if (/hidden|clip/.test(style.overflowX) && (box.right > edge.right + 1 || box.left < edge.left - 1)) faults.push(['cut at its side', el]);
        if (/hidden|clip/.test(style.overflowY) && box.bottom > edge.bottom + 1) faults.push(['cut below', el]);
      }
      if ((clip === null || clip === root) && (box.right > innerWidth + 1 || box.left < -1)) faults.push(['outside the window', el]);
    }
    return faults.map(([fault, el]) => `${fault}: ${el.outerHTML.slice(0, 100)}`);
  });

/**
 * What is touched and smaller than 24 × 24 px, whether or not WCAG would excuse it; a label counts as its
 * control. What the Tab key passes over is left out: the columns of a chart, which the table beside it holds again.
 */
export const smallTargets = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll('a, button, summary, input:not([type=hidden])')]
      .filter((el) => !el.closest('.visually-hidden, .skip, [tabindex="-1"]:is(a)') && el.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && el.getClientRects().length > 0)
      .map((el) => ({ el, box: (el.closest('label') ?? el).getBoundingClientRect() }))
      .filter(({ box }) => box.width > 0 && (box.width < 24 || box.height < 24))
      .map(({ el, box }) => `${Math.round(box.width)}×${Math.round(box.height)} px: ${el.outerHTML.slice(0, 100)}`),
  );
