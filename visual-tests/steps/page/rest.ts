import type { Watch } from '../../capture/page/freeze.ts';

/** What a page still waits for, as a phrase; null: it is at rest. Waits for at most so many milliseconds. */
export async function restOfPage(patience: number): Promise<string | null> {
  const watch = (globalThis as unknown as { readonly __studio: Watch }).__studio;
  const end = watch.clock() + patience;
  const waiting = () => {
    if (document.readyState !== 'complete') return 'the page is still loading';
    if (watch.asking > 0) return 'a request is not answered';
    return watch.soon > 0 ? 'a timer of a script has not ended' : null;
  };
  // What an event sets off comes with the next frames.
  await watch.frame();
  await watch.frame();
  let left = waiting();
  while (left && watch.clock() < end) {
    await watch.wait(15);
    left = waiting();
  }
  return left;
}

/**
 * Brings the next lazy part into view that still waits for that, and says whether there was one: without it, a picture
 * of the whole page would show what nobody ever sees.
 */
export function showNextLazy(seen: number): boolean {
  const waiting = [...document.querySelectorAll('[aria-busy="true"][hx-get][hx-trigger^="intersect"]')];
  const next = waiting[seen];
  next?.scrollIntoView({ block: 'nearest', inline: 'nearest', behavior: 'instant' });
  return next !== undefined;
}
