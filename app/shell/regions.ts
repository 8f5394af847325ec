/** Moves the focus to the next (or previous) part of the window that has `data-region`, around and around. */
export function cycleRegions(direction: 1 | -1): void {
  const regions = [...document.querySelectorAll<HTMLElement>('[data-region]')].filter((region) => region.offsetParent);
  const current = regions.findIndex((region) => region.contains(document.activeElement));
  const next = regions.at((current + direction + regions.length) % regions.length);
  if (next) focusInto(next);
}

const focusable =
  '.monaco-editor textarea, .monaco-editor .native-edit-context, [aria-current="true"], button, input, [tabindex="0"]';

function focusInto(region: HTMLElement): void {
  const target =
    region.querySelector<HTMLElement>('.monaco-editor .native-edit-context, .monaco-editor textarea') ??
    [...region.querySelectorAll<HTMLElement>(focusable)].find(
      (element) => element.offsetParent && element.tabIndex >= 0,
    );
  if (target) target.focus();
  else {
    region.tabIndex = -1;
    region.focus();
  }
}
