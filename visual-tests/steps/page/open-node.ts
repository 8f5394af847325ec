/**
 * Opens what was found, as the action `open` does: a dialog, a menu, a part that is folded. Gives a phrase where there is
 * nothing to open, and null when it is open. Runs in the page.
 */
export function openNode(): string | null {
  const root = document.querySelector('[data-studio-step]');
  const closest = root?.querySelector('dialog, [popover], details');
  const target = root?.matches('dialog, [popover], details') ? root : (closest ?? root?.closest('details') ?? null);
  if (!(target instanceof HTMLElement)) return 'it is nothing that opens';
  if (target.popover !== null) {
    if (!target.matches(':popover-open')) target.showPopover();
  } else if (target instanceof HTMLDialogElement) {
    if (!target.open) target.showModal();
  } else if (target instanceof HTMLDetailsElement) target.open = true;
  return null;
}

/** Brings what was found to the top of the view. */
export function scrollToNode(): void {
  document
    .querySelector('[data-studio-step]')
    ?.scrollIntoView({ block: 'start', inline: 'nearest', behavior: 'instant' });
}

/** Takes away what steps have marked. */
export function unmark(): void {
  const watch = (globalThis as unknown as { readonly __studio: { quietly(change: () => void): void } }).__studio;
  watch.quietly(() => {
    for (const name of ['data-studio-step', 'data-studio-box']) {
      for (const element of document.querySelectorAll(`[${name}]`)) element.removeAttribute(name);
    }
  });
}
