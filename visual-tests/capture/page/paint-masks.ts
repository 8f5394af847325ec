/** What a solid mask covers: elements, or a box of the page. */
export interface SolidMasks {
  readonly selectors: readonly string[];
  readonly boxes: readonly (readonly [left: number, top: number, width: number, height: number])[];
}

/**
 * Covers what is masked with one color, above everything, open dialogs too. Repeated before every picture, because what
 * is masked may move. Sent as source.
 */
export function paintMasks({ selectors, boxes }: SolidMasks): void {
  const watch = (globalThis as unknown as { readonly __studio: { quietly(change: () => void): void } }).__studio;
  const covered = selectors.flatMap((selector) =>
    [...document.querySelectorAll(selector)].map((element) => {
      const { left, top, width, height } = element.getBoundingClientRect();
      return [left + scrollX, top + scrollY, width, height] as const;
    }),
  );
  const { scrollWidth, scrollHeight } = document.documentElement;
  watch.quietly(() => {
    for (const old of document.querySelectorAll('[data-studio="mask"]')) old.remove();
    const cover = document.createElement('div');
    cover.setAttribute('data-studio', 'mask');
    cover.popover = 'manual';
    cover.style.cssText =
      'all: initial; position: absolute; inset: auto; left: 0; top: 0; width: 0; height: 0; overflow: visible; pointer-events: none; z-index: 2147483647';
    // Closed to the page's own rules.
    const inside = cover.attachShadow({ mode: 'closed' });
    for (const [left, top, width, height] of [...covered, ...boxes]) {
      const right = Math.min(left + width, scrollWidth);
      const bottom = Math.min(top + height, scrollHeight);
      if (right <= left || bottom <= top) continue;
      const box = document.createElement('div');
      box.style.cssText = `position: absolute; left: ${left}px; top: ${top}px; width: ${right - left}px; height: ${bottom - top}px; background: #ff00ff; forced-color-adjust: none; print-color-adjust: exact`;
      inside.append(box);
    }
    document.documentElement.append(cover);
    cover.showPopover();
  });
}

/** Rules for masks that leave no color behind: nothing of the node is seen, or only its texts are not. */
export const maskRules = (hidden: readonly string[], withoutText: readonly string[]): string =>
  [
    ...hidden.map((selector) => `:is(${selector}), :is(${selector}) * { visibility: hidden !important; }`),
    ...withoutText.map(
      (selector) =>
        `:is(${selector}), :is(${selector}) * { color: transparent !important; -webkit-text-fill-color: transparent !important; text-shadow: none !important; text-decoration-color: transparent !important; }`,
    ),
  ].join('\n');
