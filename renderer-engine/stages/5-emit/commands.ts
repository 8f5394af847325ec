import type { ElementNode } from '../4-optimize/tree.ts';

/** What a node that opens is to HTML: a modal dialog, or a popover. */
export type Opening = 'dialog' | 'popover';

const commands = {
  dialog: { open: 'show-modal', close: 'close', toggle: 'show-modal' },
  popover: { open: 'show-popover', close: 'hide-popover', toggle: 'toggle-popover' },
} as const;

/** The invoker command of `open`, `close` and `toggle` for a target. */
export const commandFor = (what: keyof (typeof commands)['dialog'], opening: Opening | undefined): string =>
  commands[opening ?? (what === 'toggle' ? 'popover' : 'dialog')][what];

export function openingOf({ component, props }: ElementNode): Opening | undefined {
  if (!component.opens) return undefined;
  const { modal } = props;
  return component.opens({ modal: modal?.kind === 'constant' ? modal.value : null });
}
