type Mask =
  | { readonly selector: string }
  | { readonly box: readonly [left: number, top: number, width: number, height: number] };

/**
 * What is masked may be anything, so it is not heard either: nodes by their selectors, and those that lie in a box as a
 * whole. Sent as source, when the picture is taken.
 */
export function silence(masks: readonly Mask[]): void {
  const nodes = [...document.querySelectorAll('[data-ui-node]')];
  const isIn = (element: Element, [left, top, width, height]: readonly [number, number, number, number]) => {
    const box = element.getBoundingClientRect();
    return (
      box.left + scrollX >= left &&
      box.top + scrollY >= top &&
      box.right + scrollX <= left + width &&
      box.bottom + scrollY <= top + height
    );
  };
  for (const mask of masks) {
    const masked =
      'box' in mask ? nodes.filter((node) => isIn(node, mask.box)) : document.querySelectorAll(mask.selector);
    for (const element of masked) element.setAttribute('aria-hidden', 'true');
  }
}
