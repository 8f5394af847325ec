import type { Attributes } from './component.ts';
import { defineComponent } from './define-component.ts';
import { iconStyles } from './icons.ts';
import { prop } from './prop.ts';

/**
 * The place of short messages. Those that an action leaves for the page that follows it are written with the page; the
 * runtime file adds later ones, gives each a button to close it, named by `data-close`, says `data-failed` when nobody answers, and keeps to `data-max` and
 * `data-timeout` (milliseconds; 0: until closed). Without scripts a message stays until the next page.
 */
export const toasts = defineComponent({
  type: 'Toasts',
  summary: 'The place where short messages appear, such as "Saved".',
  category: 'feedback',
  props: {
    position: prop.axis(['top-start', 'top', 'top-end', 'bottom-start', 'bottom', 'bottom-end']),
    max: prop.integer(1, 10, { about: 'Messages at a time; 3 when left out.' }),
    timeout: prop.integer(0, 120, { about: 'Seconds until one goes away; 0 for never, 6 when left out.' }),
  },
  accessibleName: { required: false },
  parts: ['toast'],
  styles: {
    shared: [iconStyles],
    base: `
      .ui-toasts { position: fixed; z-index: var(--ui-z-overlay); display: flex; flex-direction: column; gap: var(--ui-space-2); inline-size: min(24rem, 100% - 2 * var(--ui-space-4)); pointer-events: none; inset-block: var(--_block); inset-inline: var(--_inline); margin-inline: var(--_auto, 0); }
      .ui-toast { --_fg: var(--ui-color-neutral-fg); display: flex; align-items: flex-start; gap: var(--ui-space-3); padding: var(--ui-space-3) var(--ui-space-4); border: 1px solid var(--ui-color-border-default); border-inline-start: 3px solid var(--_fg); border-radius: var(--ui-radius-md); background: var(--ui-color-surface-overlay); color: var(--ui-color-text-default); box-shadow: var(--ui-shadow-overlay); pointer-events: auto; }
      ${['accent', 'info', 'success', 'warning', 'danger'].map((tone) => `.ui-toast[data-tone="${tone}"] { --_fg: var(--ui-color-${tone}-solid); }`).join(' ')}
      .ui-toast__text { flex: 1; margin: 0; min-inline-size: 0; overflow-wrap: anywhere; }
      .ui-toast__close { flex: none; inline-size: 1.5rem; block-size: 1.5rem; padding: 0; border: 0; border-radius: var(--ui-radius-xs); background: none; color: var(--ui-color-text-muted); font-size: 1.125rem; line-height: 1; cursor: pointer; }
      .ui-toast__close:hover { background: var(--ui-color-surface-hover); color: var(--ui-color-text-default); }
      @media print { .ui-toasts { display: none; } }
    `,
    axes: {
      position: {
        default: 'bottom-end',
        values: {
          'top-start': '--_block: var(--ui-space-4) auto; --_inline: var(--ui-space-4) auto',
          top: '--_block: var(--ui-space-4) auto; --_inline: 0; --_auto: auto',
          'top-end': '--_block: var(--ui-space-4) auto; --_inline: auto var(--ui-space-4)',
          'bottom-start': '--_block: auto var(--ui-space-4); --_inline: var(--ui-space-4) auto',
          bottom: '--_block: auto var(--ui-space-4); --_inline: 0; --_auto: auto',
          'bottom-end': '--_block: auto var(--ui-space-4); --_inline: auto var(--ui-space-4)',
        },
      },
    },
  },
  examples: [
    { id: 'plain', props: {} },
    { id: 'top', props: { position: 'top', max: 1, timeout: 10 } },
  ],
  emit({ max, timeout }, out, { label }) {
    const region: Attributes = {
      class: 'ui-toasts',
      role: 'region',
      'data-close': out.words('dismiss'),
      'data-failed': out.words('failed.action'),
      'data-max': out.compute('max ?? 3', { max }),
      'data-timeout': out.compute('(timeout ?? 6) * 1000', { timeout }),
      'data-ui-toasts': true,
      'aria-label': label ?? out.words('notifications'),
      'aria-live': 'polite',
    };
    out.root('div', region, () =>
      out.each(out.toasts(), { as: 'toast', index: 'at' }, (toast) =>
        out.element('div', { class: 'ui-toast', 'data-tone': out.compute('toast.tone', { toast }) }, () =>
          out.element('p', { class: 'ui-toast__text' }, () => out.text(out.compute('toast.message', { toast }))),
        ),
      ),
    );
  },
});
