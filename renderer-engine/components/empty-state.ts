import { defineComponent } from './define-component.ts';
import { iconByName, iconNames, iconStyles } from './icons.ts';
import { prop } from './prop.ts';
import { whenSet } from './responsive.ts';

export const emptyState = defineComponent({
  type: 'EmptyState',
  summary: 'Stands where there is nothing yet: says why, and offers the first step.',
  category: 'feedback',
  props: {
    title: prop.text({ required: true }),
    text: prop.text({ about: 'A sentence that helps on.' }),
    icon: prop.icon(iconNames),
  },
  slots: { actions: { description: 'The first step.' } },
  accessibleName: { prop: 'title', required: true },
  parts: ['icon', 'title', 'text', 'actions'],
  styles: {
    shared: [iconStyles],
    base: `
      .ui-empty-state { display: flex; flex-direction: column; align-items: center; gap: var(--ui-space-2); padding: var(--ui-space-10) var(--ui-space-4); text-align: center; min-inline-size: 0; }
      .ui-empty-state__icon { display: grid; place-content: center; inline-size: 3rem; block-size: 3rem; margin-block-end: var(--ui-space-1); border-radius: 50%; background: var(--ui-color-neutral-soft); color: var(--ui-color-text-muted); font-size: 1.375rem; }
      .ui-empty-state__title { margin: 0; font-weight: var(--ui-font-weight-semibold); font-size: var(--ui-font-size-md); color: var(--ui-color-text-default); }
      .ui-empty-state__text { margin: 0; max-inline-size: 26rem; color: var(--ui-color-text-muted); text-wrap: balance; }
      .ui-empty-state__actions { display: flex; flex-wrap: wrap; justify-content: center; gap: var(--ui-space-2); margin-block-start: var(--ui-space-3); }
    `,
  },
  examples: [
    { id: 'plain', props: { title: 'No orders match this filter', icon: 'inbox' } },
    {
      id: 'action',
      props: { title: 'No customers yet', text: 'They appear here with their first order.', icon: 'user' },
      slots: { actions: [{ id: 'invite', type: 'Button', props: { text: 'Add a customer', icon: 'plus' } }] },
    },
  ],
  emit({ title, text, icon }, out, { slots }) {
    out.root('div', { class: 'ui-empty-state' }, () => {
      whenSet(out, icon, () => out.element('span', { class: 'ui-empty-state__icon' }, () => iconByName(out, icon)));
      out.element('p', { class: 'ui-empty-state__title' }, () => out.text(title));
      whenSet(out, text, () => out.element('p', { class: 'ui-empty-state__text' }, () => out.text(text)));
      if (slots.includes('actions'))
        out.element('div', { class: 'ui-empty-state__actions' }, () => out.slot('actions'));
    });
  },
});
