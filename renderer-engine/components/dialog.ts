import type { Attributes } from './component.ts';
import { defineComponent } from './define-component.ts';
import { icon, iconStyles } from './icons.ts';
import { prop } from './prop.ts';

/** What closes it, in the words of HTML. */
const closedBy = { any: 'any', explicit: 'closerequest', none: 'none' } as const;

/**
 * Opens and closes by `command` and `commandfor`, or as a popover when it is not modal; so it needs no script. One
 * that holds a form which came back with messages is open from the start (the runtime makes it modal again where it
 * finds `data-ui-modal`).
 */
export const dialog = defineComponent({
  type: 'Dialog',
  summary: 'A window over the page, for one task or question.',
  category: 'overlay',
  props: {
    title: prop.text({ required: true, about: 'Names the dialog.' }),
    size: prop.axis(['sm', 'md', 'lg']),
    modal: prop.shape([true, false], { about: 'Whether the page behind it waits; true when left out.' }),
    dismiss: prop.shape(['any', 'explicit', 'none'], {
      about: 'What closes it: a click beside it too, only Escape and its button, or only its own actions.',
    }),
  },
  slots: { default: {}, footer: { description: 'Buttons at the end.' } },
  events: ['close'],
  opens: ({ modal }) => (modal === false ? 'popover' : 'dialog'),
  accessibleName: { prop: 'title', required: true },
  parts: ['header', 'title', 'body', 'footer'],
  styles: {
    shared: [iconStyles],
    base: `
      .ui-dialog { inline-size: min(var(--_width), 100vw - 2 * var(--ui-space-4)); max-block-size: calc(100dvh - 2 * var(--ui-space-4)); margin: auto; padding: 0; border: 1px solid var(--ui-color-border-default); border-radius: var(--ui-radius-lg); background: var(--ui-color-surface-overlay); color: var(--ui-color-text-default); box-shadow: var(--ui-shadow-overlay); overflow: auto; overscroll-behavior: contain; }
      .ui-dialog:is([open], :popover-open) { display: flex; flex-direction: column; }
      .ui-dialog[open]:not(:modal) { position: fixed; inset: 0; z-index: var(--ui-z-overlay); }
      .ui-dialog::backdrop { background: rgb(10 12 20 / 0.45); }
      .ui-dialog__header { position: sticky; inset-block-start: 0; z-index: 1; display: flex; align-items: center; justify-content: space-between; gap: var(--ui-space-3); padding: var(--ui-space-4) var(--ui-space-5) var(--ui-space-3); background: inherit; }
      .ui-dialog__title { margin: 0; font: var(--ui-font-weight-semibold) var(--ui-font-size-lg) / var(--ui-font-line-tight) var(--ui-font-heading); letter-spacing: var(--ui-font-tracking-tight); min-inline-size: 0; overflow-wrap: anywhere; }
      .ui-dialog__close { flex: none; display: grid; place-content: center; inline-size: 2rem; block-size: 2rem; margin: -0.25rem; padding: 0; border: 0; border-radius: var(--ui-radius-control); background: none; color: var(--ui-color-text-muted); cursor: pointer; }
      .ui-dialog__close:hover { background: var(--ui-color-surface-hover); color: var(--ui-color-text-default); }
      .ui-dialog__body { display: flex; flex-direction: column; gap: var(--ui-space-4); padding: 0 var(--ui-space-5) var(--ui-space-5); min-inline-size: 0; }
      .ui-dialog__body > * { min-inline-size: 0; }
      .ui-dialog__footer { position: sticky; inset-block-end: 0; display: flex; flex-wrap: wrap; justify-content: flex-end; gap: var(--ui-space-2); padding: var(--ui-space-3) var(--ui-space-5); border-block-start: 1px solid var(--ui-color-border-subtle); background: inherit; }
      @below sm { .ui-dialog { inline-size: 100vw; max-inline-size: 100vw; margin-block-end: 0; border-radius: var(--ui-radius-lg) var(--ui-radius-lg) 0 0; border-inline: 0; border-block-end: 0; } }
      @media (prefers-reduced-motion: no-preference) { .ui-dialog:is([open], :popover-open) { animation: ui-dialog 0.14s ease-out; } }
      @keyframes ui-dialog { from { opacity: 0; transform: translateY(0.5rem); } }
      @media print { .ui-dialog { display: none; } }
    `,
    axes: {
      size: {
        default: 'md',
        values: { sm: '--_width: 24rem', md: '--_width: 34rem', lg: '--_width: 54rem' },
      },
    },
  },
  examples: [
    {
      id: 'question',
      props: { title: 'Cancel this order?', size: 'sm', dismiss: 'explicit' },
      slots: {
        default: ['The customer gets an e-mail, and the money back.'],
        footer: [{ id: 'cancel', type: 'Button', props: { text: 'Cancel order', tone: 'danger' } }],
      },
    },
    { id: 'beside', props: { title: 'Shortcuts', modal: false }, slots: { default: ['Press ? to see this again.'] } },
  ],
  emit({ title, modal, dismiss }, out, { slots, label }) {
    const own = out.id();
    const isModal = modal.value !== false;
    const how = dismiss.value ?? 'any';
    const failed = out.hasErrors('default');
    const kind: Attributes = isModal
      ? { closedby: closedBy[how], open: failed, 'data-ui-modal': failed }
      : { popover: how === 'any' ? 'auto' : 'manual' };
    const heading = out.id('title');
    out.root('dialog', { class: 'ui-dialog', ...kind, 'aria-labelledby': label ? null : heading }, () => {
      out.element('div', { class: 'ui-dialog__header' }, () => {
        out.element('h2', { id: heading, class: 'ui-dialog__title' }, () => out.text(title));
        const close: Attributes = {
          class: 'ui-dialog__close',
          command: isModal ? 'close' : 'hide-popover',
          commandfor: own,
          type: 'button',
          'aria-label': out.words('close'),
        };
        if (how !== 'none') out.element('button', close, () => icon(out, 'x'));
      });
      out.element('div', { class: 'ui-dialog__body' }, () => out.slot('default'));
      if (slots.includes('footer')) out.element('div', { class: 'ui-dialog__footer' }, () => out.slot('footer'));
    });
  },
});
