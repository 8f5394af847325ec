import { defineComponent } from './define-component.ts';
import { prop } from './prop.ts';
import { whenSet } from './responsive.ts';

export const card = defineComponent({
  type: 'Card',
  summary: 'Sets a group of things apart on its own surface.',
  category: 'layout',
  props: {
    variant: prop.axis(['outlined', 'filled', 'raised']),
    padding: prop.axis(['none', 'sm', 'md', 'lg']),
    to: prop.to({ about: 'Makes the whole card a link; name it with the label below accessibility.' }),
  },
  slots: { header: {}, media: {}, default: {}, footer: {} },
  accessibleName: { required: { with: 'to' } },
  styles: {
    base: `
      .ui-card { position: relative; display: flex; flex-direction: column; min-inline-size: 0; border: 1px solid transparent; border-radius: var(--ui-card-radius); background: var(--ui-color-surface-raised); color: var(--ui-color-text-default); overflow: clip; }
      .ui-card__header, .ui-card__body, .ui-card__footer { padding: var(--_pad); min-inline-size: 0; }
      .ui-card__header { border-block-end: 1px solid var(--ui-color-border-subtle); padding-block: calc(var(--_pad) * 0.75); font-weight: var(--ui-font-weight-semibold); }
      .ui-card__footer { border-block-start: 1px solid var(--ui-color-border-subtle); padding-block: calc(var(--_pad) * 0.75); }
      .ui-card__media > * { display: block; inline-size: 100%; }
      .ui-card__link { position: absolute; inset: 0; border-radius: inherit; }
      .ui-card__link:focus-visible { outline-offset: -2px; }
      .ui-card:has(> .ui-card__link:hover) { border-color: var(--ui-color-border-strong); }
      @media (forced-colors: active) { .ui-card { border-color: CanvasText; } }
    `,
    axes: {
      variant: {
        default: 'outlined',
        values: {
          outlined: 'border-color: var(--ui-color-border-default)',
          filled: 'background: var(--ui-color-surface-sunken)',
          raised: 'border-color: var(--ui-color-border-subtle); box-shadow: var(--ui-shadow-raised)',
        },
      },
      padding: {
        default: 'md',
        values: {
          none: '--_pad: 0px',
          sm: '--_pad: var(--ui-space-3)',
          md: '--_pad: var(--ui-space-5)',
          lg: '--_pad: var(--ui-space-8)',
        },
      },
    },
    tokens: { radius: '{radius.card}' },
  },
  examples: [
    { id: 'plain', slots: { default: ['A quiet surface.'] } },
    {
      id: 'link',
      props: { to: '/orders' },
      label: 'All orders',
      slots: { default: ['All of it leads to the orders.'] },
    },
    { id: 'parts', props: { variant: 'raised' }, slots: { header: ['Header'], default: ['Body'], footer: ['Footer'] } },
  ],
  emit({ to }, out, { slots, label }) {
    out.root('div', { class: 'ui-card' }, () => {
      for (const part of ['media', 'header', 'default', 'footer'] as const) {
        if (!slots.includes(part)) continue;
        out.element('div', { class: `ui-card__${part === 'default' ? 'body' : part}` }, () => out.slot(part));
      }
      whenSet(out, to, () => out.element('a', { class: 'ui-card__link', href: to, 'aria-label': label }));
    });
  },
});
