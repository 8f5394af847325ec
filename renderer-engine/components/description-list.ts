import type { JsonObject } from '../document/types.ts';
import { defineComponent } from './define-component.ts';
import { prop } from './prop.ts';
import { responsive } from './responsive.ts';

const counts = [1, 2, 3, 4] as const;

type Entry = { readonly key: string; readonly term: string; readonly value?: string };

const entry: JsonObject = {
  type: 'object',
  required: ['key', 'term'],
  additionalProperties: false,
  properties: {
    key: { type: 'string', pattern: '^[A-Za-z][A-Za-z0-9_]*$', 'x-ui': { dynamic: false } },
    term: { type: 'string', 'x-ui': { translatable: true } },
    value: { type: 'string', description: 'What it is; or fill the slot "value:" and the key.' },
  },
};

export const descriptionList = defineComponent({
  type: 'DescriptionList',
  summary: 'The facts about one thing: terms and what they are.',
  category: 'data',
  props: {
    items: prop.shapeList<Entry>(entry, { required: true }),
    layout: prop.axis(['stacked', 'horizontal'], { about: 'Value below its term, or beside it.' }),
    columns: prop.choice(counts, { responsive: true, about: 'Number of columns; 1 when left out.' }),
  },
  slots: { 'value:*': { description: 'What a term is, instead of its "value".' } },
  accessibleName: { required: false },
  styles: {
    base: `
      .ui-description-list { display: grid; grid-template-columns: minmax(0, 1fr); margin: 0; min-inline-size: 0; }
      .ui-description-list__item { display: grid; min-inline-size: 0; }
      .ui-description-list__term { color: var(--ui-color-text-muted); font-size: var(--ui-font-size-sm); overflow-wrap: anywhere; }
      .ui-description-list__value { margin: 0; min-inline-size: 0; overflow-wrap: anywhere; }
      .ui-description-list__value:empty::before { content: "—"; color: var(--ui-color-text-muted); }
      ${counts.map((n) => `.ui-description-list[data-columns="${n}"] { grid-template-columns: repeat(${n}, minmax(0, 1fr)); }`).join('\n')}
    `,
    axes: {
      layout: {
        default: 'stacked',
        values: {
          stacked:
            'gap: var(--ui-space-4) var(--ui-space-6); & > .ui-description-list__item { align-content: start; gap: 0.125rem; }',
          horizontal:
            'column-gap: var(--ui-space-8); & > .ui-description-list__item { grid-template-columns: minmax(6rem, 2fr) 3fr; align-items: baseline; column-gap: var(--ui-space-4); padding-block: var(--ui-space-2); border-block-end: 1px solid var(--ui-color-border-subtle); } & > .ui-description-list__item:last-child { border-block-end-color: transparent; }',
        },
      },
    },
  },
  examples: [
    {
      id: 'order',
      title: 'Beside each other',
      props: {
        layout: 'horizontal',
        items: [
          { key: 'number', term: 'Order', value: 'A-1001' },
          { key: 'customer', term: 'Customer', value: 'Lovelace & Co' },
          { key: 'status', term: 'Status' },
          { key: 'note', term: 'Note' },
        ],
      },
      slots: { 'value:status': [{ id: 'status', type: 'Badge', props: { text: 'Shipped', tone: 'success' } }] },
    },
    {
      id: 'columns',
      title: 'In columns',
      props: {
        columns: { base: 1, sm: 3 },
        items: [
          { key: 'placed', term: 'Placed', value: '1 March 2026' },
          { key: 'due', term: 'Due', value: '5 March 2026' },
          { key: 'total', term: 'Total', value: '€129.90' },
        ],
      },
    },
  ],
  emit({ items, columns }, out, { slots }) {
    const count = responsive(out, 'columns', columns);
    out.root('dl', { class: 'ui-description-list', 'data-columns': count }, () => {
      for (const { key, term, value } of items.value ?? []) {
        out.element('div', { class: 'ui-description-list__item' }, () => {
          out.element('dt', { class: 'ui-description-list__term' }, () => out.text(out.template(term, {})));
          out.element('dd', { class: 'ui-description-list__value' }, () => {
            if (slots.includes(`value:${key}`)) out.slot(`value:${key}`);
            else if (value !== undefined) out.text(out.template(value, {}));
          });
        });
      }
    });
  },
});
