import type { Json } from '../document/types.ts';
import type { Input } from './component.ts';
import { defineComponent } from './define-component.ts';
import { failedPanel } from './failed-panel.ts';
import { prop } from './prop.ts';

type Entry = { readonly id: string; readonly title: Json };

export const accordion = defineComponent({
  type: 'Accordion',
  summary: 'Titles that open to show what is below them.',
  category: 'navigation',
  props: {
    items: prop.shapeList<Entry>(
      {
        type: 'object',
        required: ['id', 'title'],
        additionalProperties: false,
        properties: {
          id: { type: 'string', pattern: '^[a-z][a-z0-9]*(-[a-z0-9]+)*$', 'x-ui': { dynamic: false } },
          title: { type: 'string', 'x-ui': { translatable: true } },
        },
      },
      { required: true, about: 'One per title; its content is the slot "panel:" and the id.' },
    ),
    multiple: prop.flag({ about: 'Lets several be open at once.' }),
    open: prop.list({ type: 'string' }, { about: 'Ids of those that are open at first.' }),
  },
  slots: { 'panel:*': { description: 'What a title opens.' } },
  accessibleName: { required: false },
  parts: ['item', 'title', 'panel'],
  styles: {
    base: `
      .ui-accordion { display: flex; flex-direction: column; min-inline-size: 0; border: 1px solid var(--ui-color-border-default); border-radius: var(--ui-radius-card); background: var(--ui-color-surface-raised); overflow: clip; }
      .ui-accordion__item + .ui-accordion__item { border-block-start: 1px solid var(--ui-color-border-subtle); }
      .ui-accordion__title { display: flex; align-items: center; justify-content: space-between; gap: var(--ui-space-3); padding: var(--ui-space-3) var(--ui-space-4); font-weight: var(--ui-font-weight-medium); list-style: none; cursor: pointer; }
      .ui-accordion__title::-webkit-details-marker { display: none; }
      .ui-accordion__title:hover { background: var(--ui-color-surface-hover); }
      .ui-accordion__title:focus-visible { outline-offset: -2px; border-radius: var(--ui-radius-card); }
      .ui-accordion__title::after { content: ""; flex: none; inline-size: 0.45rem; block-size: 0.45rem; margin-block-start: -0.2rem; margin-inline-end: 0.2rem; border: solid var(--ui-color-text-muted); border-width: 0 1.5px 1.5px 0; transform: rotate(45deg); transition: transform var(--ui-motion-fast); }
      .ui-accordion__item[open] > .ui-accordion__title::after { margin-block-start: 0.2rem; transform: rotate(225deg); }
      .ui-accordion__panel { padding: var(--ui-space-1) var(--ui-space-4) var(--ui-space-4); min-inline-size: 0; }
    `,
  },
  examples: [
    {
      id: 'questions',
      props: {
        items: [
          { id: 'shipping', title: 'How long does shipping take?' },
          { id: 'returns', title: 'Can I send something back?' },
        ],
        open: ['shipping'],
      },
      slots: { 'panel:shipping': ['Two to three working days.'], 'panel:returns': ['Within 30 days, free of charge.'] },
    },
    {
      id: 'several',
      props: {
        multiple: true,
        open: ['payment', 'delivery'],
        items: [
          { id: 'payment', title: 'Payment' },
          { id: 'delivery', title: 'Delivery' },
        ],
      },
      slots: { 'panel:payment': ['Card ending in 4242.'], 'panel:delivery': ['To the door.'] },
    },
  ],
  emit({ items, multiple, open }, out, { slots, label }) {
    // Details of one name close each other, without a script.
    const name = out.compute('multiple == true ? null : own', { multiple, own: out.id('item') });
    const all = items.value ?? [];
    const failed = failedPanel(
      out,
      all.map(({ id }) => id),
    );
    out.root('div', { class: 'ui-accordion', role: label ? 'group' : null }, () => {
      for (const { id, title } of all) {
        const slot = `panel:${id}`;
        const own: Input = { constant: true, value: id };
        // Where only one may be open, browsers keep the first; it has to be the one that matters.
        const isOpen = out.compute(
          'multiple == true ? (own == failed || own in (open ?? [])) : own == (failed ?? first(open))',
          { multiple, own, failed, open },
        );
        out.element('details', { class: 'ui-accordion__item', name, open: isOpen }, () => {
          out.element('summary', { class: 'ui-accordion__title' }, () => out.text(out.template(title, {})));
          out.element('div', { class: 'ui-accordion__panel' }, () => {
            if (slots.includes(slot)) out.slot(slot);
          });
        });
      }
    });
  },
});
