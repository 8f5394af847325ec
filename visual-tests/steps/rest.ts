import type { Tab } from '../browsers/tab.ts';
import { restOfPage, showNextLazy } from './page/rest.ts';

/** What is known outside of the page of what it waits for. */
export interface Traffic {
  /** Requests that are not answered yet. */
  readonly pending: () => number;
  /** Pages that were asked for so far. */
  readonly pages: () => number;
}

/** Looks that have to find nothing on its way, one after the other: a page that leads on has done so by then. */
const enough = 2;
const mostLazy = 200;

/** Waits until nothing is on its way any more; what is, as a phrase, when that took too long. */
export async function rest(tab: Tab, traffic: Traffic, patience: number): Promise<string | null> {
  const end = performance.now() + patience;
  let calm = 0;
  let left: string | null = null;
  while (calm < enough) {
    const pages = traffic.pages();
    // A page that is being left for another cannot answer.
    left = await tab.run(restOfPage, Math.max(0, end - performance.now())).catch(() => 'another page is loading');
    if (left === null && (traffic.pending() > 0 || traffic.pages() !== pages)) left = 'a request is not answered';
    calm = left === null ? calm + 1 : 0;
    if (left !== null && performance.now() >= end) return left;
    if (left !== null) await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return null;
}

/** Has every lazy part come, also those that nobody has scrolled to; the page stands as it stood before. */
export async function settleLazy(tab: Tab, traffic: Traffic, patience: number): Promise<string | null> {
  const place = await tab.run(() => [scrollX, scrollY] as const, null);
  let left: string | null = null;
  let stays = 0;
  for (let count = 0; count < mostLazy && left === null; count++) {
    const before = await tab.run(() => document.querySelectorAll('[aria-busy="true"][hx-get]').length, null);
    if (!(await tab.run(showNextLazy, stays))) break;
    left = await rest(tab, traffic, patience);
    const after = await tab.run(() => document.querySelectorAll('[aria-busy="true"][hx-get]').length, null);
    // One that is made to wait stays, and the one behind it is next.
    if (after >= before) stays += 1;
  }
  await tab.run(([x, y]) => scrollTo({ left: x, top: y, behavior: 'instant' }), place);
  return left;
}
