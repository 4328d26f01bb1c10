import axe from 'axe-core';
import type { Page } from 'playwright-core';

/* What holds for every screen, read from the page as it is drawn. */

/** What axe finds. */
export async function violations(page: Page): Promise<string[]> {
  // Injected by the test, once a page: its policy rightly refuses a script element.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  return page.evaluate(async () => {
    // What passes is not asked for, which takes as long as the rest.
    const { violations } = await (window as unknown as { axe: typeof axe }).axe.run({ resultTypes: ['violations'] });
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`));
  });
}

/** What does not fit: scrolled sideways, cut at the window's edge, or words larger than their button. */
export const overflows = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const found: string[] = [];
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth > clientWidth) found.push(`page: ${scrollWidth} > ${clientWidth}`);
    for (const element of document.querySelectorAll<HTMLElement>('button, main, aside, nav, header')) {
      const { left, right, bottom } = element.getBoundingClientRect();
      const name = `${element.tagName}.${element.className}: ${element.textContent.slice(0, 40)}`;
      if (left < -1 || right > clientWidth + 1) found.push(`${name} leaves the window`);
      if (element.tagName === 'NAV' && bottom > Math.max(window.innerHeight, document.documentElement.scrollHeight) + 1)
        found.push(`${name} is below the window`);
      if (
        element.tagName === 'BUTTON' &&
        (element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1)
      )
        found.push(`${name} overflows`);
    }
    return found;
  });

/** Targets below 56 px. */
export const smallTargets = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('button, input, select, a[href]')]
      .map((element) => ({ element, box: element.getBoundingClientRect() }))
      .filter(({ box }) => box.width < 56 || box.height < 56)
      .map(({ element, box }) => `${element.className} ${box.width}x${box.height}`),
  );

/** What of the work reaches out of a place that does not scroll, and so lies on something else or under it. */
export const outOfPlace = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('.stage *')].flatMap((element) => {
      const place = element.parentElement;
      if (place === null || getComputedStyle(place).overflowY === 'auto' || element.closest('.unseen')) return [];
      const [inner, outer] = [element.getBoundingClientRect(), place.getBoundingClientRect()];
      const isOut = inner.height > 0 && (inner.bottom > outer.bottom + 3 || inner.top < outer.top - 3);
      return isOut ? [`${element.className}: ${element.textContent.slice(0, 40)}`] : [];
    }),
  );

/** What the hand or the eye needs now and would have to scroll for: answers, keys, and what is at hand in a list. */
export const outOfSight = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('.stage button, .stage input, [aria-current=step]')].flatMap(
      (element) => {
        const place = element.closest('ol, ul') ?? element.closest('main');
        if (place === null) return [];
        const [inner, outer] = [element.getBoundingClientRect(), place.getBoundingClientRect()];
        const isOut = inner.bottom > outer.bottom + 3 || inner.top < outer.top - 3;
        return isOut ? [`${element.className}: ${element.textContent.slice(0, 40)}`] : [];
      },
    ),
  );
